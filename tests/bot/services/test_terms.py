"""What the clock does for the register."""

from datetime import date, timedelta

from sqlmodel import select

from bot.rules.outbox import NoticeState
from bot.services import roles, terms
from bot.services.roles_shown import told_term
from storage.audit import AuditEvent
from storage.outbox import Notice
from storage.roles import RoleAssignment
from storage.unit import Unit
from tests.bot.services.alliance import ANA, DANA, TOM, Alliance
from tests.bot.services.governance import areas, change, coordinator, role_of, term_of
from tests.conftest import MovableClock

TODAY = date(2026, 3, 2)


async def _tick(alliance: Alliance) -> list[tuple[str, str]]:
    """Let the clock look, and return what went out because of that."""
    before = len(await alliance.rows(Notice))
    await alliance.database.run(terms.due)
    return [(one.kind, one.target) for one in (await alliance.rows(Notice))[before:]]


async def test_a_term_that_ends_is_spoken_of_twice(alliance: Alliance, clock: MovableClock) -> None:
    """Ninety and thirty days ahead the holder and the coordinators hear of it, once each."""
    await coordinator(alliance)
    await role_of(alliance)
    await term_of(alliance, ANA, until=TODAY + timedelta(days=100))
    assert await _tick(alliance) == []
    both = [("roles.term_ends", ANA), ("roles.term_ends", DANA)]
    for days in (10, 60):
        clock.move(timedelta(days=days))
        assert [one for one in await _tick(alliance) if one[0] == "roles.term_ends"] == both
        assert not [one for one in await _tick(alliance) if one[0] == "roles.term_ends"]


async def test_after_downtime_one_warning_goes_out(alliance: Alliance, clock: MovableClock) -> None:
    """Whoever was not warned 90 days ahead is warned later, and of the nearer day alone."""
    await coordinator(alliance)
    await role_of(alliance)
    await term_of(alliance, DANA, until=TODAY + timedelta(days=100))
    clock.move(timedelta(days=85))
    assert [one for one in await _tick(alliance) if one[0] == "roles.term_ends"] == [
        ("roles.term_ends", DANA)
    ]


async def test_a_short_term_is_not_spoken_of_at_its_beginning(
    alliance: Alliance, clock: MovableClock
) -> None:
    """Who got a role for sixty days is warned thirty days ahead, not at once."""
    await coordinator(alliance)
    await role_of(alliance)
    await term_of(alliance, ANA, until=TODAY + timedelta(days=60))
    assert await _tick(alliance) == []
    clock.move(timedelta(days=30))
    assert ("roles.term_ends", ANA) in await _tick(alliance)


async def test_a_term_ends_by_itself(alliance: Alliance, clock: MovableClock) -> None:
    """The day after its last day a term has ended, its seat is vacant, and both hear of it once."""
    await coordinator(alliance)
    await role_of(alliance)
    term = await term_of(alliance, ANA, until=TODAY + timedelta(days=10))
    clock.move(timedelta(days=10))
    assert await _tick(alliance) == []
    clock.move(timedelta(days=1))
    assert (
        await _tick(alliance)
        == [
            ("roles.term_over", ANA),
            ("roles.term_over", DANA),
            ("roles.gaps", DANA),
        ][:2]
    )
    assert await _tick(alliance) == []
    (row,) = await alliance.rows(RoleAssignment)
    assert row.ended_on == TODAY + timedelta(days=10)
    events = await alliance.rows(AuditEvent)
    assert [(one.verb, one.actor_id) for one in events][-1] == ("term.ended", None)
    assert (await alliance.act(TOM, roles.register)).roles[0].vacant == 1
    told = await alliance.database.read(told_term, term.id)
    assert told
    assert told.holder.name == "Ana"


async def test_coordinators_are_asked_whether_the_register_is_right(
    alliance: Alliance, clock: MovableClock
) -> None:
    """Once it is due, and every two weeks until somebody has looked; then the question shows who did."""
    await coordinator(alliance)
    await coordinator(alliance, TOM)
    await areas(alliance)
    assert await _tick(alliance) == []
    clock.move(timedelta(days=90))
    asked = [("roles.confirm", TOM), ("roles.confirm", DANA)]
    assert [one for one in await _tick(alliance) if one[0] == "roles.confirm"] == asked
    clock.move(timedelta(days=13))
    assert not [one for one in await _tick(alliance) if one[0] == "roles.confirm"]
    clock.move(timedelta(days=1))
    assert [one for one in await _tick(alliance) if one[0] == "roles.confirm"] == asked

    def deliver(unit: Unit) -> None:
        for notice in unit.session.exec(select(Notice)):
            notice.state = NoticeState.SENT
            unit.session.add(notice)

    await alliance.database.run(deliver)
    await alliance.act(DANA, roles.confirm)
    edits = [one for one in await alliance.rows(Notice) if one.edits_id]
    assert [(one.kind, one.target) for one in edits] == asked
    assert not [one for one in await _tick(alliance) if one[0] == "roles.confirm"]


async def test_gaps_are_reported_once_a_month(alliance: Alliance, clock: MovableClock) -> None:
    """A new register may have gaps for two weeks; later the coordinators hear of them, once a month."""
    await coordinator(alliance)
    await areas(alliance)
    clock.move(timedelta(days=13))
    assert await _tick(alliance) == []
    clock.move(timedelta(days=1))
    assert await _tick(alliance) == [("roles.gaps", DANA)]
    clock.move(timedelta(days=5))
    assert await _tick(alliance) == []
    clock.move(timedelta(days=20))
    assert await _tick(alliance) == [("roles.gaps", DANA)]


async def test_a_coordinator_who_is_gone_is_not_told(alliance: Alliance, clock: MovableClock) -> None:
    """Somebody without an account hears of nothing."""
    await coordinator(alliance)
    await areas(alliance)
    await change(alliance, DANA, is_deactivated=True)
    clock.move(timedelta(days=20))
    assert await _tick(alliance) == []

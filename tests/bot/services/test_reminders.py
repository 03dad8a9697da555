"""The morning's message: when it comes, to whom, about what, and how often."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlmodel import select

from bot.rules.members import MemberStatus
from bot.rules.outbox import NoticeState
from bot.services import actions_progress, notifications, reminders
from storage import settings as choices
from storage.audit import AuditEvent
from storage.outbox import Notice
from storage.schedules import Schedule
from storage.unit import Unit
from tests.bot.services.alliance import ANA, LEO, TOM, Alliance
from tests.bot.services.items import change_member, group
from tests.bot.services.mornings import begin, change_item, item, member, ring, sent
from tests.conftest import MovableClock

TUESDAY = date(2026, 3, 3)
MORNING = datetime(2026, 3, 3, 13, 30, tzinfo=UTC)
"""Half past eight in New York."""
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("days_late", "is_told"),
    [
        (-3, False),
        (-2, True),
        (-1, False),
        (0, True),
        (1, True),
        (2, False),
        (3, True),
        (7, True),
        (14, True),
    ],
)
async def test_which_mornings(
    alliance: Alliance, clock: MovableClock, days_late: int, *, is_told: bool
) -> None:
    """An item is mentioned two days before, on its day, one, three and seven days late, then weekly."""
    await begin(alliance, ANA)
    action_id = await item(alliance, ANA, TUESDAY - days_late * DAY)
    await ring(alliance, clock, MORNING)
    assert [notice.data["items"] for notice in await sent(alliance)] == ([[action_id]] if is_told else [])


async def test_nothing_before_the_hour(alliance: Alliance, clock: MovableClock) -> None:
    """Nobody hears of it before half past eight, and everybody once, at their own half past eight."""
    await begin(alliance, ANA, LEO)
    await item(alliance, ANA, TUESDAY)
    await item(alliance, LEO, TUESDAY)
    await ring(alliance, clock, MORNING - timedelta(seconds=1))
    assert not await sent(alliance)
    for _ in range(3):
        await ring(alliance, clock, MORNING)
    assert [notice.target for notice in await sent(alliance)] == [ANA]
    await ring(alliance, clock, MORNING + timedelta(hours=3))
    assert [notice.target for notice in await sent(alliance)] == [ANA, LEO]


@pytest.mark.parametrize(
    "change",
    [
        {"status": MemberStatus.PAUSED},
        {"away_until": TUESDAY},
        {"is_deactivated": True},
        {"accepted_at": None},
    ],
    ids=lambda change: next(iter(change)),
)
async def test_who_is_left_alone(alliance: Alliance, clock: MovableClock, change: dict[str, object]) -> None:
    """Nobody is reminded who is away, has paused, has not agreed to take part, or is gone."""
    await begin(alliance, ANA)
    await item(alliance, ANA, TUESDAY)
    await change_member(alliance, ANA, **change)
    await ring(alliance, clock, MORNING)
    assert not await sent(alliance)


async def test_an_item_that_wakes(alliance: Alliance, clock: MovableClock) -> None:
    """A snoozed item is silent until its day, and then mentioned whatever its due date is."""
    await begin(alliance, ANA)
    action_id = await item(alliance, ANA, TUESDAY)
    await change_item(alliance, action_id, snoozed_until=TUESDAY + 2 * DAY)
    for days in range(3):
        await ring(alliance, clock, MORNING + days * DAY)
    (notice,) = await sent(alliance)
    assert (notice.data["woken"], notice.data["items"]) == ([action_id], [])
    assert notice.data["day"] == "2026-03-05"


async def test_monday(alliance: Alliance, clock: MovableClock) -> None:
    """Monday's message has the week in it, and comes even if nothing is due; without items there is none."""
    await begin(alliance, ANA, TOM)
    await item(alliance, ANA, None)
    for days in range(6, 8):
        await ring(alliance, clock, MORNING + days * DAY - timedelta(hours=1))
    (notice,) = await sent(alliance)
    assert notice.target == ANA
    assert (notice.data["has_digest"], notice.data["day"]) == (True, "2026-03-09")


async def test_parts_are_stopped_one_by_one(alliance: Alliance, clock: MovableClock) -> None:
    """Who stops the digest still hears what is due, and the other way round."""
    await begin(alliance, ANA, TOM)
    monday = date(2026, 3, 9)
    await item(alliance, ANA, monday)
    await item(alliance, TOM, monday)
    await alliance.act(ANA, notifications.stop, reminders.DIGEST)
    await alliance.act(TOM, notifications.stop, reminders.DUE)
    await ring(alliance, clock, MORNING + 6 * DAY - timedelta(hours=1))
    shown = {one.target: (bool(one.data["items"]), one.data["has_digest"]) for one in await sent(alliance)}
    assert shown == {ANA: (True, False), TOM: (False, True)}


async def test_late_on_the_same_day(alliance: Alliance, clock: MovableClock) -> None:
    """After a morning without the bot it reminds once, says that it is late, and goes on the next day."""
    await begin(alliance, ANA)
    await item(alliance, ANA, TUESDAY)
    for hours in (5, 6):
        await ring(alliance, clock, MORNING + timedelta(hours=hours))
    (notice,) = await sent(alliance)
    assert notice.data["is_late"]
    assert "reminder.late" in await alliance.verbs()
    await ring(alliance, clock, MORNING + DAY)
    assert [one.data["is_late"] for one in await sent(alliance)] == [True, False]


@pytest.mark.parametrize("hours", [10, 16, 40])
async def test_too_late(alliance: Alliance, clock: MovableClock, hours: int) -> None:
    """In the evening, in the night and days after a missed morning it is skipped and noted, and goes on."""
    await begin(alliance, ANA)
    await item(alliance, ANA, TUESDAY)
    await ring(alliance, clock, MORNING + timedelta(hours=hours))
    assert not await sent(alliance)
    skipped = [one.subject for one in await alliance.rows(AuditEvent) if one.verb == "reminder.skipped"]
    assert skipped.count(f"member:{(await member(alliance, ANA)).id}") == 1
    assert all(row.next_at > clock.now for row in await alliance.rows(Schedule))


async def test_down_for_days(alliance: Alliance, clock: MovableClock) -> None:
    """After days without the bot, the mornings before today are skipped, and today's still comes."""
    await begin(alliance, ANA)
    await item(alliance, ANA, TUESDAY + 3 * DAY)
    await ring(alliance, clock, MORNING + 3 * DAY + timedelta(hours=2))
    (notice,) = await sent(alliance)
    assert (notice.data["day"], notice.data["is_late"]) == ("2026-03-06", True)


async def test_the_lead_hears_after_a_week(alliance: Alliance, clock: MovableClock) -> None:
    """A week late, the lead of the group hears of an item once; not where the lead owns it."""
    await begin(alliance, ANA, LEO, TOM)
    await group(alliance, lead=LEO)
    for owner in (ANA, LEO):
        action_id = await item(alliance, owner, TUESDAY - 7 * DAY)
        await change_item(alliance, action_id, group_id=1)
    for days in range(3):
        await ring(alliance, clock, MORNING + days * DAY)
        await ring(alliance, clock, MORNING + days * DAY + timedelta(hours=3))
    assert [(one.target, one.data) for one in await sent(alliance, "reminders.stuck")] == [
        (LEO, {"action_id": 1})
    ]


async def test_the_one_before_shrinks(alliance: Alliance, clock: MovableClock) -> None:
    """A new morning's message has the one before it shown anew, which then is one line."""
    await begin(alliance, ANA)
    action_id = await item(alliance, ANA, TUESDAY)
    await ring(alliance, clock, MORNING)
    await _arrive(alliance)
    await ring(alliance, clock, MORNING + DAY)
    first, second = await sent(alliance)
    assert [one.edits_id for one in await alliance.rows(Notice) if one.edits_id] == [first.id]
    await _arrive(alliance)
    await alliance.act(ANA, actions_progress.done, action_id)
    edits = [one.edits_id for one in await alliance.rows(Notice) if one.edits_id]
    assert edits[-1] == second.id


async def test_a_done_item_is_shown(alliance: Alliance, clock: MovableClock) -> None:
    """What is done is shown in the message that asked for it, by one edit that is still to come."""
    await begin(alliance, ANA)
    first, second = await item(alliance, ANA, TUESDAY), await item(alliance, ANA, TUESDAY)
    await ring(alliance, clock, MORNING)
    await _arrive(alliance)
    for action_id in (first, second):
        await alliance.act(ANA, actions_progress.done, action_id)
    (notice,) = await sent(alliance)
    assert [one.edits_id for one in await alliance.rows(Notice) if one.edits_id] == [notice.id]


async def test_many_at_once(alliance: Alliance, clock: MovableClock) -> None:
    """Each ring takes some of the rows that are due, so that thousands stall nobody; none is left over."""
    await begin(alliance, ANA, LEO, TOM)
    rows = await alliance.rows(Schedule)
    assert {row.at.isoformat() for row in rows} == {"08:30:00"}
    clock.now = MORNING + timedelta(hours=4)
    await alliance.database.run(reminders.remind_due)
    assert all(row.next_at > clock.now for row in await alliance.rows(Schedule))


async def test_another_hour(alliance: Alliance, clock: MovableClock) -> None:
    """The alliance chooses another hour, and mornings come then, none of them twice."""
    await begin(alliance, ANA)
    await item(alliance, ANA, TUESDAY)
    await alliance.database.run(lambda unit: choices.choose(unit, "reminders.at", "09:15"))
    await alliance.database.run(reminders.begin_all)
    await ring(alliance, clock, MORNING)
    assert not await sent(alliance)
    await ring(alliance, clock, MORNING + timedelta(minutes=45))
    assert len(await sent(alliance)) == 1


async def _arrive(alliance: Alliance) -> None:
    """Have everything that waits be posted."""

    def post(unit: Unit) -> None:
        for notice in unit.session.exec(select(Notice).where(Notice.state == NoticeState.PENDING)):
            notice.state, notice.channel, notice.ts = NoticeState.SENT, "D1", str(notice.id)

    await alliance.database.run(post)

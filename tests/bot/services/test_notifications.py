"""What the bot tells members on its own: once, in open hours, few a day, and only what they want."""

from datetime import UTC, date, datetime, timedelta
from functools import partial

import pytest

from bot.actor import SlackAccount
from bot.rules.members import Profile
from bot.services import members as member_service
from bot.services import notifications
from storage import members
from storage import settings as choices
from storage.audit import AuditEvent
from storage.notifications import Notification
from storage.opening import open_database
from storage.outbox import Notice
from storage.schedules import Schedule
from storage.unit import Unit
from tests.bot.services.alliance import ANA, LEO, TEAM, Alliance
from tests.bot.services.mornings import begin, item, ring, sent
from tests.conftest import MovableClock

MORE = "notifications.more"


def _tell(unit: Unit, user_id: str, number: int, kind: str = "test.told") -> bool:
    member = members.by_user_id(unit, user_id)
    assert member
    return notifications.tell(unit, member, kind, subject=f"test:{number}", data={"number": number})


async def _told(alliance: Alliance, user_id: str, number: int, kind: str = "test.told") -> bool:
    return await alliance.database.run(_tell, user_id, number, kind)


async def test_once(alliance: Alliance) -> None:
    """The same thing is told once."""
    assert await _told(alliance, ANA, 1)
    assert not await _told(alliance, ANA, 1)
    assert await alliance.notices() == [("test.told", ANA)]


async def test_two_processes_tell_once(alliance: Alliance, database_url: str, clock: MovableClock) -> None:
    """Two processes at the same moment send one message for one thing, and keep the day's limit."""
    second = open_database(database_url, clock)
    try:
        works = [
            one.submit(partial(_tell, user_id=ANA, number=number))
            for number in range(6)
            for one in (alliance.database, second)
        ]
        outcomes = [work.result()[0] for work in works]
    finally:
        second.close()
    assert sum(outcomes) == 6
    assert [kind for kind, _ in await alliance.notices()].count(MORE) == 1
    assert len(await alliance.notices()) == 3


async def test_the_third_holds_the_rest(alliance: Alliance) -> None:
    """Two messages come by themselves; the third holds whatever else there is on that day."""
    for number in range(5):
        await _told(alliance, ANA, number)
    assert [kind for kind, _ in await alliance.notices()] == ["test.told", "test.told", MORE]
    (fold,) = await sent(alliance, MORE)
    day = date.fromisoformat(fold.data["day"])
    told = await alliance.database.read(notifications.folded, fold.data["member_id"], day)
    assert [one.data for one in told] == [{"number": number} for number in (2, 3, 4)]


async def test_each_day_anew(alliance: Alliance, clock: MovableClock) -> None:
    """The next local day has room again, and so has somebody else's day."""
    for number in range(3):
        await _told(alliance, ANA, number)
    clock.move(timedelta(days=1))
    await _told(alliance, ANA, 3)
    assert (await alliance.notices())[-1] == ("test.told", ANA)


async def test_another_limit(alliance: Alliance) -> None:
    """The alliance chooses how many a day there are."""
    await alliance.database.run(lambda unit: choices.choose(unit, "notifications.daily_limit", 1))
    for number in range(3):
        await _told(alliance, ANA, number)
    assert await alliance.notices() == [(MORE, ANA)]


@pytest.mark.parametrize(
    ("hour", "due"),
    [
        (12, datetime(2026, 3, 2, 13, tzinfo=UTC)),
        (13, datetime(2026, 3, 2, 13, tzinfo=UTC)),
        (22, datetime(2026, 3, 2, 22, tzinfo=UTC)),
        (23, datetime(2026, 3, 3, 13, tzinfo=UTC)),
    ],
)
async def test_quiet_hours(alliance: Alliance, clock: MovableClock, hour: int, due: datetime) -> None:
    """From six in the evening to eight in the morning, New York time, messages wait; then they go."""
    clock.now = datetime(2026, 3, 2, hour, tzinfo=UTC)
    await _told(alliance, ANA, 1)
    (notice,) = await alliance.rows(Notice)
    assert notice.due_at == due
    (row,) = await alliance.rows(Notification)
    assert row.day == due.date()


async def test_stopped_and_turned_on_again(alliance: Alliance) -> None:
    """Who stops a kind gets none of it, and all else; turned on again, it comes again."""
    await alliance.act(ANA, notifications.stop, "test.told")
    await alliance.act(ANA, notifications.stop, "test.told")
    assert await alliance.act(ANA, notifications.stopped) == ["test.told"]
    assert not await _told(alliance, ANA, 1)
    assert await _told(alliance, ANA, 1, "test.other")
    assert await _told(alliance, LEO, 1)
    await alliance.act(ANA, notifications.turn_on, "test.told")
    assert await _told(alliance, ANA, 1)


async def test_old_ones_are_forgotten(alliance: Alliance, clock: MovableClock) -> None:
    """What was told is kept for ninety days."""
    await _told(alliance, ANA, 1)
    clock.move(timedelta(days=89))
    await alliance.database.run(notifications.forget_old)
    assert await alliance.rows(Notification)
    clock.move(timedelta(days=2))
    await alliance.database.run(notifications.forget_old)
    assert not await alliance.rows(Notification)


@pytest.mark.parametrize(
    ("zone", "at", "reminded"),
    [
        ("America/Los_Angeles", datetime(2026, 3, 3, 14, tzinfo=UTC), "2026-03-03T16:30"),
        ("Asia/Tokyo", datetime(2026, 3, 3, 3, tzinfo=UTC), "2026-03-03T03:00"),
        ("Asia/Tokyo", datetime(2026, 3, 3, 10, tzinfo=UTC), "2026-03-03T23:30"),
    ],
    ids=["west", "east, past the hour", "east, in the evening"],
)
async def test_travel(
    alliance: Alliance, clock: MovableClock, zone: str, at: datetime, reminded: str
) -> None:
    """Who changes zones is reminded by the new clock, of each local day once, and not in the evening."""
    await begin(alliance, ANA)
    await item(alliance, ANA, date(2026, 3, 3))
    if zone.startswith("America"):
        await ring(alliance, clock, datetime(2026, 3, 3, 13, 30, tzinfo=UTC))
    clock.now = at
    profile = Profile(SlackAccount(TEAM, ANA), "Ana", None, zone, "en-US")
    await alliance.database.run(member_service.update_profile, profile, "E1")
    before = len(await sent(alliance))
    row = next(one for one in await alliance.rows(Schedule) if one.member_id == 1)
    expected = datetime.fromisoformat(reminded).replace(tzinfo=UTC)
    if zone.startswith("America"):  # today was told in New York, and the next is tomorrow's
        expected += timedelta(days=1)
    assert (row.timezone, row.next_at) == (zone, expected)
    await ring(alliance, clock, max(at, row.next_at) if row.next_at <= at else at)
    assert len(await sent(alliance)) - before == (1 if row.next_at <= at else 0)
    assert "reminder.late" not in [one.verb for one in await alliance.rows(AuditEvent)]

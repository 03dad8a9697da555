"""What members are told arrives, and shows how things stand, whatever became of other messages meanwhile."""

from datetime import timedelta
from threading import Event

import pytest
from sqlmodel import select

from bot.rules.outbox import NoticeState
from bot.services import notifications, outbox
from storage.database import Database
from storage.members import Member
from storage.outbox import Notice
from storage.unit import Unit
from tests.bot.services.alliance import ANA, Alliance

LEASE = timedelta(seconds=15)


async def test_a_skipped_message_takes_no_room(alliance: Alliance) -> None:
    """What there was nothing to say in is no message: the next ones still go out by themselves."""
    for number in range(3):
        await _tell(alliance, number)
        await _settle(alliance, NoticeState.SKIPPED)
    await _tell(alliance, 3)
    assert [kind for kind, _ in await alliance.notices()] == ["test.told"] * 4


@pytest.mark.parametrize("fate", [NoticeState.SKIPPED, NoticeState.FAILED])
async def test_a_day_whose_last_message_never_came(alliance: Alliance, fate: NoticeState) -> None:
    """Where the day's last message came to nothing, what is told afterwards gets a message of its own."""
    for number in range(3):
        await _tell(alliance, number)
    await _settle(alliance, NoticeState.SENT, "test.told")
    await _settle(alliance, fate, notifications.MORE)
    await _tell(alliance, 3)
    assert (await alliance.rows(Notice))[-1].state is NoticeState.PENDING


async def test_a_change_beside_the_first_delivery(alliance: Alliance) -> None:
    """A message that leaves while what it tells of changes is made, or edited, after the change."""
    await _tell(alliance, 0)
    assert await _change_beside_a_claim(alliance.database) == "shown"


async def test_a_change_beside_a_change(alliance: Alliance) -> None:
    """A change that comes while an earlier one is on its way is shown, too."""
    await _tell(alliance, 0)
    await _settle(alliance, NoticeState.SENT)
    await alliance.database.run(notifications.refresh, "test:0")
    assert await _change_beside_a_claim(alliance.database) == "shown"


async def _change_beside_a_claim(database: Database) -> str:
    """Have a change of test:0 wait before its commit, and delivery look meanwhile; tell what comes of it."""
    has_changed, may_commit = Event(), Event()

    def change(unit: Unit) -> None:
        notifications.refresh(unit, "test:0")
        unit.session.flush()
        has_changed.set()
        may_commit.wait()

    changing = database.submit(change)
    has_changed.wait()
    if database.dialect == "sqlite":  # where delivery waits for the change by itself
        may_commit.set()
    claimed, _ = database.submit(lambda unit: outbox.claim(unit, 1, LEASE)).result()
    is_before = not may_commit.is_set()
    may_commit.set()
    changing.result()
    waiting = await database.read(
        lambda unit: list(unit.session.exec(select(Notice).where(Notice.state == NoticeState.PENDING)))
    )
    return "lost" if claimed and is_before and not waiting else "shown"


async def _tell(alliance: Alliance, number: int) -> None:
    def tell(unit: Unit) -> None:
        member = unit.session.exec(select(Member).where(Member.slack_user_id == ANA)).one()
        notifications.tell(unit, member, "test.told", subject=f"test:{number}", needs_acceptance=False)

    await alliance.database.run(tell)


async def _settle(alliance: Alliance, fate: NoticeState, kind: str | None = None) -> None:
    """Have everything that waits, or that is of a kind, end like this."""

    def settle(unit: Unit) -> None:
        for notice in unit.session.exec(select(Notice).where(Notice.state == NoticeState.PENDING)):
            if kind in {None, notice.kind}:
                notice.state = fate

    await alliance.database.run(settle)

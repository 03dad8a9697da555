"""The outbox's rows: what is due, for whom, in which order; and what an attempt may still change."""

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import select

from bot.rules.outbox import NoticeState, Priority
from storage import outbox
from storage.database import Database
from storage.opening import open_database
from storage.outbox import Notice
from storage.unit import Unit
from tests.conftest import NOW, MovableClock

SENT, SENDING, PENDING, FAILED = (
    NoticeState.SENT,
    NoticeState.SENDING,
    NoticeState.PENDING,
    NoticeState.FAILED,
)


async def test_due_by_urgency_then_age(database: Database, clock: MovableClock) -> None:
    """The urgent go first, and of those the oldest; what is due later is not due now."""
    await _write(database, _notice("routine"), _notice("late", due_at=NOW + timedelta(seconds=1)))
    clock.move(timedelta(milliseconds=1))
    await _write(
        database, _notice("page", Priority.PAGE), _notice("newer"), _notice("direct", Priority.DIRECT)
    )
    assert await _due(database) == ["page", "direct", "routine", "newer"]
    assert await _due(database, limit=2) == ["page", "direct"]
    clock.move(timedelta(seconds=1))
    assert await _due(database) == ["page", "direct", "routine", "newer", "late"]


async def test_nothing_is_due_for_the_busy(database: Database) -> None:
    """Targets that something is on its way to are left out, without using up the limit."""
    await _write(
        database, _notice("one", target="U1"), _notice("two", target="U2"), _notice("3", target="U3")
    )
    assert await _due(database, busy={"U1", "U2"}, limit=1) == ["3"]


async def test_the_abandoned_come_first(database: Database, clock: MovableClock) -> None:
    """What a process took and did not finish within its lease is due before all else."""
    lease_until = NOW + timedelta(seconds=15)
    await _write(
        database, _notice("page", Priority.PAGE), _notice("taken", state=SENDING, lease_until=lease_until)
    )
    assert await _due(database) == ["page"]
    clock.move(timedelta(seconds=15))
    assert await _due(database) == ["taken", "page"]


@pytest.mark.parametrize("state", list(NoticeState))
async def test_an_edit_is_due_once_its_original_is_done(database: Database, state: NoticeState) -> None:
    """An edit waits while its original is waiting or on its way."""
    (original_id,) = await _write(database, _notice("original", state=state, due_at=NOW + timedelta(days=1)))
    await _write(database, _notice("edit", edits_id=original_id))
    assert await _due(database) == (["edit"] if state in outbox.DONE else [])


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_two_processes_claim_different_rows(database: Database, database_url: str) -> None:
    """What one transaction has claimed, another one neither gets nor waits for; SQLite has one at a time."""
    await _write(database, _notice("one", target="U1"), _notice("two", target="U2"))
    claimed, may_end = threading.Event(), threading.Event()

    def claim_slowly(unit: Unit) -> list[str]:
        subjects = [notice.subject for notice in outbox.due(unit, limit=1)]
        claimed.set()
        may_end.wait(10)
        return subjects

    other = open_database(database_url, database.clock)
    first = other.submit(claim_slowly)
    claimed.wait(10)
    assert await _due(database) == ["two"]
    may_end.set()
    assert first.result(10)[0] == ["one"]
    other.close()


async def test_an_attempt_concludes_once(database: Database) -> None:
    """What an attempt came to is stored, unless it has an end already or a later attempt has begun."""
    (notice_id,) = await _write(database, _notice("one", state=SENDING, attempts=2))
    assert not await database.run(outbox.conclude, notice_id, 1, state=PENDING)
    assert await database.run(outbox.conclude, notice_id, 2, state=SENT)
    assert not await database.run(outbox.conclude, notice_id, 2, state=PENDING)
    assert [notice.state for notice in await _all(database)] == [SENT]


async def test_hurry(database: Database) -> None:
    """Once an obstacle is gone, what waits for that target is due at once, and delivery is woken."""
    later = NOW + timedelta(minutes=10)
    await _write(database, _notice("ours", due_at=later), _notice("theirs", target="U2", due_at=later))
    woken: list[bool] = []
    database.on_notices(lambda: woken.append(True))
    await database.run(outbox.hurry, "U1")
    assert await _due(database) == ["ours"]
    assert woken


async def test_about(database: Database) -> None:
    """A subject's notices are told in order, its edits left out."""
    (first, second, _) = await _write(
        database, _notice("gift"), _notice("gift", target="U2"), _notice("else")
    )
    await _write(database, _notice("gift", edits_id=first))
    found = await database.read(outbox.about, "gift")
    assert [notice.id for notice in found] == [first, second]


async def test_figures(database: Database, clock: MovableClock) -> None:
    """Counts by state, since when something is due, and when something was sent last."""
    await _write(
        database, _notice("one"), _notice("two", state=SENT, sent_at=NOW), _notice("3", state=FAILED)
    )
    clock.move(timedelta(minutes=5))
    counts = await database.read(outbox.counts)
    assert (counts[PENDING], counts[SENDING], counts[SENT], counts[FAILED]) == (1, 0, 1, 1)
    assert await database.read(outbox.oldest_due) == NOW
    assert await database.read(outbox.latest_sent) == NOW


async def test_trouble(database: Database, clock: MovableClock) -> None:
    """What Slack refused lately is told, whether given up or tried again; not what went out in the end."""
    await _write(
        database,
        _notice("waits", last_error="not_in_channel"),
        _notice("failed", state=FAILED, last_error="invalid_blocks"),
        _notice("sent", state=SENT, last_error=None),
    )
    assert [notice.subject for notice in await database.read(outbox.in_trouble)] == ["failed", "waits"]
    clock.move(outbox.TROUBLE_KEPT_FOR + timedelta(seconds=1))
    assert await database.read(outbox.in_trouble) == []


async def test_old_notices_are_forgotten(database: Database, clock: MovableClock) -> None:
    """What was delivered long ago goes, an edit before its original; what waits stays, and what it needs."""
    (first, second) = await _write(database, _notice("old", state=SENT), _notice("edited later", state=SENT))
    await _write(database, _notice("edit", state=SENT, edits_id=first), _notice("waits"))
    clock.move(outbox.KEPT_FOR + timedelta(seconds=1))
    await _write(database, _notice("new edit", edits_id=second))
    await database.run(outbox.forget_old)
    assert {notice.subject for notice in await _all(database)} == {"edited later", "waits", "new edit"}


def _notice(
    subject: str, priority: Priority = Priority.ROUTINE, *, target: str = "U1", **more: Any
) -> Callable[[Unit], Notice]:
    """Return what makes a notice at the moment of its transaction."""

    def make(unit: Unit) -> Notice:
        fields = {"due_at": unit.now, "created_at": unit.now} | more
        return Notice(kind="test", subject=subject, target=target, priority=priority, **fields)

    return make


async def _write(database: Database, *makers: Callable[[Unit], Notice]) -> list[int]:
    """Store notices; return their ids."""

    def write(unit: Unit) -> list[int]:
        ids = []
        for make in makers:
            notice = make(unit)
            unit.session.add(notice)
            unit.session.flush()
            ids.append(notice.id)
        return ids

    return await database.run(write)


async def _due(
    database: Database, *, limit: int = 10, busy: frozenset[str] | set[str] = frozenset()
) -> list[str]:
    """Return the subjects of what is due."""
    return await database.run(
        lambda unit: [notice.subject for notice in outbox.due(unit, limit=limit, busy=busy)]
    )


async def _all(database: Database) -> list[Notice]:
    return await database.read(lambda unit: list(unit.session.exec(select(Notice))))

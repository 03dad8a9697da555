"""Running use cases in transactions, on both kinds of database."""

import asyncio
import threading
from datetime import datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlmodel import select

from storage import outbox, settings
from storage.database import Database
from storage.opening import open_database
from storage.outbox import Notice
from storage.settings import Setting
from storage.unit import Unit
from tests.conftest import NOW, MovableClock


async def test_what_was_answered_is_stored(database: Database) -> None:
    """The result comes back, and what was changed is there for the next one."""
    assert await database.run(_counted, "visits") == 1
    assert await database.run(_counted, "visits") == 2
    assert await database.read(settings.number, "visits", 0) == 2


async def test_an_error_comes_back_and_undoes_everything(database: Database) -> None:
    """Whatever a use case raises reaches its caller, and nothing of it stays."""
    with pytest.raises(ZeroDivisionError):
        await database.run(_counted_and_failed, "visits")
    assert await database.read(settings.number, "visits", 0) == 0


async def test_what_the_database_refuses_comes_back(database: Database) -> None:
    """A broken constraint is an error of its use case."""
    with pytest.raises(IntegrityError):
        await database.run(_dangling)
    assert await database.read(_notices) == []


async def test_one_failure_in_a_crowd_is_its_own(database: Database) -> None:
    """Of many at once, which may share a commit, each that fails fails alone."""
    calls = [
        database.run([_counted, _counted_and_failed, _dangling_for][index % 3], f"key {index}")
        for index in range(30)
    ]
    results = await asyncio.gather(*calls, return_exceptions=True)
    assert [type(result) for result in results] == [int, ZeroDivisionError, IntegrityError] * 10
    stored = await database.read(lambda unit: list(unit.session.exec(select(Setting.key))))
    assert sorted(stored) == sorted(f"key {index}" for index in range(0, 30, 3))


async def test_many_callers_lose_no_count(database: Database) -> None:
    """Callers who change the same row at once wait for each other."""
    await database.run(settings.choose, "visits", 0)
    await asyncio.gather(*(database.run(_counted, "visits") for _ in range(40)))
    assert await database.read(settings.number, "visits", 0) == 40


async def test_two_processes_lose_no_count(
    database: Database, database_url: str, clock: MovableClock
) -> None:
    """Neither do callers in different processes, which open the database each for itself."""
    other = open_database(database_url, clock)
    try:
        await database.run(settings.choose, "visits", 0)
        await asyncio.gather(*(one.run(_counted, "visits") for one in (database, other) * 20))
        assert await other.read(settings.number, "visits", 0) == 40
    finally:
        other.close()


async def test_two_who_store_the_same_key_at_once(database: Database, database_url: str) -> None:
    """Of two who both find a key absent, the later one looks again, and finds the earlier one's row."""
    other = open_database(database_url, database.clock)
    meeting = threading.Barrier(2, timeout=0.5)

    def store(unit: Unit) -> int:
        known = unit.session.get(Setting, "first")
        _meet(meeting)
        if known is None:
            unit.session.add(Setting(key="first", value=1))
            return 1
        return int(known.value) + 1

    try:
        results = await asyncio.gather(database.run(store), other.run(store))
    finally:
        other.close()
    assert sorted(results) == [1, 2]


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_deadlocks_and_conflicts_are_tried_again(database: Database) -> None:
    """A transaction that the database asks to repeat is repeated, from its beginning."""
    attempts = []

    def conflicting(unit: Unit) -> int:
        attempts.append(unit)
        if len(attempts) == 1:
            unit.session.connection().execute(text(_REPEAT))
        return _counted(unit, "visits")

    assert await database.run(conflicting) == 1
    assert len(attempts) == 2


async def test_a_query_changes_nothing(database: Database) -> None:
    """What a query changes by mistake is not stored."""
    await database.read(_counted, "visits")
    assert await database.read(settings.number, "visits", 0) == 0


async def test_queries_do_not_wait_for_writers(database: Database) -> None:
    """While a use case takes its time, what was stored before can be read."""
    await database.run(settings.choose, "visits", 7)
    begun, may_end = threading.Event(), threading.Event()

    def slow(unit: Unit) -> None:
        settings.choose(unit, "visits", 8)
        unit.session.flush()
        begun.set()
        may_end.wait(10)

    running = asyncio.create_task(database.run(slow))
    await asyncio.to_thread(begun.wait, 10)
    assert await database.read(settings.number, "visits", 0) == 7
    may_end.set()
    await running
    assert await database.read(settings.number, "visits", 0) == 8


async def test_now_is_the_clock_s(database: Database, clock: MovableClock) -> None:
    """A transaction's moment is what the clock said when it began."""

    def moments(unit: Unit) -> list[datetime]:
        before = unit.now
        clock.move(timedelta(days=1))
        return [before, unit.now]

    assert await database.run(moments) == [NOW, NOW]
    assert await database.read(moments) == [NOW + timedelta(days=1)] * 2


async def test_delivery_is_woken_after_a_commit_only(database: Database) -> None:
    """Whoever listens for notices is called once they can be read, and not where they were rolled back."""
    woken: list[bool] = []
    database.on_notices(lambda: woken.append(True))
    await database.run(_counted, "visits")
    with pytest.raises(ZeroDivisionError):
        await database.run(_posted_and_failed)
    assert not woken
    await database.run(_posted)
    assert woken == [True]


async def test_closing_finishes_what_was_handed_over(database_url: str, database: Database) -> None:
    """What was handed over before the end is stored, and answered; what comes later is refused."""
    closing = open_database(database_url, database.clock)
    futures = [closing.submit(partial(_counted, key=f"key {index}")) for index in range(20)]
    await asyncio.to_thread(closing.close)
    assert [future.result(timeout=0)[0] for future in futures] == [1] * 20
    assert len(await database.read(lambda unit: list(unit.session.exec(select(Setting))))) == 20
    with pytest.raises(RuntimeError):
        closing.submit(_posted)


async def test_a_caller_who_goes_away_harms_nobody(database: Database) -> None:
    """Somebody who stops waiting for an answer leaves the others theirs."""
    impatient = asyncio.create_task(database.run(_counted, "visits"))
    await asyncio.sleep(0)
    impatient.cancel()
    assert await database.run(_counted, "others") == 1


_REPEAT = "DO $$ BEGIN RAISE EXCEPTION 'again' USING ERRCODE = '40001'; END $$"


def _counted(unit: Unit, key: str) -> int:
    query = select(Setting).where(Setting.key == key).with_for_update()
    setting = unit.session.exec(query).first() or Setting(key=key, value=0)
    setting.value += 1
    unit.session.add(setting)
    return int(setting.value)


def _counted_and_failed(unit: Unit, key: str) -> int:
    _counted(unit, key)
    unit.session.flush()
    return 1 // 0


def _dangling(unit: Unit) -> int:
    outbox.post(unit, "test", to="U1", subject="test:1", edits_id=4711)
    return 0


def _dangling_for(unit: Unit, key: str) -> int:
    _counted(unit, key)
    return _dangling(unit)


def _posted(unit: Unit) -> None:
    outbox.post(unit, "test", to="U1", subject="test:1")


def _posted_and_failed(unit: Unit) -> None:
    _posted(unit)
    _counted_and_failed(unit, "visits")


def _notices(unit: Unit) -> list[Notice]:
    return list(unit.session.exec(select(Notice)))


def _meet(barrier: threading.Barrier) -> None:
    """Wait for the other one; in a database with one writer at a time it cannot come."""
    try:
        barrier.wait()
    except threading.BrokenBarrierError:
        return

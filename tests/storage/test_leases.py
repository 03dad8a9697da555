"""Leases: one process at a time does what only one may do."""

import asyncio
from datetime import timedelta

from storage import leases
from storage.database import Database
from tests.conftest import MovableClock

TERM = timedelta(seconds=10)


async def test_a_lease_is_one_owner_s(database: Database) -> None:
    """Nobody else gets a lease while it lasts; other tasks are free."""
    assert await database.run(leases.take, "send", "a", TERM)
    assert not await database.run(leases.take, "send", "b", TERM)
    assert await database.run(leases.take, "sweep", "b", TERM)


async def test_of_many_at_once_one_gets_it(database: Database) -> None:
    """Whoever is first has it, however many ask."""
    taken = await asyncio.gather(*(database.run(leases.take, "send", str(n), TERM) for n in range(20)))
    assert sum(taken) == 1


async def test_the_owner_renews_it(database: Database, clock: MovableClock) -> None:
    """A lease that is renewed lasts a whole term from then on."""
    await database.run(leases.take, "send", "a", TERM)
    clock.move(TERM * 0.9)
    assert await database.run(leases.take, "send", "a", TERM)
    clock.move(TERM * 0.9)
    assert not await database.run(leases.take, "send", "b", TERM)


async def test_it_runs_out(database: Database, clock: MovableClock) -> None:
    """A lease that nobody renews is free at its end, not a moment before."""
    await database.run(leases.take, "send", "a", TERM)
    clock.move(TERM - timedelta(microseconds=1))
    assert not await database.run(leases.take, "send", "b", TERM)
    clock.move(timedelta(microseconds=1))
    assert await database.run(leases.take, "send", "b", TERM)
    assert not await database.run(leases.take, "send", "a", TERM)


async def test_only_its_owner_gives_it_back(database: Database) -> None:
    """A lease that was given back is free; one that is another's stays."""
    await database.run(leases.take, "send", "a", TERM)
    await database.run(leases.give_back, "send", "b")
    assert not await database.run(leases.take, "send", "b", TERM)
    await database.run(leases.give_back, "send", "a")
    assert await database.run(leases.take, "send", "b", TERM)

"""Counting what the privacy guard found."""

import asyncio
from datetime import date, timedelta

from storage import guard
from storage.database import Database
from tests.conftest import MovableClock


async def _hits(database: Database) -> list[tuple[str, str, date, int]]:
    return [(one.category, one.surface, one.day, one.count) for one in await database.read(guard.hits)]


async def test_hits_are_counted_by_category_surface_and_day(database: Database, clock: MovableClock) -> None:
    """Each category, way in and day has a count of its own."""
    await database.run(guard.add, "phone", "/kudos")
    await database.run(guard.add, "phone", "/kudos")
    await database.run(guard.add, "phone", "kudos.give")
    await database.run(guard.add, "ssn", "/kudos")
    clock.move(timedelta(days=1))
    await database.run(guard.add, "ssn", "/kudos")
    monday, tuesday = date(2026, 3, 2), date(2026, 3, 3)
    assert await _hits(database) == [
        ("phone", "/kudos", monday, 2),
        ("phone", "kudos.give", monday, 1),
        ("ssn", "/kudos", monday, 1),
        ("ssn", "/kudos", tuesday, 1),
    ]


async def test_hits_at_the_same_moment_are_all_counted(database: Database) -> None:
    """Transactions that count at once lose nothing."""
    await asyncio.gather(*(database.run(guard.add, "phone", "/kudos") for _ in range(30)))
    assert [count for *_, count in await _hits(database)] == [30]

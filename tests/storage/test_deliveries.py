"""Deliveries that were handled, so that a second one changes nothing."""

import asyncio
from datetime import timedelta

import pytest

from storage import deliveries
from storage.database import Database
from storage.unit import Unit
from tests.conftest import MovableClock


async def test_a_delivery_is_claimed_once(database: Database) -> None:
    """The first of a key hears yes, all others no, at whatever time they come."""
    assert await database.run(deliveries.claim, "Ev1")
    assert not await database.run(deliveries.claim, "Ev1")
    assert await database.run(deliveries.claim, "Ev2")


async def test_of_many_at_once_one_hears_yes(database: Database) -> None:
    """Deliveries of the same key at the same moment wait for each other."""
    heard = await asyncio.gather(*(database.run(deliveries.claim, "Ev1") for _ in range(20)))
    assert sum(heard) == 1


async def test_a_claim_ends_with_its_transaction(database: Database) -> None:
    """A delivery whose handling failed was not handled: it may come again."""

    def failing(unit: Unit) -> None:
        deliveries.claim(unit, "Ev1")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await database.run(failing)
    assert await database.run(deliveries.claim, "Ev1")


async def test_old_ones_are_forgotten(database: Database, clock: MovableClock) -> None:
    """A delivery is remembered for longer than Slack repeats it, and not for ever."""
    await database.run(deliveries.claim, "Ev1")
    clock.move(timedelta(hours=25))
    await database.run(deliveries.forget_old)
    assert not await database.run(deliveries.claim, "Ev1")
    clock.move(timedelta(hours=2))
    await database.run(deliveries.forget_old)
    assert await database.run(deliveries.claim, "Ev1")

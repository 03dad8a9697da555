"""Handling each delivery from Slack once."""

import asyncio
from datetime import timedelta

import pytest

from bot.errors import AlreadyHandledError
from bot.services import deliveries
from storage.deliveries import KEPT_FOR, SeenDelivery
from storage.opening import open_database
from storage.unit import Unit
from tests.bot.services.alliance import Alliance
from tests.conftest import MovableClock


async def test_a_delivery_is_handled_once(alliance: Alliance) -> None:
    """The second delivery of the same key is refused; one without a key cannot be recognised."""
    run = alliance.database.run
    await run(deliveries.claim_once, "Ev1:0")
    await run(deliveries.claim_once, "Ev1:1")
    with pytest.raises(AlreadyHandledError):
        await run(deliveries.claim_once, "Ev1:0")
    await run(deliveries.claim_once, None)
    await run(deliveries.claim_once, None)
    assert [one.key for one in await alliance.rows(SeenDelivery)] == ["Ev1:0", "Ev1:1"]


async def test_what_failed_may_come_again(alliance: Alliance) -> None:
    """A delivery whose handling failed was not handled: Slack's next try is taken."""

    def fail(unit: Unit) -> None:
        deliveries.claim_once(unit, "Ev1:0")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        await alliance.database.run(fail)
    await alliance.database.run(deliveries.claim_once, "Ev1:0")


async def test_one_of_many_at_once(alliance: Alliance, database_url: str, clock: MovableClock) -> None:
    """Of ten deliveries at the same moment, over two processes, one is handled."""
    second = open_database(database_url, clock)
    try:
        results = await asyncio.gather(
            *(place.run(deliveries.claim_once, "Ev1:0") for place in (alliance.database, second) * 5),
            return_exceptions=True,
        )
    finally:
        second.close()
    assert sum(result is None for result in results) == 1
    assert sum(isinstance(result, AlreadyHandledError) for result in results) == 9


async def test_old_deliveries_are_forgotten(alliance: Alliance, clock: MovableClock) -> None:
    """What Slack will not send again is dropped, and nothing younger."""
    await alliance.database.run(deliveries.claim_once, "old")
    clock.move(timedelta(seconds=1))
    await alliance.database.run(deliveries.claim_once, "young")
    clock.move(KEPT_FOR)
    await alliance.database.run(deliveries.forget_old)
    assert [one.key for one in await alliance.rows(SeenDelivery)] == ["young"]

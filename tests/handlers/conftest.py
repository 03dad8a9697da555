"""The world as a fixture, on each kind of database."""

from collections.abc import AsyncIterator

import pytest

from tests.conftest import MovableClock
from tests.handlers.world import World, world


@pytest.fixture
async def alliance(database_url: str, clock: MovableClock) -> AsyncIterator[World]:
    """Return a workspace with the bot in it."""
    async with world(database_url, clock) as opened:
        yield opened

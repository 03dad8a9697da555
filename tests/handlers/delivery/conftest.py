"""The post office as a fixture, on each kind of database."""

from collections.abc import AsyncIterator

import pytest

from storage.database import Database
from tests.conftest import MovableClock
from tests.handlers.delivery.office import Office, opened


@pytest.fixture
async def office(database: Database, clock: MovableClock) -> AsyncIterator[Office]:
    """Return an office whose workers are not at work yet."""
    async with opened(database, clock) as office:
        yield office


@pytest.fixture
async def impatient_office(database: Database, clock: MovableClock) -> AsyncIterator[Office]:
    """Return an office that soon stops waiting for Slack's answers."""
    async with opened(database, clock, patience=0.3) as office:
        yield office

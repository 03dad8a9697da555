"""The small alliance as a fixture, on each kind of database."""

import pytest

from storage.database import Database
from tests.bot.services.alliance import Alliance


@pytest.fixture
async def alliance(database: Database) -> Alliance:
    """Return an alliance of four organisations and six people."""
    alliance = Alliance(database)
    await alliance.found()
    return alliance

"""A workspace for real processes, and databases with their tables."""

from collections.abc import AsyncIterator, Iterator

import pytest

from bot.clock import utc_now
from handlers import FEATURES
from handlers.kit.manifest import manifest
from sandbox.rates import RateLimits
from sandbox.server import Sandbox
from storage.database import Database
from tests.databases import migrated


@pytest.fixture
async def workspace() -> AsyncIterator[Sandbox]:
    """Run a workspace that has the bot's app installed, and is patient: the machine may be busy."""
    async with Sandbox.running(manifest(FEATURES), rates=RateLimits.off()) as sandbox:
        sandbox.delivery.ack_seconds = 30.0
        yield sandbox


@pytest.fixture
def live(database_url: str) -> Iterator[Database]:
    """Return a fresh database on the real clock, as the processes of a test see it."""
    with migrated(database_url, utc_now) as opened:
        yield opened

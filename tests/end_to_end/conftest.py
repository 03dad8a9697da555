"""A workspace for real processes, and databases with their tables."""

from collections.abc import AsyncIterator, Iterator

import pytest
from sqlmodel import Session

from bot.clock import utc_now
from bot.rules.settings import QUIET_FROM, QUIET_UNTIL
from handlers import FEATURES
from handlers.kit.manifest import manifest
from sandbox.rates import RateLimits
from sandbox.server import Sandbox
from storage.database import Database
from storage.settings import Setting
from tests.databases import migrated


@pytest.fixture
async def workspace() -> AsyncIterator[Sandbox]:
    """Run a workspace that has the bot's app installed, and is patient: the machine may be busy."""
    async with Sandbox.running(manifest(FEATURES), rates=RateLimits.off()) as sandbox:
        sandbox.delivery.ack_seconds = 30.0
        yield sandbox


@pytest.fixture
def live(database_url: str) -> Iterator[Database]:
    """Return a fresh database on the real clock, as the processes of a test see it.

    Its alliance has no quiet hours: what a test sees must not depend on when it runs.
    """
    with migrated(database_url, utc_now) as opened:
        with Session(opened.engine) as session:
            session.add_all(Setting(key=key, value="00:00") for key in (QUIET_FROM, QUIET_UNTIL))
            session.commit()
        yield opened

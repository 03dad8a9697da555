"""What every test may ask for: a moment, a clock that moves, and both kinds of database."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from bot.clock import utc_now
from storage.database import Database
from tests.databases import PostgresServer, migrated

NOW = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
"""A Monday, ten in the morning in New York."""


@dataclass
class MovableClock:
    """A clock that stands still until a test moves it."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        """Return the present moment."""
        return self.now

    def move(self, by: timedelta) -> None:
        """Let time pass."""
        self.now += by


@pytest.fixture
def clock() -> MovableClock:
    """Return a clock that stands at NOW."""
    return MovableClock()


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """Run a real PostgreSQL server for the tests of this process.

    Its files are not in pytest's folder, which a second run of pytest closes to the server's user.
    """
    with TemporaryDirectory(prefix="alliance-postgres-", ignore_cleanup_errors=True) as folder:
        server = PostgresServer(Path(folder))
        yield server
        server.stop()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a migrated SQLite database to copy from: migrating takes longer than most tests."""
    path = tmp_path_factory.mktemp("template") / "alliance.db"
    with migrated(f"sqlite:///{path}", utc_now) as database:
        database.engine.dispose()
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Return the address of a fresh database, of each kind in turn."""
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("sqlite_template"), tmp_path)
        yield f"sqlite:///{tmp_path}/alliance.db"
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    name = server.new_database()
    yield server.url(name)
    server.take_back(name)


@pytest.fixture
def database(database_url: str, clock: MovableClock) -> Iterator[Database]:
    """Return a fresh, migrated database of each kind in turn."""
    with migrated(database_url, clock) as opened:
        yield opened

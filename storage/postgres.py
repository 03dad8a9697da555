"""PostgreSQL by psycopg 3: a small pool of threads, one transaction each."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from sqlalchemy import Engine, create_engine
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from bot.clock import Clock
from storage.database import Database
from storage.unit import Unit

THREADS = 4
TRIES = 5
CONNECT_SECONDS = 5
RETRYABLE = frozenset({"40001", "40P01", "23505"})
"""SQLSTATE of a serialization failure and of a deadlock: PostgreSQL asks to try again. And of a key that is
there already: another transaction stored it since we looked, and the next look finds it."""


class PostgresDatabase(Database):
    """A PostgreSQL database, shared by as many processes as there are."""

    def __init__(self, url: str, clock: Clock) -> None:
        """Prepare the pool; nothing connects before it is needed."""
        super().__init__(clock)
        self.engine = postgres_engine(url)
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="postgres")

    def submit(self, work: Callable[[Unit], Any]) -> "Future[tuple[Any, bool]]":
        """Hand work to a thread."""
        return self._threads.submit(self._transact, work)

    def submit_read(self, query: Callable[[Unit], Any]) -> "Future[Any]":
        """Hand a query to a thread."""
        return self._threads.submit(self._query, query)

    def close(self) -> None:
        """Finish what was handed over, then close the pool."""
        self._threads.shutdown()
        self.engine.dispose()

    def _transact(self, work: Callable[[Unit], Any]) -> tuple[Any, bool]:
        for _ in range(TRIES - 1):
            try:
                return self._attempt(work)
            except DBAPIError as error:
                if getattr(error.orig, "sqlstate", None) not in RETRYABLE:
                    raise
        return self._attempt(work)

    def _attempt(self, work: Callable[[Unit], Any]) -> tuple[Any, bool]:
        with Session(self.engine, expire_on_commit=False) as session, session.begin():
            outcome = work(Unit(session, self.clock()))
            session.flush()
            return outcome, bool(session.info.get("wakes_delivery"))

    def _query(self, query: Callable[[Unit], Any]) -> Any:
        with Session(self.engine, expire_on_commit=False) as session:
            return query(Unit(session, self.clock()))


def postgres_engine(url: str) -> Engine:
    """Return an engine for `postgresql://…` that notices dead connections before it uses them."""
    _, _, rest = url.partition("://")
    return create_engine(
        f"postgresql+psycopg://{rest}",
        pool_size=THREADS,
        max_overflow=0,
        pool_pre_ping=True,
        connect_args={"connect_timeout": CONNECT_SECONDS},
    )

"""SQLite: one writer thread that commits for all who wait, and a few readers beside it."""

import queue
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlmodel import Session

from bot.clock import Clock
from storage.database import Database
from storage.unit import Unit

BATCH = 64
"""Use cases in one commit at the most, so that the first of them need not wait for long."""
BUSY_SECONDS = 10
"""How long a transaction waits for another process's."""
READERS = 2


@dataclass(slots=True)
class _Work:
    """A use case on its way through the writer, and whoever waits for it."""

    call: Callable[[Unit], Any]
    waiter: "Future[tuple[Any, bool]]" = field(default_factory=Future)
    outcome: Any = None
    wakes_delivery: bool = False
    error: Exception | None = None

    def answer(self) -> None:
        """Tell whoever waits; a caller who went away meanwhile is none of our business."""
        if not self.waiter.set_running_or_notify_cancel():
            return
        if self.error is not None:
            self.waiter.set_exception(self.error)
        else:
            self.waiter.set_result((self.outcome, self.wakes_delivery))


class SqliteDatabase(Database):
    """A SQLite file in WAL mode, `synchronous=FULL`: what was answered is on disk."""

    def __init__(self, url: str, clock: Clock) -> None:
        """Open the file (made, with its folder, where absent) and start the threads."""
        super().__init__(clock)
        Path(url.removeprefix("sqlite:///")).parent.mkdir(parents=True, exist_ok=True)
        self.engine = sqlite_engine(url, begin="BEGIN IMMEDIATE")
        self._reading = sqlite_engine(url, begin="BEGIN", read_only=True)
        self._waiting: queue.SimpleQueue[_Work | None] = queue.SimpleQueue()
        self._is_closed = False
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="sqlite-reader")
        self._writer = threading.Thread(target=self._write, name="sqlite-writer", daemon=True)
        self._writer.start()

    def submit(self, work: Callable[[Unit], Any]) -> "Future[tuple[Any, bool]]":
        """Queue work for the writer."""
        if self._is_closed:
            raise RuntimeError("The database is closed.")
        item = _Work(work)
        self._waiting.put(item)
        return item.waiter

    def submit_read(self, query: Callable[[Unit], Any]) -> "Future[Any]":
        """Queue a query for a reader."""
        return self._readers.submit(self._query, query)

    def close(self) -> None:
        """Finish what is queued, then stop the threads and close the file."""
        self._is_closed = True
        self._waiting.put(None)
        self._writer.join()
        self._readers.shutdown()
        self.engine.dispose()
        self._reading.dispose()

    def _query(self, query: Callable[[Unit], Any]) -> Any:
        with self._reading.connect() as connection, _session(connection) as session:
            return query(Unit(session, self.clock()))

    def _write(self) -> None:
        for batch in self._batches():
            self._commit(batch)
            for work in batch:
                work.answer()

    def _batches(self) -> Iterator[list[_Work]]:
        """Yield what is waiting, until the database is closed."""
        work: _Work | None
        while (work := self._waiting.get()) is not None:
            batch = [work]
            while len(batch) < BATCH and not self._waiting.empty():
                if (work := self._waiting.get()) is None:
                    break
                batch.append(work)
            yield batch
            if work is None:
                return

    def _commit(self, batch: list[_Work]) -> None:
        """Run each piece in a savepoint of its own, and commit once for all of them."""
        try:
            with self.engine.begin() as connection:
                for work in batch:
                    self._attempt(connection, work)
        except Exception as error:  # noqa: BLE001 - the commit failed: each of those who wait hears it
            for work in batch:
                work.error = error

    def _attempt(self, connection: Connection, work: _Work) -> None:
        savepoint = connection.begin_nested()
        try:
            with _session(connection) as session:
                work.outcome = work.call(Unit(session, self.clock()))
                session.flush()
                work.wakes_delivery = bool(session.info.get("wakes_delivery"))
        except Exception as error:  # noqa: BLE001 - it belongs to whoever waits, not to this thread
            if savepoint.is_active:  # a flush that failed has rolled it back already
                savepoint.rollback()
            work.error = error
        else:
            savepoint.commit()


def _session(connection: Connection) -> Session:
    return Session(connection, expire_on_commit=False, join_transaction_mode="rollback_only")


def sqlite_engine(url: str, *, begin: str = "BEGIN IMMEDIATE", read_only: bool = False) -> Engine:
    """Return an engine whose transactions start with `begin`, so that savepoints work.

    The driver's own transaction control is off, as SQLAlchemy's documentation on SQLite asks for.
    """
    engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False})

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA foreign_keys=ON")
        if read_only:
            connection.execute("PRAGMA query_only=ON")

    @event.listens_for(engine, "begin")
    def start(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine

"""Running use cases in transactions, off the event loop, on SQLite or PostgreSQL."""

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import Engine

from bot.clock import Clock
from storage.unit import Unit

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")
UseCase = Callable[Concatenate[Unit, Arguments], Result]


class Database(ABC):
    """One alliance's database. `run` changes it, `read` looks at it; both answer after the commit."""

    engine: Engine

    def __init__(self, clock: Clock) -> None:
        """Take the clock that each unit's `now` is read from."""
        self.clock = clock
        self._on_notices: list[Callable[[], None]] = []

    @property
    def dialect(self) -> str:
        """Return "sqlite" or "postgresql"."""
        return self.engine.dialect.name

    def on_notices(self, wake: Callable[[], None]) -> None:
        """Have `wake` called on the event loop after each commit that put a notice into the outbox."""
        self._on_notices.append(wake)

    async def run(
        self, use_case: UseCase[Arguments, Result], /, *args: Arguments.args, **kwargs: Arguments.kwargs
    ) -> Result:
        """Run a use case in one transaction; its result comes back once it is on disk.

        Whatever the use case raises comes back too, and then nothing of it was stored.
        """
        result, wakes = await asyncio.wrap_future(self.submit(lambda unit: use_case(unit, *args, **kwargs)))
        if wakes:
            for wake in self._on_notices:
                wake()
        return result  # type: ignore[no-any-return]

    async def read(
        self, query: UseCase[Arguments, Result], /, *args: Arguments.args, **kwargs: Arguments.kwargs
    ) -> Result:
        """Run a query that changes nothing; it waits for no writer."""
        return await asyncio.wrap_future(self.submit_read(lambda unit: query(unit, *args, **kwargs)))

    @abstractmethod
    def submit(self, work: Callable[[Unit], Any]) -> "Future[tuple[Any, bool]]":
        """Hand over work that changes rows; the future holds its result and whether it posted notices."""

    @abstractmethod
    def submit_read(self, query: Callable[[Unit], Any]) -> "Future[Any]":
        """Hand over a query."""

    @abstractmethod
    def close(self) -> None:
        """Finish what was handed over, then release threads and connections."""

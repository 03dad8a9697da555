"""Load: so many requests a second, whatever the answers take; and as many as the server can answer."""

import asyncio
import itertools
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from benchmarks import commands
from benchmarks.connections import Connection

CONNECTIONS = 32
GIVEN = b"kudos.undo"
"""What the bot's answer has in it once the kudos are stored."""
LATE = b"Working on it"
"""What it says where that takes longer than it lets Slack wait."""


class WrongAnswerError(Exception):
    """A server answered something else than it should have: the figures would mean nothing."""


class Crowd:
    """Connections to one server, and the requests that go over them."""

    def __init__(self, port: int, connections: list[Connection], expected: bytes) -> None:
        """Take the server's port, open connections to it, and what each answer has in it."""
        self._port = port
        self._connections = connections
        self._expected = expected
        self._numbers = itertools.count()
        self.late = 0

    @classmethod
    @asynccontextmanager
    async def at(cls, port: int, expected: bytes = GIVEN) -> AsyncIterator["Crowd"]:
        """Connect, and hang up in the end."""
        connections = [await Connection.open(port) for _ in range(CONNECTIONS)]
        yield cls(port, connections, expected)
        for connection in connections:
            connection.close()

    async def at_rate(self, per_second: float, seconds: float) -> list[float]:
        """Send requests at even intervals; return each one's seconds from when it was to be sent."""
        free: asyncio.Queue[Connection] = asyncio.LifoQueue()
        for connection in self._connections:
            free.put_nowait(connection)

        async def send(due: float) -> float:
            connection = await self._open(await free.get())
            await self._give(connection)
            free.put_nowait(connection)
            return time.perf_counter() - due

        started = time.perf_counter()
        sending = []
        for index in range(int(per_second * seconds)):
            due = started + index / per_second
            await asyncio.sleep(due - time.perf_counter())
            sending.append(asyncio.create_task(send(due)))
        return await asyncio.gather(*sending)

    async def at_saturation(self, seconds: float) -> tuple[int, float]:
        """Have each connection send again once it has its answer; return how many did, in what seconds."""
        started = time.perf_counter()
        ends = started + seconds

        async def send(connection: Connection) -> int:
            connection, count = await self._open(connection), 0
            while time.perf_counter() < ends:
                await self._give(connection)
                count += 1
            return count

        counts = await asyncio.gather(*map(send, self._connections))
        return sum(counts), time.perf_counter() - started

    async def _open(self, connection: Connection) -> Connection:
        """Return a connection in place of one that the server closed, having heard nothing for seconds."""
        return connection if connection.is_open else await Connection.open(self._port)

    async def _give(self, connection: Connection) -> None:
        answer = await connection.ask(commands.kudos(next(self._numbers)))
        is_late = LATE in answer.body
        self.late += is_late
        if answer.status != 200 or not (is_late or self._expected in answer.body):  # noqa: PLR2004 - HTTP
            raise WrongAnswerError(f"{answer.status} {answer.body[:300].decode()}")

"""Socket Mode: two connections, so that a refresh or a reset of one loses no command, and a watchdog."""

import asyncio
import time

import structlog
from slack_bolt.app.async_app import AsyncApp

from bot.app.connection import Connection

log = structlog.get_logger()

CONNECTIONS = 2
PING_SECONDS = 3.0
LOOK_EVERY = 2.0
STALE_TICKET_AFTER = 12.0
"""Seconds without a connection after which its address is thrown away: the SDK would try it for ever."""
REBUILD_AFTER = 60.0
"""Seconds without a connection after which the connection's whole machinery is made anew."""


class Sockets:
    """The Socket Mode connections of one app."""

    def __init__(self, app: AsyncApp, app_token: str, first_url: str) -> None:
        """Take the app, and the address that the start-up check has opened already."""
        self._app = app
        self._app_token = app_token
        self._connections = [self._new_connection() for _ in range(CONNECTIONS)]
        self._connections[0].client.wss_uri = first_url
        self._connected_at = [time.monotonic()] * CONNECTIONS
        self._tasks: set[asyncio.Task[None]] = set()

    def start(self) -> None:
        """Connect, and keep watch."""
        for connection in self._connections:
            self._run(connection.connect())
        self._run(self._watch())

    async def connected(self) -> int:
        """Return how many connections are up: open, and answering pings."""
        return sum([await connection.client.is_connected() for connection in self._connections])

    async def idle(self) -> None:
        """Wait until everything that came in has its answer."""
        for connection in self._connections:
            await connection.pending.none()

    async def close(self) -> None:
        """Close the connections; whatever came in over them must be answered by now."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for connection in self._connections:
            await connection.close()

    def _new_connection(self) -> Connection:
        return Connection(self._app, self._app_token, PING_SECONDS)

    def _run(self, work: object) -> None:
        task: asyncio.Task[None] = asyncio.ensure_future(work)  # type: ignore[call-overload]
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(LOOK_EVERY)
            try:
                await self._look()
            except Exception:  # a watchdog that dies of what it watches is of no use
                log.exception("socket.watch_failed")

    async def _look(self) -> None:
        for index, connection in enumerate(self._connections):
            if await connection.client.is_connected():
                self._connected_at[index] = time.monotonic()
            else:
                await self._help(index, connection)

    async def _help(self, index: int, connection: Connection) -> None:
        down_for = time.monotonic() - self._connected_at[index]
        if down_for > REBUILD_AFTER:
            log.warning("socket.rebuilt", connection=index)
            await connection.close()
            self._connections[index] = self._new_connection()
            self._connected_at[index] = time.monotonic()
            self._run(self._connections[index].connect())
        elif down_for > STALE_TICKET_AFTER:
            log.warning("socket.new_address", connection=index)
            connection.client.wss_uri = None

"""Socket Mode: WebSocket connections that the app opens, and over which Slack sends and the app acks."""

import asyncio
import json
import secrets
from collections.abc import Callable
from typing import Any

from starlette.websockets import WebSocket, WebSocketDisconnect

from sandbox.envelope import EVENT, FAILED, TIMEOUT, Envelope, Outcome
from sandbox.faults import Faults
from sandbox.feed import Change, Feed
from sandbox.line import EXTENSION, Line
from sandbox.shapes import Json

MOST_CONNECTIONS = 10
CONNECTION_SECONDS = 3600
_LOST = Outcome(error=TIMEOUT, reason="timeout")


class Connection:
    """One open WebSocket connection of the app. Tests cut it in all the ways in which networks do."""

    def __init__(self, websocket: WebSocket) -> None:
        self._websocket = websocket
        self._line: Line | None = websocket.scope.get("extensions", {}).get(EXTENSION, {}).get("line")
        self.id = secrets.token_hex(4)
        self.port = websocket.client.port if websocket.client else 0
        self.is_draining = False
        self.is_silent = False
        self.waiting: dict[str, asyncio.Future[Outcome]] = {}

    async def send(self, message: Json) -> None:
        """Send one JSON message; into the void if the line is silent."""
        if not self.is_silent:
            await self._websocket.send_text(json.dumps(message))

    async def close(self) -> None:
        """Close properly."""
        await self._websocket.close()

    def reset(self) -> None:
        """Cut the connection without a word."""
        self._wire.reset()

    def silence(self) -> None:
        """Keep the connection open, but neither read nor send, nor answer pings, from now on."""
        self.is_silent = True
        self._wire.silence()

    async def refresh(self, reason: str = "refresh_requested") -> None:
        """Ask the app to connect anew, with the reason `warning` or `refresh_requested`."""
        self.is_draining = True
        await self.send({"type": "disconnect", "reason": reason, "debug_info": {"host": "sandbox"}})

    @property
    def _wire(self) -> Line:
        if self._line is None:
            raise RuntimeError("This server gives no access to its connections.")
        return self._line


class SocketMode:
    """All connections of the app; each envelope goes to one of them, by turns."""

    def __init__(self, app_id: str, faults: Faults, feed: Feed) -> None:
        self._app_id = app_id
        self._faults = faults
        self._feed = feed
        self._tickets: set[str] = set()
        self._turn = 0
        self.connections: list[Connection] = []

    def ticket(self) -> str:
        """Return a ticket that admits one connection."""
        ticket = secrets.token_hex(16)
        self._tickets.add(ticket)
        return ticket

    async def send(self, envelope: Envelope, seconds: float) -> Outcome:
        """Send over one of the connections, and wait for the ack."""
        connection = self._next()
        if connection is None:
            return Outcome(error=FAILED, reason="connection_failed")
        envelope_id = secrets.token_hex(16)
        acked: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()
        connection.waiting[envelope_id] = acked
        try:
            async with asyncio.timeout(seconds):
                await connection.send(_message(envelope_id, envelope))
                return await acked
        except (TimeoutError, WebSocketDisconnect, RuntimeError):
            return _LOST
        finally:
            connection.waiting.pop(envelope_id, None)

    async def serve(self, websocket: WebSocket) -> None:
        """Serve one connection for as long as it lasts."""
        ticket = websocket.query_params.get("ticket", "")
        if ticket not in self._tickets or not self._faults.takes_handshake():
            if self._faults.voids_tickets:
                self._tickets.discard(ticket)
            await websocket.close()
            return
        self._tickets.remove(ticket)
        await websocket.accept()
        connection = Connection(websocket)
        if len(self.connections) >= MOST_CONNECTIONS:
            await connection.refresh("too_many_websockets")
            await connection.close()
            return
        await self._run(connection, websocket.receive_text)

    def close(self) -> None:
        """Cut all connections."""
        for connection in tuple(self.connections):
            connection.reset()

    async def _run(self, connection: Connection, receive: Callable[[], Any]) -> None:
        self._enter(connection)
        try:
            await connection.send(_hello(self._app_id, len(self.connections)))
            while True:
                self._acked(connection, json.loads(await receive()))
        except WebSocketDisconnect:
            pass
        finally:
            self._leave(connection)

    def _enter(self, connection: Connection) -> None:
        self.connections.append(connection)
        self._feed.publish(Change("connection"))

    def _leave(self, connection: Connection) -> None:
        self.connections.remove(connection)
        for acked in connection.waiting.values():
            if not acked.done():
                acked.set_result(_LOST)
        self._feed.publish(Change("connection"))

    def _next(self) -> Connection | None:
        ready = [connection for connection in self.connections if not connection.is_draining]
        self._turn += 1
        return ready[self._turn % len(ready)] if ready else None

    def _acked(self, connection: Connection, message: Json) -> None:
        acked = connection.waiting.get(message.get("envelope_id", ""))
        if acked is not None and not acked.done():
            acked.set_result(Outcome(message.get("payload") or {}))


def _message(envelope_id: str, envelope: Envelope) -> Json:
    message: Json = {
        "envelope_id": envelope_id,
        "type": envelope.kind,
        "payload": envelope.payload,
        "accepts_response_payload": envelope.kind != EVENT,
    }
    if envelope.kind == EVENT:
        message |= {"retry_attempt": envelope.retry_attempt, "retry_reason": envelope.retry_reason}
    return message


def _hello(app_id: str, count: int) -> Json:
    return {
        "type": "hello",
        "num_connections": count,
        "connection_info": {"app_id": app_id},
        "debug_info": {"host": "sandbox", "approximate_connection_time": CONNECTION_SECONDS},
    }

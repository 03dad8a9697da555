"""HTTP over kept connections, with as little work as can be: the load must not be the bottleneck."""

import asyncio
from dataclasses import dataclass
from typing import Self

HOST = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered."""

    status: int
    body: bytes


class Connection(asyncio.Protocol):
    """One connection, which carries one request at a time."""

    def __init__(self) -> None:
        """Wait for the connection to be made."""
        self._received = b""
        self._answered: asyncio.Future[Answer] | None = None
        self._transport: asyncio.Transport | None = None

    @classmethod
    async def open(cls, port: int) -> Self:
        """Connect; OSError where nobody listens."""
        _, connection = await asyncio.get_running_loop().create_connection(cls, HOST, port)
        return connection

    @property
    def is_open(self) -> bool:
        """Whether the server has not hung up."""
        return self._transport is not None

    def ask(self, request: bytes) -> "asyncio.Future[Answer]":
        """Send a request; the future holds its answer. ConnectionError where the server hangs up."""
        self._answered = asyncio.get_running_loop().create_future()
        if self._transport is None:
            self._answered.set_exception(ConnectionResetError("The server hung up."))
        else:
            self._transport.write(request)
        return self._answered

    def close(self) -> None:
        """Hang up."""
        if self._transport is not None:
            self._transport.close()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Take the transport."""
        assert isinstance(transport, asyncio.Transport)  # noqa: S101 - TCP's is one
        self._transport = transport

    def connection_lost(self, exc: Exception | None) -> None:
        """Tell whoever waits."""
        self._transport = None
        if self._answered is not None and not self._answered.done():
            self._answered.set_exception(exc or ConnectionResetError("The server hung up."))

    def data_received(self, data: bytes) -> None:
        """Collect an answer; both servers send its length."""
        self._received += data
        head, gap, body = self._received.partition(b"\r\n\r\n")
        if not gap or len(body) < _length(head):
            return
        self._received = b""
        if self._answered is not None and not self._answered.done():
            self._answered.set_result(Answer(int(head[9:12]), body))


def get(path: str) -> bytes:
    """Return a GET request."""
    return f"GET {path} HTTP/1.1\r\nhost: {HOST}\r\n\r\n".encode()


def post(path: str, headers: dict[str, str], body: bytes) -> bytes:
    """Return a POST request."""
    shown = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return (
        f"POST {path} HTTP/1.1\r\nhost: {HOST}\r\ncontent-length: {len(body)}\r\n{shown}\r\n".encode() + body
    )


def _length(head: bytes) -> int:
    _, _, after = head.lower().partition(b"\r\ncontent-length:")
    return int(after.partition(b"\r\n")[0] or 0)

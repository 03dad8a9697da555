"""The wire under a WebSocket, so that tests can cut it or let it fall silent."""

import socket
import struct

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.http11 import Request

EXTENSION = "sandbox.line"
_NO_LINGER = struct.pack("ii", 1, 0)


class Line(WebSocketsSansIOProtocol):
    """Uvicorn's WebSocket protocol, which the application can reach through its scope."""

    is_silent = False

    def handle_connect(self, event: Request) -> None:
        """Start the application, with this line at hand."""
        super().handle_connect(event)
        if self.response.status_code == 101:  # noqa: PLR2004 - switching protocols
            self.scope["extensions"][EXTENSION] = {"line": self}

    def data_received(self, data: bytes) -> None:
        """Read, unless the line is silent."""
        if not self.is_silent:
            super().data_received(data)

    def silence(self) -> None:
        """Ignore everything that comes, pings included."""
        self.is_silent = True

    def reset(self) -> None:
        """Cut the TCP connection with a reset."""
        wire = self.transport.get_extra_info("socket")
        wire.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _NO_LINGER)
        self.transport.abort()

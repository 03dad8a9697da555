"""The web server: health and metrics in either mode, and Slack's requests in HTTP mode."""

import asyncio
import contextlib
import json
import socket
from collections.abc import Awaitable, Callable, Iterator
from typing import Any
from urllib.parse import parse_qsl

import uvicorn
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.signature import SignatureVerifier
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

Check = Callable[[], Awaitable[dict[str, str]]]
DRAIN_SECONDS = 20
TIMESTAMP_DIGITS_MAX = 20


def health_routes(ready: Check) -> list[Route]:
    """Return `/healthz`, `/readyz` and `/metrics`; `ready` says what is wrong with which part."""

    async def healthz(_: Request) -> Response:
        return JSONResponse({"status": "alive"})

    async def readyz(_: Request) -> Response:
        problems = await ready()
        status = "not ready" if problems else "ready"
        return JSONResponse({"status": status, "problems": problems}, 503 if problems else 200)

    async def metrics(_: Request) -> Response:
        await ready()  # it counts what waits
        return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)

    return [Route("/healthz", healthz), Route("/readyz", readyz), Route("/metrics", metrics)]


def slack_route(app: AsyncApp, signing_secret: str) -> Route:
    """Return `/slack/events`, the one address for everything that Slack sends."""
    verifier = SignatureVerifier(signing_secret)

    async def events(request: Request) -> Response:
        raw = await request.body()
        if not _is_signed(verifier, raw, request):
            return JSONResponse({"error": "invalid signature"}, 401)
        body = _parsed(raw, request.headers.get("content-type", ""))
        headers: dict[str, Any] = dict(request.headers)
        answer = await app.async_dispatch(AsyncBoltRequest(mode="socket_mode", body=body, headers=headers))
        return Response(
            answer.body, answer.status, {name: ", ".join(values) for name, values in answer.headers.items()}
        )

    return Route("/slack/events", events, methods=["POST"])


def _is_signed(verifier: SignatureVerifier, raw: bytes, request: Request) -> bool:
    """Check Slack's signature, which is five minutes old at the most; anybody may send any nonsense."""
    timestamp = request.headers.get("x-slack-request-timestamp", "")
    signature = request.headers.get("x-slack-signature", "")
    if not (timestamp.isdecimal() and len(timestamp) <= TIMESTAMP_DIGITS_MAX and signature.isascii()):
        return False
    try:
        return verifier.is_valid(raw, timestamp, signature)
    except UnicodeDecodeError:  # Slack's verifier reads the body as text
        return False


def _parsed(raw: bytes, content_type: str) -> dict[str, Any]:
    """Return a request's body: events come as JSON, interactions as JSON in a form, commands as a form.

    Bolt's own parser takes a command whose text contains the word "payload" for an interaction.
    """
    if content_type.startswith("application/json"):
        return _object(raw)
    fields = dict(parse_qsl(raw.decode(errors="replace"), keep_blank_values=True))
    return _object(fields["payload"]) if "payload" in fields and "command" not in fields else fields


def _object(text: str | bytes) -> dict[str, Any]:
    try:
        content = json.loads(text)
    except ValueError:
        return {}
    return content if isinstance(content, dict) else {}


class WebServer(uvicorn.Server):
    """uvicorn inside our own process: signals are ours, and so is the order of stopping."""

    def __init__(self, routes: list[Route], host: str, port: int) -> None:
        """Take what to serve, and where; port 0 is any free one."""
        super().__init__(
            uvicorn.Config(
                Starlette(routes=routes),
                host=host,
                port=port,
                lifespan="off",
                log_config=None,
                access_log=False,
                timeout_graceful_shutdown=DRAIN_SECONDS,
            )
        )
        self._serving: asyncio.Task[None] | None = None

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave signals alone."""
        yield

    async def start(self) -> int:
        """Listen; return the port. OSError where the port is taken."""
        made = socket.create_server((self.config.host, self.config.port), backlog=128)
        listener = socket.socket(fileno=made.detach())  # so that it knows its protocol, and answers undelayed
        self._serving = asyncio.create_task(self.serve(sockets=[listener]))
        return int(listener.getsockname()[1])

    async def stop(self) -> None:
        """Finish the requests that came in, then stop listening."""
        self.should_exit = True
        if self._serving:
            await self._serving

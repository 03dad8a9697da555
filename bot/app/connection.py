"""One Socket Mode connection that knows what it still has to answer."""

import asyncio

from slack_bolt.adapter.socket_mode.async_internals import run_async_bolt_app, send_async_response
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest

ANSWER_SECONDS = 3.0
"""How long Slack waits for an answer."""


class Pending:
    """Counts what is being answered."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._count = 0
        self._none = asyncio.Event()
        self._none.set()

    def __enter__(self) -> None:
        """Count one more."""
        self._count += 1
        self._none.clear()

    def __exit__(self, *_: object) -> None:
        """Count one less."""
        self._count -= 1
        if not self._count:
            self._none.set()

    async def none(self) -> None:
        """Wait until everything has its answer."""
        await self._none.wait()


class Client(SocketModeClient):
    """Slack's client; but it answers what it was asked before it leaves a connection that Slack closes."""

    pending: Pending

    async def connect_to_new_endpoint(self, force: bool = False) -> None:  # noqa: FBT001, FBT002 - theirs
        """Connect anew; `force` says that Slack asked for it, and the old connection still works."""
        if force:
            try:
                await asyncio.wait_for(self.pending.none(), ANSWER_SECONDS)
            except TimeoutError:
                self.logger.warning("Some requests had no answer in time.")
        await super().connect_to_new_endpoint(force)


class Connection:
    """A Socket Mode connection: Slack's client, the app that answers, and what is being answered."""

    def __init__(self, app: AsyncApp, app_token: str, ping_seconds: float) -> None:
        """Take the app, and how often to look whether the line is alive."""
        self._app = app
        self.pending = Pending()
        client = Client(app_token, logger=app.logger, web_client=app.client, ping_interval=ping_seconds)
        client.pending = self.pending
        self.client: SocketModeClient = client
        self.client.socket_mode_request_listeners.append(self._handle)

    async def connect(self) -> None:
        """Connect, however often that takes."""
        await self.client.connect()

    async def close(self) -> None:
        """Close the connection for good."""
        await self.client.close()

    async def _handle(self, client: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        with self.pending:
            answer = await run_async_bolt_app(self._app, request)
            await send_async_response(client, request, answer, 0.0)

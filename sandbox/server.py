"""The sandbox as one thing: a workspace, an app, a server on the loopback interface, and the people."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.types import ASGIApp

from sandbox.apps import InstalledApp, Tokens, install
from sandbox.channels import Channel
from sandbox.delivery import Delivery
from sandbox.faults import Faults
from sandbox.line import Line
from sandbox.person import Person
from sandbox.rates import RateLimits
from sandbox.routes import build
from sandbox.sample import sample_workspace
from sandbox.shapes import Json
from sandbox.slack import Slack
from sandbox.socket_mode import Connection
from sandbox.state import Saver
from sandbox.traffic import Calls
from sandbox.workspace import Workspace

__all__ = ["Page", "Sandbox", "build"]

HOST = "127.0.0.1"
PATIENCE = 10.0
"""Seconds after which waiting for something ends in a TimeoutError."""

Page = Callable[["Sandbox", Starlette], ASGIApp]
"""Puts a page beside the API: takes the sandbox and its application, and returns the one to serve."""


class Sandbox:
    """A running sandbox. Make one with `running`."""

    def __init__(self, slack: Slack) -> None:
        self.slack = slack

    @classmethod
    @contextlib.asynccontextmanager
    async def running(
        cls,
        manifest: Json | None = None,
        workspace: Workspace | None = None,
        port: int = 0,
        rates: RateLimits | None = None,
        *,
        tokens: Tokens | None = None,
        state: Path | None = None,
        page: Page | None = None,
        keep: int | None = None,
    ) -> AsyncIterator["Sandbox"]:
        """Serve a workspace, with the app of this manifest installed, until the block ends.

        `state` is a file that the workspace is loaded from, if it is there, and saved to. Only the last
        `keep` calls are recorded.
        """
        if workspace is None:
            workspace = _found(state) or sample_workspace()
        listener = socket.create_server((HOST, port))
        url = f"http://{HOST}:{listener.getsockname()[1]}/"
        app = install(workspace, manifest or {}, tokens or Tokens())
        sandbox = cls(Slack(workspace, app, rates or RateLimits(), url=url, keep=keep))
        saver = Saver(workspace, state) if state else None
        try:
            async with sandbox._served(listener, page):
                yield sandbox
        finally:
            if saver is not None:
                saver.close()

    @property
    def url(self) -> str:
        """Where the sandbox is served, with a slash at the end."""
        return self.slack.url

    @property
    def api_url(self) -> str:
        """The base of the Web API, for `AsyncWebClient(base_url=…)`."""
        return f"{self.slack.url}api/"

    @property
    def app(self) -> InstalledApp:
        """The installed app."""
        return self.slack.app

    @property
    def workspace(self) -> Workspace:
        """The workspace."""
        return self.slack.workspace

    @property
    def calls(self) -> Calls:
        """The record of Web API calls."""
        return self.slack.calls

    @property
    def faults(self) -> Faults:
        """What is to go wrong."""
        return self.slack.faults

    @property
    def connections(self) -> list[Connection]:
        """The open Socket Mode connections."""
        return self.slack.socket.connections

    @property
    def delivery(self) -> Delivery:
        """How the app is reached; tests set `ack_seconds` and `retry_after` here."""
        return self.slack.delivery

    def person(self, who: str) -> Person:
        """Return somebody to act as, by handle or id."""
        return Person(self.slack, self.workspace.user(who))

    def channel(self, which: str) -> Channel:
        """Return a conversation by name or id."""
        return self.workspace.channel(which)

    async def until_connected(self, count: int = 1, timeout: float = PATIENCE) -> None:  # noqa: ASYNC109
        """Wait until the app has this many Socket Mode connections."""
        await self.until(lambda: len(self.connections) >= count, timeout)

    async def until(self, true: Callable[[], bool], timeout: float = PATIENCE) -> None:  # noqa: ASYNC109
        """Wait until something is true; looks after every change and every call. Raises TimeoutError."""
        changed = asyncio.Event()
        feeds = (self.workspace.feed, self.slack.traffic)
        stops = [feed.listen(lambda _: changed.set()) for feed in feeds]
        try:
            async with asyncio.timeout(timeout):
                while not true():
                    changed.clear()
                    await changed.wait()
        finally:
            for stop in stops:
                stop()

    def uninstall(self) -> None:
        """Uninstall the app: its tokens are worth nothing from now on, and it is told so."""
        tokens = {"oauth": [], "bot": [self.app.bot_user_id]}
        self.workspace.announce({"type": "tokens_revoked", "tokens": tokens})
        self.workspace.announce({"type": "app_uninstalled"})
        self.app.token_error = "account_inactive"  # noqa: S105 - the name of an error

    @contextlib.asynccontextmanager
    async def _served(self, listener: socket.socket, page: Page | None) -> AsyncIterator[None]:
        application = build(self.slack)
        server = _Server(_config(page(self, application) if page else application))
        serving = asyncio.create_task(server.serve(sockets=[listener]))
        try:
            await server.up.wait()
            yield
        finally:
            await self.slack.close()
            server.stop()
            await serving
            listener.close()


def _found(state: Path | None) -> Workspace | None:
    return Workspace.load(state) if state is not None and state.exists() else None


class _Server(uvicorn.Server):
    """Uvicorn in the loop of somebody else, whose signals it leaves alone."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.up = asyncio.Event()
        self._ended = asyncio.Event()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave the signals alone."""
        yield

    def stop(self) -> None:
        """End soon."""
        self._ended.set()

    async def main_loop(self) -> None:
        """Do nothing until the end; Uvicorn itself would look ten times a second."""
        await self._ended.wait()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, and say so."""
        await super().startup(sockets)
        self.up.set()


def _config(application: ASGIApp) -> uvicorn.Config:
    return uvicorn.Config(
        application,
        ws=Line,
        ws_ping_interval=None,
        log_config=None,
        log_level="warning",
        access_log=False,
        date_header=False,
        server_header=False,
        timeout_keep_alive=600,
        timeout_graceful_shutdown=2,
    )

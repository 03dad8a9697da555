"""How the tests connect a Bolt app to a sandbox, and read refusals."""

from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from sandbox.server import Sandbox


def client_of(sandbox: Sandbox, session: aiohttp.ClientSession | None = None) -> AsyncWebClient:
    """Return Slack's client with the bot token."""
    return AsyncWebClient(token=sandbox.app.bot_token, base_url=sandbox.api_url, session=session)


@asynccontextmanager
async def connected(sandbox: Sandbox, app: AsyncApp, times: int = 1) -> AsyncIterator[Any]:
    """Connect an app over Socket Mode, `times` over, and give the last handler."""
    handlers: list[Any] = [
        AsyncSocketModeHandler(app, sandbox.app.app_token, ping_interval=1) for _ in range(times)
    ]
    for handler in handlers:
        await handler.connect_async()
    await sandbox.until_connected(times)
    try:
        yield handlers[-1]
    finally:
        for handler in handlers:
            await handler.close_async()


@asynccontextmanager
async def served(sandbox: Sandbox, app: AsyncApp) -> AsyncIterator[None]:
    """Serve an app over HTTP, and let the sandbox deliver there."""
    runner = web.AppRunner(app.web_app("/slack/events"))
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    sandbox.app.request_url = f"http://127.0.0.1:{port}/slack/events"
    try:
        yield
    finally:
        await runner.cleanup()


async def refused(call: Awaitable[Any]) -> AsyncSlackResponse:
    """Make a call that is to be refused, and return the answer."""
    with pytest.raises(SlackApiError) as caught:
        await call
    answer = caught.value.response
    assert isinstance(answer, AsyncSlackResponse)
    return answer


async def error_of(call: Awaitable[Any]) -> str:
    """Make a call that is to be refused, and return the name of the error."""
    return str((await refused(call))["error"])

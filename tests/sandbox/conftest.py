"""A sandbox for each test, and Slack's own client to drive it with."""

from collections.abc import AsyncIterator

import aiohttp
import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.server import Sandbox
from tests.sandbox.apps import client_of
from tests.sandbox.manifests import MANIFEST


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    """Run a sandbox with the sample alliance and the app of the tests; events are delivered once."""
    async with Sandbox.running(MANIFEST) as running:
        running.delivery.retry_after = ()
        yield running


@pytest.fixture
async def client(sandbox: Sandbox) -> AsyncIterator[AsyncWebClient]:
    """Return Slack's client with the bot token, over kept-alive connections."""
    async with aiohttp.ClientSession() as session:
        yield client_of(sandbox, session)


@pytest.fixture
def app(sandbox: Sandbox, client: AsyncWebClient) -> AsyncApp:
    """Return a Bolt app without listeners."""
    return AsyncApp(client=client, signing_secret=sandbox.app.signing_secret, process_before_response=True)

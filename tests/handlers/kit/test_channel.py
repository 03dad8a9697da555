"""The alliance channel and others: who reads them, and whether the bot is in."""

from collections.abc import AsyncIterator

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from handlers import FEATURES
from handlers.kit.channel import AllianceChannel
from handlers.kit.manifest import manifest
from handlers.kit.workspace import Workspace
from sandbox.server import Sandbox


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    """Return a local workspace with the bot's app in it."""
    async with Sandbox.running(manifest(FEATURES)) as running:
        yield running


@pytest.fixture
async def channel(sandbox: Sandbox) -> AsyncIterator[AllianceChannel]:
    """Return the alliance channel, as the bot sees it."""
    workspace = Workspace("T0SUNNYBR0", sandbox.url, sandbox.app.bot_user_id, "alliance")
    async with aiohttp.ClientSession() as session:
        client = AsyncWebClient(sandbox.app.bot_token, sandbox.api_url, session=session, retry_handlers=[])
        yield AllianceChannel(client, workspace)


async def test_readers(sandbox: Sandbox, channel: AllianceChannel) -> None:
    """Everybody in the channel reads it, page by page, as it is now."""
    room = sandbox.channel("alliance")
    room.members += [f"U0MORE{number:04}" for number in range(450)]
    assert await channel.readers() == set(room.members)
    room.members.pop()
    assert await channel.readers() == set(room.members)


async def test_nobody_reads_a_channel_that_is_not_there(sandbox: Sandbox, channel: AllianceChannel) -> None:
    """Without a channel there are no readers, and the bot is in none."""
    sandbox.channel("alliance").name = "elsewhere"
    assert await channel.readers() == frozenset()
    assert not await channel.is_in()


async def test_the_bot_enters_where_it_can(sandbox: Sandbox, channel: AllianceChannel) -> None:
    """A public channel is entered, also one that it was taken out of; into a private one it is invited."""
    room = sandbox.channel("alliance")
    assert await channel.is_in()
    room.members.remove(sandbox.app.bot_user_id)
    assert await channel.is_in()
    assert sandbox.app.bot_user_id in room.members
    assert await channel.enter(sandbox.channel("alliance-news").id)
    steering = sandbox.channel("steering")
    assert not await channel.enter(steering.id)
    await sandbox.person("bea").invites(sandbox.app.bot_user_id, "steering")
    assert await channel.enter(steering.id)


async def test_a_channel_that_slack_keeps_closed(sandbox: Sandbox, channel: AllianceChannel) -> None:
    """Where Slack refuses to let the bot in, it is not in."""
    sandbox.faults.refused("method_not_supported_for_channel_type", "conversations.join")
    assert not await channel.enter(sandbox.channel("alliance-news").id)

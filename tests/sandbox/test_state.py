"""Saving the workspace, loading it, and hearing of its changes."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.feed import Change
from sandbox.sample import sample_workspace
from sandbox.server import Sandbox
from sandbox.state import load, save
from tests.sandbox.apps import client_of
from tests.sandbox.forms import HOME, button
from tests.sandbox.manifests import MANIFEST


async def test_everything_survives(tmp_path: Path) -> None:
    """After a restart there is everything that was: messages, reactions, members, files, Homes."""
    state = tmp_path / "workspace.json"
    async with Sandbox.running(MANIFEST, state=state) as sandbox:
        client, ana = client_of(sandbox), sandbox.person("ana")
        await client.conversations_join(channel="C0ALLIANCE")
        await client.chat_postMessage(channel="C0ALLIANCE", text="Hi", blocks=[button("b:1")])
        await ana.reacts("tada", sandbox.channel("alliance").messages[0])
        await client.files_upload_v2(channel="C0ALLIANCE", content="é", filename="a.txt")
        await client.views_publish(user_id=ana.id, view=HOME)
        await ana.changes(timezone="Europe/Paris")
        before = [(m.ts, m.text, m.blocks, m.reactions) for m in sandbox.channel("alliance").history]
    async with Sandbox.running(MANIFEST, state=state) as sandbox:
        ana, channel = sandbox.person("ana"), sandbox.channel("alliance")
        assert [(m.ts, m.text, m.blocks, m.reactions) for m in channel.history] == before
        assert sandbox.app.bot_user_id in channel.members
        assert ana.user.timezone == "Europe/Paris"
        assert ana.home
        assert ana.home.blocks[0]["elements"][0]["action_id"] == "home.more:1"
        assert [file.content for file in sandbox.workspace.files.values()] == ["é".encode()]


def test_ids_go_on(tmp_path: Path) -> None:
    """After loading neither an id nor a timestamp comes a second time, even if the clock was set back."""
    late, early = datetime(2031, 5, 2, tzinfo=UTC), datetime(2031, 5, 1, tzinfo=UTC)
    workspace = sample_workspace(lambda: late)
    taken = workspace.ids.new("C"), workspace.ts()
    save(workspace, tmp_path / "workspace.json")
    loaded = load(tmp_path / "workspace.json", lambda: early)
    assert loaded.ids.new("C") > taken[0]
    assert loaded.ts() > taken[1]


def test_saving_leaves_no_half_file(tmp_path: Path) -> None:
    """A failed write leaves the old file as it was."""
    path = tmp_path / "workspace.json"
    workspace = sample_workspace()
    workspace.save(path)
    before = path.read_text()
    workspace.homes["U0ANA00000"] = {"blocks": [object()]}
    with pytest.raises(TypeError):
        workspace.save(path)
    assert path.read_text() == before


async def test_saved_soon(tmp_path: Path) -> None:
    """A change is in the file soon, not only at the end."""
    state = tmp_path / "workspace.json"
    async with Sandbox.running(MANIFEST, state=state) as sandbox:
        await sandbox.person("ana").types("Hello", channel="alliance")
        await sandbox.until(state.exists)
        saved = load(state, sandbox.workspace.clock)
    assert [message.text for message in saved.channel("alliance").messages] == ["Hello"]


async def test_feed(sandbox: Sandbox, client: AsyncWebClient) -> None:
    """The feed tells what changed, where, and for whom."""
    changes: list[Change] = []
    ana = sandbox.person("ana")
    with sandbox.workspace.subscribe() as feed:
        (message,) = await ana.types("Hello", channel="alliance")
        await ana.edits(message, "Hi")
        await ana.reacts("wave", message)
        await client.views_publish(user_id=ana.id, view=HOME)
        await ana.types("/none", channel="alliance")
        ana.reads("alliance")
        await ana.deletes(message)
        async with asyncio.timeout(5):
            async for change in feed:
                changes.append(change)
                if change.kind == "message_deleted":
                    break
    room = "C0ALLIANCE"
    assert [(change.kind, change.channel, change.user) for change in changes if change.kind != "channel"] == [
        ("message", room, ana.id),
        ("message_changed", room, ana.id),
        ("reaction", room, ana.id),
        ("home", None, ana.id),
        ("ephemeral", room, ana.id),
        ("unread", room, ana.id),
        ("message_deleted", room, ana.id),
    ]
    assert changes[0].ts == message.ts


async def test_unread(sandbox: Sandbox) -> None:
    """What others wrote is unread until one has looked."""
    channel = sandbox.channel("alliance")
    leo = sandbox.person("leo")
    await sandbox.person("ana").types("One", channel="alliance")
    await sandbox.person("ana").types("Two", channel="alliance")
    assert (channel.unread_by(leo.id), channel.unread_by("U0ANA00000")) == (2, 0)
    leo.reads("alliance")
    assert channel.unread_by(leo.id) == 0


async def test_until_gives_up(sandbox: Sandbox) -> None:
    """Waiting for what does not come ends."""
    with pytest.raises(TimeoutError):
        await sandbox.until(lambda: False, timeout=0.01)

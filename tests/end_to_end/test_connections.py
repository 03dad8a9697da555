"""Socket Mode: connections come and go, and no command is lost on the way."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.app import sockets
from sandbox.server import Sandbox
from tests.end_to_end.inside import Inside, inside
from tests.end_to_end.people import CHANNEL


@pytest.fixture
async def bot(workspace: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Inside]:
    """Run the bot, which looks after its connections often."""
    monkeypatch.setattr(sockets, "PING_SECONDS", 0.3)
    monkeypatch.setattr(sockets, "LOOK_EVERY", 0.1)
    monkeypatch.setattr(sockets, "STALE_TICKET_AFTER", 0.5)
    async with inside(workspace, f"sqlite:///{tmp_path}/alliance.db") as running:
        yield running


@pytest.mark.usefixtures("bot")
async def test_commands_flow_while_slack_renews_a_connection(workspace: Sandbox) -> None:
    """Each command gets its answer while one connection is replaced."""
    (old, _) = workspace.connections
    await old.refresh()
    for _ in range(20):
        assert await _is_answered(workspace)
    await workspace.until(lambda: old not in workspace.connections and len(workspace.connections) == 2)


@pytest.mark.usefixtures("bot")
async def test_commands_flow_while_a_connection_is_broken(workspace: Sandbox) -> None:
    """Each command gets its answer after the network has cut one connection, and it comes back."""
    (old, _) = workspace.connections
    old.reset()
    await workspace.until(lambda: old not in workspace.connections)
    for _ in range(20):
        assert await _is_answered(workspace)
    await workspace.until_connected(2)


@pytest.mark.usefixtures("bot")
async def test_a_command_at_work_survives_a_refresh(workspace: Sandbox) -> None:
    """When Slack renews a connection, what came in over it is answered first."""
    hold = workspace.faults.held("users.info")
    typing = asyncio.create_task(workspace.person("ana").types("/kudos mine", CHANNEL))
    await hold.reached.wait()
    (busy,) = [connection for connection in workspace.connections if connection.waiting]
    await busy.refresh()
    assert await _is_answered(workspace, "leo")
    hold.released.set()
    (shown,) = await typing
    assert not shown.is_error
    await workspace.until(lambda: busy not in workspace.connections and len(workspace.connections) == 2)


async def test_refused_handshakes_are_recovered_from(workspace: Sandbox, bot: Inside) -> None:
    """A connection whose ticket Slack refuses asks for a new one; until then the bot says it is not ready."""
    workspace.faults.refuse_handshakes(4, for_good=True)
    for connection in tuple(workspace.connections):
        connection.reset()
    await workspace.until(lambda: not workspace.connections)
    status, body = await bot.get("/readyz")
    assert status == 503
    assert '"slack":"no Socket Mode connection is open"' in body
    await workspace.until_connected(2, timeout=30)
    assert workspace.faults.refused_handshakes == 0
    assert await _is_answered(workspace)
    assert (await bot.get("/readyz"))[0] == 200


async def _is_answered(workspace: Sandbox, who: str = "ana") -> bool:
    (shown,) = await workspace.person(who).types("/kudos mine", CHANNEL)
    return not shown.is_error

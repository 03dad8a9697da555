"""Socket Mode: connecting, losing the connection, and coming back."""

import asyncio
from typing import Any

import aiohttp
import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.rates import Limiter, RateLimits
from sandbox.server import Sandbox
from sandbox.shapes import Json
from tests.sandbox.apps import connected


@pytest.fixture
def answering(app: AsyncApp) -> AsyncApp:
    """Return an app that answers `/kudos`."""

    @app.command("/kudos")
    async def answer(ack: Any) -> None:
        await ack("Thanks")

    return app


async def address(sandbox: Sandbox, client: AsyncWebClient) -> str:
    """Return a WebSocket address."""
    return str((await client.apps_connections_open(app_token=sandbox.app.app_token))["url"])


async def works(sandbox: Sandbox) -> bool:
    """Tell whether a command is answered."""
    return [shown.text for shown in await sandbox.person("ana").types("/kudos")] == ["Thanks"]


async def test_hello_and_ping(sandbox: Sandbox, client: AsyncWebClient) -> None:
    """Slack says hello first, and answers pings."""
    url = await address(sandbox, client)
    async with aiohttp.ClientSession() as session, session.ws_connect(url, autoping=False) as socket:
        hello = await socket.receive_json()
        await socket.ping(b"are you there")
        pong = await socket.receive()
    assert (hello["type"], hello["num_connections"]) == ("hello", 1)
    assert hello["debug_info"]["approximate_connection_time"] > 0
    assert (pong.type, pong.data) == (aiohttp.WSMsgType.PONG, b"are you there")


async def test_ticket_works_once(sandbox: Sandbox, client: AsyncWebClient) -> None:
    """An address admits one connection; neither a used ticket nor an invented one does."""
    url = await address(sandbox, client)
    async with aiohttp.ClientSession() as session:
        async with session.ws_connect(url) as socket:
            await socket.receive_json()
        for refused in (url, url.replace("ticket=", "ticket=x")):
            with pytest.raises(aiohttp.WSServerHandshakeError, match="403"):
                await session.ws_connect(refused)


async def test_envelope(sandbox: Sandbox, client: AsyncWebClient) -> None:
    """An envelope says what it is, and the ack carries the answer."""
    url = await address(sandbox, client)
    async with aiohttp.ClientSession() as session, session.ws_connect(url) as socket:
        await socket.receive_json()
        typing = asyncio.create_task(sandbox.person("ana").types("/kudos hi"))
        envelope = await socket.receive_json()
        await socket.send_json({"envelope_id": envelope["envelope_id"], "payload": {"text": "Thanks"}})
        (shown,) = await typing
    assert (envelope["type"], envelope["accepts_response_payload"]) == ("slash_commands", True)
    assert envelope["payload"]["text"] == "hi"
    assert shown.text == "Thanks"


async def test_ten_connections(sandbox: Sandbox, client: AsyncWebClient) -> None:
    """An app may have ten connections, and no more."""
    sandbox.slack.limiter = Limiter(RateLimits.off())
    async with aiohttp.ClientSession() as session:
        sockets = [await session.ws_connect(await address(sandbox, client)) for _ in range(10)]
        for socket in sockets:
            assert (await socket.receive_json())["type"] == "hello"
        async with session.ws_connect(await address(sandbox, client)) as eleventh:
            assert (await eleventh.receive_json())["reason"] == "too_many_websockets"
        assert len(sandbox.connections) == 10
        for socket in sockets:
            await socket.close()


async def test_turns(sandbox: Sandbox, client: AsyncWebClient) -> None:
    """Each envelope goes to one of the connections, by turns."""
    counts = [0, 0]

    async def serve(socket: aiohttp.ClientWebSocketResponse, number: int) -> None:
        async for message in socket:
            envelope = message.json()
            if envelope["type"] == "slash_commands":
                counts[number] += 1
                await socket.send_json({"envelope_id": envelope["envelope_id"]})

    async with aiohttp.ClientSession() as session:
        sockets = [await session.ws_connect(await address(sandbox, client)) for _ in counts]
        serving = [asyncio.create_task(serve(socket, number)) for number, socket in enumerate(sockets)]
        await sandbox.until_connected(2)
        for _ in range(4):
            await sandbox.person("ana").types("/kudos")
        for socket in sockets:
            await socket.close()
        await asyncio.gather(*serving)
    assert counts == [2, 2]


async def test_refresh(sandbox: Sandbox, answering: AsyncApp) -> None:
    """Asked to connect anew, the client comes back, over a fresh address."""
    async with connected(sandbox, answering):
        (old,) = sandbox.connections
        await old.refresh("warning")
        await sandbox.until(lambda: [one.id for one in sandbox.connections] not in ([old.id], []))
        await sandbox.until(lambda: len(sandbox.connections) == 1)
        assert await works(sandbox)
    assert len(sandbox.calls.of("apps.connections.open")) == 2


@pytest.mark.parametrize("cut", ["close", "reset", "silence"])
async def test_lost_connections(sandbox: Sandbox, answering: AsyncApp, cut: str) -> None:
    """Closed, reset or silent: the client notices, and comes back."""
    async with connected(sandbox, answering):
        (old,) = sandbox.connections
        result = getattr(old, cut)()
        if result is not None:
            await result
        await sandbox.until(lambda: any(one.id != old.id for one in sandbox.connections), timeout=30)
        await sandbox.until(lambda: old not in sandbox.connections)
        assert await works(sandbox)


async def test_lost_command(sandbox: Sandbox, client: AsyncWebClient) -> None:
    """A command whose connection breaks before the ack has failed; it is not delivered again."""
    async with aiohttp.ClientSession() as session:
        socket = await session.ws_connect(await address(sandbox, client))
        await socket.receive_json()
        typing = asyncio.create_task(sandbox.person("ana").types("/kudos"))
        await socket.receive_json()
        sandbox.connections[0].reset()
        (shown,) = await typing
        async with session.ws_connect(await address(sandbox, client)) as again:
            await again.receive_json()
            event = asyncio.create_task(sandbox.person("ana").opens_home())
            assert (await again.receive_json())["type"] == "events_api"
            event.cancel()
    assert shown.text == "/kudos failed with the error “operation_timeout”"


async def test_refused_handshake(sandbox: Sandbox, client: AsyncWebClient) -> None:
    """On order the next connections are refused, and their tickets stay good."""
    sandbox.faults.refuse_handshakes(1)
    url = await address(sandbox, client)
    async with aiohttp.ClientSession() as session:
        with pytest.raises(aiohttp.WSServerHandshakeError, match="403"):
            await session.ws_connect(url)
        async with session.ws_connect(url) as socket:
            hello: Json = await socket.receive_json()
    assert hello["type"] == "hello"


async def test_two_clients(sandbox: Sandbox, answering: AsyncApp) -> None:
    """Two connections of one app both work, and either can go."""
    async with connected(sandbox, answering, times=2):
        assert [await works(sandbox) for _ in range(2)] == [True, True]
        await sandbox.connections[0].refresh()
        assert await works(sandbox)

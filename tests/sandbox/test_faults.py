"""Faults on order, and the record of calls."""

import asyncio

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.server import Sandbox
from tests.sandbox.apps import client_of, error_of, refused

ANA = "U0ANA00000"


async def test_rate_limited(sandbox: Sandbox, client: AsyncWebClient) -> None:
    """So many calls of one method are refused, and others are not."""
    sandbox.faults.rate_limited("auth.test", times=2, retry_after=7)
    await client.users_info(user=ANA)
    answers = [await refused(client.auth_test()) for _ in range(2)]
    assert [answer.headers["Retry-After"] for answer in answers] == ["7", "7"]
    assert (await client.auth_test())["ok"]


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
async def test_server_error(sandbox: Sandbox, client: AsyncWebClient, after: bool) -> None:  # noqa: FBT001
    """A 5xx may come before the call took effect, or after."""
    sandbox.faults.server_error("chat.postMessage", status=502, after=after)
    answer = await refused(client.chat_postMessage(channel=ANA, text="Hi"))
    assert answer.status_code == 502
    assert len(sandbox.person("ana").dms) == after


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
async def test_timeout(sandbox: Sandbox, client: AsyncWebClient, after: bool) -> None:  # noqa: FBT001
    """An answer may never come, though the call took effect."""
    sandbox.faults.timeout("chat.postMessage", after=after)
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=1)) as session:
        with pytest.raises(asyncio.TimeoutError):
            await client_of(sandbox, session).chat_postMessage(channel=ANA, text="Hi")
    assert (await client.auth_test())["ok"]
    assert len(sandbox.person("ana").dms) == after
    assert sandbox.calls.of("chat.postMessage")[0].status == 0


async def test_any_refusal(sandbox: Sandbox, client: AsyncWebClient) -> None:
    """Any error can be ordered, for any method; and the order be taken back."""
    sandbox.faults.refused("fatal_error", times=3)
    assert await error_of(client.auth_test()) == "fatal_error"
    assert await error_of(client.users_info(user=ANA)) == "fatal_error"
    sandbox.faults.clear()
    assert (await client.auth_test())["ok"]


async def test_record(sandbox: Sandbox, client: AsyncWebClient) -> None:
    """Each call is recorded: method, arguments without the token, kind of token, status, error."""
    await client.users_info(user=ANA)
    await error_of(client.users_info(user="U0NOBODY00"))
    await client.apps_connections_open(app_token=sandbox.app.app_token)
    first, second, third = sandbox.calls
    assert (first.method, first.arguments, first.token, first.status) == (
        "users.info",
        {"user": ANA},
        "bot",
        200,
    )
    assert (second.error, sandbox.calls.refusals["user_not_found"]) == ("user_not_found", 1)
    assert (third.method, third.token) == ("apps.connections.open", "app")
    assert first.monotonic <= second.monotonic
    assert sandbox.calls.of("users.info") == [first, second]
    assert len(sandbox.calls) == sandbox.calls.total == 3
    sandbox.calls.clear()
    assert list(sandbox.calls) == []


async def test_connections(sandbox: Sandbox, client: AsyncWebClient) -> None:
    """Kept-alive connections are told from new ones."""
    for _ in range(3):
        await client.auth_test()
    assert sandbox.calls.connections == 1
    assert [call.is_new_connection for call in sandbox.calls] == [True, False, False]
    await client_of(sandbox).auth_test()
    assert sandbox.calls.connections == 2


async def test_only_the_last_calls() -> None:
    """The record can be kept short, while all calls are counted."""
    async with Sandbox.running(keep=2) as sandbox:
        stranger = AsyncWebClient(base_url=sandbox.api_url)
        for number in range(3):
            await stranger.api_test(number=number)
    assert [call.arguments["number"] for call in sandbox.calls] == ["1", "2"]
    assert sandbox.calls.total == 3

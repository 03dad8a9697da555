"""The Web API as a whole: tokens, scopes, encodings, headers, pages."""

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.sample import sample_workspace
from sandbox.server import Sandbox
from tests.sandbox.apps import client_of, error_of, refused
from tests.sandbox.manifests import MANIFEST, without_scope


async def test_auth_test_names_the_app(sandbox: Sandbox, client: AsyncWebClient) -> None:
    """`auth.test` tells who the app is, and its scopes in a header."""
    answer = await client.auth_test()
    assert answer["team_id"] == sandbox.workspace.team_id
    assert answer["user_id"] == sandbox.app.bot_user_id
    assert answer["bot_id"] == sandbox.app.bot_id
    assert answer["url"] == sandbox.url
    assert set(answer.headers["x-oauth-scopes"].split(",")) == sandbox.app.scopes


async def test_unknown_method(client: AsyncWebClient) -> None:
    """A method that Slack does not know is refused."""
    assert await error_of(client.api_call("chat.postMassage")) == "unknown_method"


async def test_no_token(sandbox: Sandbox) -> None:
    """A call without a token is refused, but for `api.test`."""
    stranger = AsyncWebClient(base_url=sandbox.api_url)
    assert await error_of(stranger.auth_test()) == "not_authed"
    assert (await stranger.api_test(foo="bar"))["args"] == {"foo": "bar"}


async def test_wrong_token(sandbox: Sandbox) -> None:
    """An unknown token is refused."""
    stranger = AsyncWebClient(token="xoxb-wrong", base_url=sandbox.api_url)
    assert await error_of(stranger.auth_test()) == "invalid_auth"


@pytest.mark.parametrize("error", ["account_inactive", "token_revoked"])
async def test_dead_token(sandbox: Sandbox, client: AsyncWebClient, error: str) -> None:
    """After an uninstall or a revocation every call fails with its error."""
    sandbox.app.token_error = error
    assert await error_of(client.auth_test()) == error


async def test_token_of_the_wrong_kind(sandbox: Sandbox, client: AsyncWebClient) -> None:
    """The app token opens connections and nothing else; the bot token everything else."""
    assert await error_of(client.apps_connections_open(app_token=sandbox.app.bot_token)) == (
        "not_allowed_token_type"
    )
    call = client.chat_postMessage(token=sandbox.app.app_token, channel="C0ALLIANCE", text="Hi")
    assert await error_of(call) == "not_allowed_token_type"


async def test_missing_scope() -> None:
    """A call without its scope is refused, and told what is needed and what there is."""
    async with Sandbox.running(without_scope("users:read")) as sandbox:
        answer = await refused(client_of(sandbox).users_list())
    assert answer["error"] == "missing_scope"
    assert answer["needed"] == "users:read"
    assert set(answer["provided"].split(",")) == sandbox.app.scopes


async def test_scope_for_the_kind_of_channel() -> None:
    """Looking at a private channel needs its own scope, beside that for public ones."""
    async with Sandbox.running(without_scope("groups:read")) as sandbox:
        await sandbox.person("bea").invites("@alliance-bot", "steering")
        answer = await refused(client_of(sandbox).conversations_info(channel="C0STEERING"))
    assert (answer["error"], answer["needed"]) == ("missing_scope", "groups:read")


async def test_token_in_the_body(sandbox: Sandbox) -> None:
    """A token may come as an argument, too."""
    async with aiohttp.ClientSession() as session:
        sent = session.post(f"{sandbox.api_url}auth.test", data={"token": sandbox.app.bot_token})
        async with sent as answer:
            assert (await answer.json())["ok"]


@pytest.mark.parametrize("encoding", ["json", "data", "params"])
async def test_encodings(sandbox: Sandbox, encoding: str) -> None:
    """Arguments may come as JSON, as a form or in the query."""
    headers = {"authorization": f"Bearer {sandbox.app.bot_token}"}
    arguments: dict[str, Any] = {encoding: {"user": "U0ANA00000"}}
    async with aiohttp.ClientSession(headers=headers) as session:
        answer = await session.post(f"{sandbox.api_url}users.info", **arguments)
        assert (await answer.json())["user"]["name"] == "ana"


async def test_broken_json(sandbox: Sandbox) -> None:
    """A body that is no JSON, or no object, is refused."""
    errors = []
    headers = {"authorization": f"Bearer {sandbox.app.bot_token}", "content-type": "application/json"}
    async with aiohttp.ClientSession(headers=headers) as session:
        for body in ("{", "[]"):
            async with session.post(f"{sandbox.api_url}auth.test", data=body) as answer:
                errors.append((await answer.json())["error"])
    assert errors == ["invalid_json", "json_not_object"]


async def test_missing_argument(client: AsyncWebClient) -> None:
    """A missing argument is named."""
    answer = await refused(client.api_call("users.info"))
    assert answer["error"] == "invalid_arguments"
    assert answer["response_metadata"]["messages"] == ["[ERROR] missing required field: user"]


async def test_date_header_is_the_clock_of_the_workspace() -> None:
    """The `Date` header follows the workspace's clock, so that an app can notice its own being wrong."""
    moment = datetime(2031, 5, 1, 12, tzinfo=UTC)
    async with Sandbox.running(MANIFEST, sample_workspace(lambda: moment)) as sandbox:
        answer = await client_of(sandbox).auth_test()
    assert parsedate_to_datetime(answer.headers["date"]) == moment


async def test_date_header_is_right(client: AsyncWebClient) -> None:
    """By default it is the present moment."""
    answer = await client.auth_test()
    assert abs(parsedate_to_datetime(answer.headers["date"]) - datetime.now(UTC)) < timedelta(minutes=1)


async def test_pages(sandbox: Sandbox, client: AsyncWebClient) -> None:
    """Lists come in pages, which the client follows by their cursors."""
    names = []
    async for page in await client.users_list(limit=5):
        assert len(page["members"]) <= 5
        names += [member["name"] for member in page["members"]]
    assert names == [*(user.name for user in sandbox.workspace.users.values()), "slackbot"]


async def test_broken_cursor(client: AsyncWebClient) -> None:
    """A cursor that Slack has not made is refused."""
    assert await error_of(client.users_list(cursor="x")) == "invalid_cursor"

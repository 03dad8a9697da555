"""users.*, usergroups.*, dnd.*, team.*, bots.*."""

from slack_sdk.web.async_client import AsyncWebClient

from sandbox.accounts import change
from sandbox.sample import add_visitor
from sandbox.server import Sandbox
from tests.sandbox.apps import client_of, error_of
from tests.sandbox.manifests import without_scope


async def test_user_info(client: AsyncWebClient) -> None:
    """An account has names, a zone, a language on request, and an address."""
    user = (await client.users_info(user="U0LEO00000", include_locale=True))["user"]
    assert (user["name"], user["real_name"], user["tz"]) == ("leo", "Leo Nakamura", "America/Los_Angeles")
    assert user["locale"] == "en-US"
    assert user["tz_offset"] in {-25200, -28800}
    assert user["profile"]["email"] == "leo@gardens.example"
    assert user["profile"]["display_name"] == "Leo Nakamura"
    assert "locale" not in (await client.users_info(user="U0LEO00000"))["user"]


async def test_address_needs_a_scope() -> None:
    """Without `users:read.email` there are no addresses, and nobody is found by one."""
    async with Sandbox.running(without_scope("users:read.email")) as sandbox:
        client = client_of(sandbox)
        assert "email" not in (await client.users_info(user="U0LEO00000"))["user"]["profile"]
        assert await error_of(client.users_lookupByEmail(email="leo@gardens.example")) == "missing_scope"


async def test_lookup_by_email(client: AsyncWebClient) -> None:
    """Somebody is found by address, but not after deactivation."""
    found = await client.users_lookupByEmail(email="Leo@gardens.example")
    assert found["user"]["id"] == "U0LEO00000"
    assert await error_of(client.users_lookupByEmail(email="nina@food-bank.example")) == "users_not_found"


async def test_unknown_user(client: AsyncWebClient) -> None:
    """An id that nobody has is refused."""
    assert await error_of(client.users_info(user="U0NOBODY00")) == "user_not_found"


async def test_kinds_of_accounts(client: AsyncWebClient) -> None:
    """Guests, bots and deactivated people are marked as such."""
    members = {user["name"]: user for user in (await client.users_list())["members"]}
    assert members["omar"]["is_restricted"]
    assert members["deploybot"]["is_bot"]
    assert members["deploybot"]["profile"]["bot_id"]
    assert members["nina"]["deleted"]
    assert "tz" not in members["nina"]
    assert members["bea"]["is_admin"]


async def test_slackbot(client: AsyncWebClient) -> None:
    """Slack's own account is there, and does not say that it is a bot."""
    user = (await client.users_info(user="USLACKBOT"))["user"]
    assert (user["name"], user["is_bot"]) == ("slackbot", False)
    assert await error_of(client.chat_postMessage(channel="USLACKBOT", text="Hi")) == "channel_not_found"


async def test_visitor(sandbox: Sandbox, client: AsyncWebClient) -> None:
    """A visitor is of another team, not in the list, and a stranger until there is a shared channel."""
    visitor = add_visitor(sandbox.workspace)
    before = (await client.users_info(user=visitor.id, include_locale=True))["user"]
    await client.conversations_join(channel="C0ALLIANCE")
    after = (await client.users_info(user=visitor.id))["user"]
    assert before["team_id"] != sandbox.workspace.team_id
    assert (before["is_stranger"], after["is_stranger"]) == (True, False)
    assert "locale" not in before
    assert visitor.id not in [user["id"] for user in (await client.users_list())["members"]]


async def test_profile_and_presence(client: AsyncWebClient) -> None:
    """Profile and presence can be looked up."""
    assert (await client.users_profile_get(user="U0TOM00000"))["profile"]["title"] == "Nurse, on call"
    assert (await client.users_getPresence(user="U0TOM00000"))["presence"] == "active"


async def test_user_groups(client: AsyncWebClient) -> None:
    """The core managers are a user group."""
    (group,) = (await client.usergroups_list(include_users=True))["usergroups"]
    members = (await client.usergroups_users_list(usergroup=group["id"]))["users"]
    assert (group["handle"], group["users"]) == ("coremanagers", members)
    assert "U0BEA00000" in members
    assert await error_of(client.usergroups_users_list(usergroup="S0NONE0000")) == "no_such_subteam"


async def test_do_not_disturb(sandbox: Sandbox, client: AsyncWebClient) -> None:
    """Quiet hours are told for one person or several."""
    change(sandbox.workspace, sandbox.workspace.user("ana"), dnd_start=1_900_000_000, dnd_end=1_900_036_000)
    quiet = await client.dnd_info(user="U0ANA00000")
    both = await client.dnd_teamInfo(users="U0ANA00000,U0LEO00000")
    assert (quiet["dnd_enabled"], quiet["next_dnd_end_ts"]) == (True, 1_900_036_000)
    assert [both["users"][one]["dnd_enabled"] for one in ("U0ANA00000", "U0LEO00000")] == [True, False]


async def test_team_and_bots(sandbox: Sandbox, client: AsyncWebClient) -> None:
    """The workspace and its bots have names."""
    assert (await client.team_info())["team"]["name"] == "Sunnybrook Health Alliance"
    assert (await client.bots_info(bot=sandbox.app.bot_id))["bot"]["name"] == "Alliance Bot"
    assert await error_of(client.bots_info(bot="B0NONE0000")) == "bot_not_found"

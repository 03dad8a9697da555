"""What Slack's user objects say, and asking Slack for them."""

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.actor import SlackAccount
from bot.errors import RuleError
from handlers import FEATURES
from handlers.kit.manifest import manifest
from handlers.kit.people import People, profile
from sandbox.server import Sandbox

USER: dict[str, Any] = {
    "id": "U1",
    "team_id": "T1",
    "real_name": "Ana Castillo",
    "tz": "America/New_York",
    "locale": "es-LA",
    "deleted": False,
    "is_bot": False,
    "profile": {"display_name": "Ana", "real_name": "Ana Castillo", "email": "ana@food-bank.example"},
}


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    """Return a local workspace with the bot's app in it."""
    async with Sandbox.running(manifest(FEATURES)) as running:
        yield running


@pytest.fixture
async def people(sandbox: Sandbox) -> AsyncIterator[People]:
    """Return that workspace's directory."""
    async with aiohttp.ClientSession() as session:
        yield People(AsyncWebClient(sandbox.app.bot_token, sandbox.api_url, session=session))


def test_a_profile() -> None:
    """A profile has the name that people see, and what else the alliance needs."""
    found = profile(USER)
    assert (found.account, found.name, found.email) == (
        SlackAccount("T1", "U1"),
        "Ana",
        "ana@food-bank.example",
    )
    assert (found.timezone, found.locale) == ("America/New_York", "es-LA")
    assert not found.is_app
    assert not found.is_deactivated


@pytest.mark.parametrize(
    ("names", "shown"),
    [
        ({"display_name": "", "real_name": "Ana Castillo"}, "Ana Castillo"),
        ({"display_name": "   ", "real_name": " Ana "}, "Ana"),
        ({"display_name": " \n Ana\n Castillo "}, "Ana Castillo"),
        ({}, "Ana Castillo"),
        ({"display_name": "x" * 300}, "x" * 200),
    ],
)
def test_the_name_that_people_see(names: dict[str, str], shown: str) -> None:
    """The display name counts, else the real name; always one line, and no longer than is stored."""
    assert profile({**USER, "profile": names}).name == shown


@pytest.mark.parametrize("right", ["is_admin", "is_owner"])
def test_the_admins(right: str) -> None:
    """Admins and owners administer the workspace; nobody else does."""
    assert profile({**USER, right: True}).is_admin
    assert not profile(USER).is_admin


def test_a_bare_user() -> None:
    """Of people in other workspaces Slack may say next to nothing; that is enough."""
    found = profile({"id": "U1", "profile": {"team": "T2"}})
    assert (found.account, found.name) == (SlackAccount("T2", "U1"), "Somebody")
    assert (found.email, found.timezone, found.locale) == (None, None, None)


@pytest.mark.parametrize("user", [{**USER, "is_bot": True}, {**USER, "id": "USLACKBOT"}])
def test_apps(user: dict[str, Any]) -> None:
    """Bots are apps, and so is Slackbot, of which Slack says otherwise."""
    assert profile(user).is_app


def test_the_deactivated() -> None:
    """A deleted user is a deactivated account."""
    assert profile({**USER, "deleted": True}).is_deactivated


async def test_fetch(sandbox: Sandbox, people: People) -> None:
    """Slack is asked for each of several people, languages included; the answers come in their order."""
    wanted = [sandbox.person(handle).id for handle in ("grace", "ana")]
    found = await people.fetch(wanted)
    assert [(one.account.user_id, one.locale) for one in found] == [
        (wanted[0], "de-DE"),
        (wanted[1], "es-LA"),
    ]


@pytest.mark.parametrize("error", ["user_not_found", "user_not_visible"])
async def test_fetch_of_somebody_unknown(sandbox: Sandbox, people: People, error: str) -> None:
    """Whom Slack does not know, or does not show, is refused with the way to name people."""
    sandbox.faults.refused(error, "users.info")
    with pytest.raises(RuleError, match="Pick them from the list that appears after @") as caught:
        await people.fetch([sandbox.person("ana").id])
    assert caught.value.field == "people"


async def test_fetch_with_slack_in_trouble(sandbox: Sandbox, people: People) -> None:
    """Trouble at Slack is no refusal of what somebody asked for."""
    sandbox.faults.refused("internal_error", "users.info")
    with pytest.raises(SlackApiError):
        await people.fetch([sandbox.person("ana").id])


async def test_look_at(sandbox: Sandbox, people: People) -> None:
    """Many people are looked at, in their order; whom Slack does not know is left out."""
    wanted = [sandbox.person(handle).id for handle in ("grace", "ana", "leo")]
    found = await people.look_at([wanted[0], "U0NOBODY00", *wanted[1:]])
    assert [one.account.user_id for one in found] == wanted


async def test_look_at_waits_where_slack_asks_for_it(sandbox: Sandbox, people: People) -> None:
    """Slack's limit costs time, and nobody is missing for it."""
    sandbox.faults.rate_limited("users.info", times=3)
    wanted = [sandbox.person(handle).id for handle in ("grace", "ana")]
    assert len(await people.look_at(wanted)) == 2


async def test_look_at_keeps_what_it_saw(sandbox: Sandbox, people: People) -> None:
    """Who was looked at a moment ago is not asked for again."""
    wanted = [sandbox.person(handle).id for handle in ("grace", "ana")]
    assert await people.look_at(wanted) == await people.look_at(wanted)
    assert len(sandbox.calls.of("users.info")) == 2


async def test_look_at_with_slack_in_trouble(sandbox: Sandbox, people: People) -> None:
    """Trouble at Slack is no sign that somebody does not exist."""
    sandbox.faults.refused("internal_error", "users.info")
    with pytest.raises(SlackApiError):
        await people.look_at([sandbox.person("ana").id])


async def test_of_group(sandbox: Sandbox, people: People) -> None:
    """A user group is its people, without apps and without accounts that are gone."""
    group = sandbox.workspace.groups["S0COREMANA"]
    everybody = list(group.members)
    group.members += [sandbox.person("nina").id, sandbox.person("deploybot").id]
    assert await people.of_group("S0COREMANA") == everybody


async def test_of_a_group_that_is_closed(sandbox: Sandbox, people: People) -> None:
    """Without the optional scope, or with an odd group, people are to be named one by one."""
    sandbox.app.scopes.discard("usergroups:read")
    with pytest.raises(RuleError, match="Name its people one by one"):
        await people.of_group("S0COREMANA")

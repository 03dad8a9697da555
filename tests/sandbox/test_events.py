"""Events: which reach the app, what is in them, and what happens when they are not acked."""

from typing import Any

import pytest
from slack_bolt.async_app import AsyncApp
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from sandbox import accounts
from sandbox.server import Sandbox
from sandbox.shapes import Json
from sandbox.users import User
from tests.sandbox.apps import client_of, connected, error_of, served
from tests.sandbox.forms import HOME
from tests.sandbox.manifests import without_scope


@pytest.fixture
def heard(app: AsyncApp) -> list[Json]:
    """Return the bodies of all events that the app has got."""
    return listening(app)


def listening(app: AsyncApp) -> list[Json]:
    """Let an app hear everything, and return what it heard."""
    bodies: list[Json] = []

    async def note(body: Json) -> None:
        bodies.append(body)

    for name in ("message", "app_mention", "app_home_opened", "reaction_added", "user_change", "team_join"):
        app.event(name)(note)
    for name in ("pin_added", "pin_removed", "app_uninstalled", "tokens_revoked"):
        app.event(name)(note)
    for name in ("member_joined_channel", "member_left_channel", "channel_created", "channel_rename"):
        app.event(name)(note)
    return bodies


def kinds(bodies: list[Json]) -> list[str]:
    """Return the kinds of events."""
    return [body["event"]["type"] for body in bodies]


@pytest.mark.parametrize("over", [connected, served], ids=["socket", "http"])
async def test_direct_message(sandbox: Sandbox, app: AsyncApp, heard: list[Json], over: Any) -> None:
    """A message to the app reaches it, with all that an app needs to know."""
    async with over(sandbox, app):
        (message,) = await sandbox.person("ana").types("help @leo")
    (body,) = heard
    event = body["event"]
    assert (event["text"], event["user"], event["ts"]) == ("help <@U0LEO00000>", "U0ANA00000", message.ts)
    assert (event["channel"], event["channel_type"]) == (message.channel, "im")
    assert body["authorizations"][0]["user_id"] == sandbox.app.bot_user_id
    assert (body["team_id"], body["api_app_id"]) == (sandbox.workspace.team_id, sandbox.app.app_id)


async def test_channel_message(
    sandbox: Sandbox, client: AsyncWebClient, app: AsyncApp, heard: list[Json]
) -> None:
    """Messages in a channel are heard from the moment the bot is in it; a mention makes two events."""
    ana = sandbox.person("ana")
    async with connected(sandbox, app):
        await ana.types("Before", channel="alliance")
        await client.conversations_join(channel="C0ALLIANCE")
        await sandbox.delivery.settled()
        del heard[:]
        await ana.types("Hello @alliance-bot", channel="alliance")
        await ana.types("Just talking", channel="alliance")
    assert sorted(kinds(heard)) == ["app_mention", "message", "message"]
    assert len({body["event_id"] for body in heard}) == 3


async def test_changes_of_messages(
    sandbox: Sandbox, client: AsyncWebClient, app: AsyncApp, heard: list[Json]
) -> None:
    """Changing and deleting are events, too, and so are reactions."""
    await client.conversations_join(channel="C0ALLIANCE")
    ana = sandbox.person("ana")
    async with connected(sandbox, app):
        (message,) = await ana.types("Hello", channel="alliance")
        await ana.edits(message, "Goodbye")
        await ana.reacts("wave", message)
        await ana.deletes(message)
    events = [body["event"] for body in heard]
    assert [event.get("subtype") for event in events] == [None, "message_changed", None, "message_deleted"]
    assert events[1]["message"]["text"] == "Goodbye"
    assert events[1]["previous_message"]["text"] == "Hello"
    assert (events[2]["reaction"], events[2]["item"]["ts"]) == ("wave", message.ts)
    assert events[3]["deleted_ts"] == message.ts


async def test_members_come_and_go(sandbox: Sandbox, app: AsyncApp, heard: list[Json]) -> None:
    """The app hears who joins and leaves the channels that it is in, itself included."""
    async with connected(sandbox, app):
        await sandbox.person("bea").invites("@alliance-bot", "steering")
        await sandbox.person("bea").invites("tessa", "steering")
        await sandbox.person("tessa").leaves("steering")
        await sandbox.person("tessa").joins("alliance")
    moves = [body["event"] for body in heard if body["event"]["type"].startswith("member")]
    assert [(move["type"], move["user"]) for move in moves] == [
        ("member_joined_channel", sandbox.app.bot_user_id),
        ("member_joined_channel", "U0TESSA000"),
        ("member_left_channel", "U0TESSA000"),
    ]
    assert moves[0]["inviter"] == "U0BEA00000"


async def test_people_change(sandbox: Sandbox, app: AsyncApp, heard: list[Json]) -> None:
    """The app hears of newcomers, changes and deactivations."""
    workspace = sandbox.workspace
    async with connected(sandbox, app):
        accounts.add(workspace, User("U0NEW00000", "new", "New Person", workspace.team_id))
        await sandbox.person("ana").changes(timezone="Europe/Paris")
        accounts.deactivate(workspace, workspace.user("leo"))
        await sandbox.delivery.settled()
    assert kinds(heard) == ["team_join", "user_change", "user_change"]
    users = [body["event"]["user"] for body in heard]
    assert (users[1]["tz"], users[2]["deleted"]) == ("Europe/Paris", True)
    assert "U0LEO00000" not in sandbox.channel("alliance").members


async def test_home_opened(
    sandbox: Sandbox, client: AsyncWebClient, app: AsyncApp, heard: list[Json]
) -> None:
    """Opening the Home tells the app, with the view if there is one."""
    ana = sandbox.person("ana")
    async with connected(sandbox, app):
        await ana.opens_home()
        await client.views_publish(user_id=ana.id, view=HOME)
        await ana.opens_home()
        await ana.opens_home("messages")
    events = [body["event"] for body in heard]
    assert ana.home
    assert [event["tab"] for event in events] == ["home", "home", "messages"]
    assert "view" not in events[0]
    assert events[1]["view"]["id"] == ana.home.id


async def test_channels_are_made_and_renamed(
    sandbox: Sandbox, client: AsyncWebClient, app: AsyncApp, heard: list[Json]
) -> None:
    """New channels and new names are events."""
    async with connected(sandbox, app):
        made = await client.conversations_create(name="seniors")
        await client.conversations_rename(channel=made["channel"]["id"], name="elders")
        await sandbox.delivery.settled()
    assert kinds(heard) == ["channel_created", "channel_rename"]
    assert heard[-1]["event"]["channel"]["name"] == "elders"


async def test_without_the_scope_nothing_is_heard() -> None:
    """An event needs its scope."""
    async with Sandbox.running(without_scope("im:history")) as sandbox:
        app = AsyncApp(client=client_of(sandbox), process_before_response=True)
        heard = listening(app)
        async with connected(sandbox, app):
            await sandbox.person("ana").types("help")
            await sandbox.person("ana").opens_home()
    assert kinds(heard) == ["app_home_opened"]


@pytest.mark.parametrize("over", [connected, served], ids=["socket", "http"])
async def test_redelivery(sandbox: Sandbox, app: AsyncApp, over: Any) -> None:
    """An event that was not acked comes again, with its number and the reason, until it is."""
    requests: list[Any] = []
    enough: list[bool] = []

    @app.event("message")
    async def fails(request: Any, body: Json) -> None:
        requests.append((body["event_id"], request.headers))
        if len(requests) < 3:
            raise ZeroDivisionError
        enough.append(True)

    sandbox.delivery.ack_seconds = 1
    sandbox.delivery.retry_after = (0.01, 0.01, 0.01)
    async with over(sandbox, app):
        await sandbox.person("ana").types("help")
        await sandbox.until(lambda: bool(enough))
    headers = [sent for _, sent in requests]
    assert len({event_id for event_id, _ in requests}) == 1
    assert [sent["x-slack-retry-num"] for sent in headers[1:]] == [["1"], ["2"]]
    reason = "http_error" if over is served else "timeout"
    assert headers[1]["x-slack-retry-reason"] == [reason]


async def test_redelivery_after_a_connection_comes(
    sandbox: Sandbox, app: AsyncApp, heard: list[Json]
) -> None:
    """What happened while the app was away is delivered later."""
    sandbox.delivery.retry_after = (0.1,) * 100
    await sandbox.person("ana").types("help")
    assert heard == []
    async with connected(sandbox, app):
        await sandbox.until(lambda: len(heard) == 1)


async def test_no_retry(sandbox: Sandbox, app: AsyncApp) -> None:
    """An app can refuse to be told again."""
    calls = []

    @app.event("message")
    async def fails() -> None:
        calls.append(1)
        raise ZeroDivisionError

    @app.error
    async def refuse() -> BoltResponse:
        return BoltResponse(status=500, headers={"x-slack-no-retry": "1"})

    sandbox.delivery.retry_after = (0.01,)
    async with served(sandbox, app):
        await sandbox.person("ana").types("help")
        await sandbox.person("ana").opens_home()
    assert calls == [1]


async def test_duplicates(sandbox: Sandbox, app: AsyncApp, heard: list[Json]) -> None:
    """On order an event is delivered twice, with the same id."""
    sandbox.faults.duplicate_events()
    async with connected(sandbox, app):
        await sandbox.person("ana").types("One")
        await sandbox.person("ana").types("Two")
    assert sorted(body["event"]["text"] for body in heard) == ["One", "One", "Two"]
    assert len({body["event_id"] for body in heard}) == 2


async def test_pins(sandbox: Sandbox, client: AsyncWebClient, app: AsyncApp) -> None:
    """Pins of the bot are events, too, which Bolt keeps from it as its own doing."""
    await client.conversations_join(channel="C0ALLIANCE")
    (message,) = await sandbox.person("ana").types("Hello", channel="alliance")
    bodies: list[Json] = []
    sandbox.workspace.hearers.append(lambda event: bodies.append(event.body))
    async with connected(sandbox, app):
        await client.pins_add(channel="C0ALLIANCE", timestamp=message.ts)
        await client.pins_remove(channel="C0ALLIANCE", timestamp=message.ts)
    assert [body["type"] for body in bodies] == ["pin_added", "pin_removed"]
    assert bodies[0]["item"]["message"]["ts"] == message.ts


async def test_uninstalled(
    sandbox: Sandbox, client: AsyncWebClient, app: AsyncApp, heard: list[Json]
) -> None:
    """An app that is uninstalled is told, and its token is worth nothing."""
    await client.auth_test()
    async with connected(sandbox, app):
        sandbox.uninstall()
        await sandbox.until(lambda: len(heard) == 2)
    assert sorted(kinds(heard)) == ["app_uninstalled", "tokens_revoked"]
    assert await error_of(client.auth_test()) == "account_inactive"

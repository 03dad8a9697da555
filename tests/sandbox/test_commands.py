"""Slash commands, from the keyboard to a Bolt app and back."""

from typing import Any

import pytest
from slack_bolt.async_app import AsyncApp

from sandbox.sample import add_visitor
from sandbox.server import Sandbox
from sandbox.shapes import Json
from tests.sandbox.apps import connected, served


@pytest.fixture
def heard(app: AsyncApp) -> list[Json]:
    """Return the bodies of all commands that the app has got; it answers each with its own text."""
    bodies: list[Json] = []

    @app.command("/kudos")
    @app.command("/plain")
    async def answer(ack: Any, body: Json) -> None:
        bodies.append(body)
        await ack(body["text"])

    return bodies


async def test_command(sandbox: Sandbox, app: AsyncApp, heard: list[Json]) -> None:
    """A command reaches the app, and its answer only the person."""
    async with connected(sandbox, app):
        (shown,) = await sandbox.person("ana").types("/kudos  thank you ", channel="alliance")
    (body,) = heard
    assert shown.text == "thank you"
    assert shown.visible_to == "U0ANA00000"
    assert sandbox.person("leo").sees("alliance") == []
    assert (body["user_id"], body["channel_id"], body["channel_name"]) == (
        "U0ANA00000",
        "C0ALLIANCE",
        "alliance",
    )
    assert (body["command"], body["team_domain"], body["user_name"]) == ("/kudos", "sunnybrook", "ana")


@pytest.mark.parametrize(
    ("room", "name"), [("steering", "privategroup"), (None, "directmessage")], ids=["private", "direct"]
)
async def test_command_elsewhere(
    sandbox: Sandbox, app: AsyncApp, heard: list[Json], room: str | None, name: str
) -> None:
    """A command works in channels that the bot is not in, whose names it does not learn."""
    async with connected(sandbox, app):
        (shown,) = await sandbox.person("bea").types("/kudos hi", channel=room)
    assert heard[0]["channel_name"] == name
    assert shown.channel == heard[0]["channel_id"]


async def test_command_over_http(sandbox: Sandbox, app: AsyncApp, heard: list[Json]) -> None:
    """The same by signed HTTP: Bolt believes the signature, and the answer is shown."""
    async with served(sandbox, app):
        (shown,) = await sandbox.person("ana").types("/kudos @leo", channel="alliance")
    assert shown.text == "<@U0LEO00000|leo>"
    assert heard[0]["is_enterprise_install"] == "false"


async def test_escaping(sandbox: Sandbox, app: AsyncApp, heard: list[Json]) -> None:
    """With `should_escape` names and addresses come as ids; without, as they were typed."""
    async with connected(sandbox, app):
        for command in ("/kudos", "/plain"):
            await sandbox.person("ana").types(
                f"{command} @leo & @coremanagers in #steering", channel="alliance"
            )
    assert [body["text"] for body in heard] == [
        "<@U0LEO00000|leo> &amp; <!subteam^S0COREMANA|@coremanagers> in <#C0STEERING|>",
        "@leo &amp; @coremanagers in #steering",
    ]


async def test_answer_to_everybody(sandbox: Sandbox, app: AsyncApp) -> None:
    """`in_channel` shows the answer to the whole channel."""

    @app.command("/kudos")
    async def answer(ack: Any) -> None:
        await ack(text="Hooray", response_type="in_channel")

    async with connected(sandbox, app):
        (shown,) = await sandbox.person("ana").types("/kudos", channel="alliance")
    assert sandbox.channel("alliance").messages == [shown]
    assert [message.text for message in sandbox.person("leo").sees("alliance")] == ["Hooray"]


async def test_empty_ack_shows_nothing(sandbox: Sandbox, app: AsyncApp) -> None:
    """An ack without an answer shows nothing."""

    @app.command("/kudos")
    async def answer(ack: Any) -> None:
        await ack()

    async with connected(sandbox, app):
        assert await sandbox.person("ana").types("/kudos", channel="alliance") == []


async def test_unknown_command(sandbox: Sandbox) -> None:
    """Slack itself answers a command that no app has, and posts nothing."""
    (shown,) = await sandbox.person("ana").types("/kudo @leo", channel="alliance")
    assert shown.is_error
    assert shown.text.startswith("/kudo is not a valid command.")
    assert sandbox.channel("alliance").messages == []


async def test_visitors_have_no_commands(sandbox: Sandbox, app: AsyncApp, heard: list[Json]) -> None:
    """Visitors of another workspace cannot run the commands of this one."""
    visitor = add_visitor(sandbox.workspace)
    async with connected(sandbox, app):
        (shown,) = await sandbox.person(visitor.id).types("/kudos", channel="alliance")
    assert "not a valid command" in shown.text
    assert heard == []


async def test_no_commands_in_threads(sandbox: Sandbox, app: AsyncApp, heard: list[Json]) -> None:
    """Commands do not work in threads."""
    ana = sandbox.person("ana")
    async with connected(sandbox, app):
        (parent,) = await ana.types("Hello", channel="alliance")
        (shown,) = await ana.types("/kudos", channel="alliance", thread=parent.ts)
    assert shown.text == "/kudos is not supported in threads. Sorry!"
    assert heard == []


async def test_leading_space_makes_a_message(sandbox: Sandbox) -> None:
    """Text that does not begin with the slash is posted for all to see."""
    await sandbox.person("ana").types(" /concern hush", channel="alliance")
    assert [message.text for message in sandbox.channel("alliance").messages] == [" /concern hush"]


async def test_command_while_nobody_listens(sandbox: Sandbox) -> None:
    """Without a connection the command fails at once."""
    (shown,) = await sandbox.person("ana").types("/kudos", channel="alliance")
    assert shown.text == "/kudos failed with the error “dispatch_failed”"
    assert shown.is_error


@pytest.mark.parametrize("over", [connected, served], ids=["socket", "http"])
async def test_command_without_ack(sandbox: Sandbox, app: AsyncApp, over: Any) -> None:
    """An app that is too slow makes Slack say so; nothing is delivered again."""
    calls = []

    @app.command("/kudos")
    async def never(ack: Any) -> None:
        calls.append(ack)
        await sandbox.slack.closing.wait()

    sandbox.delivery.ack_seconds = 1
    async with over(sandbox, app):
        (shown,) = await sandbox.person("ana").types("/kudos", channel="alliance")
        sandbox.slack.closing.set()
    assert shown.text == "/kudos failed with the error “operation_timeout”"
    assert len(calls) == 1


async def test_command_that_breaks_the_app(sandbox: Sandbox, app: AsyncApp) -> None:
    """An answer of 500 over HTTP is a failed dispatch."""

    @app.command("/kudos")
    async def broken() -> None:
        raise ZeroDivisionError

    async with served(sandbox, app):
        (shown,) = await sandbox.person("ana").types("/kudos", channel="alliance")
    assert shown.text == "/kudos failed with the error “dispatch_failed”"


async def test_answer_with_invalid_blocks(sandbox: Sandbox, app: AsyncApp) -> None:
    """An answer that Slack cannot show is an error, too."""

    @app.command("/kudos")
    async def answer(ack: Any) -> None:
        await ack(blocks=[{"type": "header", "text": {"type": "plain_text", "text": ""}}])

    async with connected(sandbox, app):
        (shown,) = await sandbox.person("ana").types("/kudos", channel="alliance")
    assert shown.text == "/kudos failed with the error “invalid_blocks”"


async def test_outsiders_cannot_type(sandbox: Sandbox) -> None:
    """Nobody types in a channel without being in it."""
    with pytest.raises(LookupError, match="tessa is not in #alliance"):
        await sandbox.person("tessa").types("Hello", channel="alliance")
    sandbox.channel("alliance-news").is_archived = True
    with pytest.raises(LookupError, match="#alliance-news is archived"):
        await sandbox.person("ana").types("Hello", channel="alliance-news")


async def test_people_write_to_each_other(sandbox: Sandbox) -> None:
    """What people write to each other neither the app nor others see."""
    await sandbox.person("ana").types("Hello", channel="@leo")
    assert [message.text for message in sandbox.person("leo").sees("@ana")] == ["Hello"]
    assert sandbox.person("ana").dms == []

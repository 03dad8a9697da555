"""Buttons, menus and shortcuts, from the finger to a Bolt app and back."""

from typing import Any

import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.acts import TROUBLE
from sandbox.messages import Message
from sandbox.server import Sandbox
from sandbox.shapes import Json
from tests.sandbox.apps import connected, served
from tests.sandbox.forms import HOME, button, field, modal, options

ANA = "U0ANA00000"


@pytest.fixture
def heard(app: AsyncApp) -> list[Json]:
    """Return the bodies of all presses that the app has got."""
    bodies: list[Json] = []

    @app.action({"type": "block_actions", "action_id": "kudos.undo:7"})
    @app.action("home.more:1")
    @app.action("pick")
    @app.action("typed")
    async def pressed(ack: Any, body: Json) -> None:
        bodies.append(body)
        await ack()

    return bodies


async def posted(sandbox: Sandbox, client: AsyncWebClient, *blocks: Json) -> Message:
    """Return a message of the bot in #alliance."""
    await client.conversations_join(channel="C0ALLIANCE")
    await client.chat_postMessage(channel="C0ALLIANCE", text="Kudos", blocks=list(blocks))
    return sandbox.channel("alliance").messages[-1]


@pytest.mark.parametrize("over", [connected, served], ids=["socket", "http"])
async def test_press(
    sandbox: Sandbox, client: AsyncWebClient, app: AsyncApp, heard: list[Json], over: Any
) -> None:
    """A button in a message tells the app who pressed it, and where; the start of its id will do."""
    message = await posted(sandbox, client, button("kudos.undo:7", value="7"))
    async with over(sandbox, app):
        assert await sandbox.person("ana").presses("kudos.undo", message) == []
    (body,) = heard
    (action,) = body["actions"]
    assert (action["action_id"], action["value"], action["block_id"]) == (
        "kudos.undo:7",
        "7",
        message.blocks[0]["block_id"],
    )
    assert body["user"]["id"] == ANA
    assert (body["channel"]["id"], body["container"]["message_ts"]) == ("C0ALLIANCE", message.ts)
    assert body["message"]["blocks"] == message.blocks


async def test_press_in_an_ephemeral_message(
    sandbox: Sandbox, client: AsyncWebClient, app: AsyncApp, heard: list[Json]
) -> None:
    """A message that one person sees can be pressed by that person; the app learns what kind it is."""
    await client.conversations_join(channel="C0ALLIANCE")
    blocks = [button("kudos.undo:7")]
    await client.chat_postEphemeral(channel="C0ALLIANCE", user=ANA, text="Thanks", blocks=blocks)
    ana = sandbox.person("ana")
    async with connected(sandbox, app):
        await ana.presses("kudos.undo:7", ana.sees("alliance")[0])
    assert heard[0]["container"]["is_ephemeral"]


async def test_press_in_home_and_modal(
    sandbox: Sandbox, client: AsyncWebClient, app: AsyncApp, heard: list[Json]
) -> None:
    """Without a message the modal on top is meant, or else the Home."""
    ana = sandbox.person("ana")
    await client.views_publish(user_id=ANA, view=HOME)
    async with connected(sandbox, app):
        await ana.presses("home.more")
        trigger_id = heard[0]["trigger_id"]
        await client.views_open(trigger_id=trigger_id, view=modal("form", button("kudos.undo:7")))
        await ana.presses("kudos.undo")
    assert ana.home
    assert [body["view"]["id"] for body in heard] == [ana.home.id, ana.views[0].id]
    assert [body["view"]["type"] for body in heard] == ["home", "modal"]
    assert heard[1]["container"] == {"type": "view", "view_id": ana.views[0].id}


CHOICES: list[tuple[Json, Any, str, Any]] = [
    ({"type": "static_select", "options": options("red", "blue")}, "blue", "selected_option", "blue"),
    ({"type": "overflow", "options": options("edit", "drop")}, "Drop", "selected_option", "drop"),
    ({"type": "radio_buttons", "options": options("yes", "no")}, "no", "selected_option", "no"),
    ({"type": "checkboxes", "options": options("a", "b", "c")}, ["a", "c"], "selected_options", ["a", "c"]),
    ({"type": "users_select"}, "leo", "selected_user", "U0LEO00000"),
    ({"type": "multi_users_select"}, ["@leo", ANA], "selected_users", ["U0LEO00000", ANA]),
    ({"type": "conversations_select"}, "alliance", "selected_conversation", "C0ALLIANCE"),
    ({"type": "multi_channels_select"}, ["general"], "selected_channels", ["C0GENERAL0"]),
    ({"type": "datepicker"}, "2031-05-01", "selected_date", "2031-05-01"),
    ({"type": "timepicker"}, "09:30", "selected_time", "09:30"),
]


async def test_pick(sandbox: Sandbox, client: AsyncWebClient, app: AsyncApp, heard: list[Json]) -> None:
    """A choice tells the app what was chosen, in the form of its kind."""
    menus = [
        {"type": "actions", "block_id": element["type"], "elements": [element | {"action_id": "pick"}]}
        for element, *_ in CHOICES
    ]
    message = await posted(sandbox, client, *menus)
    async with connected(sandbox, app):
        for element, value, *_ in CHOICES:
            await sandbox.person("ana").picks(element["type"], value, message)
    for body, (element, _, key, expected) in zip(heard, CHOICES, strict=True):
        (action,) = body["actions"]
        assert action["type"] == element["type"]
        assert _values(action[key]) == expected
    state = heard[-1]["state"]["values"]
    assert state["datepicker"]["pick"]["selected_date"] == "2031-05-01"
    assert "overflow" not in state


def _values(chosen: Any) -> Any:
    """Return the values of chosen options, and anything else as it is."""
    if isinstance(chosen, list):
        return [_values(one) for one in chosen]
    return chosen["value"] if isinstance(chosen, dict) else chosen


async def test_state_of_a_message(
    sandbox: Sandbox, client: AsyncWebClient, app: AsyncApp, heard: list[Json]
) -> None:
    """What a person entered in a message comes with the next press, and is that person's alone."""
    message = await posted(sandbox, client, field("why"), button("kudos.undo:7"))
    async with connected(sandbox, app):
        await sandbox.person("ana").picks("why", "Because", message)
        for handle in ("ana", "leo"):
            await sandbox.person(handle).presses("kudos.undo", message)
    assert [body["state"]["values"]["why"]["typed"]["value"] for body in heard] == ["Because", None]


async def test_input_that_dispatches(
    sandbox: Sandbox, client: AsyncWebClient, app: AsyncApp, heard: list[Json]
) -> None:
    """A field of a modal tells the app of a change only if it asked for that."""
    form = modal("form", field("quiet"), field("loud", dispatch_action=True))
    trigger_id = sandbox.slack.triggers.give(ANA)
    await client.views_open(trigger_id=trigger_id, view=form)
    async with connected(sandbox, app):
        await sandbox.person("ana").fills({"quiet": "a", "loud": "b"})
    assert [body["actions"][0]["block_id"] for body in heard] == ["loud"]
    assert heard[0]["view"]["state"]["values"]["quiet"]["typed"]["value"] == "a"


async def test_options_of_the_app(sandbox: Sandbox, client: AsyncWebClient, app: AsyncApp) -> None:
    """A menu of the app's own options asks it for them, and takes the one that was chosen."""

    @app.options("typed")
    async def suggest(ack: Any, payload: Json) -> None:
        found = [one for one in ("goal-1", "goal-2", "other") if payload["value"] in one]
        await ack(options=options(*found))

    form = modal("form", field("goal", "external_select"))
    await client.views_open(trigger_id=sandbox.slack.triggers.give(ANA), view=form)
    ana = sandbox.person("ana")
    async with connected(sandbox, app):
        offered = await ana.suggested("goal", "goal")
        await ana.fills({"goal": "goal-2"})
    assert [option["value"] for option in offered] == ["goal-1", "goal-2"]
    assert ana.views[0].state["goal"]["typed"]["selected_option"]["value"] == "goal-2"


async def test_press_without_ack(sandbox: Sandbox, client: AsyncWebClient) -> None:
    """A press that does not reach the app is told, to the one who pressed."""
    message = await posted(sandbox, client, button("kudos.undo:7"))
    (shown,) = await sandbox.person("ana").presses("kudos.undo", message)
    assert (shown.text, shown.is_error, shown.visible_to) == (TROUBLE, True, ANA)


async def test_press_what_is_not_there(sandbox: Sandbox, client: AsyncWebClient) -> None:
    """Only what is shown can be pressed or chosen."""
    menu = {"type": "static_select", "action_id": "pick", "options": options("red", "blue")}
    message = await posted(sandbox, client, {"type": "actions", "elements": [menu]})
    ana = sandbox.person("ana")
    with pytest.raises(LookupError, match=r"no 'kudos\.redo' here, only: pick"):
        await ana.presses("kudos.redo", message)
    with pytest.raises(LookupError, match="no option 'green' in 'pick', only: red, blue"):
        await ana.picks("pick", "green", message)
    with pytest.raises(LookupError, match="neither a modal nor a Home"):
        await ana.presses("kudos.redo")
    with pytest.raises(LookupError, match="no modal open"):
        await ana.submits()


async def test_message_shortcut(sandbox: Sandbox, app: AsyncApp) -> None:
    """A shortcut on a message tells the app which message, and can be answered privately."""
    bodies = []

    @app.shortcut({"type": "message_action", "callback_id": "kudos.for_message"})
    async def used(ack: Any, body: Json, respond: Any) -> None:
        bodies.append(body)
        await respond("Noted")
        await ack()

    leo = sandbox.person("leo")
    async with connected(sandbox, app):
        (message,) = await leo.types("I did it", channel="alliance")
        (shown,) = await sandbox.person("ana").uses("kudos.for_message", message)
    assert (bodies[0]["message"]["text"], bodies[0]["message"]["user"]) == ("I did it", leo.id)
    assert (shown.text, shown.channel, shown.visible_to) == ("Noted", "C0ALLIANCE", ANA)


async def test_global_shortcut(sandbox: Sandbox, client: AsyncWebClient, app: AsyncApp) -> None:
    """A global shortcut can open a modal."""

    @app.shortcut({"type": "shortcut", "callback_id": "action.new"})
    async def used(ack: Any, body: Json) -> None:
        await client.views_open(trigger_id=body["trigger_id"], view=modal("new"))
        await ack()

    ana = sandbox.person("ana")
    async with connected(sandbox, app):
        assert await ana.uses("action.new") == []
    assert [view.callback_id for view in ana.views] == ["new"]
    with pytest.raises(LookupError, match=r"no global shortcut 'kudos\.for_message'"):
        await ana.uses("kudos.for_message")
    (shown,) = await ana.uses("action.new")
    assert shown.text == TROUBLE

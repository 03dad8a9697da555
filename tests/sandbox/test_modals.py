"""Submitting and closing modals."""

from typing import Any

import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.acts import TROUBLE, WHOLE_FORM
from sandbox.entries import NO_EMAIL, NO_NUMBER, NO_URL, REQUIRED
from sandbox.person import Person
from sandbox.server import Sandbox
from sandbox.shapes import Json
from tests.sandbox.apps import connected, served
from tests.sandbox.forms import field, modal, options

ANA = "U0ANA00000"


async def opened(sandbox: Sandbox, client: AsyncWebClient, view: Json) -> Person:
    """Return Ana, in front of an open modal."""
    await client.views_open(trigger_id=sandbox.slack.triggers.give(ANA), view=view)
    return sandbox.person("ana")


@pytest.mark.parametrize("over", [connected, served], ids=["socket", "http"])
async def test_accepted(sandbox: Sandbox, client: AsyncWebClient, app: AsyncApp, over: Any) -> None:
    """What was entered reaches the app, and an empty ack closes the modal."""
    bodies = []

    @app.view("form")
    async def submitted(ack: Any, body: Json) -> None:
        bodies.append(body)
        await ack()

    whom = field("whom", "multi_users_select", optional=True)
    tone = field("tone", "static_select", options=options("warm", "dry"), initial_option=options("warm")[0])
    ana = await opened(sandbox, client, modal("form", field("why"), whom, tone))
    await ana.fills({"why": "Because", "whom": ["leo", "dana"]})
    async with over(sandbox, app):
        assert await ana.submits() == {}
    values = bodies[0]["view"]["state"]["values"]
    assert ana.views == []
    assert values["why"]["typed"] == {"type": "plain_text_input", "value": "Because"}
    assert values["whom"]["typed"]["selected_users"] == ["U0LEO00000", "U0DANA0000"]
    assert values["tone"]["typed"]["selected_option"]["value"] == "warm"
    assert bodies[0]["user"]["id"] == ANA


async def test_errors(sandbox: Sandbox, client: AsyncWebClient, app: AsyncApp) -> None:
    """Errors are shown beside their fields, and what was typed stays."""

    @app.view("form")
    async def submitted(ack: Any) -> None:
        await ack(response_action="errors", errors={"why": "Say more."})

    ana = await opened(sandbox, client, modal("form", field("why")))
    await ana.fills({"why": "Hm"})
    async with connected(sandbox, app):
        assert await ana.submits() == {"why": "Say more."}
    assert ana.views[0].state["why"]["typed"]["value"] == "Hm"


async def test_errors_without_a_field(sandbox: Sandbox, client: AsyncWebClient, app: AsyncApp) -> None:
    """An error for a block that takes no input cannot be shown: the form as a whole has failed."""

    @app.view("form")
    async def submitted(ack: Any) -> None:
        await ack(response_action="errors", errors={"elsewhere": "Say more."})

    ana = await opened(sandbox, client, modal("form", field("why", optional=True)))
    async with connected(sandbox, app):
        assert await ana.submits() == {WHOLE_FORM: TROUBLE}


async def test_update_push_and_clear(sandbox: Sandbox, client: AsyncWebClient, app: AsyncApp) -> None:
    """An ack can change the modal, put another on top, or close them all."""

    @app.view("first")
    async def first(ack: Any) -> None:
        await ack(response_action="update", view=modal("second"))

    @app.view("second")
    async def second(ack: Any) -> None:
        await ack(response_action="push", view=modal("third"))

    @app.view("third")
    async def third(ack: Any) -> None:
        await ack(response_action="clear")

    ana = await opened(sandbox, client, modal("first"))
    stacks = []
    async with connected(sandbox, app):
        for _ in range(3):
            assert await ana.submits() == {}
            stacks.append([view.callback_id for view in ana.views])
    assert stacks == [["second"], ["second", "third"], []]


async def test_answer_with_an_invalid_view(sandbox: Sandbox, client: AsyncWebClient, app: AsyncApp) -> None:
    """A view that Slack does not take is trouble, and the modal stays."""

    @app.view("form")
    async def submitted(ack: Any) -> None:
        await ack(
            response_action="update", view={"type": "modal", "title": {"type": "plain_text", "text": ""}}
        )

    ana = await opened(sandbox, client, modal())
    async with connected(sandbox, app):
        assert await ana.submits() == {WHOLE_FORM: TROUBLE}
    assert [view.callback_id for view in ana.views] == ["form"]


async def test_no_answer(sandbox: Sandbox, client: AsyncWebClient) -> None:
    """If the app does not ack, Slack says that there was trouble, and the modal stays."""
    ana = await opened(sandbox, client, modal())
    assert await ana.submits() == {WHOLE_FORM: TROUBLE}
    assert len(ana.views) == 1


@pytest.mark.parametrize(
    ("form", "value", "complaint"),
    [
        (field("f"), "", REQUIRED),
        (field("f", min_length=3), "ab", "Please enter at least 3 characters."),
        (field("f", max_length=3), "abcd", "Please enter at most 3 characters."),
        (field("f", "number_input", is_decimal_allowed=False), "1.5", NO_NUMBER),
        (
            field("f", "number_input", is_decimal_allowed=True, min_value="2"),
            "1.5",
            "Please enter a number that is at least 2.",
        ),
        (
            field("f", "number_input", is_decimal_allowed=True, max_value="2"),
            "2.5",
            "Please enter a number that is at most 2.",
        ),
        (field("f", "email_text_input"), "ana@", NO_EMAIL),
        (field("f", "url_text_input"), "example.org", NO_URL),
    ],
)
async def test_slack_checks_first(
    sandbox: Sandbox, client: AsyncWebClient, form: Json, value: str, complaint: str
) -> None:
    """What Slack itself sees to be wrong does not reach the app."""
    ana = await opened(sandbox, client, modal("form", form))
    await ana.fills({"f": value})
    assert await ana.submits() == {"f": complaint}


async def test_closing_one(sandbox: Sandbox, client: AsyncWebClient, app: AsyncApp) -> None:
    """Closing the modal on top is told to an app that asked for it, and shows the one beneath."""
    bodies = []

    @app.view_closed("second")
    async def closed(ack: Any, body: Json) -> None:
        bodies.append(body)
        await ack()

    ana = await opened(sandbox, client, modal("first"))
    view = modal("second") | {"notify_on_close": True}
    await client.views_push(trigger_id=sandbox.slack.triggers.give(ANA), view=view)
    async with connected(sandbox, app):
        await ana.closes()
        await ana.closes()
    assert ana.views == []
    assert [(body["view"]["callback_id"], body["is_cleared"]) for body in bodies] == [("second", False)]


async def test_closing_all(sandbox: Sandbox, client: AsyncWebClient, app: AsyncApp) -> None:
    """The cross closes the whole stack, and tells the app of its lowest modal."""
    bodies = []

    @app.view_closed("first")
    async def closed(ack: Any, body: Json) -> None:
        bodies.append(body)
        await ack()

    ana = await opened(sandbox, client, modal("first") | {"notify_on_close": True})
    await client.views_push(trigger_id=sandbox.slack.triggers.give(ANA), view=modal("second"))
    async with connected(sandbox, app):
        await ana.closes(everything=True)
    assert ana.views == []
    assert [(body["view"]["callback_id"], body["is_cleared"]) for body in bodies] == [("first", True)]


async def test_modals_are_personal(sandbox: Sandbox, client: AsyncWebClient, app: AsyncApp) -> None:
    """Everybody has modals of their own."""

    @app.view("form")
    async def submitted(ack: Any) -> None:
        await ack()

    ana = await opened(sandbox, client, modal())
    leo = sandbox.person("leo")
    await client.views_open(trigger_id=sandbox.slack.triggers.give(leo.id), view=modal())
    async with connected(sandbox, app):
        await ana.submits()
    assert (len(ana.views), len(leo.views)) == (0, 1)


async def test_clear_on_close(sandbox: Sandbox, client: AsyncWebClient) -> None:
    """The close button of a modal that says `clear_on_close` closes the whole stack."""
    ana = await opened(sandbox, client, modal("first"))
    view = modal("second") | {"clear_on_close": True}
    await client.views_push(trigger_id=sandbox.slack.triggers.give(ANA), view=view)
    assert ana.modal
    assert ana.modal.words == "A form"
    await ana.closes()
    assert ana.modal is None

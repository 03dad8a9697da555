"""What the page does for any app: forms on top of each other, questions before an act, privacy."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import expect
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.shapes import Json
from tests.end_to_end.windows import Demo, Line, served
from tests.sandbox.manifests import MANIFEST

pytestmark = pytest.mark.browser


def _plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def _button(text: str, **more: object) -> Json:
    return {"type": "button", "action_id": text.lower(), "text": _plain(text), **more}


def _input(block_id: str, element: Json) -> Json:
    return {"type": "input", "block_id": block_id, "label": _plain(block_id), "element": element}


def _form(title: str, *blocks: Json) -> Json:
    return {
        "type": "modal",
        "title": _plain(title),
        "callback_id": title,
        "submit": _plain("Send"),
        "blocks": blocks,
    }


OPTIONS = [{"text": _plain(name), "value": name.lower()} for name in ("Red", "Green")]
FIELDS = (
    _input("Words", {"type": "plain_text_input", "action_id": "in"}),
    _input("Colour", {"type": "static_select", "action_id": "in", "options": OPTIONS}),
    _input(
        "Boxes", {"type": "checkboxes", "action_id": "in", "options": OPTIONS, "initial_options": OPTIONS[:1]}
    ),
    _input("Team", {"type": "multi_users_select", "action_id": "in"}) | {"optional": True},
    _input("Day", {"type": "datepicker", "action_id": "in", "initial_date": "2026-12-24"}),
    {"type": "actions", "elements": [_button("Push"), _button("Change")]},
)
CONFIRM = {
    "title": _plain("Really?"),
    "text": _plain("All goes."),
    "confirm": _plain("Yes"),
    "deny": _plain("No"),
}


class App:
    """An app that opens, pushes and changes forms, and keeps what it was sent."""

    def __init__(self, facts: dict[str, str]) -> None:
        self.sent: asyncio.Queue[Json] = asyncio.Queue()
        self.bolt = AsyncApp(client=AsyncWebClient(token=facts["bot_token"], base_url=facts["api_url"]))
        self.handler = AsyncSocketModeHandler(self.bolt, facts["app_token"])
        self.bolt.command("/plain")(self.opened)
        self.bolt.action("push")(self.pushed)
        self.bolt.action("change")(self.changed)
        self.bolt.action("delete")(self.deleted)
        self.bolt.view("Form")(self.submitted)

    async def opened(self, ack: Any, body: Json, client: AsyncWebClient) -> None:
        """Open the form; or with words, ask whether to delete something."""
        if body["text"]:
            row = {"type": "actions", "elements": [_button("Delete", confirm=CONFIRM)]}
            await ack({"response_type": "ephemeral", "text": "?", "blocks": [row]})
            return
        await client.views_open(trigger_id=body["trigger_id"], view=_form("Form", *FIELDS))
        await ack()

    async def pushed(self, ack: Any, body: Json, client: AsyncWebClient) -> None:
        """Put another form on top."""
        view = _form("Second", _input("More", {"type": "plain_text_input", "action_id": "in"}))
        await client.views_push(trigger_id=body["trigger_id"], view=view)
        await ack()

    async def changed(self, ack: Any, body: Json, client: AsyncWebClient) -> None:
        """Add a line to the form."""
        line = {"type": "section", "text": _plain("Changed")}
        await client.views_update(view_id=body["view"]["id"], view=_form("Form", line, *FIELDS))
        await ack()

    async def deleted(self, ack: Any, body: Json) -> None:
        """Keep that a button was pressed."""
        await ack()
        self.sent.put_nowait(body["actions"][0])

    async def submitted(self, ack: Any, body: Json) -> None:
        """Keep what was filled in."""
        await ack()
        values = body["view"]["state"]["values"]
        self.sent.put_nowait({block_id: fields["in"] for block_id, fields in values.items()})


@pytest.fixture
async def demo_and_app(tmp_path: Path) -> AsyncIterator[tuple[Demo, App]]:
    """Run the sandbox and a browser, and the app in this process."""
    async with served(tmp_path, MANIFEST) as (demo, facts):
        app = App(facts)
        await app.handler.connect_async()
        try:
            yield demo, app
        finally:
            await app.handler.close_async()


async def test_forms(demo_and_app: tuple[Demo, App]) -> None:
    """What was typed survives a form on top and a change beneath; then all fields are sent."""
    demo, app = demo_and_app
    ana = await demo.window("ana")
    await ana.opens("/plain")
    words = ana.page.get_by_label("Words")
    await words.fill("typed")
    await ana.page.get_by_role("button", name="Push").click()
    await expect(ana.page.get_by_label("More")).to_be_visible()
    await ana.page.get_by_role("button", name="Back").click()
    await expect(words).to_have_value("typed")
    await ana.page.get_by_role("button", name="Change").click()
    await expect(ana.form).to_contain_text("Changed")
    await expect(words).to_have_value("typed")
    await ana.picks("Colour", "gre", "Green")
    await ana.page.get_by_role("checkbox", name="Green").click()
    await ana.submits()
    sent = await app.sent.get()
    assert sent["Words"]["value"] == "typed"
    assert sent["Colour"]["selected_option"]["value"] == "green"
    assert [one["value"] for one in sent["Boxes"]["selected_options"]] == ["red", "green"]
    assert sent["Day"]["selected_date"] == "2026-12-24"
    await expect(ana.form).to_have_count(0)


async def test_picking_waits_for_nobody(demo_and_app: tuple[Demo, App]) -> None:
    """While the server is silent, one pick adds to another, and a second thought counts."""
    demo, app = demo_and_app
    line = Line()
    ana = await demo.window("ana", line=line)
    await ana.opens("/plain")
    with line.silent():
        await ana.page.get_by_label("Words").fill("typed")
        await ana.picks("Colour", "gre", "Green")
        await ana.picks("Team", "tom", "Tom Ayers")
        await ana.picks("Team", "leo", "Leo")
        await ana.page.get_by_role("checkbox", name="Green").dblclick()
    await ana.submits()
    sent = await app.sent.get()
    assert sent["Words"]["value"] == "typed"
    assert sent["Colour"]["selected_option"]["value"] == "green"
    assert sent["Team"]["selected_users"] == ["U0TOM00000", "U0LEO00000"]
    assert [one["value"] for one in sent["Boxes"]["selected_options"]] == ["red"]


async def test_question_and_privacy(demo_and_app: tuple[Demo, App]) -> None:
    """A button asks first, if the app wants that; and what one person alone sees, nobody else does."""
    demo, app = demo_and_app
    ana, leo = await demo.window("ana"), await demo.window("leo")
    await ana.types("/plain delete")
    delete = ana.page.get_by_role("button", name="Delete")
    await delete.click()
    await ana.page.get_by_role("button", name="No", exact=True).click()
    await expect(ana.page.get_by_text("All goes.")).to_have_count(0)
    await delete.click()
    await ana.page.get_by_role("button", name="Yes", exact=True).click()
    assert (await app.sent.get())["action_id"] == "delete"
    assert app.sent.empty()
    await ana.types("To everybody")
    await expect(leo.messages.filter(has_text="To everybody")).to_have_count(1)
    await expect(leo.messages).to_have_count(1)


async def test_nobody_answers(tmp_path: Path) -> None:
    """Without an app the page says so, and a command fails as in Slack."""
    async with served(tmp_path, MANIFEST) as (demo, _):
        owen = await demo.open("owen", "steering")
        await expect(owen.page.locator(".offline")).to_be_visible()
        await expect(owen.page.locator("h1")).to_contain_text("general")
        await owen.types("/kudos @ana")
        await expect(owen.privately("/kudos failed")).to_be_visible()

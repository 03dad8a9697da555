"""The published limits of Block Kit."""

import pytest

from sandbox.blocks import ensure_blocks, view_problems
from sandbox.errors import RefusedError
from sandbox.shapes import Json
from tests.sandbox.forms import HOME, button, field, modal, options, plain

LONG = "x" * 3001


def section(text: str = "Hi", **more: object) -> Json:
    """Return a section."""
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}, **more}


def confirm(**parts: str) -> Json:
    """Return a dialog that asks again."""
    texts = {"title": "Sure?", "text": "Really?", "confirm": "Yes", "deny": "No"} | parts
    return {key: plain(value) for key, value in texts.items()}


VALID = [
    section("x" * 3000, fields=[plain("x" * 2000)] * 10),
    {"type": "actions", "elements": [button(f"b{n}")["elements"][0] for n in range(25)]},
    button("b", value="x" * 2000, style="danger", confirm=confirm()),
    section(accessory={"type": "overflow", "action_id": "o", "options": options(*"abcde")}),
    section(accessory={"type": "static_select", "action_id": "s", "options": options(*map(str, range(100)))}),
    section(accessory={"type": "image", "image_url": "https://x.example/y.png", "alt_text": "A chart"}),
    {"type": "context", "elements": [{"type": "mrkdwn", "text": "Hi"}] * 10},
    {"type": "header", "text": plain("x" * 150)},
    {"type": "image", "image_url": "https://x.example/y.png", "alt_text": "A chart"},
    {"type": "markdown", "text": "x" * 12_000},
    {"type": "table", "rows": [[{"type": "raw_text", "text": "a"}] * 20] * 100},
    field("f", multiline=True, max_length=3000),
    field("f", "datetimepicker", initial_date_time=1_900_000_000),
    {"type": "rich_text", "elements": []},
]


@pytest.mark.parametrize("block", VALID, ids=lambda block: block["type"])
def test_within_the_limits(block: Json) -> None:
    """Everything that is exactly at a limit is taken."""
    ensure_blocks([block])
    ensure_blocks([section()] * 50)


INVALID = [
    (section(LONG), "/blocks/0/text/text"),
    (section(""), "/blocks/0/text/text"),
    ({"type": "section"}, "/blocks/0"),
    (section(fields=[plain("x")] * 11), "/blocks/0/fields"),
    (section(fields=[plain("x" * 2001)]), "/blocks/0/fields/0/text"),
    (section(accessory=field("f")["element"]), "/blocks/0/accessory/type"),
    ({"type": "alert", "text": plain("Hi")}, "/blocks/0/type"),
    ({"type": "section", "text": "Hi"}, "/blocks/0/text"),
    ({"type": "header", "text": {"type": "mrkdwn", "text": "Hi"}}, "/blocks/0/text"),
    ({"type": "header", "text": plain("x" * 151)}, "/blocks/0/text/text"),
    ({"type": "context", "elements": [{"type": "mrkdwn", "text": "Hi"}] * 11}, "/blocks/0/elements"),
    ({"type": "context", "elements": []}, "/blocks/0/elements"),
    ({"type": "actions", "elements": [button("b")["elements"][0]] * 26}, "/blocks/0/elements"),
    ({"type": "actions", "elements": [button("b")["elements"][0]] * 2}, "/blocks/0/elements/1/action_id"),
    (button("b", text=plain("x" * 76)), "/blocks/0/elements/0/text/text"),
    (button("b", value="x" * 2001), "/blocks/0/elements/0/value"),
    (button("b", style="loud"), "/blocks/0/elements/0/style"),
    (button("x" * 256), "/blocks/0/elements/0/action_id"),
    (button("b", confirm=confirm(title="x" * 101)), "/blocks/0/elements/0/confirm/title/text"),
    (button("b", confirm=confirm(deny="x" * 31)), "/blocks/0/elements/0/confirm/deny/text"),
    (section(accessory={"type": "overflow", "options": options(*"abcdef")}), "/blocks/0/accessory/options"),
    (
        section(accessory={"type": "checkboxes", "options": options(*map(str, range(11)))}),
        "/blocks/0/accessory/options",
    ),
    (
        section(accessory={"type": "static_select", "options": options(*map(str, range(101)))}),
        "/blocks/0/accessory/options",
    ),
    (section(accessory={"type": "static_select", "options": []}), "/blocks/0/accessory/options"),
    (
        section(accessory={"type": "static_select", "options": options("x" * 76)}),
        "/blocks/0/accessory/options/0/text/text",
    ),
    (
        section(accessory={"type": "static_select", "options": [{"text": plain("a"), "value": "x" * 151}]}),
        "/blocks/0/accessory/options/0/value",
    ),
    (
        section(accessory={"type": "users_select", "placeholder": plain("x" * 151)}),
        "/blocks/0/accessory/placeholder/text",
    ),
    (section(accessory={"type": "datepicker", "initial_date": "1 May"}), "/blocks/0/accessory/initial_date"),
    (section(block_id="x" * 256), "/blocks/0/block_id"),
    ({"type": "image", "image_url": "https://x.example/y.png"}, "/blocks/0"),
    ({"type": "markdown", "text": "x" * 12_001}, "/blocks/0/text"),
    ({"type": "table", "rows": [[]] * 101}, "/blocks/0/rows"),
    (field("f", "email_text_input"), "/blocks/0/element/type"),
    (field("f", max_length=3001), "/blocks/0/element/max_length"),
    (field("f") | {"label": None}, "/blocks/0"),
    ({"type": "actions", "elements": ["Hi"]}, "/blocks/0/elements/0"),
    ({"type": "context", "elements": ["Hi"]}, "/blocks/0/elements/0"),
    (section(accessory={"type": "static_select", "options": ["Hi"]}), "/blocks/0/accessory/options/0"),
    (
        section(accessory={"type": "static_select", "option_groups": ["Hi"]}),
        "/blocks/0/accessory/option_groups/0",
    ),
]


@pytest.mark.parametrize(("block", "place"), INVALID, ids=[place for _, place in INVALID])
def test_beyond_the_limits(block: Json, place: str) -> None:
    """Everything beyond a limit is refused, with its place."""
    with pytest.raises(RefusedError) as caught:
        ensure_blocks([block])
    assert caught.value.code == "invalid_blocks"
    assert any(message.endswith(f"[json-pointer:{place}]") for message in caught.value.extra["errors"])


@pytest.mark.parametrize(
    "blocks",
    [
        [section()] * 51,
        [section(block_id="same")] * 2,
        [{"type": "markdown", "text": "x" * 6001}] * 2,
        [{"type": "table", "rows": [[{"type": "raw_text", "text": "a"}]]}] * 2,
        ["Hi"],
        {"type": "section"},
    ],
    ids=["too many", "same ids", "too much markdown", "two tables", "no object", "no list"],
)
def test_blocks_together(blocks: object) -> None:
    """A message has limits as a whole."""
    with pytest.raises(RefusedError, match="invalid_blocks"):
        ensure_blocks(blocks)


def test_surfaces_differ() -> None:
    """A modal takes twice the blocks and more kinds of input; a Home is in between."""
    assert view_problems(modal("x", *[section()] * 100), "modal") == []
    assert view_problems(modal("x", field("f", "number_input", is_decimal_allowed=False)), "modal") == []
    assert view_problems(HOME | {"blocks": [section()] * 100}, "home") == []
    assert view_problems(HOME | {"blocks": [section()] * 101}, "home")
    assert view_problems(HOME | {"blocks": [field("f", "datetimepicker")]}, "home")
    assert view_problems(modal("x", {"type": "markdown", "text": "Hi"}), "modal")
    assert view_problems(modal("x", field("f", "number_input")), "modal")


def test_one_focus() -> None:
    """Only one field of a modal can have the focus."""
    fields = [field("a", focus_on_load=True), field("b", focus_on_load=True)]
    assert view_problems(modal("x", *fields), "modal")
    assert view_problems(modal("x", fields[0]), "modal") == []

"""Small pieces of Block Kit for the tests."""

from typing import Any

from sandbox.shapes import Json


def plain(text: str) -> Json:
    """Return a plain text object."""
    return {"type": "plain_text", "text": text}


def options(*values: str) -> list[Json]:
    """Return options, each with its value as the text, capitalised."""
    return [{"text": plain(value.capitalize()), "value": value} for value in values]


def field(block_id: str, kind: str = "plain_text_input", **more: Any) -> Json:
    """Return an input block whose element has the action id `typed`."""
    in_block: Json = {key: more.pop(key) for key in ("optional", "dispatch_action") if key in more}
    element = {"type": kind, "action_id": "typed", **more}
    return {"type": "input", "block_id": block_id, "label": plain("Label"), "element": element, **in_block}


def button(action_id: str, **more: Any) -> Json:
    """Return an actions block with one button."""
    element = {"type": "button", "action_id": action_id, "text": plain("Press"), **more}
    return {"type": "actions", "elements": [element]}


def modal(callback_id: str = "form", *blocks: Json) -> Json:
    """Return a modal with these blocks, or with a divider."""
    return {
        "type": "modal",
        "callback_id": callback_id,
        "title": plain("A form"),
        "submit": plain("Save"),
        "blocks": list(blocks) or [{"type": "divider"}],
    }


HOME: Json = {"type": "home", "blocks": [button("home.more:1")]}

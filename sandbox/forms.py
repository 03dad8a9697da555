"""Fields: which blocks take input, what they hold at first, and what a value looks like in Slack's state."""

import secrets
from collections.abc import Callable, Iterator
from typing import Any

from sandbox.shapes import Json

_TEXTS = {"plain_text_input", "number_input", "email_text_input", "url_text_input"}
_KEYS = {
    **dict.fromkeys(_TEXTS, "value"),
    "rich_text_input": "rich_text_value",
    "static_select": "selected_option",
    "external_select": "selected_option",
    "radio_buttons": "selected_option",
    "overflow": "selected_option",
    "multi_static_select": "selected_options",
    "multi_external_select": "selected_options",
    "checkboxes": "selected_options",
    "users_select": "selected_user",
    "multi_users_select": "selected_users",
    "conversations_select": "selected_conversation",
    "multi_conversations_select": "selected_conversations",
    "channels_select": "selected_channel",
    "multi_channels_select": "selected_channels",
    "datepicker": "selected_date",
    "timepicker": "selected_time",
    "datetimepicker": "selected_date_time",
    "file_input": "files",
}
_LISTS = {"selected_options", "selected_users", "selected_conversations", "selected_channels", "files"}
_STATELESS = {"button", "overflow"}
_INITIAL = {
    "value": "initial_value",
    "rich_text_value": "initial_value",
    "selected_option": "initial_option",
    "selected_options": "initial_options",
    "selected_user": "initial_user",
    "selected_users": "initial_users",
    "selected_conversation": "initial_conversation",
    "selected_conversations": "initial_conversations",
    "selected_channel": "initial_channel",
    "selected_channels": "initial_channels",
    "selected_date": "initial_date",
    "selected_time": "initial_time",
    "selected_date_time": "initial_date_time",
}

Lookup = Callable[[str], str]
"""Turns a handle or the name of a channel into its id."""


def with_ids(blocks: list[Json]) -> list[Json]:
    """Return a copy in which every block and every element has an id, as Slack gives those that have none."""
    return [_with_id(block) for block in blocks]


def _with_id(block: Json) -> Json:
    copied = {**block, "block_id": block.get("block_id") or secrets.token_urlsafe(4)}
    for name in ("element", "accessory"):
        if isinstance(block.get(name), dict):
            copied[name] = _with_action_id(block[name])
    if "elements" in block:
        copied["elements"] = [_with_action_id(element) for element in block["elements"]]
    return copied


def _with_action_id(element: Json) -> Json:
    if element.get("action_id") or not takes_action(element):
        return element
    return {**element, "action_id": secrets.token_urlsafe(4)}


def takes_action(element: Json) -> bool:
    """Tell whether a person can do something with this element."""
    return element.get("type") in _KEYS or element.get("type") == "button"


def elements(block: Json) -> Iterator[Json]:
    """Yield the interactive elements of a block."""
    candidates = [block.get("element"), block.get("accessory"), *block.get("elements", ())]
    for element in candidates:
        if isinstance(element, dict) and takes_action(element):
            yield element


def find(blocks: list[Json], wanted: str) -> tuple[Json, Json]:
    """Return a block and its element by block or action id: exact, or up to a colon; raises LookupError."""
    everything = [(block, element) for block in blocks for element in elements(block)]
    for matches in (str.__eq__, _starts):
        for block, element in everything:
            if matches(element["action_id"], wanted) or matches(block["block_id"], wanted):
                return block, element
    offered = ", ".join(element["action_id"] for _, element in everything)
    raise LookupError(f"There is no {wanted!r} here, only: {offered or 'nothing to press or fill in'}.")


def _starts(whole: str, wanted: str) -> bool:
    return whole.startswith(f"{wanted}:")


def initial_values(blocks: list[Json], entered: Json) -> Json:
    """Return the values of all fields: what was entered, else what the app had put in."""
    values: Json = {}
    for block in blocks:
        for element in elements(block):
            if element["type"] not in _STATELESS:
                fields = values.setdefault(block["block_id"], {})
                typed = entered.get(block["block_id"], {}).get(element["action_id"])
                fields[element["action_id"]] = typed or value_of(element, _initial(element))
    return values


def value_of(element: Json, value: Any) -> Json:
    """Return the state of an element that holds `value`, which is in Slack's form."""
    return {"type": element["type"], _KEYS[element["type"]]: value}


def held(state: Json) -> Any:
    """Return what a field holds; None or an empty list if nothing."""
    return state.get(_KEYS[state["type"]])


def _initial(element: Json) -> Any:
    key = _KEYS[element["type"]]
    empty: Any = [] if key in _LISTS else None
    if element["type"] in {"conversations_select", "multi_conversations_select"}:
        return element.get(_INITIAL[key]) or empty
    return element.get(_INITIAL.get(key, ""), empty)


def entered(element: Json, value: Any, lookup: Lookup) -> Json:
    """Return the state of an element into which a person entered `value`.

    `value` is text; the value or the text of an option; a handle or an id; or a list of these.
    """
    key = _KEYS[element["type"]]
    if key in {"selected_option", "selected_options"}:
        return value_of(element, _chosen(element, value, key in _LISTS))
    if key.startswith(("selected_user", "selected_conversation", "selected_channel")):
        found = [lookup(one) for one in value] if key in _LISTS else lookup(value) if value else None
        return value_of(element, found)
    if element["type"] == "rich_text_input" and isinstance(value, str):
        return value_of(element, _rich(value))
    return value_of(element, value if value != "" else None)


def option(element: Json, value: str) -> Json:
    """Return the option of an element by its value or by its text; raises LookupError."""
    groups = [element.get("options") or []] + [
        group["options"] for group in element.get("option_groups") or ()
    ]
    options: list[Json] = [one for group in groups for one in group]
    for one in options:
        if value in {one["value"], one["text"]["text"]}:
            return one
    offered = ", ".join(one["value"] for one in options)
    raise LookupError(f"There is no option {value!r} in {element['action_id']!r}, only: {offered}.")


def _chosen(element: Json, value: Any, is_list: bool) -> Any:  # noqa: FBT001 - a fact about the element
    if is_list:
        wanted = [value] if isinstance(value, str) else value
        return [option(element, one) for one in wanted]
    return option(element, value) if value else None


def _rich(text: str) -> Json:
    section = {"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}
    return {"type": "rich_text", "elements": [section]}

"""From a submitted form to typed values, and back into a form."""

from collections.abc import Iterator, Mapping
from typing import Any

SEVERAL = ("selected_users", "selected_conversations", "selected_channels", "files")
SINGLE = (
    "value",
    "selected_user",
    "selected_conversation",
    "selected_channel",
    "selected_date",
    "selected_time",
    "selected_date_time",
    "rich_text_value",
)
"""Where Slack puts what was filled in, by the kind of the element."""


def values(view: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was filled in, by block id, as Slack gives it; of chosen options their values.

    Each block of our forms holds one element. An empty field is None or an empty list.
    """
    state = (view.get("state") or {}).get("values") or {}
    return {
        block_id: _value(next(iter(elements.values()))) for block_id, elements in state.items() if elements
    }


def _value(element: Mapping[str, Any]) -> Any:
    for several in SEVERAL:
        if several in element:
            return element[several] or []
    if "selected_options" in element:
        return [option["value"] for option in element["selected_options"] or []]
    if "selected_option" in element:
        option = element["selected_option"]
        return option["value"] if option else None
    return next((element[single] for single in SINGLE if single in element), None)


def typed(view: Mapping[str, Any]) -> str:
    """Return the text that was typed into a form, so that it can be shown when the form is gone."""
    return " · ".join(value for value in values(view).values() if isinstance(value, str) and value)


def filled(view: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return a submitted form's blocks, with what was filled in as what they begin with."""
    state = (view.get("state") or {}).get("values") or {}
    return [_filled(block, state.get(block.get("block_id"), {})) for block in view["blocks"]]


def _filled(block: Mapping[str, Any], state: Mapping[str, Any]) -> dict[str, Any]:
    filled = dict(block)
    for place in ("element", "accessory"):
        if place in block:
            filled[place] = _begun(block[place], state)
    if "elements" in block:
        filled["elements"] = [_begun(element, state) for element in block["elements"]]
    return filled


def _begun(element: Mapping[str, Any], state: Mapping[str, Any]) -> dict[str, Any]:
    """Return an element that begins with what was entered, or with nothing where nothing was."""
    entered = state.get(element.get("action_id", ""))
    if entered is None:
        return dict(element)
    begun = {key: value for key, value in element.items() if not key.startswith("initial_")}
    return begun | dict(_initial(entered))


def _initial(entered: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for key, value in entered.items():
        if not value:
            continue
        if key in {"value", "rich_text_value"}:
            yield "initial_value", value
        elif key.startswith("selected_"):
            yield key.replace("selected_", "initial_"), value

"""From a submitted form to typed values."""

from collections.abc import Mapping
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

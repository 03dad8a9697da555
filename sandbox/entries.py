"""What Slack itself checks in a form before it sends it."""

import re
from typing import Any

from sandbox.forms import elements, held
from sandbox.shapes import Json
from sandbox.views import View

REQUIRED = "Please complete this required field."
TOO_SHORT = "Please enter at least {} characters."
TOO_LONG = "Please enter at most {} characters."
NO_NUMBER = "Please enter a valid number."
NO_EMAIL = "Please enter a valid email address."
NO_URL = "Please enter a valid URL."


def complaints(view: View) -> dict[str, str]:
    """Return a sentence for each field that Slack would not send, by block id."""
    found = {}
    state = view.state
    for block in view.blocks:
        if block["type"] == "input":
            element = next(elements(block))
            value = held(state[block["block_id"]][element["action_id"]])
            complaint = _complaint(block, element, value)
            if complaint:
                found[block["block_id"]] = complaint
    return found


def _complaint(block: Json, element: Json, value: Any) -> str:
    if value in (None, "", []):
        return "" if block.get("optional") else REQUIRED
    kind = element["type"]
    if kind == "plain_text_input":
        return _text(element, value)
    if kind == "number_input":
        return _number(element, value)
    if kind == "email_text_input":
        return "" if re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", value) else NO_EMAIL
    if kind == "url_text_input":
        return "" if re.match(r"https?://\S+$", value) else NO_URL
    return ""


def _text(element: Json, value: str) -> str:
    least, most = element.get("min_length") or 0, element.get("max_length") or 3000
    if len(value) < least:
        return TOO_SHORT.format(least)
    return TOO_LONG.format(most) if len(value) > most else ""


def _number(element: Json, value: str) -> str:
    pattern = r"-?\d+(\.\d+)?" if element["is_decimal_allowed"] else r"-?\d+"
    if not re.fullmatch(pattern, value):
        return NO_NUMBER
    least, most = element.get("min_value"), element.get("max_value")
    if least is not None and float(value) < float(least):
        return f"Please enter a number that is at least {least}."
    if most is not None and float(value) > float(most):
        return f"Please enter a number that is at most {most}."
    return ""

"""Asking somebody whose text may point to a patient or client, in the very form that holds the text.

Every form gets the question and the box from here, so that no capability writes its own.
"""

from collections.abc import Mapping
from typing import Any

from slack_sdk.models.blocks import Block, CheckboxesElement, InputBlock, Option, PlainTextObject

from bot.rules.privacy import PrivacyError, UnconfirmedError
from handlers.kit import blocks, forms

FIELD = "privacy"
WARNING = "privacy_warning"
CHECKED = "checked"
KEPT = (
    "type",
    "callback_id",
    "title",
    "submit",
    "close",
    "private_metadata",
    "clear_on_close",
    "notify_on_close",
    "external_id",
)
"""What a form keeps when it is shown again."""


def warning(error: PrivacyError) -> Block:
    """Return what stands on top of a form that was not accepted."""
    advice = " If it is about somebody else, tick the box." if isinstance(error, UnconfirmedError) else ""
    shown = blocks.section(f":warning: *Not done yet.* {blocks.escape(error.sentence)}{advice}")
    shown.block_id = WARNING
    return shown


def box() -> Block:
    """Return the box to tick. It is there after a warning alone, so that nobody ticks out of habit."""
    label = PlainTextObject(text="I have checked: this is about no patient or client")
    element = CheckboxesElement(action_id=FIELD, options=[Option(text=label, value=CHECKED)])
    return InputBlock(block_id=FIELD, label="Is it safe to send?", element=element, optional=True)


def asked_again(view: Mapping[str, Any], error: UnconfirmedError) -> dict[str, Any]:
    """Return a submitted form as it was filled in: a warning on top, a box under the field it is about."""
    shown = [block for block in forms.filled(view) if block.get("block_id") not in {FIELD, WARNING}]
    ids = [block.get("block_id") for block in shown]
    place = ids.index(error.field) + 1 if error.field in ids else len(ids)
    question = [warning(error).to_dict(), *shown[:place], box().to_dict(), *shown[place:]]
    return {key: view[key] for key in KEPT if view.get(key)} | {"blocks": question}


def is_confirmed(values: Mapping[str, Any]) -> bool:
    """Tell whether a filled-in form has the box ticked."""
    return CHECKED in (values.get(FIELD) or ())

"""Asking somebody whose text may point to a patient or client; every form does it with these functions."""

from collections.abc import Mapping, Sequence
from typing import Any

from slack_sdk.models.blocks import Block, CheckboxesElement, InputBlock, Option, PlainTextObject

from bot.rules.privacy import UnconfirmedError
from handlers.kit import blocks

FIELD = "privacy"
CHECKED = "checked"


def asked(form: Sequence[Block], warning: UnconfirmedError | None) -> list[Block]:
    """Return a form's blocks: with a warning on top, and a box to tick under the field that it is about.

    Without a warning the form stays as it is, so that nobody ticks out of habit.
    """
    if warning is None:
        return list(form)
    ids = [block.block_id for block in form]
    place = ids.index(warning.field) + 1 if warning.field in ids else len(ids)
    text = f"{blocks.escape(warning.sentence)} If it is about somebody else, tick the box."
    return [blocks.section(f":warning: *Not sent yet.* {text}"), *form[:place], _box(), *form[place:]]


def _box() -> Block:
    label = PlainTextObject(text="I have checked: this is about no patient or client")
    element = CheckboxesElement(action_id=FIELD, options=[Option(text=label, value=CHECKED)])
    return InputBlock(block_id=FIELD, label="Is it safe to send?", element=element, optional=True)


def is_confirmed(values: Mapping[str, Any]) -> bool:
    """Tell whether a filled-in form has the box ticked."""
    return CHECKED in (values.get(FIELD) or ())

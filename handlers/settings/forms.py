"""The form of a group of settings, made from the table. The ids of its blocks are the settings' keys."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from slack_sdk.models.blocks import (
    Block,
    ConversationFilter,
    ConversationSelectElement,
    InputBlock,
    InputInteractiveElement,
    NumberInputElement,
    Option,
    PlainTextInputElement,
    PlainTextObject,
    RadioButtonsElement,
    TimePickerElement,
)
from slack_sdk.models.views import View

from bot.rules import settings as rules
from bot.rules.settings import GROUPS, Kind, Setting, Value
from handlers.kit import blocks

ZONE_MAX = 64


def change(group: str, values: Mapping[str, Value]) -> View:
    """Return the form of one group, filled in with what counts now."""
    return View(
        type="modal",
        callback_id="settings.save",
        title=blocks.clip(GROUPS[group], 24),
        submit="Save",
        close="Cancel",
        private_metadata=json.dumps({"group": group}),
        blocks=[field(setting, values[setting.key]) for setting in rules.of_group(group)],
    )


def typed(values: Mapping[str, Any], settings: Iterable[Setting]) -> dict[str, str]:
    """Return what the filled-in fields of these settings say, by key; an empty field as an empty text."""
    return {one.key: str(values.get(one.key) or "") for one in settings}


def field(setting: Setting, value: Value) -> Block:
    """Return the input of one setting, filled in with a value."""
    return InputBlock(
        block_id=setting.key,
        label=setting.label,
        hint=setting.hint,
        element=_element(setting, value),
        optional=setting.kind is Kind.CHANNEL,
    )


def _element(setting: Setting, value: Value) -> InputInteractiveElement:
    text = str(value)
    match setting.kind:
        case Kind.CHOICE:
            return _choices(setting, text)
        case Kind.NUMBER:
            return NumberInputElement(
                action_id="value",
                is_decimal_allowed=False,
                initial_value=text,
                min_value=str(setting.least),
                max_value=str(setting.most),
            )
        case Kind.TIME:
            return TimePickerElement(action_id="value", initial_time=text)
        case Kind.CHANNEL:
            return _channels(text)
    longest = setting.most or ZONE_MAX
    return PlainTextInputElement(action_id="value", initial_value=text[:longest] or None, max_length=longest)


def _choices(setting: Setting, value: str) -> RadioButtonsElement:
    options = {key: Option(text=PlainTextObject(text=label), value=key) for key, label in setting.choices}
    return RadioButtonsElement(
        action_id="value", options=list(options.values()), initial_option=options.get(value)
    )


def _channels(value: str) -> ConversationSelectElement:
    return ConversationSelectElement(
        action_id="value",
        placeholder="Pick a channel",
        initial_conversation=value or None,
        filter=ConversationFilter(include=["public", "private"], exclude_bot_users=True),
    )

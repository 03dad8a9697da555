"""The form for giving kudos. The ids of its blocks are the names that refusals use."""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from slack_sdk.models.blocks import (
    Block,
    CheckboxesElement,
    InputBlock,
    Option,
    PlainTextInputElement,
    PlainTextObject,
    StaticMultiSelectElement,
    UserMultiSelectElement,
)
from slack_sdk.models.views import View

from bot.rules.kudos import REASON_MAX, VALUE_MAX, MessageLink, Wish
from handlers.kit import blocks
from storage.organizations import Organization

OPTIONS_MAX = 100
PRIVATE = "private"
UNKNOWN_NAME = re.compile(r"(?<!\S)@[\w.-]+")
"""A name that stayed text: misspelt, gone, or not picked from Slack's list."""


def give(
    wish: Wish,
    organizations: Sequence[Organization],
    *,
    note: str | None = None,
) -> View:
    """Return the form, filled in with what is known; a note says what is still missing."""
    lead = blocks.section(f":information_source: {blocks.escape(note)}") if note else None
    partners = _organizations(wish, organizations)
    parts = [lead, _people(wish), partners, _reason(wish), _value(wish), _private(wish)]
    message = wish.message
    return View(
        type="modal",
        callback_id="kudos.give",
        title="Give kudos",
        submit="Give kudos",
        close="Cancel",
        private_metadata=json.dumps({"channel": message.channel_id, "ts": message.ts} if message else {}),
        blocks=[part for part in parts if part],
    )


def missing(wish: Wish) -> str | None:
    """Return what a typed command leaves open; None where nothing was typed."""
    if wish == Wish():
        return None
    if wish.has_receivers:
        return "Say what for, and it is on its way."
    if unknown := UNKNOWN_NAME.search(wish.reason):
        return (
            f"Slack did not recognise {unknown[0]}. Pick whom you mean, and take the name out of the reason."
        )
    return "Say whom you thank, and it is on its way."


def wish(values: Mapping[str, Any], metadata: Mapping[str, Any]) -> Wish:
    """Return what the filled-in form asks for."""
    channel, ts = metadata.get("channel"), metadata.get("ts")
    return Wish(
        people=tuple(values.get("people") or ()),
        organizations=tuple(values.get("organizations") or ()),
        reason=values.get("reason") or "",
        value=values.get("value"),
        is_private=PRIVATE in (values.get("audience") or ()),
        message=MessageLink(channel, ts) if channel and ts else None,
    )


def _people(wish: Wish) -> Block:
    element = UserMultiSelectElement(
        action_id="people", placeholder="Pick colleagues", initial_users=list(wish.people) or None
    )
    hint = "Name at least one person or organisation."
    return InputBlock(block_id="people", label="Who helped?", element=element, hint=hint, optional=True)


def _organizations(wish: Wish, organizations: Sequence[Organization]) -> Block | None:
    if not organizations:
        return None
    named_first = sorted(organizations, key=lambda one: one.slug not in wish.organizations)
    offered = named_first[:OPTIONS_MAX]
    options = {one.slug: _option(blocks.clip(one.name, 75), one.slug) for one in offered}
    chosen = [options[slug] for slug in wish.organizations if slug in options]
    element = StaticMultiSelectElement(
        action_id="organizations",
        placeholder="Pick organisations",
        options=list(options.values()),
        initial_options=chosen or None,
    )
    return InputBlock(
        block_id="organizations", label="Or which organisations?", element=element, optional=True
    )


def _reason(wish: Wish) -> Block:
    element = PlainTextInputElement(
        action_id="reason",
        multiline=True,
        max_length=REASON_MAX,
        initial_value=wish.reason[:REASON_MAX] or None,
        placeholder="for opening the Saturday walk-in",
    )
    hint = "A sentence that the reader will be glad about. No patient or client information, please."
    return InputBlock(block_id="reason", label="What for?", element=element, hint=hint)


def _value(wish: Wish) -> Block:
    element = PlainTextInputElement(
        action_id="value",
        max_length=VALUE_MAX + 1,
        initial_value=(wish.value or "")[: VALUE_MAX + 1] or None,
        placeholder="teamwork",
    )
    hint = "One word; the # is not needed."
    return InputBlock(
        block_id="value", label="Which value does it show?", element=element, hint=hint, optional=True
    )


def _private(wish: Wish) -> Block:
    option = _option("Only for them: a direct message, no post in the channel", PRIVATE)
    element = CheckboxesElement(
        action_id="audience",
        options=[option],
        initial_options=[option] if wish.is_private else None,
    )
    return InputBlock(block_id="audience", label="Who sees it?", element=element, optional=True)


def _option(label: str, value: str) -> Option:
    return Option(text=PlainTextObject(text=label), value=value)

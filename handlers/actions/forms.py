"""The form of an action item. The ids of its blocks are the names that refusals use."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from slack_sdk.models.blocks import (
    Block,
    DatePickerElement,
    InputBlock,
    Option,
    PlainTextInputElement,
    PlainTextObject,
    StaticSelectElement,
    UserMultiSelectElement,
    UserSelectElement,
)
from slack_sdk.models.views import View

from bot.rules.actions import NOTES_MAX, TITLE_MAX, Draft
from bot.rules.kudos import MessageLink
from handlers.actions.dates import rhythm
from handlers.kit import blocks
from storage.groups import WorkingGroup

OPTIONS_MAX = 100
RHYTHMS = (7, 14, 28)
NO_PATIENTS = "No patient or client information, please."


def add(draft: Draft, groups: Sequence[WorkingGroup], *, note: str | None = None) -> View:
    """Return the form for a new item, filled in with what is known; a note says what is missing."""
    lead = [blocks.section(f":information_source: {blocks.escape(note)}")] if note else []
    message = draft.message
    return View(
        type="modal",
        callback_id="actions.add",
        title="New action item",
        submit="Add",
        close="Cancel",
        private_metadata=json.dumps({"channel": message.channel_id, "ts": message.ts} if message else {}),
        blocks=[*lead, *_fields(draft, groups, with_owner=True)],
    )


def edit(action_id: int, draft: Draft, groups: Sequence[WorkingGroup]) -> View:
    """Return the form for an item that there is."""
    return View(
        type="modal",
        callback_id="actions.change",
        title=f"Edit A-{action_id}",
        submit="Save",
        close="Cancel",
        private_metadata=json.dumps({"id": action_id}),
        blocks=_fields(draft, groups, with_owner=False),
    )


def draft(values: Mapping[str, Any], metadata: Mapping[str, Any]) -> Draft:
    """Return what the filled-in form asks for."""
    channel, ts = metadata.get("channel"), metadata.get("ts")
    return Draft(
        title=values.get("title") or "",
        owner=values.get("people"),
        helpers=tuple(values.get("helpers") or ()),
        group=values.get("group"),
        due_on=day(values.get("due_on")),
        repeat_days=int(values.get("repeat") or 0) or None,
        notes=values.get("notes"),
        message=MessageLink(channel, ts) if channel and ts else None,
    )


def day(value: str | None) -> date | None:
    """Return the day that a date picker says."""
    return date.fromisoformat(value) if value else None


def _fields(draft: Draft, groups: Sequence[WorkingGroup], *, with_owner: bool) -> list[Block]:
    parts = [
        _title(draft),
        _owner(draft) if with_owner else None,
        picked_day("due_on", "Until when?", draft.due_on),
        _helpers(draft),
        _group(draft, groups),
        _repeat(draft),
        text("notes", "Notes", most=NOTES_MAX, initial=draft.notes, hint=NO_PATIENTS),
    ]
    return [part for part in parts if part]


def _title(draft: Draft) -> Block:
    element = PlainTextInputElement(
        action_id="title",
        max_length=TITLE_MAX,
        initial_value=draft.title[:TITLE_MAX] or None,
        placeholder="Book the hall for Saturday",
    )
    return InputBlock(block_id="title", label="What is to be done?", element=element, hint=NO_PATIENTS)


def _owner(draft: Draft) -> Block:
    element = UserSelectElement(action_id="people", placeholder="You", initial_user=draft.owner)
    hint = "Somebody else is asked first; it stays with you until they accept."
    return InputBlock(block_id="people", label="Who does it?", element=element, hint=hint, optional=True)


def picked_day(
    block_id: str, label: str, initial: date | None = None, *, hint: str | None = None, optional: bool = True
) -> Block:
    """Return a field for a day."""
    element = DatePickerElement(
        action_id=block_id, initial_date=initial.isoformat() if initial else None, placeholder="Pick a day"
    )
    return InputBlock(block_id=block_id, label=label, element=element, hint=hint, optional=optional)


def _helpers(draft: Draft) -> Block:
    element = UserMultiSelectElement(
        action_id="helpers", placeholder="Pick colleagues", initial_users=list(draft.helpers) or None
    )
    return InputBlock(block_id="helpers", label="Who helps?", element=element, optional=True)


def _group(draft: Draft, groups: Sequence[WorkingGroup]) -> Block | None:
    if not groups:
        return None
    named_first = sorted(groups, key=lambda one: one.slug != draft.group)
    options = {one.slug: option(blocks.clip(one.name, 75), one.slug) for one in named_first[:OPTIONS_MAX]}
    element = StaticSelectElement(
        action_id="group",
        placeholder="Pick a group",
        options=list(options.values()),
        initial_option=options.get(draft.group or ""),
    )
    return InputBlock(block_id="group", label="For which working group?", element=element, optional=True)


def _repeat(draft: Draft) -> Block:
    days = sorted({*RHYTHMS, *([draft.repeat_days] if draft.repeat_days else [])})
    options = {one: option(rhythm(one).capitalize(), str(one)) for one in days}
    element = StaticSelectElement(
        action_id="repeat",
        placeholder="Once",
        options=list(options.values()),
        initial_option=options.get(draft.repeat_days or 0),
    )
    return InputBlock(block_id="repeat", label="Does it come again?", element=element, optional=True)


def text(
    block_id: str,
    label: str,
    *,
    most: int,
    initial: str | None = None,
    hint: str | None = None,
    optional: bool = True,
    is_long: bool = True,
) -> Block:
    """Return a field for words."""
    element = PlainTextInputElement(
        action_id=block_id, multiline=is_long, max_length=most, initial_value=(initial or "")[:most] or None
    )
    return InputBlock(block_id=block_id, label=label, element=element, hint=hint, optional=optional)


def option(label: str, value: str) -> Option:
    """Return one entry of a menu."""
    return Option(text=PlainTextObject(text=label), value=value)

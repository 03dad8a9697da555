"""The forms about groups. The ids of their blocks are the names that refusals use."""

import json
from collections.abc import Mapping
from typing import Any

from slack_sdk.models.blocks import (
    Block,
    ConversationFilter,
    ConversationSelectElement,
    InputBlock,
    PlainTextInputElement,
    UserMultiSelectElement,
    UserSelectElement,
)
from slack_sdk.models.views import View

from bot.rules.groups import PEOPLE_MAX, PURPOSE_MAX
from bot.rules.keys import KEY_MAX, NAME_MAX
from bot.services.groups import Draft
from bot.services.groups_shown import Group
from handlers.kit import blocks


def add(draft: Draft) -> View:
    """Ask for a new group, filled in with what is known."""
    element = PlainTextInputElement(
        action_id="slug",
        max_length=KEY_MAX,
        initial_value=draft.slug[:KEY_MAX] or None,
        placeholder="food-access",
    )
    hint = "Letters, digits and hyphens; it is typed as in group:food-access."
    leader = UserSelectElement(action_id="lead", initial_user=draft.lead)
    return View(
        type="modal",
        callback_id="groups.add",
        title="Found a group",
        submit="Found it",
        close="Cancel",
        blocks=[
            _name(draft.name),
            InputBlock(block_id="slug", label="Short name", element=element, hint=hint),
            _purpose(draft.purpose),
            InputBlock(block_id="lead", label="Who leads it?", element=leader, optional=True),
            _channel(draft.channel),
        ],
    )


def edit(group: Group) -> View:
    """Ask what is to change about a group."""
    return View(
        type="modal",
        callback_id="groups.edit",
        title="Edit a group",
        submit="Save",
        close="Cancel",
        private_metadata=json.dumps({"group_id": group.id}),
        blocks=[_name(group.name), _purpose(group.purpose), _channel(group.channel_id)],
    )


def lead(group: Group) -> View:
    """Ask who leads a group from now on."""
    hint = "I tell them. Whoever led it before stays in the group."
    element = UserSelectElement(action_id="lead")
    return View(
        type="modal",
        callback_id="groups.lead",
        title="Hand a group over",
        submit="Hand it over",
        close="Cancel",
        private_metadata=json.dumps({"group_id": group.id}),
        blocks=[
            _about(group),
            InputBlock(block_id="lead", label="Who leads it now?", element=element, hint=hint),
        ],
    )


def people(group: Group) -> View:
    """Show who is in a group, to be changed."""
    inside = [one.user_id for one in group.people if one.user_id][:PEOPLE_MAX]
    others = [one.name for one in group.people if not one.user_id]
    element = UserMultiSelectElement(action_id="people", initial_users=inside or None)
    hint = f"Not on Slack, and in it all the same: {', '.join(others)}" if others else None
    return View(
        type="modal",
        callback_id="groups.people",
        title="People of a group",
        submit="Save",
        close="Cancel",
        private_metadata=json.dumps({"group_id": group.id, "people": inside}),
        blocks=[
            _about(group),
            InputBlock(
                block_id="people",
                label="Who is in it?",
                element=element,
                hint=blocks.clip(hint, 2000) if hint else None,
                optional=True,
            ),
        ],
    )


def end(group: Group) -> View:
    """Ask once more before a group ends."""
    text = (
        f"*{blocks.plain_name(group.name)}* ends: its {len(group.people)} people are no longer in it, "
        "and the roles in it end. Its action items stay. It can be taken up again under the same short name."
    )
    return View(
        type="modal",
        callback_id="groups.end",
        title="End a group",
        submit="End it",
        close="Cancel",
        private_metadata=json.dumps({"group_id": group.id}),
        blocks=[blocks.section(text)],
    )


def draft(values: Mapping[str, Any]) -> Draft:
    """Return what a filled-in form says of a group."""
    return Draft(
        slug=values.get("slug") or "",
        name=values.get("name") or "",
        purpose=values.get("purpose"),
        lead=values.get("lead"),
        channel=values.get("channel"),
    )


def _about(group: Group) -> Block:
    return blocks.section(f"*{blocks.plain_name(group.name)}*")


def _name(name: str) -> Block:
    element = PlainTextInputElement(
        action_id="name",
        max_length=NAME_MAX,
        initial_value=name[:NAME_MAX] or None,
        placeholder="Food access",
    )
    return InputBlock(block_id="name", label="Name", element=element)


def _purpose(purpose: str | None) -> Block:
    element = PlainTextInputElement(
        action_id="purpose",
        multiline=True,
        max_length=PURPOSE_MAX,
        initial_value=(purpose or "")[:PURPOSE_MAX] or None,
    )
    hint = "One or two sentences that help somebody to decide whether to join."
    return InputBlock(block_id="purpose", label="What is it for?", element=element, hint=hint, optional=True)


def _channel(channel: str | None) -> Block:
    element = ConversationSelectElement(
        action_id="channel",
        initial_conversation=channel,
        filter=ConversationFilter(include=["public", "private"], exclude_bot_users=True),
    )
    return InputBlock(block_id="channel", label="Its channel", element=element, optional=True)

"""Action items as people read them: names instead of ids, and what their reader may do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from bot.actor import Actor, Capability
from bot.rules.actions import ActionStatus, code
from bot.rules.kudos import MessageLink
from bot.rules.members import Party
from bot.services import members as member_service
from storage import actions, groups
from storage.actions import ActionEvent, ActionItem
from storage.groups import WorkingGroup
from storage.unit import Unit


@dataclass(frozen=True, slots=True)
class Item:
    """An action item as its reader sees it; `today` is the reader's.

    `may_work` says that the reader may start, block and close it, `may_lead` that the reader may change
    all of it; `is_mine` that the reader owns it, `is_offered` that it waits for the reader's answer.
    """

    id: int
    title: str
    notes: str | None
    status: ActionStatus
    owner: Party
    creator: Party
    pending: Party | None
    helpers: tuple[Party, ...]
    group: str | None
    group_slug: str | None
    due_on: date | None
    snoozed_until: date | None
    blocked_reason: str | None
    blocked_help: str | None
    moved_count: int
    repeat_days: int | None
    follows_id: int | None
    message: MessageLink | None
    closed_by: Party | None
    closed_on: date | None
    today: date
    may_work: bool = False
    may_lead: bool = False
    is_mine: bool = False
    is_offered: bool = False
    is_closed_by_reader: bool = False

    @property
    def code(self) -> str:
        """Return the name by which people know it."""
        return code(self.id)


@dataclass(frozen=True, slots=True)
class Change:
    """One line of an item's history: who did what, what they wrote, and the facts with names for ids."""

    id: int
    at: datetime
    who: Party | None
    verb: str
    note: str | None
    facts: Mapping[str, Any]
    to: Party | None


@dataclass(frozen=True, slots=True)
class _Around:
    """What items need to be shown, fetched for all of them at once."""

    people: Mapping[int, Party]
    helping: Mapping[int, Sequence[int]]
    working: Mapping[int, WorkingGroup]
    closings: Mapping[int, ActionEvent]


def describe(unit: Unit, items: Sequence[ActionItem], reader: Actor) -> list[Item]:
    """Return items as somebody reads them; a handful of queries, however many items there are."""
    helping = actions.helpers(unit, [item.id for item in items])
    closings = actions.closings(unit, [item.id for item in items if item.status.is_closed])
    ids = {one for item in items for one in (item.owner_id, item.creator_id, item.pending_owner_id) if one}
    ids |= {one for several in helping.values() for one in several}
    ids |= {event.actor_id for event in closings.values() if event.actor_id}
    working = groups.by_ids(unit, {item.group_id for item in items if item.group_id})
    around = _Around(member_service.parties(unit, ids), helping, working, closings)
    return [_item(item, reader, unit.now, around) for item in items]


def _item(item: ActionItem, reader: Actor, now: datetime, around: _Around) -> Item:
    closing, helper_ids = around.closings.get(item.id), around.helping[item.id]
    people, group = around.people, around.working.get(item.group_id or 0)
    may_lead = leads(item, reader, group)
    values = item.model_dump(
        include={
            "id", "title", "notes", "status", "due_on", "snoozed_until", "blocked_reason", "blocked_help",
            "moved_count", "repeat_days", "follows_id",
        }
    )  # fmt: skip
    return Item(
        **values,
        owner=people[item.owner_id],
        creator=people[item.creator_id],
        pending=people.get(item.pending_owner_id or 0),
        helpers=tuple(people[one] for one in helper_ids),
        group=group.name if group else None,
        group_slug=group.slug if group else None,
        message=MessageLink(item.channel, item.ts) if item.channel and item.ts else None,
        closed_by=people.get(closing.actor_id or 0) if closing else None,
        closed_on=item.closed_at.astimezone(reader.timezone).date() if item.closed_at else None,
        today=now.astimezone(reader.timezone).date(),
        may_work=may_lead or reader.member_id in helper_ids,
        may_lead=may_lead,
        is_mine=item.owner_id == reader.member_id,
        is_offered=item.pending_owner_id == reader.member_id,
        is_closed_by_reader=closing is not None and closing.actor_id == reader.member_id,
    )


def leads(item: ActionItem, who: Actor, group: WorkingGroup | None) -> bool:
    """Tell whether somebody may change all of an item: owner, creator, lead of its group, coordinator."""
    if Capability.COORDINATOR in who.capabilities or who.member_id in {item.owner_id, item.creator_id}:
        return True
    return group is not None and group.lead_id == who.member_id


def history(unit: Unit, action_id: int) -> list[Change]:
    """Return what happened to an item, from the beginning."""
    events = actions.events(unit, action_id)
    ids = {one for event in events for one in (event.actor_id, event.change.get("to")) if one}
    people = member_service.parties(unit, ids)
    return [
        Change(
            event.id,
            event.at,
            people.get(event.actor_id or 0),
            event.verb,
            event.note,
            event.change,
            people.get(event.change.get("to") or 0),
        )
        for event in events
    ]

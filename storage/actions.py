"""Action items: who owes what by when, and the history of each."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Index, and_, delete, func, insert, or_, update
from sqlmodel import Field, SQLModel, col, select

from bot.rules.actions import ActionStatus
from storage.members import Member
from storage.types import json_object, slack_id, words
from storage.unit import Unit


class ActionItem(SQLModel, table=True):
    """Something that somebody took on; people know it by its code, such as A-12, which is its id.

    `pending_owner_id` is whom it was offered to: it stays with the owner until that person accepts.
    `snoozed_until` is the day before which nobody is reminded of it. `follows_id` is the item that
    this one follows up on. `channel` and `ts` are those of the message that it was made from.
    """

    __tablename__ = "action_item"
    __table_args__ = (Index(None, "owner_id", "status"), Index(None, "status", "due_on"))

    id: int = Field(default=None, primary_key=True)
    title: str = Field(max_length=150)
    notes: str | None = Field(default=None, max_length=3000)
    owner_id: int = Field(foreign_key="member.id")
    creator_id: int = Field(foreign_key="member.id", index=True)
    pending_owner_id: int | None = Field(default=None, foreign_key="member.id", index=True)
    group_id: int | None = Field(default=None, foreign_key="working_group.id", index=True)
    status: ActionStatus = words(ActionStatus, default=ActionStatus.OPEN)
    due_on: date | None = None
    snoozed_until: date | None = None
    blocked_reason: str | None = Field(default=None, max_length=1000)
    blocked_help: str | None = Field(default=None, max_length=1000)
    moved_count: int = 0
    repeat_days: int | None = None
    follows_id: int | None = Field(default=None, foreign_key="action_item.id", index=True)
    channel: str | None = slack_id(default=None)
    ts: str | None = Field(default=None, max_length=32)
    created_at: datetime
    closed_at: datetime | None = None


class ActionHelper(SQLModel, table=True):
    """A member who helps the owner of an action item."""

    __tablename__ = "action_helper"

    action_id: int = Field(primary_key=True, foreign_key="action_item.id", ondelete="CASCADE")
    member_id: int = Field(primary_key=True, foreign_key="member.id", index=True)


class ActionEvent(SQLModel, table=True):
    """One change of an action item; `note` is what its author wrote, `change` the facts (ids and dates)."""

    __tablename__ = "action_event"

    id: int = Field(default=None, primary_key=True)
    action_id: int = Field(foreign_key="action_item.id", index=True, ondelete="CASCADE")
    at: datetime
    actor_id: int | None = Field(default=None, foreign_key="member.id", index=True)
    verb: str = Field(max_length=40)
    note: str | None = Field(default=None, max_length=1000)
    change: dict[str, Any] = json_object()


Condition = ColumnElement[bool]
OPEN = (ActionStatus.OPEN, ActionStatus.DOING, ActionStatus.BLOCKED)
REMINDED_AHEAD = timedelta(days=2)
_SOONEST = (col(ActionItem.due_on).is_(None), col(ActionItem.due_on), col(ActionItem.id))
"""What is due comes first, the longest overdue before all; then what has no date, the oldest first."""


def add(unit: Unit, item: ActionItem, helper_ids: Collection[int] = ()) -> ActionItem:
    """Store a new item, with those who help."""
    unit.session.add(item)
    unit.session.flush()
    set_helpers(unit, item.id, helper_ids)
    return item


def by_id(unit: Unit, action_id: int) -> ActionItem | None:
    """Return an item."""
    return unit.session.get(ActionItem, action_id)


def lock(unit: Unit, action_id: int) -> ActionItem | None:
    """Return an item as it is now; other transactions that lock it wait until this one ends."""
    query = select(ActionItem).where(ActionItem.id == action_id).with_for_update()
    return unit.session.exec(query.execution_options(populate_existing=True)).first()


def due_for(unit: Unit, owner_id: int, today: date) -> list[ActionItem]:
    """Return an owner's open items that are overdue or due within two days, without those that sleep."""
    query = (
        select(ActionItem)
        .where(ActionItem.owner_id == owner_id, col(ActionItem.status).in_(OPEN))
        .where(col(ActionItem.due_on) <= today + REMINDED_AHEAD, is_awake(today))
        .order_by(*_SOONEST)
    )
    return list(unit.session.exec(query))


def waking(unit: Unit, owner_id: int, today: date) -> list[ActionItem]:
    """Return an owner's open items that were snoozed until this day."""
    query = (
        select(ActionItem)
        .where(ActionItem.owner_id == owner_id, col(ActionItem.status).in_(OPEN))
        .where(ActionItem.snoozed_until == today)
        .order_by(*_SOONEST)
    )
    return list(unit.session.exec(query))


def by_ids(unit: Unit, ids: Collection[int]) -> list[ActionItem]:
    """Return the items of these ids."""
    return list(unit.session.exec(select(ActionItem).where(col(ActionItem.id).in_(ids)))) if ids else []


def open_of(unit: Unit, owner_id: int) -> list[ActionItem]:
    """Return all open items of an owner, those that sleep included."""
    query = select(ActionItem).where(ActionItem.owner_id == owner_id, col(ActionItem.status).in_(OPEN))
    return list(unit.session.exec(query.order_by(*_SOONEST)))


def offered_to(unit: Unit, member_id: int) -> list[ActionItem]:
    """Return the open items that wait for a member's answer."""
    query = select(ActionItem).where(ActionItem.pending_owner_id == member_id)
    return list(unit.session.exec(query.where(col(ActionItem.status).in_(OPEN)).order_by(*_SOONEST)))


def opened_or_closed_since(unit: Unit, since: datetime) -> list[ActionItem]:
    """Return the items that were added, done or dropped since then."""
    query = select(ActionItem).where(
        or_(col(ActionItem.created_at) >= since, col(ActionItem.closed_at) >= since)
    )
    return list(unit.session.exec(query.order_by(col(ActionItem.id))))


def is_open() -> Condition:
    """Return the condition that there is something left to do."""
    return col(ActionItem.status).in_(OPEN)


def is_closed() -> Condition:
    """Return the condition that an item is done or dropped."""
    return col(ActionItem.status).not_in(OPEN)


def is_overdue(today: date) -> Condition:
    """Return the condition that an item's day has passed."""
    return col(ActionItem.due_on) < today


def is_of(member_id: int) -> Condition:
    """Return the condition that somebody owns an item."""
    return col(ActionItem.owner_id) == member_id


def concerns(member_id: int) -> Condition:
    """Return the condition that somebody owns an item, helps with it, or is asked to take it on."""
    mine = select(ActionHelper.action_id).where(ActionHelper.member_id == member_id)
    return or_(is_of(member_id), col(ActionItem.pending_owner_id) == member_id, col(ActionItem.id).in_(mine))


def is_of_group(group_id: int) -> Condition:
    """Return the condition that an item belongs to a working group."""
    return col(ActionItem.group_id) == group_id


def is_of_organization(organization_id: int) -> Condition:
    """Return the condition that an item's owner represents an organisation."""
    people = select(Member.id).where(Member.organization_id == organization_id)
    return col(ActionItem.owner_id).in_(people)


def is_none_of(ids: Collection[int]) -> Condition:
    """Return the condition that an item is another one than these."""
    return col(ActionItem.id).not_in(ids)


def is_on_offer() -> Condition:
    """Return the condition that somebody was asked to take an item on, and has not answered."""
    return col(ActionItem.pending_owner_id).is_not(None)


def is_closed_since(since: datetime, status: ActionStatus) -> Condition:
    """Return the condition that an item came to this end since then."""
    return and_(col(ActionItem.status) == status, col(ActionItem.closed_at) >= since)


def is_added_since(since: datetime) -> Condition:
    """Return the condition that an item was made since then."""
    return col(ActionItem.created_at) >= since


def is_awake(today: date) -> Condition:
    """Return the condition that an item is not snoozed beyond today."""
    return or_(col(ActionItem.snoozed_until).is_(None), col(ActionItem.snoozed_until) <= today)


def page(unit: Unit, *wanted: Condition, limit: int, offset: int = 0) -> list[ActionItem]:
    """Return some of the items that meet all conditions, the most urgent first."""
    query = select(ActionItem).where(*wanted).order_by(*_SOONEST).limit(limit).offset(offset)
    return list(unit.session.exec(query))


def latest_closed(unit: Unit, *, limit: int, offset: int = 0) -> list[ActionItem]:
    """Return done and dropped items, the latest first."""
    query = select(ActionItem).where(is_closed())
    query = query.order_by(col(ActionItem.closed_at).desc(), col(ActionItem.id).desc())
    return list(unit.session.exec(query.limit(limit).offset(offset)))


def count(unit: Unit, *wanted: Condition) -> int:
    """Count the items that meet all conditions."""
    return unit.session.exec(select(func.count()).select_from(ActionItem).where(*wanted)).one()


def followers(unit: Unit, action_id: int) -> list[ActionItem]:
    """Return the items that follow up on this one."""
    return list(unit.session.exec(select(ActionItem).where(ActionItem.follows_id == action_id)))


def helpers(unit: Unit, action_ids: Collection[int]) -> dict[int, list[int]]:
    """Return who helps with each of these items, by member id."""
    found: dict[int, list[int]] = {action_id: [] for action_id in action_ids}
    query = select(ActionHelper).where(col(ActionHelper.action_id).in_(found))
    for helper in unit.session.exec(query.order_by(col(ActionHelper.member_id))):
        found[helper.action_id].append(helper.member_id)
    return found


def set_helpers(unit: Unit, action_id: int, member_ids: Collection[int]) -> None:
    """Have these members, and nobody else, help with an item."""
    connection = unit.session.connection()
    connection.execute(delete(ActionHelper).where(col(ActionHelper.action_id) == action_id))
    if rows := [{"action_id": action_id, "member_id": one} for one in dict.fromkeys(member_ids)]:
        connection.execute(insert(ActionHelper), rows)


def note(unit: Unit, event: ActionEvent) -> int:
    """Store a change of an item; return its id."""
    unit.session.add(event)
    unit.session.flush()
    return event.id


def events(unit: Unit, action_id: int) -> list[ActionEvent]:
    """Return what happened to an item, from the beginning."""
    query = select(ActionEvent).where(ActionEvent.action_id == action_id)
    return list(unit.session.exec(query.order_by(col(ActionEvent.id))))


def event(unit: Unit, event_id: int) -> ActionEvent | None:
    """Return one change."""
    return unit.session.get(ActionEvent, event_id)


def closings(unit: Unit, action_ids: Collection[int]) -> dict[int, ActionEvent]:
    """Return the latest end of each of these items: when it was done or dropped."""
    if not action_ids:
        return {}
    query = select(ActionEvent).where(
        col(ActionEvent.action_id).in_(action_ids), col(ActionEvent.verb).in_(["done", "dropped"])
    )
    return {event.action_id: event for event in unit.session.exec(query.order_by(col(ActionEvent.id)))}


def latest(unit: Unit, action_id: int, verb: str) -> ActionEvent | None:
    """Return the latest change of this kind."""
    query = select(ActionEvent).where(ActionEvent.action_id == action_id, ActionEvent.verb == verb)
    return unit.session.exec(query.order_by(col(ActionEvent.id).desc()).limit(1)).first()


def forget_words(unit: Unit, member_id: int) -> None:
    """Blank what a member wrote about items, beyond their titles: notes, reasons and the helps asked for."""
    connection = unit.session.connection()
    mine = select(ActionEvent.action_id).where(
        col(ActionEvent.actor_id) == member_id, col(ActionEvent.verb) == "blocked"
    )
    connection.execute(update(ActionEvent).where(col(ActionEvent.actor_id) == member_id).values(note=None))
    connection.execute(update(ActionItem).where(col(ActionItem.creator_id) == member_id).values(notes=None))
    connection.execute(
        update(ActionItem).where(col(ActionItem.id).in_(mine)).values(blocked_reason=None, blocked_help=None)
    )

"""The working groups of the alliance, and who is in them."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete
from sqlmodel import Field, SQLModel, col, select

from storage.types import slack_id
from storage.unit import Unit
from storage.upsert import insert_once


class WorkingGroup(SQLModel, table=True):
    """A part of the alliance that works on one thing; `ended_at` is set once it has done so."""

    __tablename__ = "working_group"

    id: int = Field(default=None, primary_key=True)
    slug: str = Field(unique=True, max_length=40)
    name: str = Field(max_length=120)
    purpose: str | None = Field(default=None, max_length=500)
    channel_id: str | None = slack_id(default=None)
    lead_id: int | None = Field(default=None, foreign_key="member.id", index=True)
    created_at: datetime
    ended_at: datetime | None = None


class GroupMembership(SQLModel, table=True):
    """One member of one working group."""

    __tablename__ = "group_membership"

    group_id: int = Field(primary_key=True, foreign_key="working_group.id", ondelete="CASCADE")
    member_id: int = Field(primary_key=True, foreign_key="member.id", index=True)
    since: datetime


def by_slug(unit: Unit, slug: str) -> WorkingGroup | None:
    """Return the group with this slug."""
    return unit.session.exec(select(WorkingGroup).where(WorkingGroup.slug == slug)).first()


def by_ids(unit: Unit, ids: Collection[int]) -> dict[int, WorkingGroup]:
    """Return the groups of these ids."""
    if not ids:
        return {}
    found = unit.session.exec(select(WorkingGroup).where(col(WorkingGroup.id).in_(ids)))
    return {group.id: group for group in found}


def listed(unit: Unit) -> list[WorkingGroup]:
    """Return the groups that are at work, by name."""
    query = select(WorkingGroup).where(col(WorkingGroup.ended_at).is_(None))
    return list(unit.session.exec(query.order_by(col(WorkingGroup.name))))


def lock(unit: Unit, group_id: int) -> WorkingGroup | None:
    """Return a group, with other transactions on it waiting until this one ends."""
    query = select(WorkingGroup).where(WorkingGroup.id == group_id)
    return unit.session.exec(query.with_for_update().execution_options(populate_existing=True)).first()


def led_by(unit: Unit, member_id: int) -> list[WorkingGroup]:
    """Return the groups at work that a member leads, by name."""
    query = select(WorkingGroup).where(
        WorkingGroup.lead_id == member_id, col(WorkingGroup.ended_at).is_(None)
    )
    return list(unit.session.exec(query.order_by(col(WorkingGroup.name))))


def people(unit: Unit, group_ids: Collection[int]) -> dict[int, list[int]]:
    """Return the ids of the members of groups, by the group's id, the longest there first."""
    found: dict[int, list[int]] = {group_id: [] for group_id in group_ids}
    if not found:
        return found
    query = select(GroupMembership).where(col(GroupMembership.group_id).in_(group_ids))
    for one in unit.session.exec(query.order_by(col(GroupMembership.since), col(GroupMembership.member_id))):
        found[one.group_id].append(one.member_id)
    return found


def enter(unit: Unit, group_id: int, member_id: int) -> bool:
    """Put a member into a group; tell whether the member was not in it before."""
    return insert_once(unit, GroupMembership, group_id=group_id, member_id=member_id, since=unit.now)


def go(unit: Unit, group_id: int, member_id: int) -> bool:
    """Take a member out of a group; tell whether the member was in it."""
    statement = delete(GroupMembership).where(
        col(GroupMembership.group_id) == group_id, col(GroupMembership.member_id) == member_id
    )
    return bool(unit.session.connection().execute(statement).rowcount)


def empty(unit: Unit, group_id: int) -> None:
    """Take everybody out of a group."""
    unit.session.connection().execute(
        delete(GroupMembership).where(col(GroupMembership.group_id) == group_id)
    )

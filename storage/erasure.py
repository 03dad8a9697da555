"""Forgetting what is kept about a member."""

from typing import Any

from sqlalchemy import delete, update
from sqlmodel import SQLModel, col, select

from storage.actions import ActionHelper, ActionItem
from storage.groups import GroupMembership
from storage.kudos import Gift
from storage.members import Member, MemberCapability
from storage.notifications import Notification, OptOut
from storage.outbox import Notice
from storage.schedules import Schedule
from storage.unit import Unit


def forget_part(unit: Unit, member_id: int) -> None:
    """Delete the rows that say where a member takes part, and offers that wait for the member's answer."""
    _delete(unit, member_id, ActionHelper, GroupMembership, Schedule)
    offered = col(ActionItem.pending_owner_id) == member_id
    unit.session.connection().execute(update(ActionItem).where(offered).values(pending_owner_id=None))


def forget_standing(unit: Unit, member_id: int) -> None:
    """Delete what a member may do, and whom the member helped to settle in."""
    _delete(unit, member_id, MemberCapability)
    mine = col(Member.buddy_id) == member_id
    unit.session.connection().execute(update(Member).where(mine).values(buddy_id=None))


def forget_messages(unit: Unit, member_id: int, user_id: str | None) -> None:
    """Delete every message to a member, sent or waiting, what it was about, and what is not wanted."""
    _delete(unit, member_id, Notification, OptOut)
    if user_id is None:
        return
    mine = select(Notice.id).where(Notice.target == user_id)
    connection = unit.session.connection()
    connection.execute(delete(Notice).where(col(Notice.edits_id).in_(mine)))
    connection.execute(delete(Notice).where(col(Notice.target) == user_id))


def forget_private_words(unit: Unit, giver_id: int, instead: str) -> None:
    """Put other words in place of what a member wrote in private kudos."""
    mine = (col(Gift.giver_id) == giver_id) & col(Gift.is_private)
    changes = {"reason": instead, "value": None, "message_channel": None, "message_ts": None}
    unit.session.connection().execute(update(Gift).where(mine).values(**changes))


def _delete(unit: Unit, member_id: int, *tables: type[SQLModel]) -> None:
    for table in tables:
        owner: Any = table.__table__.c.member_id  # type: ignore[attr-defined]
        unit.session.connection().execute(delete(table).where(owner == member_id))

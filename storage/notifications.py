"""What each member was told on whose initiative but their own: the bot's routine direct messages."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from sqlalchemy import Index, UniqueConstraint, bindparam, delete, distinct, func, update
from sqlmodel import Field, SQLModel, col, select

from bot.rules.outbox import NoticeState
from storage.outbox import Notice
from storage.types import json_object
from storage.unit import Unit
from storage.upsert import insert_once


class Notification(SQLModel, table=True):
    """One thing that a member is told once: the key is unique, so two processes never tell it twice.

    `window` tells repeated reminders of the same subject apart, such as the local day. `day` is the
    member's local day on which the message goes out; several notifications of a day may share one
    message, whose `notice_id` they have then.
    """

    __tablename__ = "notification"
    __table_args__ = (
        UniqueConstraint("kind", "subject", "member_id", "window"),
        Index(None, "member_id", "day"),
        Index(None, "subject"),
    )

    id: int = Field(default=None, primary_key=True)
    kind: str = Field(max_length=60)
    subject: str = Field(max_length=60)
    member_id: int = Field(foreign_key="member.id", ondelete="CASCADE")
    window: str = Field(max_length=40)
    data: dict[str, Any] = json_object()
    day: date
    is_folded: bool = False
    notice_id: int | None = Field(default=None, foreign_key="outbox.id", index=True, ondelete="SET NULL")
    created_at: datetime


class OptOut(SQLModel, table=True):
    """A kind of routine message that a member does not want."""

    __tablename__ = "opt_out"

    member_id: int = Field(primary_key=True, foreign_key="member.id", ondelete="CASCADE")
    kind: str = Field(primary_key=True, max_length=60)
    since: datetime


_CAME_TO_NOTHING = (NoticeState.SKIPPED, NoticeState.FAILED)
_ON_DAY = (
    col(Notification.member_id) == bindparam("member_id"),
    col(Notification.day) == bindparam("day"),
    col(Notice.state).not_in(_CAME_TO_NOTHING),
)
_SENT_ON = (
    select(func.count(distinct(col(Notification.notice_id))))
    .join(Notice, col(Notice.id) == col(Notification.notice_id))
    .where(*_ON_DAY)
)
_FOLD = (
    select(col(Notification.notice_id))
    .join(Notice, col(Notice.id) == col(Notification.notice_id))
    .where(*_ON_DAY, col(Notification.is_folded))
    .limit(1)
)
_STOPPED = select(OptOut.kind).where(
    col(OptOut.member_id) == bindparam("member_id"), col(OptOut.kind) == bindparam("kind")
)


def claim(
    unit: Unit, kind: str, subject: str, member_id: int, window: str, *, day: date, data: dict[str, Any]
) -> bool:
    """Note that a member is told something; False where that was noted before."""
    key = {"kind": kind, "subject": subject, "member_id": member_id, "window": window}
    return insert_once(unit, Notification, **key, data=data, day=day, is_folded=False, created_at=unit.now)


def place(
    unit: Unit,
    kind: str,
    subjects: Collection[str],
    member_id: int,
    window: str,
    *,
    notice_id: int,
    is_folded: bool,
) -> None:
    """Note in which message a member is told these things."""
    unit.session.connection().execute(
        update(Notification)
        .where(col(Notification.kind) == kind, col(Notification.subject).in_(subjects))
        .where(col(Notification.member_id) == member_id, col(Notification.window) == window)
        .values(notice_id=notice_id, is_folded=is_folded)
    )


def messages_on(unit: Unit, member_id: int, day: date) -> int:
    """Return how many messages a member gets on a local day, without those that came to nothing."""
    found = unit.session.connection().execute(_SENT_ON, {"member_id": member_id, "day": day})
    return int(found.scalar_one())


def fold_on(unit: Unit, member_id: int, day: date) -> int | None:
    """Return the id of the notice that holds what exceeds the daily limit, if there is one already."""
    found = unit.session.connection().execute(_FOLD, {"member_id": member_id, "day": day}).first()
    return found.notice_id if found else None


def folded_on(unit: Unit, member_id: int, day: date) -> list[Notification]:
    """Return what exceeds the daily limit on a local day, the oldest first."""
    query = select(Notification).where(
        Notification.member_id == member_id, Notification.day == day, col(Notification.is_folded)
    )
    return list(unit.session.exec(query.order_by(col(Notification.id))))


def of_window(unit: Unit, kind: str, member_id: int, window: str) -> list[Notification]:
    """Return what a member is told under one kind and window."""
    query = select(Notification).where(
        Notification.kind == kind, Notification.member_id == member_id, Notification.window == window
    )
    return list(unit.session.exec(query.order_by(col(Notification.id))))


def latest_messages(unit: Unit, subject: str, since: datetime) -> list[Notice]:
    """Return, for each member, the newest message since then that tells of a subject."""
    newest = (
        select(func.max(Notification.notice_id))
        .where(Notification.subject == subject, Notification.created_at >= since)
        .group_by(col(Notification.member_id), col(Notification.kind))
    )
    return list(unit.session.exec(select(Notice).where(col(Notice.id).in_(newest)).order_by(col(Notice.id))))


def previous_message(unit: Unit, kind: str, member_id: int, window: str) -> Notice | None:
    """Return the message that told a member of this kind in the window before, which is not shared."""
    query = (
        select(Notice)
        .join(Notification, col(Notification.notice_id) == col(Notice.id))
        .where(Notification.kind == kind, Notification.member_id == member_id, Notice.kind == kind)
        .where(col(Notice.state).not_in(_CAME_TO_NOTHING), Notification.window < window)
        .order_by(col(Notification.window).desc())
        .limit(1)
    )
    return unit.session.exec(query).first()


def has_later(unit: Unit, kind: str, member_id: int, window: str) -> bool:
    """Tell whether a member was told something of this kind in a later window."""
    query = (
        select(Notification.id)
        .join(Notice, col(Notice.id) == col(Notification.notice_id))
        .where(Notification.kind == kind, Notification.member_id == member_id)
        .where(Notification.window > window, col(Notice.state).not_in(_CAME_TO_NOTHING))
    )
    return unit.session.exec(query.limit(1)).first() is not None


def is_stopped(unit: Unit, member_id: int, kind: str) -> bool:
    """Tell whether a member does not want messages of this kind."""
    return (
        unit.session.connection().execute(_STOPPED, {"member_id": member_id, "kind": kind}).first()
        is not None
    )


def stop(unit: Unit, member_id: int, kind: str) -> None:
    """Note that a member does not want messages of this kind."""
    insert_once(unit, OptOut, member_id=member_id, kind=kind, since=unit.now)


def turn_on(unit: Unit, member_id: int, kind: str) -> None:
    """Note that a member wants messages of this kind again."""
    unit.session.connection().execute(
        delete(OptOut).where(col(OptOut.member_id) == member_id, col(OptOut.kind) == kind)
    )


def stopped(unit: Unit, member_id: int) -> list[str]:
    """Return the kinds of messages that a member does not want."""
    query = select(OptOut.kind).where(OptOut.member_id == member_id).order_by(col(OptOut.kind))
    return list(unit.session.exec(query))


def forget_old(unit: Unit, before: datetime) -> None:
    """Forget what was told before a moment."""
    unit.session.connection().execute(delete(Notification).where(col(Notification.created_at) < before))

"""The outbox: every message that the bot posts on its own, from the change it tells of to Slack's answer."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Index,
    Integer,
    and_,
    bindparam,
    delete,
    func,
    insert,
    or_,
    update,
)
from sqlalchemy.orm import aliased
from sqlmodel import Field, SQLModel, col, select
from sqlmodel.sql.expression import SelectOfScalar

from bot.rules.outbox import NoticeState, Priority
from storage.types import json_object, slack_id, words
from storage.unit import Unit

KEPT_FOR = timedelta(days=90)
"""How long delivered notices are kept (retention rule of the product)."""
TROUBLE_KEPT_FOR = timedelta(days=2)
DONE = (NoticeState.SENT, NoticeState.SKIPPED, NoticeState.FAILED)


class Notice(SQLModel, table=True):
    """One message on its way out. Its words are made at delivery, from `kind` and `data`.

    `target` is a Slack user or channel id, or the word that stands for the alliance channel.
    `edits_id` names the notice whose posted message this one changes. `in_doubt_since` is set
    while a message may have reached Slack without our knowing.
    """

    __tablename__ = "outbox"
    __table_args__ = (Index(None, "state", "priority", "due_at"),)

    id: int = Field(default=None, primary_key=True)
    uid: str = Field(default_factory=lambda: uuid4().hex, unique=True, max_length=32)
    kind: str = Field(max_length=60)
    subject: str = Field(max_length=60, index=True)
    target: str = Field(max_length=32)
    data: dict[str, Any] = json_object()
    priority: int = Priority.ROUTINE
    state: NoticeState = words(NoticeState, default=NoticeState.PENDING)
    due_at: datetime
    created_at: datetime
    edits_id: int | None = Field(default=None, foreign_key="outbox.id", index=True)
    attempts: int = 0
    lease_until: datetime | None = None
    in_doubt_since: datetime | None = None
    sent_at: datetime | None = None
    channel: str | None = slack_id(default=None)
    ts: str | None = Field(default=None, max_length=32)
    last_error: str | None = Field(default=None, max_length=120)


_INSERT = insert(Notice).returning(col(Notice.id))


def post(
    unit: Unit,
    kind: str,
    *,
    to: str,
    subject: str,
    priority: Priority = Priority.ROUTINE,
    data: dict[str, Any] | None = None,
    edits_id: int | None = None,
    due_at: datetime | None = None,
) -> int:
    """Put a message into the outbox, in the transaction of the change that it tells of; return its id.

    It goes out at once, or at `due_at`.
    """
    values = {
        "uid": uuid4().hex,
        "kind": kind,
        "subject": subject,
        "target": to,
        "data": data or {},
        "priority": priority,
        "state": NoticeState.PENDING,
        "due_at": due_at or unit.now,
        "created_at": unit.now,
        "edits_id": edits_id,
        "attempts": 0,
    }
    unit.wake_delivery()
    return int(unit.session.connection().execute(_INSERT, values).scalar_one())


def about(unit: Unit, subject: str) -> list[Notice]:
    """Return the notices that told of a subject and were not edits, the oldest first."""
    query = select(Notice).where(Notice.subject == subject, col(Notice.edits_id).is_(None))
    return list(unit.session.exec(query.order_by(col(Notice.id))))


def is_waiting(unit: Unit, notice_id: int) -> bool:
    """Tell whether a message waits, which will show what this transaction changes, and lock it."""
    query = select(Notice.id).where(Notice.id == notice_id, Notice.state == NoticeState.PENDING)
    return unit.session.exec(query.with_for_update()).first() is not None


def has_waiting_edit(unit: Unit, notice_id: int) -> bool:
    """Tell whether an edit of a message waits, which will show what this transaction changes.

    It is locked, so that nobody sends it before this transaction is committed.
    """
    query = select(Notice.id).where(Notice.edits_id == notice_id, Notice.state == NoticeState.PENDING)
    return unit.session.exec(query.with_for_update()).first() is not None


def due(unit: Unit, *, limit: int, busy: Collection[str] = ()) -> list[Notice]:
    """Return the most urgent due notices, none of them for a busy target, locked for this transaction.

    First come those whose lease ran out: the process that had them died.
    """
    notices: list[Notice] = []
    for turn in _TURNS:
        if len(notices) < limit:
            wanted = {"now": unit.now, "busy": list(busy), "limit": limit - len(notices)}
            notices += unit.session.exec(turn, params=wanted)
    return notices


def _turn(*whose: ColumnElement[bool]) -> SelectOfScalar[Notice]:
    """Return the query for the first of those whose turn it is; an edit only after the message that it edits.

    Making it costs more than running it, and delivery runs it for each message: it is made once.
    """
    original = aliased(Notice)
    original_is_done = (
        select(original.id).where(original.id == Notice.edits_id, col(original.state).in_(DONE)).exists()
    )
    return (
        select(Notice)
        .where(*whose, col(Notice.target).not_in(bindparam("busy", expanding=True)))
        .where(or_(col(Notice.edits_id).is_(None), original_is_done))
        .order_by(col(Notice.due_at), col(Notice.id))
        .limit(bindparam("limit", type_=Integer))
        .with_for_update(skip_locked=True, of=Notice)
    )


_NOW: BindParameter[datetime] = bindparam("now")
_TURNS = (
    _turn(col(Notice.state) == NoticeState.SENDING, col(Notice.lease_until) <= _NOW),
    *(
        _turn(
            col(Notice.state) == NoticeState.PENDING, col(Notice.priority) == one, col(Notice.due_at) <= _NOW
        )
        for one in Priority
    ),
)


def conclude(unit: Unit, notice_id: int, attempt: int, /, **changes: Any) -> bool:
    """Store what an attempt came to; False, and nothing is stored, where a later one has begun."""
    statement = (
        update(Notice)
        .where(col(Notice.id) == notice_id, col(Notice.attempts) == attempt)
        .where(col(Notice.state) == NoticeState.SENDING)
        .values(**changes)
    )
    return unit.session.connection().execute(statement).rowcount == 1


def by_id(unit: Unit, notice_id: int) -> Notice | None:
    """Return a notice."""
    return unit.session.get(Notice, notice_id)


def counts(unit: Unit) -> dict[NoticeState, int]:
    """Return how many notices are in each state."""
    found = dict(unit.session.exec(select(Notice.state, func.count()).group_by(Notice.state)).all())
    return {state: found.get(state, 0) for state in NoticeState}


def oldest_due(unit: Unit) -> datetime | None:
    """Return since when the longest waiting notice has been due; None when nothing waits."""
    query = select(func.min(Notice.due_at)).where(
        Notice.state == NoticeState.PENDING, Notice.due_at <= unit.now
    )
    return unit.session.exec(query).one()


def latest_sent(unit: Unit) -> datetime | None:
    """Return when the latest message was sent."""
    return unit.session.exec(select(func.max(Notice.sent_at))).one()


def in_trouble(unit: Unit) -> Sequence[Notice]:
    """Return the notices of the last days that Slack refused, given up or waiting for another try."""
    query = (
        select(Notice)
        .where(col(Notice.last_error).is_not(None), Notice.created_at >= unit.now - TROUBLE_KEPT_FOR)
        .where(col(Notice.state).in_([NoticeState.FAILED, NoticeState.PENDING]))
        .order_by(col(Notice.id).desc())
        .limit(1000)
    )
    return unit.session.exec(query).all()


def hurry(unit: Unit, target: str) -> None:
    """Make what waits for a target due now: the obstacle is gone."""
    unit.session.connection().execute(
        update(Notice)
        .where(col(Notice.target) == target, col(Notice.state) == NoticeState.PENDING)
        .values(due_at=unit.now)
    )
    unit.wake_delivery()


def forget_old(unit: Unit) -> None:
    """Forget delivered notices after their retention, edits before what they edit."""
    old = and_(col(Notice.state).in_(DONE), col(Notice.created_at) < unit.now - KEPT_FOR)
    connection = unit.session.connection()
    connection.execute(delete(Notice).where(old, col(Notice.edits_id).is_not(None)))
    edited = select(Notice.edits_id).where(col(Notice.edits_id).is_not(None))
    connection.execute(delete(Notice).where(old, col(Notice.id).not_in(edited)))

"""When each recurring thing is next due: rows that are claimed, whichever process looks first."""

from datetime import date, datetime, time

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel, col, select

from bot.rules.members import OUTSIDE
from storage.members import Member
from storage.unit import Unit
from storage.upsert import insert_once


class Schedule(SQLModel, table=True):
    """A rule that recurs every `every_days` days from `anchor_on`, at `at` on the local clock.

    With a member the clock is that member's, else the alliance's. `next_at` is the instant that is
    waited for, computed from the other columns in the zone that holds at the time of computing.
    """

    __tablename__ = "schedule"
    __table_args__ = (UniqueConstraint("rule", "subject"), Index(None, "next_at"))

    id: int = Field(default=None, primary_key=True)
    rule: str = Field(max_length=60)
    subject: str = Field(max_length=60)
    member_id: int | None = Field(default=None, foreign_key="member.id", index=True, ondelete="CASCADE")
    anchor_on: date
    every_days: int
    at: time
    timezone: str = Field(max_length=64)
    next_at: datetime


def due(unit: Unit, rule: str, limit: int) -> list[Schedule]:
    """Return the rows of a rule whose time has come, the longest waiting first, locked for this transaction.

    Those that another process has just taken are left to it.
    """
    query = select(Schedule).where(Schedule.rule == rule, Schedule.next_at <= unit.now)
    query = query.order_by(col(Schedule.next_at), col(Schedule.id)).limit(limit)
    return list(unit.session.exec(query.with_for_update(skip_locked=True)))


def of_member(unit: Unit, member_id: int) -> list[Schedule]:
    """Return what recurs for a member, locked for this transaction."""
    query = select(Schedule).where(Schedule.member_id == member_id).order_by(col(Schedule.id))
    return list(unit.session.exec(query.with_for_update()))


def without(unit: Unit, rule: str, limit: int) -> list[Member]:
    """Return members who take part and can be written to, but have no row of this rule yet."""
    has_row = select(Schedule.id).where(Schedule.rule == rule, Schedule.member_id == Member.id).exists()
    query = select(Member).where(
        col(Member.accepted_at).is_not(None),
        col(Member.slack_user_id).is_not(None),
        col(Member.status).not_in(list(OUTSIDE)),
        ~has_row,
    )
    return list(unit.session.exec(query.order_by(col(Member.id)).limit(limit)))


def at_another_hour(unit: Unit, rule: str, at: time, limit: int) -> list[Schedule]:
    """Return rows of a rule that still come at another hour, locked for this transaction."""
    query = select(Schedule).where(Schedule.rule == rule, Schedule.at != at).limit(limit)
    return list(unit.session.exec(query.with_for_update(skip_locked=True)))


def add(unit: Unit, row: Schedule) -> None:
    """Store a row, unless there is one of its rule and subject already."""
    insert_once(unit, Schedule, **row.model_dump(exclude={"id"}))

"""The people of the alliance."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Index, UniqueConstraint, bindparam
from sqlalchemy import select as columns
from sqlmodel import Field, SQLModel, col, select

from bot.actor import Capability
from bot.rules.members import MemberStatus
from storage.types import slack_id, words
from storage.unit import Unit


class Member(SQLModel, table=True):
    """A person who represents an organisation; the Slack ids are absent for people not on Slack."""

    __tablename__ = "member"
    __table_args__ = (UniqueConstraint("slack_team_id", "slack_user_id"), Index(None, "slack_user_id"))

    id: int = Field(default=None, primary_key=True)
    slack_team_id: str | None = slack_id(default=None)
    slack_user_id: str | None = slack_id(default=None)
    name: str = Field(max_length=200)
    title: str | None = Field(default=None, max_length=120)
    organization_id: int | None = Field(default=None, foreign_key="organization.id", index=True)
    timezone: str | None = Field(default=None, max_length=64)
    locale: str | None = Field(default=None, max_length=20)
    status: MemberStatus = words(MemberStatus, default=MemberStatus.ACTIVE)
    is_deactivated: bool = False
    joined_at: datetime


class MemberCapability(SQLModel, table=True):
    """One thing that a member may do beyond what everybody may."""

    __tablename__ = "member_capability"

    member_id: int = Field(primary_key=True, foreign_key="member.id", ondelete="CASCADE")
    capability: Capability = words(Capability, primary_key=True)


_BY_USER_IDS = select(Member).where(col(Member.slack_user_id).in_(bindparam("user_ids", expanding=True)))
_ACTING = (
    columns(
        col(Member.id),
        col(Member.slack_team_id),
        col(Member.name),
        col(Member.timezone),
        col(Member.organization_id),
        col(MemberCapability.capability),
    )
    .outerjoin(MemberCapability, col(MemberCapability.member_id) == col(Member.id))
    .where(col(Member.slack_user_id) == bindparam("user_id"))
)
_LOCK = select(Member.id).where(col(Member.id) == bindparam("id")).with_for_update()


def add(unit: Unit, member: Member) -> Member:
    """Store a new member."""
    unit.session.add(member)
    unit.session.flush()
    return member


def by_user_id(unit: Unit, user_id: str) -> Member | None:
    """Return the member with this Slack user id; Slack's user ids are unique across teams."""
    return unit.session.exec(select(Member).where(Member.slack_user_id == user_id)).first()


def by_user_ids(unit: Unit, user_ids: Collection[str]) -> dict[str, Member]:
    """Return the members with these Slack user ids, as far as they are known."""
    if not user_ids:
        return {}
    found = unit.session.exec(_BY_USER_IDS, params={"user_ids": list(user_ids)})
    return {member.slack_user_id: member for member in found if member.slack_user_id}


def by_ids(unit: Unit, ids: Collection[int]) -> dict[int, Member]:
    """Return the members of these ids."""
    if not ids:
        return {}
    found = unit.session.exec(select(Member).where(col(Member.id).in_(ids)))
    return {member.id: member for member in found}


def lock(unit: Unit, member_id: int) -> None:
    """Have other transactions on the same member wait until this one ends; SQLite has only one at a time."""
    connection = unit.session.connection()
    if connection.dialect.name != "sqlite":
        connection.execute(_LOCK, {"id": member_id})


def acting(unit: Unit, user_id: str) -> Sequence[Any]:
    """Return who acts, in one row for each capability given; none for a stranger."""
    return unit.session.connection().execute(_ACTING, {"user_id": user_id}).all()


def capabilities(unit: Unit, member_id: int) -> set[Capability]:
    """Return what this member was given."""
    query = select(MemberCapability).where(MemberCapability.member_id == member_id)
    return {given.capability for given in unit.session.exec(query)}


def grant(unit: Unit, member_id: int, granted: Iterable[Capability]) -> None:
    """Give a member these capabilities; those already given stay."""
    for capability in set(granted) - capabilities(unit, member_id):
        unit.session.add(MemberCapability(member_id=member_id, capability=capability))


def with_capability(unit: Unit, capability: Capability) -> list[Member]:
    """Return the members who have this capability."""
    query = (
        select(Member)
        .join(MemberCapability, col(MemberCapability.member_id) == Member.id)
        .where(MemberCapability.capability == capability)
        .order_by(col(Member.id))
    )
    return list(unit.session.exec(query))

"""The people of the alliance."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Index, UniqueConstraint, bindparam, delete, func, text, update
from sqlalchemy import select as columns
from sqlalchemy.orm import aliased
from sqlmodel import Field, SQLModel, col, select

from bot.actor import Capability
from bot.rules.members import OUTSIDE, MemberStatus, Voting
from storage.types import slack_id, words
from storage.unit import Unit


class Member(SQLModel, table=True):
    """A person who represents an organisation; the Slack ids are absent for people not on Slack.

    `accepted_at` is when the person agreed to take part: before, the bot sends no prompts.
    `has_home` is set once the person has looked at App Home.
    `away_until` is the last day of an absence, `buddy_id` who helps a newcomer to settle in.
    """

    __tablename__ = "member"
    __table_args__ = (
        UniqueConstraint("slack_team_id", "slack_user_id"),
        Index(None, "slack_user_id"),
        Index(
            "uq_member_representative",
            "organization_id",
            unique=True,
            sqlite_where=text("voting = 'rep'"),
            postgresql_where=text("voting = 'rep'"),
        ),
    )

    id: int = Field(default=None, primary_key=True)
    slack_team_id: str | None = slack_id(default=None)
    slack_user_id: str | None = slack_id(default=None)
    name: str = Field(max_length=200)
    title: str | None = Field(default=None, max_length=120)
    organization_id: int | None = Field(default=None, foreign_key="organization.id", index=True)
    timezone: str | None = Field(default=None, max_length=64)
    locale: str | None = Field(default=None, max_length=20)
    status: MemberStatus = words(MemberStatus, default=MemberStatus.ACTIVE)
    voting: Voting = words(Voting, default=Voting.NONE)
    is_deactivated: bool = False
    joined_at: datetime
    accepted_at: datetime | None = None
    has_home: bool = False
    away_until: date | None = None
    buddy_id: int | None = Field(default=None, foreign_key="member.id")


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
        col(Member.status),
        col(Member.accepted_at),
        col(MemberCapability.capability),
    )
    .outerjoin(MemberCapability, col(MemberCapability.member_id) == col(Member.id))
    .where(col(Member.slack_user_id) == bindparam("user_id"))
)
_NOTE_HOME = (
    update(Member)
    .where(col(Member.id) == bindparam("member_id"), ~col(Member.has_home))
    .values(has_home=True)
)
_HAS_HOME = columns(col(Member.has_home)).where(col(Member.id) == bindparam("id"))
# Not the key, which rows that refer to a member hold: else two gifts to one person wait for each other.
_LOCK = select(Member.id).where(col(Member.id) == bindparam("id")).with_for_update(key_share=True)


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


def revoke(unit: Unit, member_id: int, revoked: Iterable[Capability]) -> None:
    """Take these capabilities from a member."""
    unit.session.connection().execute(
        delete(MemberCapability).where(
            col(MemberCapability.member_id) == member_id,
            col(MemberCapability.capability).in_(list(revoked)),
        )
    )
    unit.session.expire_all()


def all_capabilities(unit: Unit) -> dict[int, set[Capability]]:
    """Return what was given to whom, by the member's id."""
    found: dict[int, set[Capability]] = {}
    for given in unit.session.exec(select(MemberCapability)):
        found.setdefault(given.member_id, set()).add(given.capability)
    return found


def listed(unit: Unit) -> list[Member]:
    """Return everybody who takes part or is invited, by name."""
    query = select(Member).where(col(Member.status).not_in(list(OUTSIDE)))
    return list(unit.session.exec(query.order_by(func.lower(col(Member.name)), col(Member.id))))


def of_organization(unit: Unit, organization_id: int) -> list[Member]:
    """Return an organisation's people who take part or are invited, by name."""
    query = select(Member).where(
        Member.organization_id == organization_id, col(Member.status).not_in(list(OUTSIDE))
    )
    return list(unit.session.exec(query.order_by(func.lower(col(Member.name)), col(Member.id))))


def voting_for(unit: Unit, organization_id: int, voting: Voting) -> Member | None:
    """Return who holds, or first stands in for, an organisation's vote."""
    query = select(Member).where(Member.organization_id == organization_id, Member.voting == voting)
    return unit.session.exec(query.order_by(col(Member.id))).first()


def without_organization(unit: Unit, limit: int) -> list[Member]:
    """Return people on Slack who take part and represent nobody yet."""
    query = select(Member).where(
        col(Member.organization_id).is_(None),
        col(Member.slack_user_id).is_not(None),
        col(Member.status).not_in(list(OUTSIDE)),
    )
    return list(unit.session.exec(query.order_by(col(Member.id)).limit(limit)))


def asking(unit: Unit) -> list[Member]:
    """Return those who have asked to be let in, and wait, the first one first."""
    query = select(Member).where(Member.status == MemberStatus.ASKING, col(Member.accepted_at).is_not(None))
    return list(unit.session.exec(query.order_by(col(Member.accepted_at), col(Member.id))))


def gone(unit: Unit) -> list[Member]:
    """Return those whose Slack account was deactivated while they still take part."""
    query = select(Member).where(
        col(Member.is_deactivated).is_(True), col(Member.status).not_in(list(OUTSIDE))
    )
    return list(unit.session.exec(query.order_by(col(Member.id))))


def away(unit: Unit, before: date) -> list[Member]:
    """Return the paused members whose last day of absence is before this one."""
    query = select(Member).where(
        Member.status == MemberStatus.PAUSED,
        col(Member.away_until).is_not(None),
        col(Member.away_until) < before,
    )
    return list(unit.session.exec(query.order_by(col(Member.id))))


def possible_buddies(unit: Unit, newcomer: Member) -> list[Member]:
    """Return active members of other organisations, those with the fewest newcomers in their care first."""
    other = aliased(Member)
    care = select(func.count()).where(other.buddy_id == Member.id).scalar_subquery()
    query = select(Member).where(
        Member.status == MemberStatus.ACTIVE,
        col(Member.accepted_at).is_not(None),
        col(Member.slack_user_id).is_not(None),
        col(Member.is_deactivated).is_(False),
        col(Member.organization_id).is_not(None),
        Member.id != newcomer.id,
    )
    if newcomer.organization_id:
        query = query.where(Member.organization_id != newcomer.organization_id)
    return list(unit.session.exec(query.order_by(care, col(Member.id))))


def note_home(unit: Unit, member_id: int) -> None:
    """Note that this member has looked at App Home."""
    unit.session.connection().execute(_NOTE_HOME, {"member_id": member_id})


def has_home(unit: Unit, member_id: int) -> bool:
    """Tell whether this member has ever looked at App Home."""
    return bool(unit.session.connection().execute(_HAS_HOME, {"id": member_id}).scalar())


def ids_of_organization(unit: Unit, organization_id: int) -> list[int]:
    """Return the ids of everybody who represents an organisation, or did."""
    return list(unit.session.exec(select(Member.id).where(Member.organization_id == organization_id)))

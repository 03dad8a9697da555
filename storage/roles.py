"""The register of roles: which there are, who holds them, and from when until when."""

from datetime import date, datetime

from sqlmodel import Field, SQLModel, col, select

from bot.rules.members import MemberStatus, Voting
from bot.rules.roles import Seat
from storage.members import Member
from storage.types import words
from storage.unit import Unit


class Role(SQLModel, table=True):
    """A role that somebody can hold, such as co-chair; `term_months` is how long a term usually lasts."""

    __tablename__ = "role"

    id: int = Field(default=None, primary_key=True)
    key: str = Field(unique=True, max_length=40)
    title: str = Field(max_length=120)
    seat: Seat = words(Seat, default=Seat.ALLIANCE)
    max_holders: int = 1
    term_months: int | None = None
    created_at: datetime
    ended_at: datetime | None = None


class RoleAssignment(SQLModel, table=True):
    """One term of one holder. `until` is its planned last day, `ended_on` the day on which it ended."""

    __tablename__ = "role_assignment"

    id: int = Field(default=None, primary_key=True)
    role_id: int = Field(foreign_key="role.id", index=True)
    member_id: int = Field(foreign_key="member.id", index=True)
    group_id: int | None = Field(default=None, foreign_key="working_group.id", index=True)
    starts_on: date
    until: date | None = None
    ended_on: date | None = None
    is_acting: bool = False


class RegisterConfirmation(SQLModel, table=True):
    """Somebody looked through the register of roles and said that it is right."""

    __tablename__ = "register_confirmation"

    id: int = Field(default=None, primary_key=True)
    member_id: int = Field(foreign_key="member.id", index=True)
    confirmed_at: datetime


def by_key(unit: Unit, key: str) -> Role | None:
    """Return the role with this key, one that has ended included."""
    return unit.session.exec(select(Role).where(Role.key == key)).first()


def listed(unit: Unit) -> list[Role]:
    """Return the roles that there are, by title."""
    query = select(Role).where(col(Role.ended_at).is_(None))
    return list(unit.session.exec(query.order_by(col(Role.title), col(Role.id))))


def lock(unit: Unit, role_id: int) -> Role | None:
    """Return a role, with other transactions on it waiting until this one ends."""
    query = select(Role).where(Role.id == role_id)
    return unit.session.exec(query.with_for_update().execution_options(populate_existing=True)).first()


def term(unit: Unit, term_id: int) -> RoleAssignment | None:
    """Return a term."""
    return unit.session.get(RoleAssignment, term_id)


def terms(unit: Unit, *, role_id: int | None = None, member_id: int | None = None) -> list[RoleAssignment]:
    """Return the terms that run, of a role or of a member if one is given, the earliest first."""
    query = select(RoleAssignment).where(col(RoleAssignment.ended_on).is_(None))
    if role_id is not None:
        query = query.where(RoleAssignment.role_id == role_id)
    if member_id is not None:
        query = query.where(RoleAssignment.member_id == member_id)
    return list(unit.session.exec(query.order_by(col(RoleAssignment.starts_on), col(RoleAssignment.id))))


def terms_until(unit: Unit, day: date) -> list[RoleAssignment]:
    """Return the terms that run and are planned to end on or before a day, the earliest end first."""
    query = select(RoleAssignment).where(
        col(RoleAssignment.ended_on).is_(None),
        col(RoleAssignment.until).is_not(None),
        col(RoleAssignment.until) <= day,
    )
    return list(unit.session.exec(query.order_by(col(RoleAssignment.until), col(RoleAssignment.id))))


def latest_confirmation(unit: Unit) -> RegisterConfirmation | None:
    """Return when somebody last said that the register is right."""
    query = select(RegisterConfirmation).order_by(col(RegisterConfirmation.id).desc())
    return unit.session.exec(query).first()


def representatives(unit: Unit) -> dict[int, Member]:
    """Return the voting representatives who take part, by their organisation's id."""
    query = select(Member).where(
        Member.voting == Voting.REPRESENTATIVE,
        col(Member.status).not_in([MemberStatus.LEFT, MemberStatus.ASKING]),
    )
    return {one.organization_id: one for one in unit.session.exec(query) if one.organization_id}

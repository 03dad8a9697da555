"""Who is responsible, accountable, consulted and informed in each area (RACI)."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field, SQLModel, col, select

from bot.rules.responsibilities import Letter
from storage.types import words
from storage.unit import Unit


class Area(SQLModel, table=True):
    """An area of the alliance's work, such as data and analysis."""

    __tablename__ = "area"

    id: int = Field(default=None, primary_key=True)
    key: str = Field(unique=True, max_length=40)
    name: str = Field(max_length=120)
    created_at: datetime
    ended_at: datetime | None = None


class Responsibility(SQLModel, table=True):
    """One letter of the matrix: an organisation, a person, or a person on an organisation's behalf."""

    __tablename__ = "responsibility"
    __table_args__ = (
        CheckConstraint("member_id IS NOT NULL OR organization_id IS NOT NULL", name="somebody"),
        Index(
            "uq_responsibility_accountable",
            "area_id",
            unique=True,
            sqlite_where=text("letter = 'A'"),
            postgresql_where=text("letter = 'A'"),
        ),
    )

    id: int = Field(default=None, primary_key=True)
    area_id: int = Field(foreign_key="area.id", index=True, ondelete="CASCADE")
    letter: Letter = words(Letter)
    organization_id: int | None = Field(default=None, foreign_key="organization.id", index=True)
    member_id: int | None = Field(default=None, foreign_key="member.id", index=True)
    since: datetime


def by_key(unit: Unit, key: str) -> Area | None:
    """Return the area with this key, one that has ended included."""
    return unit.session.exec(select(Area).where(Area.key == key)).first()


def areas(unit: Unit) -> list[Area]:
    """Return the areas of work that there are, the oldest first."""
    query = select(Area).where(col(Area.ended_at).is_(None))
    return list(unit.session.exec(query.order_by(col(Area.id))))


def lock(unit: Unit, area_id: int) -> Area | None:
    """Return an area, with other transactions on it waiting until this one ends."""
    query = select(Area).where(Area.id == area_id)
    return unit.session.exec(query.with_for_update().execution_options(populate_existing=True)).first()


def letters(unit: Unit, *, area_id: int | None = None, member_id: int | None = None) -> list[Responsibility]:
    """Return the letters of areas that there are, of one area or one person if given, the oldest first."""
    query = (
        select(Responsibility)
        .join(Area, col(Area.id) == Responsibility.area_id)
        .where(col(Area.ended_at).is_(None))
    )
    if area_id is not None:
        query = query.where(Responsibility.area_id == area_id)
    if member_id is not None:
        query = query.where(Responsibility.member_id == member_id)
    return list(unit.session.exec(query.order_by(col(Responsibility.id))))


def by_id(unit: Unit, responsibility_id: int) -> Responsibility | None:
    """Return one letter of the matrix."""
    return unit.session.get(Responsibility, responsibility_id)

"""How often the privacy guard found something: never what, nor whose."""

from datetime import date

from sqlmodel import Field, SQLModel, col, select

from storage.unit import Unit
from storage.upsert import count_up


class GuardHit(SQLModel, table=True):
    """How many texts of a day were refused, by category and by the way in which they came; days are UTC's."""

    __tablename__ = "guard_hit"

    category: str = Field(primary_key=True, max_length=40)
    surface: str = Field(primary_key=True, max_length=60)
    day: date = Field(primary_key=True)
    count: int


def add(unit: Unit, category: str, surface: str) -> None:
    """Count one more; two at once are both counted."""
    count_up(unit, GuardHit, category=category, surface=surface, day=unit.now.date())


def hits(unit: Unit) -> list[GuardHit]:
    """Return every count, by day, category and surface."""
    order = (col(GuardHit.day), col(GuardHit.category), col(GuardHit.surface))
    return list(unit.session.exec(select(GuardHit).order_by(*order)))

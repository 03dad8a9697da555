"""What the alliance itself may change, as opposed to the process settings of whoever runs it."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import JSON, Column, bindparam
from sqlmodel import Field, SQLModel, col, select

from storage.unit import Unit


class Setting(SQLModel, table=True):
    """One choice of the alliance, such as how many kudos a member gives in a day."""

    __tablename__ = "setting"

    key: str = Field(primary_key=True, max_length=60)
    value: Any = Field(sa_column=Column(JSON, nullable=False))


_VALUE = select(Setting.value).where(col(Setting.key) == bindparam("key"))


def number(unit: Unit, key: str, default: int) -> int:
    """Return a whole number that the alliance chose, or the default."""
    chosen = unit.session.connection().execute(_VALUE, {"key": key}).first()
    return default if chosen is None else int(chosen.value)


def word(unit: Unit, key: str, default: str) -> str:
    """Return a word that the alliance chose, or the default."""
    chosen = unit.session.get(Setting, key)
    return default if chosen is None else str(chosen.value)


def names(unit: Unit, key: str) -> list[str]:
    """Return a list of names that the alliance chose; it is empty by default."""
    chosen = unit.session.get(Setting, key)
    return [] if chosen is None else [str(name) for name in chosen.value]


def several(unit: Unit, keys: Collection[str]) -> dict[str, Any]:
    """Return what the alliance chose for these keys; those that it left as they are stay out."""
    chosen = unit.session.exec(select(Setting).where(col(Setting.key).in_(keys)))
    return {one.key: one.value for one in chosen}


def choose(unit: Unit, key: str, value: Any) -> None:
    """Store a choice of the alliance."""
    unit.session.merge(Setting(key=key, value=value))

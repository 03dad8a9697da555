"""Traces of a person in every table that can hold some, and the search for them."""

from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import Column, Enum, Integer, String, Table, TypeDecorator, insert, select

from storage.tables import metadata
from storage.types import SLACK_ID_LENGTH
from storage.unit import Unit

NAME, USER_ID = "Quirina Zobel", "U0QUIRINA"
NO_IDS_OF_PEOPLE = {"ts", "message_ts", "uid"}
"""Columns as short as a Slack id that hold something else."""

_VALUES: dict[Any, Any] = {  # of JSON, SQLAlchemy only says that it is some object
    bool: False,
    datetime: datetime(2026, 1, 1, tzinfo=UTC),
    date: date(2026, 1, 1),
    time: time(9),
    object: {},
}


def refers_to_people(table: Table) -> bool:
    """Tell whether a table has a column for a member, or one that can hold a Slack id."""
    return any(_is_person(column) or _can_hold_slack_id(column) for column in table.columns)


def _is_person(column: Column[Any]) -> bool:
    return any(key.target_fullname == "member.id" for key in column.foreign_keys)


def _can_hold_slack_id(column: Column[Any]) -> bool:
    length = getattr(column.type, "length", None)
    return length == SLACK_ID_LENGTH and column.name not in NO_IDS_OF_PEOPLE


def leave(unit: Unit, member_id: int, *tables: Table, **given: Any) -> None:
    """Put a row of the person into each table: text says so, and every member in it is the person."""
    for table in tables:
        row = {column.name: _trace(unit, column, member_id) for column in table.columns}
        row |= {name: value for name, value in given.items() if name in row}
        unit.session.connection().execute(
            insert(table).values({name: value for name, value in row.items() if value is not ...})
        )


def _trace(unit: Unit, column: Column[Any], member_id: int) -> Any:
    """Return what the person left in a column; an ellipsis for what its default fills in."""
    if column.foreign_keys:
        return member_id if _is_person(column) else _first(unit, column)
    kind = column.type.impl_instance if isinstance(column.type, TypeDecorator) else column.type
    if isinstance(kind, Enum):
        return ... if column.default is not None else kind.enums[0]
    if isinstance(kind, String):
        return f"{NAME} {column}"[: kind.length]
    if isinstance(kind, Integer):
        return ... if column.primary_key else 1
    return _VALUES[kind.python_type]


def _first(unit: Unit, column: Column[Any]) -> Any:
    """Return the first row that a column can point to, or nothing where it may be empty."""
    (key,) = column.foreign_keys
    found = unit.session.connection().execute(select(key.column).order_by(key.column)).first()
    return found[0] if found else None


def found(unit: Unit, *words: str) -> set[str]:
    """Return every column, of any table, in which one of these words stands, as table.column."""
    return {
        f"{table.name}.{name}"
        for table in metadata.sorted_tables
        for row in unit.session.connection().execute(select(table)).mappings()
        for name, value in row.items()
        if any(word in str(value) for word in words)
    }

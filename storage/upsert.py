"""Inserting a row unless its key is there already, and counting under a key, on either database."""

from functools import cache
from typing import Any

from sqlalchemy import Executable, inspect, literal
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import SQLModel

from storage.unit import Unit


def insert_once(unit: Unit, table: type[SQLModel], **values: Any) -> bool:
    """Insert a row; tell whether it is the first of its key. Two processes never both hear yes."""
    connection = unit.session.connection()
    return connection.execute(_inserting_once(connection.dialect.name, table), values).first() is not None


def count_up(unit: Unit, table: type[SQLModel], **key: Any) -> None:
    """Add one to the `count` of the row with this primary key, which is made where it is absent."""
    connection = unit.session.connection()
    more = {"count": inspect(table).columns["count"] + 1}
    insert = _insert(connection.dialect.name, table).values(**key, count=1)
    connection.execute(insert.on_conflict_do_update(index_elements=list(key), set_=more))


@cache
def _inserting_once(dialect: str, table: type[SQLModel]) -> Executable:
    """Return the statement, which is the same for every row."""
    statement: Executable = _insert(dialect, table).on_conflict_do_nothing().returning(literal(1))
    return statement


def _insert(dialect: str, table: type[SQLModel]) -> Any:
    return (sqlite if dialect == "sqlite" else postgresql).insert(table)

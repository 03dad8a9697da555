"""Column types that tables share."""

from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Column, Enum, String
from sqlmodel import Field

SLACK_ID_LENGTH = 32
"""Characters; Slack's ids are opaque and shorter than this."""


def slack_id(**options: Any) -> Any:
    """Declare a column that holds a Slack id."""
    return Field(sa_type=String(SLACK_ID_LENGTH), **options)


def words(kind: type[StrEnum], **options: Any) -> Any:
    """Declare a column that holds one word of an enumeration, as text with a CHECK."""
    column_type = Enum(
        kind,
        name=kind.__name__.lower(),
        native_enum=False,
        create_constraint=True,
        length=20,
        values_callable=lambda members: [member.value for member in members],
    )
    return Field(sa_type=column_type, **options)


def json_object() -> Any:
    """Declare a column that holds a JSON object."""
    return Field(default_factory=dict, sa_column=Column(JSON, nullable=False))

"""Who did what to what: the trail of every change. It holds ids, never anybody's text."""

from datetime import datetime

from sqlalchemy import insert
from sqlmodel import Field, SQLModel

from storage.unit import Unit


class AuditEvent(SQLModel, table=True):
    """One change; `actor_id` is absent where the bot itself acted."""

    __tablename__ = "audit_event"

    id: int = Field(default=None, primary_key=True)
    at: datetime = Field(index=True)
    actor_id: int | None = Field(default=None, foreign_key="member.id")
    verb: str = Field(max_length=40)
    subject: str = Field(max_length=60, index=True)


_INSERT = insert(AuditEvent)


def record(unit: Unit, actor_id: int | None, verb: str, subject: str) -> None:
    """Note that somebody did `verb` to `subject`, such as ("kudos.given", "kudos:7")."""
    values = {"at": unit.now, "actor_id": actor_id, "verb": verb, "subject": subject}
    unit.session.connection().execute(_INSERT, values)

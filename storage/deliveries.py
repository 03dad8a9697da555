"""Deliveries from Slack that were handled, so that a second one of the same changes nothing."""

from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlmodel import Field, SQLModel, col

from storage.unit import Unit
from storage.upsert import insert_once

KEPT_FOR = timedelta(hours=26)
"""Slack sends delayed events again for up to 25 hours."""


class SeenDelivery(SQLModel, table=True):
    """An `event_id`, `trigger_id` or submitted view that was handled."""

    __tablename__ = "seen_delivery"

    key: str = Field(primary_key=True, max_length=200)
    seen_at: datetime = Field(index=True)


def claim(unit: Unit, key: str) -> bool:
    """Note a delivery in this transaction; tell whether it is the first of its key."""
    return insert_once(unit, SeenDelivery, key=key, seen_at=unit.now)


def forget_old(unit: Unit) -> None:
    """Forget what Slack will not send again."""
    unit.session.connection().execute(
        delete(SeenDelivery).where(col(SeenDelivery.seen_at) < unit.now - KEPT_FOR)
    )

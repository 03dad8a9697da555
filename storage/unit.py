"""The unit of work: one transaction, its moment, and what it may write besides rows."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session


@dataclass(frozen=True, slots=True)
class Unit:
    """One transaction. `now` is its only clock; nothing in it commits."""

    session: Session
    now: datetime

    def wake_delivery(self) -> None:
        """Have the delivery worker look at the outbox as soon as this transaction is committed."""
        self.session.info["wakes_delivery"] = True

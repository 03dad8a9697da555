"""Leases: which process does what only one may do at a time."""

from datetime import datetime, timedelta

from sqlalchemy import or_, update
from sqlmodel import Field, SQLModel, col

from storage.unit import Unit
from storage.upsert import insert_once


class Lease(SQLModel, table=True):
    """A task, and the process that has it until a moment that it keeps moving on."""

    __tablename__ = "lease"

    task: str = Field(primary_key=True, max_length=40)
    owner: str = Field(max_length=64)
    until: datetime


def take(unit: Unit, task: str, owner: str, term: timedelta) -> bool:
    """Take or renew the lease on a task; False while another process holds it."""
    connection = unit.session.connection()
    until = unit.now + term
    free = or_(col(Lease.owner) == owner, col(Lease.until) <= unit.now)
    renewal = update(Lease).where(col(Lease.task) == task, free).values(owner=owner, until=until)
    if connection.execute(renewal).rowcount == 1:
        return True
    return insert_once(unit, Lease, task=task, owner=owner, until=until)


def give_back(unit: Unit, task: str, owner: str) -> None:
    """End this process's lease at once, so that the next one need not wait."""
    unit.session.connection().execute(
        update(Lease).where(col(Lease.task) == task, col(Lease.owner) == owner).values(until=unit.now)
    )

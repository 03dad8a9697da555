"""Every table, for the migrations and the tests."""

from sqlmodel import SQLModel

from storage import audit, deliveries, guard, kudos, leases, members, organizations, outbox, settings

metadata = SQLModel.metadata

__all__ = [
    "audit",
    "deliveries",
    "guard",
    "kudos",
    "leases",
    "members",
    "metadata",
    "organizations",
    "outbox",
    "settings",
]

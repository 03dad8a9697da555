"""Every table, for the migrations and the tests."""

from sqlmodel import SQLModel

from storage import (
    actions,
    audit,
    deliveries,
    groups,
    guard,
    kudos,
    leases,
    members,
    notifications,
    organizations,
    outbox,
    responsibilities,
    roles,
    schedules,
    settings,
)

metadata = SQLModel.metadata

__all__ = [
    "actions",
    "audit",
    "deliveries",
    "groups",
    "guard",
    "kudos",
    "leases",
    "members",
    "metadata",
    "notifications",
    "organizations",
    "outbox",
    "responsibilities",
    "roles",
    "schedules",
    "settings",
]

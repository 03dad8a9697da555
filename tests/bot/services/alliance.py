"""A small alliance in a database, and the ways in which tests act in it and look at it."""

from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlmodel import SQLModel, select

from bot.actor import Actor, SlackAccount
from bot.rules.members import Profile
from bot.services import members
from bot.services.joining import accept
from storage import organizations
from storage.audit import AuditEvent
from storage.database import Database
from storage.members import listed
from storage.organizations import Organization
from storage.outbox import Notice
from storage.unit import Unit

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")
Row = TypeVar("Row", bound=SQLModel)

TEAM = "T0TEST"
ANA, LEO, TOM, DANA, TESSA, OMAR = "U0ANA", "U0LEO", "U0TOM", "U0DANA", "U0TESSA", "U0OMAR"
ORGANIZATIONS = {
    "clinic": "Riverbend Community Clinic",
    "food-bank": "Harvest Table Food Bank",
    "gardens": "Green Plot Community Gardens",
    "hospital": "Sunnybrook General Hospital",
}
"""Each claims the e-mail domain that is its slug under `.example`."""


def profile(
    user_id: str, name: str, domain: str = "", timezone: str | None = "America/New_York", **more: Any
) -> Profile:
    """Return what Slack says of somebody; without a domain, no e-mail address."""
    email = f"{name.lower()}@{domain}" if domain else None
    return Profile(SlackAccount(TEAM, user_id), name, email, timezone, "en-US", **more)


PROFILES = (
    profile(ANA, "Ana", "food-bank.example"),
    profile(LEO, "Leo", "gardens.example", "America/Los_Angeles"),
    profile(TOM, "Tom", "clinic.example"),
    profile(DANA, "Dana", "wards.hospital.example"),
    profile(TESSA, "Tessa", "jobs.example", "Asia/Kolkata"),
    profile(OMAR, "Omar"),
)
"""Tessa's and Omar's organisations are not in the alliance."""


def take_part(unit: Unit) -> None:
    """Have everybody whom the alliance has met take part from now on."""
    for member in listed(unit):
        accept(unit, member)


class Alliance:
    """The alliance's database, seen from its people."""

    def __init__(self, database: Database) -> None:
        self.database = database

    async def found(self) -> None:
        """Let the organisations and the people in."""

        def open_doors(unit: Unit) -> None:
            for slug, name in ORGANIZATIONS.items():
                partner = Organization(slug=slug, name=name, created_at=unit.now)
                organizations.add(unit, partner, [f"{slug}.example"])
            members.enrol(unit, PROFILES)
            take_part(unit)

        await self.database.run(open_doors)

    async def act(
        self,
        user_id: str,
        use_case: Callable[Concatenate[Unit, Actor, Arguments], Result],
        *args: Arguments.args,
        **kwargs: Arguments.kwargs,
    ) -> Result:
        """Run a use case as somebody."""

        def transaction(unit: Unit) -> Result:
            return use_case(unit, members.recognize(unit, user_id), *args, **kwargs)

        return await self.database.run(transaction)

    async def rows(self, table: type[Row]) -> list[Row]:
        """Return every row of a table, the oldest first."""

        def all_rows(unit: Unit) -> list[Row]:
            return list(unit.session.exec(select(table).order_by(*table.__table__.primary_key)))  # type: ignore[attr-defined]

        return await self.database.read(all_rows)

    async def notices(self) -> list[tuple[str, str]]:
        """Return the kind and the target of every notice, the oldest first."""
        return [(notice.kind, notice.target) for notice in await self.rows(Notice)]

    async def verbs(self) -> list[str]:
        """Return what the audit trail says was done, the people's coming left out."""
        events = await self.rows(AuditEvent)
        return [event.verb for event in events if event.verb not in {"member.met", "member.joined"}]

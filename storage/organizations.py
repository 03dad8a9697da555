"""The partner bodies of the alliance."""

from collections.abc import Collection, Iterable
from datetime import datetime

from sqlalchemy import bindparam
from sqlmodel import Field, SQLModel, col, select

from bot.rules.responsibilities import Letter
from storage.responsibilities import Area, Responsibility
from storage.unit import Unit


class Organization(SQLModel, table=True):
    """A partner body: the unit of an alliance."""

    __tablename__ = "organization"

    id: int = Field(default=None, primary_key=True)
    slug: str = Field(unique=True, max_length=40)
    name: str = Field(max_length=120)
    sector: str | None = Field(default=None, max_length=40)
    created_at: datetime
    ended_at: datetime | None = None


class OrganizationDomain(SQLModel, table=True):
    """An e-mail domain that an organisation claims: whoever writes from there belongs to it."""

    __tablename__ = "organization_domain"

    domain: str = Field(primary_key=True, max_length=253)
    organization_id: int = Field(foreign_key="organization.id", index=True, ondelete="CASCADE")


_NAMES = select(Organization.id, Organization.name).where(
    col(Organization.id).in_(bindparam("ids", expanding=True))
)


def add(unit: Unit, organization: Organization, domains: Iterable[str] = ()) -> Organization:
    """Store an organisation and the domains that it claims."""
    unit.session.add(organization)
    unit.session.flush()
    for domain in domains:
        unit.session.add(OrganizationDomain(domain=domain.lower(), organization_id=organization.id))
    return organization


def listed(unit: Unit) -> list[Organization]:
    """Return the organisations that are in the alliance, by name."""
    query = select(Organization).where(col(Organization.ended_at).is_(None))
    return list(unit.session.exec(query.order_by(Organization.name)))


def by_id(unit: Unit, organization_id: int) -> Organization | None:
    """Return an organisation, one that has left the alliance included."""
    return unit.session.get(Organization, organization_id)


def by_slug(unit: Unit, slug: str) -> Organization | None:
    """Return the organisation of a slug, one that has left the alliance included."""
    return unit.session.exec(select(Organization).where(Organization.slug == slug)).first()


def names(unit: Unit, ids: Collection[int]) -> dict[int, str]:
    """Return the names of the organisations of these ids."""
    if not ids:
        return {}
    found = unit.session.connection().execute(_NAMES, {"ids": list(ids)})
    return {row.id: row.name for row in found}


def by_slugs(unit: Unit, slugs: Collection[str]) -> dict[str, Organization]:
    """Return the organisations of these slugs that are in the alliance."""
    if not slugs:
        return {}
    query = select(Organization).where(col(Organization.slug).in_(slugs))
    found = unit.session.exec(query.where(col(Organization.ended_at).is_(None)))
    return {organization.slug: organization for organization in found}


def claim(unit: Unit, organization_id: int, claimed: Collection[str]) -> None:
    """Have an organisation claim these e-mail domains, and no others."""
    mine = select(OrganizationDomain).where(OrganizationDomain.organization_id == organization_id)
    present = {one.domain: one for one in unit.session.exec(mine)}
    for domain in set(claimed) - present.keys():
        unit.session.add(OrganizationDomain(domain=domain, organization_id=organization_id))
    for domain in present.keys() - set(claimed):
        unit.session.delete(present[domain])
    unit.session.flush()


def claiming(unit: Unit, domains: Iterable[str]) -> int | None:
    """Return the id of the organisation that claims the first of these domains that is claimed."""
    for domain in domains:
        claim = unit.session.get(OrganizationDomain, domain)
        if claim is not None:
            return claim.organization_id
    return None


def domains(unit: Unit) -> dict[int, list[str]]:
    """Return the claimed e-mail domains by the organisation's id."""
    claims: dict[int, list[str]] = {}
    for claim in unit.session.exec(select(OrganizationDomain).order_by(OrganizationDomain.domain)):
        claims.setdefault(claim.organization_id, []).append(claim.domain)
    return claims


def part(unit: Unit, organization_id: int) -> list[tuple[Letter, str]]:
    """Return what an organisation has to do with which areas: the letter and the area's name."""
    query = (
        select(Responsibility.letter, Area.name)
        .join(Area, col(Area.id) == Responsibility.area_id)
        .where(Responsibility.organization_id == organization_id, col(Area.ended_at).is_(None))
        .order_by(Responsibility.letter, Area.name)
    )
    return [(Letter(letter), name) for letter, name in unit.session.exec(query)]

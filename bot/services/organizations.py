"""The partner bodies of the alliance, as whoever runs the bot enters them."""

from collections.abc import Iterable

from bot.errors import RuleError
from bot.rules.organizations import clean_domain, clean_name, clean_slug
from storage import audit, organizations
from storage.organizations import Organization
from storage.unit import Unit


def add(unit: Unit, slug: str, name: str, domains: Iterable[str] = ()) -> Organization:
    """Enter an organisation, and the e-mail domains of its people; RuleError where another one has them."""
    slug, name = clean_slug(slug), clean_name(name)
    claimed = sorted({clean_domain(domain) for domain in domains})
    if organizations.by_slugs(unit, [slug]):
        raise RuleError(f"There is an organisation called {slug} already. Choose another short name.")
    for domain in claimed:
        if organizations.claiming(unit, [domain]) is not None:
            raise RuleError(f"{domain} belongs to another organisation already.")
    partner = organizations.add(unit, Organization(slug=slug, name=name, created_at=unit.now), claimed)
    audit.record(unit, None, "organization.added", f"organization:{partner.id}")
    return partner


def listed(unit: Unit) -> list[tuple[Organization, list[str]]]:
    """Return all organisations by name, each with the e-mail domains that it claims."""
    domains = organizations.domains(unit)
    return [(partner, domains.get(partner.id, [])) for partner in organizations.listed(unit)]

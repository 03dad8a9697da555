"""What an organisation's names look like."""

import re
from enum import StrEnum

from bot.errors import RuleError

SLUG_MAX = 40
NAME_MAX = 120
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_DOMAIN = re.compile(r"([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}")


class Sector(StrEnum):
    """The parts of public life that an alliance brings together."""

    HEALTHCARE_PROVIDER = "healthcare_provider"
    GOVERNMENT = "government"
    NONPROFIT = "nonprofit"
    ACADEMIC = "academic"
    PRIVATE = "private"
    COMMUNITY_GROUP = "community_group"
    PATIENT_ADVOCATE = "patient_advocate"


SECTORS = {
    Sector.HEALTHCARE_PROVIDER: "Healthcare provider",
    Sector.GOVERNMENT: "Government",
    Sector.NONPROFIT: "Non-profit",
    Sector.ACADEMIC: "Academic",
    Sector.PRIVATE: "Private company",
    Sector.COMMUNITY_GROUP: "Community group",
    Sector.PATIENT_ADVOCATE: "Patient advocates",
}
"""Each sector as people read it."""


def sector_label(sector: str | None) -> str | None:
    """Return a sector as people read it; an unknown word as it is."""
    return SECTORS[Sector(sector)] if sector in set(Sector) else sector


def clean_sector(sector: str | None) -> Sector | None:
    """Return a sector of the list, None where nothing was chosen, or raise RuleError."""
    if not sector:
        return None
    try:
        return Sector(sector.strip().lower().replace("-", "_").replace(" ", "_"))
    except ValueError:
        known = ", ".join(Sector)
        raise RuleError(f"There is no sector called {sector}. There are: {known}.", field="sector") from None


def clean_slug(slug: str) -> str:
    """Return the short name under which an organisation is thanked, or raise RuleError."""
    slug = slug.strip().lower()
    if len(slug) > SLUG_MAX or not _SLUG.fullmatch(slug):
        raise RuleError(
            f"A short name is letters, digits and hyphens, up to {SLUG_MAX} characters, such as food-bank.",
            field="slug",
        )
    return slug


def clean_name(name: str) -> str:
    """Return an organisation's name on one line, or raise RuleError."""
    name = " ".join(name.split())
    if not 1 <= len(name) <= NAME_MAX:
        raise RuleError(f"An organisation's name has up to {NAME_MAX} characters.", field="name")
    return name


def clean_domain(domain: str) -> str:
    """Return an e-mail domain, with or without the @ before it, or raise RuleError."""
    domain = domain.strip().lower().rpartition("@")[2]
    if not _DOMAIN.fullmatch(domain):
        raise RuleError(
            f"{domain or 'Nothing'} is no e-mail domain. It looks like clinic.example.org.", field="domains"
        )
    return domain

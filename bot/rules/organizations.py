"""What an organisation's names look like."""

import re

from bot.errors import RuleError

SLUG_MAX = 40
NAME_MAX = 120
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_DOMAIN = re.compile(r"([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}")


def clean_slug(slug: str) -> str:
    """Return the short name under which an organisation is thanked, or raise RuleError."""
    slug = slug.strip().lower()
    if len(slug) > SLUG_MAX or not _SLUG.fullmatch(slug):
        raise RuleError(
            f"A short name is letters, digits and hyphens, up to {SLUG_MAX} characters, such as food-bank."
        )
    return slug


def clean_name(name: str) -> str:
    """Return an organisation's name on one line, or raise RuleError."""
    name = " ".join(name.split())
    if not 1 <= len(name) <= NAME_MAX:
        raise RuleError(f"An organisation's name has up to {NAME_MAX} characters.")
    return name


def clean_domain(domain: str) -> str:
    """Return an e-mail domain, with or without the @ before it, or raise RuleError."""
    domain = domain.strip().lower().rpartition("@")[2]
    if not _DOMAIN.fullmatch(domain):
        raise RuleError(f"{domain or 'Nothing'} is no e-mail domain. It looks like clinic.example.org.")
    return domain

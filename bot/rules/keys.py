"""Short names and full names of what an alliance sets up: groups, roles, areas."""

import re
import unicodedata

from bot.errors import RuleError

KEY_MAX = 40
NAME_MAX = 120
_KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_GAPS = re.compile(r"[^a-z0-9]+")


def clean_key(key: str, *, field: str, example: str) -> str:
    """Return a short name as it is stored, or raise RuleError that shows what one looks like."""
    key = key.strip().lstrip("#").lower()
    if len(key) > KEY_MAX or not _KEY.fullmatch(key):
        raise RuleError(
            f"A short name is letters a to z, digits and hyphens, up to {KEY_MAX} characters, "
            f"such as {example}.",
            field=field,
        )
    return key


def clean_name(name: str, *, field: str, example: str) -> str:
    """Return a full name on one line, or raise RuleError that shows what one looks like."""
    name = " ".join(name.replace("\0", "").split())
    if not 1 <= len(name) <= NAME_MAX:
        raise RuleError(f"A name has 1 to {NAME_MAX} characters, such as {example}.", field=field)
    return name


def key_of(name: str) -> str:
    """Return a short name made of a full one; empty where nothing of it can be used."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return _GAPS.sub("-", plain).strip("-")[:KEY_MAX].strip("-")

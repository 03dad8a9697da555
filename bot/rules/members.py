"""Who belongs to the alliance, as far as Slack tells."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from bot.actor import SlackAccount
from bot.errors import RuleError


class MemberStatus(StrEnum):
    """Where a member stands in the alliance."""

    INVITED = "invited"
    ACTIVE = "active"
    PAUSED = "paused"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Profile:
    """What Slack says of one of its users; `timezone` is an IANA name, `locale` such as en-US."""

    account: SlackAccount
    name: str
    email: str | None
    timezone: str | None
    locale: str | None
    is_app: bool = False
    is_deactivated: bool = False


def ensure_person(profile: Profile) -> None:
    """Raise RuleError for an app: only people and organisations take part in an alliance."""
    if profile.is_app:
        raise RuleError(
            f"{profile.name} is an app, not a person. Name the people or the organisation behind it.",
            field="people",
        )


def ensure_present(name: str, *, is_deactivated: bool) -> None:
    """Raise RuleError for somebody whose Slack account was deactivated."""
    if is_deactivated:
        raise RuleError(
            f"{name} no longer has an account here, and would never read it. Leave {name} out, "
            "or name the organisation with org:NAME.",
            field="people",
        )


def email_domains(email: str | None) -> Iterable[str]:
    """Yield the domain of an address and its parent domains, the most specific first.

    A bare top-level domain is left out: nobody can claim it.
    """
    _, at, domain = (email or "").lower().rpartition("@")
    labels = domain.split(".") if at else []
    return (".".join(labels[start:]) for start in range(max(len(labels) - 1, 0)))

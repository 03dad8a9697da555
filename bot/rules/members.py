"""Who belongs to the alliance, as far as Slack tells."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.actor import Capability, SlackAccount
from bot.errors import RuleError

EVERYBODY = frozenset({Capability.OBSERVER, Capability.MEMBER})
NAME_MAX = 120
TITLE_MAX = 120


class MemberStatus(StrEnum):
    """Where a member stands in the alliance; who is `asking` waits for a coordinator to let them in."""

    ASKING = "asking"
    INVITED = "invited"
    ACTIVE = "active"
    PAUSED = "paused"
    LEFT = "left"


OUTSIDE = {
    MemberStatus.ASKING: "You are not in this alliance yet. Ask to join, and a coordinator will let you in.",
    MemberStatus.LEFT: "You do not take part in this alliance any more. To come back, ask to join.",
}
"""Who takes no part, and what they are told."""


class Voting(StrEnum):
    """Whether a member holds, or stands in for, the vote of their organisation."""

    REPRESENTATIVE = "rep"
    ALTERNATE = "alternate"
    NONE = "none"


FORMER = "Former member"
"""What somebody is called whose data were erased."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What Slack says of one of its users; `timezone` is an IANA name, `locale` such as en-US.

    `is_admin` says that the person administers the workspace, or owns it.
    """

    account: SlackAccount
    name: str
    email: str | None
    timezone: str | None
    locale: str | None
    is_app: bool = False
    is_deactivated: bool = False
    is_admin: bool = False


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody as readers see them: a person with an organisation, or an organisation (`is_organization`)."""

    name: str
    user_id: str | None = None
    organization: str | None = None
    is_organization: bool = False


def is_newcomer(status: MemberStatus, accepted_at: datetime | None) -> bool:
    """Tell whether somebody may take part and has not agreed to it so far."""
    return accepted_at is None and status not in OUTSIDE


def allowed(status: MemberStatus, granted: Collection[Capability]) -> frozenset[Capability]:
    """Return what somebody may do: what everybody may, and what was given; observers only read."""
    if status in OUTSIDE:
        return frozenset()
    if Capability.OBSERVER in granted:
        return frozenset({Capability.OBSERVER})
    return EVERYBODY | set(granted)


def ensure_capabilities(granted: Collection[Capability], *, insists: bool) -> None:
    """Raise RuleError for what does not go together.

    Stewards hear concerns in confidence, so a coordinator is none, unless the alliance `insists`.
    """
    wanted = set(granted)
    if Capability.OBSERVER in wanted and len(wanted) > 1:
        raise RuleError(
            "An observer only reads. Choose member, or take the other capabilities away.",
            field="capabilities",
        )
    if {Capability.STEWARD, Capability.COORDINATOR} <= wanted and not insists:
        raise RuleError(
            "Stewards hear concerns in confidence, so a coordinator is usually none. Choose one of the two, "
            "or tick the box below that you want both.",
            field="capabilities",
        )


def clean_title(title: str | None) -> str | None:
    """Return a job title on one line, None for nothing, or raise RuleError."""
    line = " ".join((title or "").split())
    if len(line) > TITLE_MAX:
        raise RuleError(f"A title has up to {TITLE_MAX} characters. Shorten it a little.", field="title")
    return line or None


def clean_person(name: str) -> str:
    """Return a person's name on one line, or raise RuleError."""
    line = " ".join(name.split())
    if not 1 <= len(line) <= NAME_MAX:
        raise RuleError(
            f"Write the person's name, up to {NAME_MAX} characters, such as Renee Foster.", field="name"
        )
    return line


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

"""What the alliance agreed on about working groups: who founds them, leads them and gets in."""

from bot.actor import Actor, Capability
from bot.errors import RuleError

STEERING = "steering"
"""The group whose people are the steering committee: being in it gives the capability of that name."""
PURPOSE_MAX = 500
PEOPLE_MAX = 100
"""People who are added to a group at once."""


def clean_purpose(purpose: str | None) -> str | None:
    """Return what a group is for, None where nothing is said, or raise RuleError."""
    text = (purpose or "").replace("\0", "").strip()
    if len(text) > PURPOSE_MAX:
        raise RuleError(
            f"That is {len(text)} characters long; say it in {PURPOSE_MAX} or less.", field="purpose"
        )
    return text or None


def may_found(actor: Actor) -> bool:
    """Tell whether somebody may found a group."""
    return bool(actor.capabilities & {Capability.COORDINATOR, Capability.STEERING})


def ensure_may_found(actor: Actor) -> None:
    """Raise RuleError unless the actor may found a group."""
    if not may_found(actor):
        raise RuleError(
            "Coordinators and the steering committee found groups. Tell one of them what you have in mind."
        )


def may_run(actor: Actor, lead_id: int | None) -> bool:
    """Tell whether somebody may change a group: its lead, or a coordinator."""
    return actor.member_id == lead_id or Capability.COORDINATOR in actor.capabilities


def ensure_may_run(actor: Actor, lead_id: int | None, name: str) -> None:
    """Raise RuleError unless the actor may change the group of this name."""
    if not may_run(actor, lead_id):
        raise RuleError(f"Only the lead of {name} or a coordinator can do this. Ask one of them.")


def ensure_open(slug: str, name: str) -> None:
    """Raise RuleError for a group into which nobody walks: its people decide for the whole alliance."""
    if slug == STEERING:
        raise RuleError(
            f"{name} is one seat for each major partner, so its people are named. "
            "Ask its lead or a coordinator to add you."
        )

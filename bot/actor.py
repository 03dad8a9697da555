"""Who acts: a member of the alliance, and what that member may do."""

from dataclasses import dataclass
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.errors import OutsiderError, RuleError


class Capability(StrEnum):
    """What somebody may do; additive, given by the alliance."""

    OBSERVER = "observer"
    MEMBER = "member"
    LEAD = "lead"
    STEERING = "steering"
    STEWARD = "steward"
    COORDINATOR = "coordinator"


@dataclass(frozen=True, slots=True)
class SlackAccount:
    """A person's identity in Slack: the team that the person belongs to, and the user id there."""

    team_id: str
    user_id: str


@dataclass(frozen=True, slots=True)
class Actor:
    """The member on whose behalf a use case runs.

    `barred` is the sentence for somebody who does not take part. A newcomer was met or invited, and has
    not accepted yet.
    """

    member_id: int
    account: SlackAccount
    name: str
    timezone: ZoneInfo
    capabilities: frozenset[Capability]
    organization_id: int | None = None
    barred: str | None = None
    is_newcomer: bool = False

    def require(self, capability: Capability) -> None:
        """Raise RuleError unless the member has this capability, OutsiderError for who does not take part."""
        if self.barred:
            raise OutsiderError(self.barred)
        if capability not in self.capabilities:
            raise RuleError(
                f"This needs the {capability} capability, which you do not have. "
                "Ask a coordinator of the alliance to do it, or to give it to you."
            )

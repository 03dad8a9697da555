"""What somebody may do."""

from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from bot.actor import Actor, Capability, SlackAccount
from bot.errors import OutsiderError, RuleError

ANA = Actor(1, SlackAccount("T1", "U1"), "Ana", ZoneInfo("UTC"), frozenset({Capability.MEMBER}))


def test_a_capability_that_one_has() -> None:
    """Who has a capability passes."""
    ANA.require(Capability.MEMBER)


@pytest.mark.parametrize("capability", sorted(set(Capability) - ANA.capabilities))
def test_a_capability_that_one_lacks(capability: Capability) -> None:
    """Who lacks it is told which one, and whom to ask; capabilities do not imply each other."""
    with pytest.raises(RuleError) as caught:
        ANA.require(capability)
    assert caught.value.sentence == (
        f"This needs the {capability} capability, which you do not have. "
        "Ask a coordinator of the alliance to do it, or to give it to you."
    )


def test_somebody_outside_may_do_nothing() -> None:
    """Who takes no part is told so, whatever they were given before."""
    with pytest.raises(OutsiderError) as caught:
        replace(ANA, barred="You are not in yet.").require(Capability.MEMBER)
    assert caught.value.sentence == "You are not in yet."

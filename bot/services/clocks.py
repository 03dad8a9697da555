"""What time it is for somebody."""

from datetime import datetime

from bot.actor import Actor, Capability
from storage.unit import Unit


def local_now(unit: Unit, actor: Actor) -> datetime:
    """Return the present moment in the member's zone."""
    actor.require(Capability.OBSERVER)
    return unit.now.astimezone(actor.timezone)

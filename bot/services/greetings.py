"""Meeting somebody: a name to greet, and help for whoever writes to the bot."""

from bot.actor import Actor, Capability
from bot.rules.outbox import Priority
from storage import outbox
from storage.unit import Unit


def name_of(_unit: Unit, actor: Actor) -> str:
    """Return the name to greet somebody by."""
    actor.require(Capability.OBSERVER)
    return actor.name


def ask_for_help(unit: Unit, actor: Actor) -> None:
    """Send the member a direct message that tells what the bot can do."""
    actor.require(Capability.OBSERVER)
    outbox.post(
        unit,
        "home.help",
        to=actor.account.user_id,
        subject=f"member:{actor.member_id}",
        priority=Priority.DIRECT,
    )

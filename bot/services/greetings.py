"""Meeting somebody: a name to greet, and whether there is a Home to keep fresh."""

from bot.actor import Actor, Capability
from storage import members
from storage.unit import Unit


def name_of(_unit: Unit, actor: Actor) -> str:
    """Return the name to greet somebody by."""
    actor.require(Capability.OBSERVER)
    return actor.name


def open_home(unit: Unit, actor: Actor) -> None:
    """Note that the member looks at App Home, which is kept fresh from now on."""
    actor.require(Capability.OBSERVER)
    members.note_home(unit, actor.member_id)


def has_opened_home(unit: Unit, actor: Actor) -> bool:
    """Tell whether the member ever looked at App Home: for others it need not be drawn."""
    actor.require(Capability.OBSERVER)
    return members.has_home(unit, actor.member_id)

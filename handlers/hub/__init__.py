"""The hub: one command over everything that has none of its own, drawn from what the capabilities declare."""

from collections.abc import Sequence

from handlers.hub.listeners import Hub
from handlers.kit.feature import HUB, Command, Feature


def feature(others: Sequence[Feature]) -> Feature:
    """Return the capability that leads to the others."""
    hub = Hub(others)
    nouns = [(name, noun.description) for other in others for name, noun in other.nouns.items()]
    return Feature(
        name="hub",
        commands={
            HUB: Command(
                hub.command,
                description="Everything the alliance does, and your next step",
                usage=f"{' | '.join([*(name for name, _ in nouns[:4]), '…', 'help'])}",
                examples=(("", "open the menu"), *nouns, ("help", "this list")),
            )
        },
        actions={"hub.open": hub.open, "hub.noun": hub.noun, "hub.command": hub.run},
        home=hub.home,
    )

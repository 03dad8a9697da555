"""The end of a routine message: what its reader can do without is stopped there."""

from slack_sdk.models.blocks import ActionsBlock

from handlers.kit import blocks

STOP = "Stop these"


def stop(kind: str, label: str = STOP) -> ActionsBlock:
    """Return the button that stops messages of a kind."""
    return stops((kind, label))


def stops(*kinds: tuple[str, str]) -> ActionsBlock:
    """Return the buttons that stop messages, or parts of messages, of these kinds, each with its label."""
    return blocks.actions(*(blocks.button(label, "notifications.stop", kind) for kind, label in kinds))

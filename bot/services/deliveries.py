"""Handling each delivery from Slack once."""

from bot.errors import AlreadyHandledError
from storage import deliveries, outbox
from storage.unit import Unit


def claim_once(unit: Unit, key: str | None) -> None:
    """Note in this transaction that a delivery is handled; AlreadyHandledError if it was before.

    A delivery without a key cannot be recognised, and passes.
    """
    if key is not None and not deliveries.claim(unit, key):
        raise AlreadyHandledError


def forget_old(unit: Unit) -> None:
    """Drop what is past its retention: deliveries in, and notices out."""
    deliveries.forget_old(unit)
    outbox.forget_old(unit)

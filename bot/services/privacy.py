"""Counting what the privacy guard found."""

from bot.rules.privacy.patterns import Category
from storage import guard
from storage.unit import Unit


def count_hit(unit: Unit, category: Category, surface: str) -> None:
    """Count a refused text, by category and by the route that it came in by; nothing else is kept of it.

    It runs in a transaction of its own: the one that was refused is rolled back.
    """
    guard.add(unit, category, surface)

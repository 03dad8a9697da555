"""What the alliance agreed on about reminders: at which distance from its day an item is mentioned."""

from datetime import date, datetime, timedelta

DAYS = frozenset({-2, 0, 1, 3})
"""Days late on which an item is mentioned; from a week on it is weekly."""
WEEK = 7
STUCK_AFTER = WEEK
"""Days late after which the lead of an item's group hears of it."""
LATE = timedelta(minutes=30)
"""What goes out later than this says so."""
SHOWN_MAX = 10


def is_reminded(due_on: date, today: date) -> bool:
    """Tell whether an item is mentioned this morning: so long before its day, on it, or after it."""
    late = (today - due_on).days
    return late in DAYS or (late > 0 and late % WEEK == 0)


def is_stuck(due_on: date, today: date) -> bool:
    """Tell whether an item is so late that the lead of its group should know."""
    return (today - due_on).days >= STUCK_AFTER


def is_late(due_at: datetime, now: datetime) -> bool:
    """Tell whether a message goes out so late that it should say so."""
    return now - due_at > LATE


def has_digest(today: date) -> bool:
    """Tell whether the week begins today."""
    return today.weekday() == 0

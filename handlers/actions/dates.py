"""Days as their reader says them."""

from datetime import date, timedelta

from bot.services.actions_shown import Item

WEEK = timedelta(days=7)


def named(day: date, today: date) -> str:
    """Return a day in words, near ones as people say them: today, tomorrow, Friday 6 March."""
    if day == today:
        return "today"
    if day == today + timedelta(days=1):
        return "tomorrow"
    year = "" if day.year == today.year else f" {day.year}"
    return f"{day:%A} {day.day} {day:%B}{year}"


def due(item: Item) -> str:
    """Return when an item is due, and how late it is."""
    if item.due_on is None:
        return "no due date"
    late = (item.today - item.due_on).days
    if late <= 0:
        return f"due {named(item.due_on, item.today)}"
    days = "1 day" if late == 1 else f"{late} days"
    return f":small_red_triangle: *{days} late* (due {named(item.due_on, item.today)})"


def rhythm(repeat_days: int) -> str:
    """Return how often an item comes again."""
    weeks, rest = divmod(repeat_days, 7)
    if rest:
        return "every day" if repeat_days == 1 else f"every {repeat_days} days"
    return "every week" if weeks == 1 else f"every {weeks} weeks"


def next_monday(today: date) -> date:
    """Return the next Monday after today."""
    return today + WEEK - timedelta(days=today.weekday())

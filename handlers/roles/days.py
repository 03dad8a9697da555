"""Days and terms as people read them."""

from datetime import date

from bot.services.roles_shown import Term
from handlers.kit import blocks, parties


def spelled(day: date) -> str:
    """Return a day in words, such as 5 March 2027."""
    return f"{day.day} {day:%B %Y}"


def ending(term: Term) -> str:
    """Return when a term ends, seen from today."""
    left = term.days_left
    if term.until is None or left is None:
        return "no end set"
    if left < 0:
        return f"ended {spelled(term.until)}"
    if left <= 1:
        return "ends today" if left == 0 else "ends tomorrow"
    return f"until {spelled(term.until)}, {left} days left"


def holding(term: Term) -> str:
    """Return a holder with organisation, group, and term, as mrkdwn."""
    place = f" in {blocks.plain_name(term.group)}" if term.group else ""
    acting = " (acting)" if term.is_acting else ""
    since = f"since {spelled(term.starts_on)}"
    return f"{parties.full(term.holder)}{place}{acting} · {since} · {ending(term)}"

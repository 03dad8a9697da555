"""What the alliance agreed on about roles: seats, terms, and the register that is kept up to date."""

from calendar import monthrange
from datetime import date, timedelta
from enum import StrEnum

from bot.errors import RuleError
from bot.rules.members import MemberStatus

HOLDERS_MAX = 50
TERM_MONTHS_MAX = 120
ACTING_DAYS_MAX = 90
"""How long somebody stands in for a role: after that, somebody is to be chosen."""
TERM_WARNINGS = (30, 90)
"""Days before its end at which a term is spoken of."""
CONFIRMED_EVERY = timedelta(days=90)
"""How often somebody looks through the register."""
CONFIRMATION_NAGGED_EVERY = 14
"""Days after which an overdue look at the register is asked for again."""


class Seat(StrEnum):
    """Where a role has its seats."""

    ALLIANCE = "alliance"
    GROUP = "group"


def takes_part(status: MemberStatus, *, is_deactivated: bool) -> bool:
    """Tell whether somebody is here, or invited, to do something for the alliance."""
    return not is_deactivated and status not in {MemberStatus.LEFT, MemberStatus.ASKING}


def ensure_takes_part(name: str, status: MemberStatus, *, is_deactivated: bool, field: str) -> None:
    """Raise RuleError for somebody who is no longer, or not yet, in the alliance."""
    if not takes_part(status, is_deactivated=is_deactivated):
        raise RuleError(f"{name} does not take part in the alliance. Choose somebody who does.", field=field)


def clean_number(text: str | int | None, *, most: int, field: str) -> int | None:
    """Return a whole number from 1 to `most`, None for nothing, or raise RuleError."""
    typed = str(text if text is not None else "").strip()
    if not typed:
        return None
    if not (typed.isascii() and typed.isdigit() and len(typed) < 6 and 1 <= int(typed) <= most):  # noqa: PLR2004 - no number here is longer
        raise RuleError(f"Write a whole number from 1 to {most}.", field=field)
    return int(typed)


def add_months(day: date, months: int) -> date:
    """Return the same day so many months later; the month's last day where it has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def term_end(starts_on: date, until: date | None, term_months: int | None, *, is_acting: bool) -> date | None:
    """Return the last day of a term: as chosen, or as long as usual; RuleError for one that cannot be."""
    latest = starts_on + timedelta(days=ACTING_DAYS_MAX)
    if until is None and is_acting:
        return latest
    if until is None:
        return add_months(starts_on, term_months) - timedelta(days=1) if term_months else None
    if until < starts_on:
        raise RuleError("This day is past. Choose the last day of the term, today or later.", field="until")
    if is_acting and until > latest:
        raise RuleError(
            f"Somebody stands in for {ACTING_DAYS_MAX} days at the most. Choose an earlier day, "
            "or a full term.",
            field="until",
        )
    if until > add_months(starts_on, TERM_MONTHS_MAX):
        raise RuleError("Choose a day within ten years, or leave it open.", field="until")
    return until


def ensure_room(title: str, holders: list[str], max_holders: int) -> None:
    """Raise RuleError where all seats of a role are taken; it names who has them."""
    if len(holders) >= max_holders:
        seats = "one seat" if max_holders == 1 else f"{max_holders} seats"
        raise RuleError(
            f"{title} has {seats}, held by {', '.join(holders)}. End a term first, "
            "or give the role more seats.",
            field="role",
        )


def warning(starts_on: date, until: date, today: date) -> int | None:
    """Return which warning of a term's end is due: the days that it comes ahead; None where none is.

    A term that is shorter than that has no such warning: whoever got it knows.
    """
    left, length = (until - today).days, (until - starts_on).days
    return next((ahead for ahead in TERM_WARNINGS if 0 <= left <= ahead < length), None)

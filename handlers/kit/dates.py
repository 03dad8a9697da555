"""Days and rhythms as people type them, and days as they read them.

    date    := YYYY-MM-DD | today | tomorrow | mon..sun (next such day) | +Nd | +Nw | eom | plain English
    rhythm  := 10d | 2w | 3m | daily | weekly | fortnightly | monthly | every 2 weeks

Whatever cannot be understood in one way only is refused, with what to write instead.
"""

import re
from calendar import monthrange
from datetime import date, datetime, timedelta

from dateparser.date import DateDataParser

from bot.errors import RuleError

EXAMPLES = "today, friday, +2w, 5 March, in two weeks, or 2027-03-05"
RHYTHMS = "10d, 2w, weekly, fortnightly or monthly"
TYPED_MAX = 60
"""Characters; a longer text is no date."""
YEARS_MAX = 10
"""Years ahead; more is a slip."""
JUST_PAST = timedelta(days=31)
"""A day of this year that is no longer past than this is meant to be that, and not next year's."""
RHYTHM_MAX = 366
"""Days of a rhythm, at most."""
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

_TIME = r"(?:\d{1,2}(?:[:.]\d\d)?\s?(?:[ap]\.?m\.?)?|noon|midnight|morning|afternoon|evening|night)"
_SAID = r"(?:(?:by|on|until|till|before|due)\s+)?"
_WEEKDAY = re.compile(
    rf"{_SAID}(?:(?:the|this|next|coming)\s+)*(?P<day>[a-z]{{3,9}})(?:,?\s+(?:at\s+|in\s+the\s+)?{_TIME})?"
)
_NUMBERS = re.compile(
    rf"{_SAID}(?P<first>[0-9]{{1,2}})[/.-](?P<second>[0-9]{{1,2}})(?:[/.-](?P<year>[0-9]{{4}}|[0-9]{{2}}))?\.?"
)
_ORDINAL = re.compile(rf"{_SAID}(?:the\s+)?(?P<day>[12]?[0-9]|3[01])(?:st|nd|rd|th)")
_AHEAD = re.compile(r"\+(?P<count>[0-9]{1,4})\s?(?P<unit>[dw])")
_END_OF_MONTH = re.compile(rf"eom|{_SAID}(?:the\s+)?end of (?:the|this) month")
_MONTH = re.compile(r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)")
_YEAR = re.compile(r"\d{4}")
_RHYTHM = re.compile(r"(?:every\s+)?(?P<count>[0-9]{1,3}|other)?\s?(?P<unit>[dwm]|day|week|month)s?")
_RHYTHM_WORDS = {
    "daily": 1,
    "weekly": 7,
    "fortnightly": 14,
    "biweekly": 14,
    "bi-weekly": 14,
    "monthly": 28,
    "quarterly": 91,
    "yearly": 364,
}
_UNITS = {"d": 1, "w": 7, "m": 28}


def parse_date(text: str, now: datetime, *, field: str | None = None) -> date:
    """Return the day that a text names, seen from a local moment; RuleError where it is past or unclear."""
    try:
        day = _read(text, now)
        _ensure_near(day, now.date(), text.strip())
    except RuleError as error:
        error.field = field
        raise
    return day


def _read(text: str, now: datetime) -> date:
    """Return the day in the first reading that understands it, or raise RuleError."""
    typed = " ".join(text.lower().replace("’", "'").split())
    if typed and len(typed) <= TYPED_MAX:
        for reading in (_iso, _ahead, _end_of_month, _weekday, _ordinal, _numbers, _english):
            if (day := reading(typed, now)) is not None:
                return day
    shown = f"“{text.strip()[:TYPED_MAX]}” is no day that I understand." if typed else "Name a day."
    raise RuleError(f"{shown} Write {EXAMPLES}.")


def _ensure_near(day: date, today: date, typed: str) -> None:
    """Raise RuleError for a day that has passed, or that is too far off to be meant."""
    if day < today:
        raise RuleError(
            f"“{typed}” is {spelled(day, today)}, which has passed. Write a day from today on: {EXAMPLES}."
        )
    if day.year > today.year + YEARS_MAX:
        raise RuleError(f"“{typed}” is in {day.year}. Write a day within the next {YEARS_MAX} years.")


def _iso(typed: str, _now: datetime) -> date | None:
    try:
        return date.fromisoformat(typed) if typed[4:5] == "-" else None
    except ValueError:
        return None


def _ahead(typed: str, now: datetime) -> date | None:
    found = _AHEAD.fullmatch(typed)
    return now.date() + timedelta(int(found["count"]) * _UNITS[found["unit"]]) if found else None


def _end_of_month(typed: str, now: datetime) -> date | None:
    today = now.date()
    last = monthrange(today.year, today.month)[1]
    return today.replace(day=last) if _END_OF_MONTH.fullmatch(typed) else None


def _weekday(typed: str, now: datetime) -> date | None:
    """Return the next such day, which is never today; a time of day beside it is not needed."""
    found = _WEEKDAY.fullmatch(typed)
    named = [index for index, name in enumerate(DAYS) if found and name.startswith(found["day"])]
    return now.date() + timedelta((named[0] - now.weekday() - 1) % 7 + 1) if named else None


def _ordinal(typed: str, now: datetime) -> date | None:
    """Return the next day of that number, today included."""
    found = _ORDINAL.fullmatch(typed)
    if found is None or found["day"] == "0":
        return None
    day = now.date()
    while day.day != int(found["day"]):
        day += timedelta(1)
    return day


def _numbers(typed: str, now: datetime) -> date | None:
    """Return the day of two or three numbers; RuleError where either may be the month."""
    found = _NUMBERS.fullmatch(typed)
    if found is None:
        return None
    pair, year = (int(found["first"]), int(found["second"])), int(found["year"] or 0)
    days = {_day(year, month, day, now.date()) for day, month in (pair, pair[::-1])}
    readings = sorted(day for day in days if day)
    if len(readings) <= 1:
        return readings[0] if readings else None
    shown = " or ".join(spelled(day, now.date()) for day in readings)
    exact = " or ".join(day.isoformat() for day in readings)
    raise RuleError(f"“{typed}” can be {shown}. Write {exact}.")


def _day(year: int, month: int, day: int, today: date) -> date | None:
    """Return a day of a year, or of the next year that is sensible where none is given."""
    try:
        if year:
            return date(year if year > 99 else 2000 + year, month, day)  # noqa: PLR2004 - two digits
        this = date(today.year, month, day)
        return this if this >= today - JUST_PAST else date(today.year + 1, month, day)
    except ValueError:
        return None


def _english(typed: str, now: datetime) -> date | None:
    """Return what the library makes of it, where day and month are given, or a time from now on."""
    settings = {
        "RELATIVE_BASE": now.replace(tzinfo=None),
        "PREFER_DATES_FROM": "future",
        "REQUIRE_PARTS": ["day", "month"],
        "PARSERS": ["relative-time", "absolute-time"],
        "TIMEZONE": "UTC",
    }
    try:
        found = DateDataParser(languages=["en"], settings=settings).get_date_data(typed)["date_obj"]
    except (ValueError, OverflowError):
        return None
    if found is None:
        return None
    day: date = found.date()
    names_no_year = _MONTH.search(typed) and not _YEAR.search(typed)
    if names_no_year and day.year == now.year + 1:
        return _day(0, day.month, day.day, now.date())
    return day


def parse_rhythm(text: str, *, field: str | None = None) -> int:
    """Return the days from one time to the next; a month is four weeks. RuleError where it is unclear."""
    typed = " ".join(text.lower().split())
    days = _RHYTHM_WORDS.get(typed, 0)
    if not days and (found := _RHYTHM.fullmatch(typed)):
        count = 2 if found["count"] == "other" else int(found["count"] or 1)
        days = count * _UNITS[found["unit"][0]]
    if not 1 <= days <= RHYTHM_MAX:
        raise RuleError(
            f"I do not understand “{text.strip()[:TYPED_MAX]}” as a rhythm. Write {RHYTHMS}.", field=field
        )
    return days


def rhythm(days: int) -> str:
    """Return how often something repeats, as people say it."""
    count, unit = (days // 7, "week") if days % 7 == 0 else (days, "day")
    return f"every {unit}" if count == 1 else f"every {count} {unit}s"


def spelled(day: date, today: date) -> str:
    """Return a day as "Friday 5 December", with the year where it is another one."""
    year = f" {day.year}" if day.year != today.year else ""
    return f"{DAYS[day.weekday()].title()} {day.day} {MONTHS[day.month - 1]}{year}"


def away(day: date, today: date) -> str:
    """Return how far off a day is, or how late something is that was due on it."""
    days = (day - today).days
    if days < 0:
        return f"{-days} {'day' if days == -1 else 'days'} late"
    return ("today", "tomorrow")[days] if days < 2 else f"in {days} days"  # noqa: PLR2004 - those two


def due(day: date, today: date) -> str:
    """Return a day with how far off it is: "Friday 5 December (in 3 days)"."""
    return f"{spelled(day, today)} ({away(day, today)})"

"""Moments, as the reader's clock and calendar show them."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

_TOKEN = re.compile(r"\{(\w+)\}")
_HALF_A_YEAR = 183
_NEAR = ("Yesterday", "Today", "Tomorrow")
_MINUTE, _HOUR, _DAY = 60, 3600, 86_400


@dataclass(frozen=True, slots=True)
class Calendar:
    """The zone of a reader, what time it is, and whether the clock has twelve hours."""

    zone: str
    now: datetime
    has_twelve_hours: bool = True

    def local(self, moment: datetime) -> datetime:
        """Return a moment in the reader's zone."""
        return moment.astimezone(ZoneInfo(self.zone))

    def time(self, moment: datetime, *, seconds: bool = False) -> str:
        """Return the time of day."""
        local = self.local(moment)
        if not self.has_twelve_hours:
            return f"{local:%H:%M:%S}" if seconds else f"{local:%H:%M}"
        clock = f"{local:%I:%M:%S}" if seconds else f"{local:%I:%M}"
        return f"{clock.removeprefix('0')} {local:%p}"

    def day(
        self, moment: datetime, *, short: bool = False, pretty: bool = True, weekday: bool = False
    ) -> str:
        """Return the date in words; `pretty` says today and yesterday, `short` cuts the month."""
        local, today = self.local(moment).date(), self.local(self.now).date()
        away = (local - today).days
        if pretty and abs(away) <= 1:
            return _NEAR[away + 1]
        shown = f"{local:%b} {local.day}" if short else f"{local:%B} {local.day}{_ending(local.day)}"
        shown = f"{local:%A}, {shown}" if weekday else shown
        return shown if abs(away) < _HALF_A_YEAR else f"{shown}, {local.year}"

    def ago(self, moment: datetime) -> str:
        """Return how long ago, or how far ahead, a moment is."""
        seconds = int((self.now - moment).total_seconds())
        for size, unit in ((_DAY, "day"), (_HOUR, "hour"), (_MINUTE, "minute")):
            if abs(seconds) >= size:
                count = abs(seconds) // size
                span = f"{count} {unit}{'s' if count > 1 else ''}"
                return f"{span} ago" if seconds > 0 else f"in {span}"
        return "just now"


def moment_of(ts: str) -> datetime:
    """Return the moment of a message's timestamp."""
    return datetime.fromtimestamp(float(ts), UTC)


def formatted(calendar: Calendar, moment: datetime, pattern: str) -> str:
    """Return a moment as a pattern of Slack's tokens asks for it, for the middle of a sentence."""
    return _TOKEN.sub(lambda match: _token(calendar, moment, match), pattern)


def _token(calendar: Calendar, moment: datetime, match: re.Match[str]) -> str:
    match match.group(1):
        case "date_num":
            return f"{calendar.local(moment):%Y-%m-%d}"
        case "time":
            return calendar.time(moment)
        case "time_secs":
            return calendar.time(moment, seconds=True)
        case "ago":
            return calendar.ago(moment)
        case "date" | "date_short" | "date_long" | "date_pretty" | "date_short_pretty" | "date_long_pretty":
            kind = match.group(1)
            is_short, is_pretty, is_long = ("short" in kind, "pretty" in kind, "long" in kind)
            shown = calendar.day(moment, short=is_short, pretty=is_pretty, weekday=is_long)
            return shown.lower() if shown in _NEAR else shown
    return match.group()


def _ending(day: int) -> str:
    return "th" if 11 <= day <= 13 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")  # noqa: PLR2004

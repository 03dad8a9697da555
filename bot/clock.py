"""Time: the one clock that everything is given, and what a local day is."""

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """Return the present moment, aware, in UTC."""
    return datetime.now(UTC)


def known_zone(name: str | None) -> ZoneInfo | None:
    """Return the IANA zone of that name; None where there is no such zone, as Slack may tell."""
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def zone(name: str | None, fallback: str) -> ZoneInfo:
    """Return the IANA zone of that name, or the fallback where Slack's name is odd or absent."""
    return known_zone(name) or ZoneInfo(fallback)


def start_of_day(now: datetime, local: ZoneInfo) -> datetime:
    """Return the instant, in UTC, at which the local day that contains `now` began.

    Where a clock change skips midnight, the day begins at the first instant after the gap.
    """
    midnight = datetime.combine(now.astimezone(local).date(), time.min, local)
    return midnight.astimezone(UTC)


def start_of_next_day(now: datetime, local: ZoneInfo) -> datetime:
    """Return the instant, in UTC, at which the next local day begins."""
    tomorrow = now.astimezone(local).date() + timedelta(days=1)
    return datetime.combine(tomorrow, time.min, local).astimezone(UTC)

"""When something that recurs is next due, at a local hour, whatever the clocks of its zone do."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

CAUGHT_UP = timedelta(hours=24)
"""What was missed by more than this is skipped: a day later it would only confuse."""
LATE = timedelta(minutes=30)
"""What goes out later than this says so."""
_SECOND = timedelta(seconds=1)


def next_occurrence(anchor: date, every_days: int, at: time, zone: ZoneInfo, after: datetime) -> datetime:
    """Return the first instant after `after`, in UTC, of anchor + n * every_days at this local time (n ≥ 0).

    Where a clock change skips the local time, the occurrence is the first instant after the gap; where
    the clock shows it twice, the first of the two.
    """
    passed = (after.astimezone(zone).date() - anchor).days
    turn = max(passed // every_days - 1, 0)
    while (instant := wall_clock(anchor + timedelta(days=turn * every_days), at, zone)) <= after:
        turn += 1
    return instant


def latest_occurrence(anchor: date, every_days: int, at: time, zone: ZoneInfo, now: datetime) -> datetime:
    """Return the last occurrence that is not after `now`; the first one where there is none yet."""
    passed = (now.astimezone(zone).date() - anchor).days
    turn = max(passed // every_days, 0)
    while turn and wall_clock(anchor + timedelta(days=turn * every_days), at, zone) > now:
        turn -= 1
    return wall_clock(anchor + timedelta(days=turn * every_days), at, zone)


def after_travel(
    day: date, every_days: int, at: time, zone: ZoneInfo, *, now: datetime, until: time
) -> datetime:
    """Return when the occurrence of a day is due for somebody whose clock changed to that of another zone.

    It stays that of the same local day, so that no day comes twice. Where its time has passed in the new
    zone it is due now, unless it is `until` o'clock already or that day is over: then the next one is.
    """
    instant = wall_clock(day, at, zone)
    if instant > now:
        return instant
    local = now.astimezone(zone)
    if local.date() == day and local.time() < until:
        return now
    return next_occurrence(day, every_days, at, zone, now)


def wall_clock(day: date, at: time, zone: ZoneInfo) -> datetime:
    """Return the instant, in UTC, at which a local clock shows this time on this day."""
    local = datetime.combine(day, at, zone)
    instant = local.astimezone(UTC)
    if instant.astimezone(zone).replace(tzinfo=None) == local.replace(tzinfo=None):
        return instant
    return _end_of_gap(local.replace(fold=1).astimezone(UTC), instant, zone)


def _end_of_gap(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    """Return the first instant after a gap of which `before` and `after` lie on either side."""
    offset = after.astimezone(zone).utcoffset()
    while after - before > _SECOND:
        middle = before + (after - before) // 2
        if middle.astimezone(zone).utcoffset() == offset:
            after = middle
        else:
            before = middle
    return after.replace(microsecond=0)

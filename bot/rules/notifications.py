"""What the alliance agreed on about the bot's own messages: few, at a good hour, and never to the absent."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.rules.members import MemberStatus
from bot.rules.schedules import wall_clock


def next_open(now: datetime, zone: ZoneInfo, quiet_from: time, quiet_until: time) -> datetime:
    """Return the first instant from `now` on, in UTC, that is not in the quiet hours of the zone.

    Quiet hours that end before they begin go over midnight; equal ends mean that there are none.
    """
    local = now.astimezone(zone)
    if not is_quiet(local.time(), quiet_from, quiet_until):
        return now.astimezone(UTC)
    is_evening = quiet_from > quiet_until and local.time() >= quiet_from
    return wall_clock(local.date() + timedelta(days=is_evening), quiet_until, zone)


def is_quiet(at: time, quiet_from: time, quiet_until: time) -> bool:
    """Tell whether a local time is within quiet hours, which may span midnight."""
    if quiet_from <= quiet_until:
        return quiet_from <= at < quiet_until
    return at >= quiet_from or at < quiet_until


def is_reachable(
    status: MemberStatus, *, is_deactivated: bool, accepted: bool, away_until: date | None, today: date
) -> bool:
    """Tell whether somebody may be sent a message: present, and agreed to it (where that is asked for)."""
    if (
        is_deactivated
        or not accepted
        or status in {MemberStatus.LEFT, MemberStatus.PAUSED, MemberStatus.ASKING}
    ):
        return False
    return away_until is None or away_until < today

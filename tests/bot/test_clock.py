"""What a local day is, in every zone that a member may live in."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.clock import start_of_day, start_of_next_day, utc_now, zone

MOMENT = timedelta(microseconds=1)
ZONES = sorted(available_timezones() - {"localtime"})
CHANGES_AT_MIDNIGHT = (
    "America/Santiago",
    "Asia/Beirut",
    "Africa/Cairo",
    "America/Havana",
    "America/Asuncion",
)

zones = st.sampled_from(ZONES) | st.sampled_from(CHANGES_AT_MIDNIGHT)
instants = st.datetimes(datetime(2015, 1, 1), datetime(2045, 1, 1)).map(  # noqa: DTZ001 - becomes aware here
    lambda naive: naive.replace(tzinfo=UTC)
)


def _assert_days_are_whole(now: datetime, local: ZoneInfo) -> None:
    today, tomorrow = start_of_day(now, local), start_of_next_day(now, local)
    day = now.astimezone(local).date()
    assert today <= now < tomorrow
    assert today.tzinfo is tomorrow.tzinfo is UTC
    assert (today - MOMENT).astimezone(local).date() < day == today.astimezone(local).date()
    assert (tomorrow - MOMENT).astimezone(local).date() == day < tomorrow.astimezone(local).date()
    assert start_of_day(tomorrow, local) == tomorrow


@given(zones, instants)
def test_a_day_begins_and_ends_at_local_midnight(name: str, now: datetime) -> None:
    """A day begins at its very first instant and lasts until the next one begins, in any zone."""
    _assert_days_are_whole(now, ZoneInfo(name))


@pytest.mark.parametrize(
    ("name", "day", "begins", "hours"),
    [
        ("America/Santiago", "2026-09-06T12:00", "2026-09-06T04:00", 23),
        ("America/Santiago", "2026-04-04T12:00", "2026-04-04T03:00", 25),
        ("Asia/Beirut", "2026-03-29T12:00", "2026-03-28T22:00", 23),
        ("Asia/Beirut", "2026-10-24T12:00", "2026-10-23T21:00", 25),
        ("Africa/Cairo", "2026-04-24T12:00", "2026-04-23T22:00", 23),
        ("Africa/Cairo", "2026-10-29T12:00", "2026-10-28T21:00", 25),
        ("America/New_York", "2026-03-08T12:00", "2026-03-08T05:00", 23),
        ("Asia/Kolkata", "2026-03-02T15:00", "2026-03-01T18:30", 24),
        ("Pacific/Kiritimati", "2026-03-02T15:00", "2026-03-02T10:00", 24),
    ],
)
def test_days_of_a_clock_change(name: str, day: str, begins: str, hours: int) -> None:
    """Where a clock change skips or repeats midnight's hour, the day is shorter or longer, and whole."""
    now = datetime.fromisoformat(day).replace(tzinfo=UTC)
    local = ZoneInfo(name)
    assert start_of_day(now, local) == datetime.fromisoformat(begins).replace(tzinfo=UTC)
    assert start_of_next_day(now, local) - start_of_day(now, local) == timedelta(hours=hours)
    for quarters in range(-200, 200):
        _assert_days_are_whole(now + quarters * timedelta(minutes=15), local)


@pytest.mark.parametrize(
    "name", [None, "", "Mars/Olympus", "../../etc/passwd", "/etc/passwd", "a\0b", "America"]
)
def test_an_odd_zone_falls_back(name: str | None) -> None:
    """Where Slack names no zone, or an odd one, the alliance's is taken."""
    assert zone(name, "America/New_York") == ZoneInfo("America/New_York")


@given(st.text(max_size=40))
def test_no_name_of_a_zone_is_an_error(name: str) -> None:
    """Whatever Slack says, there is a zone."""
    assert zone(name, "UTC").utcoffset(utc_now()) is not None


def test_a_known_zone_is_taken() -> None:
    """The zone that Slack names is the one that counts."""
    assert zone("Asia/Kolkata", "UTC") == ZoneInfo("Asia/Kolkata")


def test_the_present_moment_is_aware() -> None:
    """The clock gives aware moments, in UTC."""
    assert utc_now().tzinfo is UTC

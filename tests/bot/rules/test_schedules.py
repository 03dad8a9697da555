"""Local hours that recur, in every zone and over every clock change."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.schedules import after_travel, latest_occurrence, next_occurrence, wall_clock

ZONES = sorted(available_timezones() - {"localtime"})
zones = st.sampled_from(ZONES).map(ZoneInfo)
days = st.dates(date(2020, 1, 1), date(2040, 12, 31))
hours = st.builds(time, st.integers(0, 23), st.sampled_from([0, 15, 30, 45]))
rhythms = st.sampled_from([1, 7, 14, 28])


@given(zones, days, hours)
def test_wall_clock(zone: ZoneInfo, day: date, at: time) -> None:
    """The local clock shows the time then, or the clocks have just skipped it."""
    instant = wall_clock(day, at, zone)
    shown = instant.astimezone(zone)
    if shown.replace(tzinfo=None) == datetime.combine(day, at):
        assert shown.fold == 0
    else:
        just_before = (instant - timedelta(seconds=1)).astimezone(zone).replace(tzinfo=None)
        assert just_before < datetime.combine(day, at) < shown.replace(tzinfo=None)


@given(zones, days, rhythms, hours, st.integers(0, 400))
def test_each_occurrence_comes_once(zone: ZoneInfo, anchor: date, every: int, at: time, later: int) -> None:
    """From one occurrence to the next it is so many local days, none skipped and none twice."""
    moment = datetime.combine(anchor, at, UTC) + timedelta(days=later)
    first = next_occurrence(anchor, every, at, zone, moment)
    second = next_occurrence(anchor, every, at, zone, first)
    assert moment < first < second
    assert first == wall_clock(_day(first, anchor, every, at, zone), at, zone)
    assert latest_occurrence(anchor, every, at, zone, first) == first
    assert latest_occurrence(anchor, every, at, zone, second - timedelta(seconds=1)) == first
    assert _day(second, anchor, every, at, zone) - _day(first, anchor, every, at, zone) == timedelta(every)


def _day(instant: datetime, anchor: date, every: int, at: time, zone: ZoneInfo) -> date:
    """Return the day of the series whose occurrence is at this instant."""
    near = instant.astimezone(zone).date()
    turn = (near - anchor).days // every
    candidates = [anchor + timedelta(days=every * max(turn + step, 0)) for step in (-1, 0, 1)]
    return next(day for day in candidates if wall_clock(day, at, zone) == instant)


@pytest.mark.parametrize(
    ("day", "at", "expected"),
    [
        (date(2026, 3, 8), time(2, 30), datetime(2026, 3, 8, 7, 0, tzinfo=UTC)),
        (date(2026, 11, 1), time(1, 30), datetime(2026, 11, 1, 5, 30, tzinfo=UTC)),
        (date(2026, 7, 1), time(8, 30), datetime(2026, 7, 1, 12, 30, tzinfo=UTC)),
    ],
    ids=["gap", "fold", "summer"],
)
def test_new_york(day: date, at: time, expected: datetime) -> None:
    """The clocks of New York go forward and back, and the bot goes with them."""
    assert wall_clock(day, at, ZoneInfo("America/New_York")) == expected


def test_fortnight_over_a_clock_change() -> None:
    """A bi-weekly nine o'clock stays nine o'clock when the clocks change in between."""
    zone = ZoneInfo("Europe/Berlin")
    anchor = date(2026, 3, 16)
    first = next_occurrence(anchor, 14, time(9), zone, datetime(2026, 3, 16, 7, tzinfo=UTC))
    second = next_occurrence(anchor, 14, time(9), zone, first)
    assert first == datetime(2026, 3, 16, 8, tzinfo=UTC)
    assert second == datetime(2026, 3, 30, 7, tzinfo=UTC)


def test_nothing_before_the_anchor() -> None:
    """A series begins with its anchor, however early one asks."""
    first = next_occurrence(date(2026, 5, 4), 14, time(9), ZoneInfo("UTC"), datetime(2020, 1, 1, tzinfo=UTC))
    assert first == datetime(2026, 5, 4, 9, tzinfo=UTC)


@given(zones, zones, days, st.integers(0, 24 * 60))
def test_travel(old: ZoneInfo, new: ZoneInfo, day: date, minutes: int) -> None:
    """Who travels is not reminded of a day before it begins there, nor in its evening, nor of one twice."""
    at, evening = time(8, 30), time(18)
    now = wall_clock(day, at, old) - timedelta(minutes=minutes)
    due = after_travel(day, 1, at, new, now=now, until=evening)
    shown = due.astimezone(new)
    assert due >= now
    assert shown.date() >= day
    assert at <= shown.time() < evening
    if due != now:
        assert shown.time() == at or wall_clock(shown.date(), at, new) == due
    if now < wall_clock(day, evening, new):
        assert shown.date() == day


def test_travel_to_the_west() -> None:
    """Reminded on Tuesday in Tokyo, somebody lands in New York on Monday: the next is Wednesday's."""
    now = datetime(2026, 3, 3, 2, tzinfo=UTC)
    due = after_travel(
        date(2026, 3, 4), 1, time(8, 30), ZoneInfo("America/New_York"), now=now, until=time(18)
    )
    assert due == datetime(2026, 3, 4, 13, 30, tzinfo=UTC)


def test_travel_to_the_east() -> None:
    """Somebody whose Tuesday morning has passed on the way is reminded on arrival."""
    now = datetime(2026, 3, 3, 3, tzinfo=UTC)
    due = after_travel(date(2026, 3, 3), 1, time(8, 30), ZoneInfo("Asia/Tokyo"), now=now, until=time(18))
    assert due == now

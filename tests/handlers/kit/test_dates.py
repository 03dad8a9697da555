"""Days and rhythms as people type and read them. The examples are of Wednesday 4 March 2026."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import RuleError
from handlers.kit.dates import away, due, parse_date, parse_rhythm, rhythm, spelled

NOW = datetime(2026, 3, 4, 15, 0, tzinfo=ZoneInfo("America/New_York"))
MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2040, 1, 1), timezones=st.just(ZoneInfo("UTC")))  # noqa: DTZ001
FRAGMENTS = (
    "next friday",
    "in two weeks",
    "5 March",
    "12/4",
    "3pm",
    "+2w",
    "eom",
    "the 31st",
    "0th",
    "99999",
    "february 30",
    "ago",
    "years",
    "٣",
    "²",
    "-",
    "\0",
)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-03-04", "2026-03-04"),
        ("today", "2026-03-04"),
        (" Tomorrow ", "2026-03-05"),
        ("fri", "2026-03-06"),
        ("Friday", "2026-03-06"),
        ("this friday", "2026-03-06"),
        ("next friday 3pm", "2026-03-06"),
        ("next tuesday at 14:30", "2026-03-10"),
        ("by Monday morning", "2026-03-09"),
        ("wed", "2026-03-11"),
        ("+3d", "2026-03-07"),
        ("+2w", "2026-03-18"),
        ("eom", "2026-03-31"),
        ("end of the month", "2026-03-31"),
        ("in two weeks", "2026-03-18"),
        ("in two weeks’ time", "2026-03-18"),
        ("2 weeks", "2026-03-18"),
        ("in a fortnight", "2026-03-18"),
        ("next week", "2026-03-11"),
        ("in 11 months", "2027-02-04"),
        ("tomorrow at noon", "2026-03-05"),
        ("in 10 hours", "2026-03-05"),
        ("5 March", "2026-03-05"),
        ("march 5th", "2026-03-05"),
        ("Friday, December 4", "2026-12-04"),
        ("5 March 2027", "2027-03-05"),
        ("20 jan", "2027-01-20"),
        ("the 5th", "2026-03-05"),
        ("3rd", "2026-04-03"),
        ("31st", "2026-03-31"),
        ("13/4", "2026-04-13"),
        ("4/13", "2026-04-13"),
        ("5/5", "2026-05-05"),
        ("13.4.2027", "2027-04-13"),
        ("13/4/27", "2027-04-13"),
    ],
)
def test_a_day_as_people_type_it(text: str, day: str) -> None:
    """A day is understood in the usual ways of writing it."""
    assert parse_date(text, NOW).isoformat() == day


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("2026-03-03", "“2026-03-03” is Tuesday 3 March, which has passed."),
        ("yesterday", "“yesterday” is Tuesday 3 March, which has passed."),
        ("3 March", "“3 March” is Tuesday 3 March, which has passed."),
        ("1/1/2026", "“1/1/2026” is Thursday 1 January, which has passed."),
        ("12/4", "“12/4” can be Sunday 12 April or Friday 4 December. Write 2026-04-12 or 2026-12-04."),
        ("5 March 2099", "“5 March 2099” is in 2099. Write a day within the next 10 years."),
        ("soon", "“soon” is no day that I understand. Write today, friday, +2w,"),
        ("the fair", "“the fair” is no day"),
        ("april", "“april” is no day"),
        ("3", "“3” is no day"),
        ("2026-02-30", "“2026-02-30” is no day"),
        ("31/31", "“31/31” is no day"),
        ("2026", "“2026” is no day"),
        ("9am", "“9am” is no day"),
        ("x" * 4000, "“xxxxx"),
        ("", "Name a day. Write today,"),
    ],
)
def test_what_is_refused(text: str, sentence: str) -> None:
    """What is past, unclear or no day at all is refused with what was typed and what to write instead."""
    with pytest.raises(RuleError) as refused:
        parse_date(text, NOW, field="due_on")
    assert refused.value.sentence.startswith(sentence)
    assert refused.value.field == "due_on"
    assert len(refused.value.sentence) < 250


@given(
    st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=12), max_size=4).map(" ".join)
    | st.text(max_size=80),
    MOMENTS,
)
def test_any_text_is_a_day_ahead_or_a_sentence(text: str, now: datetime) -> None:
    """No text is an error of another kind, and none leads into the past."""
    try:
        assert parse_date(text, now) >= now.date()
    except RuleError as refused:
        assert "Write " in refused.sentence  # noqa: PT017 - either is right


@given(st.integers(0, 3650), MOMENTS)
def test_a_spelled_out_day_is_understood(days: int, now: datetime) -> None:
    """A day as the calendar writes it, or as people do, is that day."""
    day = now.date() + timedelta(days)
    assert parse_date(day.isoformat(), now) == day
    assert parse_date(f"{day.day} {day:%B} {day.year}", now) == day


@given(st.sampled_from(["mon", "tue", "wed", "thu", "fri", "sat", "sun"]), MOMENTS)
def test_a_weekday_is_the_next_one(name: str, now: datetime) -> None:
    """It comes within seven days, and is never today."""
    day = parse_date(name, now)
    assert timedelta(1) <= day - now.date() <= timedelta(7)
    assert f"{day:%a}".lower() == name


def test_the_day_is_that_of_the_zone() -> None:
    """What is today in Kolkata is yesterday in New York."""
    there = NOW.replace(hour=22).astimezone(ZoneInfo("Asia/Kolkata"))
    assert parse_date("today", there) == date(2026, 3, 5)


@pytest.mark.parametrize(
    ("text", "days", "said"),
    [
        ("2w", 14, "every 2 weeks"),
        ("10d", 10, "every 10 days"),
        ("daily", 1, "every day"),
        ("Weekly", 7, "every week"),
        ("every week", 7, "every week"),
        ("every other week", 14, "every 2 weeks"),
        ("every 3 days", 3, "every 3 days"),
        ("fortnightly", 14, "every 2 weeks"),
        ("monthly", 28, "every 4 weeks"),
        ("month", 28, "every 4 weeks"),
        ("2 months", 56, "every 8 weeks"),
    ],
)
def test_a_rhythm(text: str, days: int, said: str) -> None:
    """A rhythm is so many days, and a month four weeks, so that a weekday stays one."""
    assert parse_rhythm(text) == days
    assert rhythm(days) == said


@pytest.mark.parametrize("text", ["", "0d", "often", "400d", "99w", "-1d", "2", "every", "²d"])
def test_what_is_no_rhythm(text: str) -> None:
    """Whatever else is typed is refused with examples."""
    with pytest.raises(RuleError, match="10d, 2w, weekly") as refused:
        parse_rhythm(text, field="repeat")
    assert refused.value.field == "repeat"


@pytest.mark.parametrize(
    ("days", "said"),
    [(0, "today"), (1, "tomorrow"), (2, "in 2 days"), (-1, "1 day late"), (-9, "9 days late")],
)
def test_how_far_off_a_day_is(days: int, said: str) -> None:
    """A day ahead is so far off, one behind so late."""
    assert away(NOW.date() + timedelta(days), NOW.date()) == said


def test_a_day_as_people_read_it() -> None:
    """The weekday comes first, and the year only where it is another one."""
    assert due(date(2026, 3, 6), NOW.date()) == "Friday 6 March (in 2 days)"
    assert spelled(date(2027, 3, 5), NOW.date()) == "Friday 5 March 2027"

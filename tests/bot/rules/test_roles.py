"""Terms: how long they are, when they are spoken of; and what the letters and topics mean."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import RuleError
from bot.rules.keys import KEY_MAX, clean_key, key_of
from bot.rules.responsibilities import Letter, parse_letter
from bot.rules.roles import add_months, clean_number, term_end, warning
from bot.rules.topics import best, fit, near

DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 3, 2), 36, date(2029, 3, 2)),
    ],
)
def test_months_are_added_on_the_calendar(day: date, months: int, later: date) -> None:
    """The same day of a later month, or its last day."""
    assert add_months(day, months) == later


@given(DAYS, st.integers(0, 120))
def test_months_never_overflow(day: date, months: int) -> None:
    """Any day has a day so many months later, in the month that was meant."""
    later = add_months(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day <= day.day


@given(DAYS, st.integers(1, 120))
def test_a_usual_term_ends_the_day_before_its_anniversary(day: date, months: int) -> None:
    """A term of a year from 1 March ends on the last day of February."""
    until = term_end(day, None, months, is_acting=False)
    assert until
    assert until + timedelta(days=1) == add_months(day, months)


@given(DAYS, st.integers(1, 800), st.integers(-5, 800))
def test_each_term_is_spoken_of_as_announced(starts_on: date, length: int, passed: int) -> None:
    """A warning goes out only ahead of the end, within its days, and never on the first day."""
    until, today = starts_on + timedelta(days=length), starts_on + timedelta(days=max(passed, 0))
    ahead = warning(starts_on, until, today)
    left = (until - today).days
    if ahead is not None:
        assert 0 <= left <= ahead < length
        assert today > starts_on
    elif 0 <= left <= 30:
        assert length <= 30


@pytest.mark.parametrize(
    ("typed", "letter"),
    [("A", "A"), ("r", "R"), ("Consulted", "C"), ("informed", "I"), ("none", None), (" – ", None)],
)
def test_letters_as_people_type_them(typed: str, letter: str | None) -> None:
    """A letter, its word, or none."""
    assert parse_letter(typed) == (Letter(letter) if letter else None)


def test_other_letters_are_refused() -> None:
    """What is no letter is answered with those that there are."""
    with pytest.raises(RuleError, match="Say A"):
        parse_letter("X")


@pytest.mark.parametrize("typed", ["0", "-1", "1.5", "²", "٣", "121", "9" * 5000, "two"])
def test_numbers_that_are_none(typed: str) -> None:
    """Whatever is no whole number in its range is refused."""
    with pytest.raises(RuleError, match="1 to 120"):
        clean_number(typed, most=120, field="months")


@given(st.text(max_size=200))
def test_any_name_makes_a_short_name_or_none(name: str) -> None:
    """A short name that is made of a name can be stored, or there is none."""
    key = key_of(name)
    assert len(key) <= KEY_MAX
    assert not key or clean_key(key, field="key", example="x") == key


@given(st.text(max_size=300), st.lists(st.text(max_size=100), max_size=5))
def test_any_topic_is_looked_for(topic: str, names: list[str]) -> None:
    """Any text gives places among the names, each once."""
    found = best(topic, names)
    assert len(found) == len(set(found))
    assert all(0 <= one < len(names) for one in found)
    assert all(0 <= fit(topic, name) <= 1 for name in names)
    assert set(near(topic, names)) <= set(names)


def test_short_words_are_not_mistaken() -> None:
    """Words that merely look alike, or say nothing, fit nothing."""
    assert fit("community", "Communication") == 0
    assert fit("date", "Data & analysis") == pytest.approx(0.75)
    assert fit("who is responsible for the", "Data") == 0
    assert best("data", ["Data & analysis", "Strategy", "Data lead"]) == [0, 2]

"""What is agreed on about action items."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import RuleError
from bot.rules import actions
from bot.rules.actions import ThirdMoveError

TODAY = date(2026, 3, 2)
DAYS = st.dates(date(2020, 1, 1), date(2040, 12, 31))


def test_a_title_is_one_line_of_words() -> None:
    """White space is tidied; nothing, and what nobody sees, is refused beside the field."""
    assert actions.clean_title(" Book \n the\t hall\0 ") == "Book the hall"
    for empty in ("", " \n", "\u200b\u2060", "\0"):
        with pytest.raises(RuleError, match="what is to be done") as refused:
            actions.clean_title(empty)
        assert refused.value.field == "title"


def test_a_title_has_an_end() -> None:
    """A title of 150 characters is taken, a longer one refused with what to do."""
    assert len(actions.clean_title("x" * 150)) == 150
    with pytest.raises(RuleError, match="151 characters long; shorten it to 150"):
        actions.clean_title("x" * 151)


def test_a_note_may_say_nothing() -> None:
    """An empty note is none; a long one is refused beside its field."""
    assert actions.clean_text(None, most=10, field="note") is None
    assert actions.clean_text(" \u200b ", most=10, field="note") is None
    assert actions.clean_text(" ten chars ", most=9, field="note") == "ten chars"
    with pytest.raises(RuleError) as refused:
        actions.clean_text("x" * 11, most=10, field="note")
    assert refused.value.field == "note"


def test_past_days_are_refused() -> None:
    """Today is early enough for a due date; for waking up again it is not."""
    actions.ensure_ahead(TODAY, TODAY, field="due_on")
    with pytest.raises(RuleError, match="Sunday 1 March 2026 is over; today is Monday 2 March 2026"):
        actions.ensure_ahead(TODAY - timedelta(days=1), TODAY, field="due_on")
    actions.ensure_later(TODAY + timedelta(days=1), TODAY, field="until")
    with pytest.raises(RuleError, match="a day after today"):
        actions.ensure_later(TODAY, TODAY, field="until")


def test_only_a_later_day_counts_as_a_move() -> None:
    """The first date, an earlier one and none at all are no delay."""
    later = TODAY + timedelta(days=1)
    assert actions.is_postponed(TODAY, later)
    assert not actions.is_postponed(later, TODAY)
    assert not actions.is_postponed(None, later)
    assert not actions.is_postponed(later, None)
    assert [actions.is_asked(moved) for moved in range(4)] == [False, False, True, True]


def test_the_question_of_the_third_move_can_be_shown_as_a_refusal() -> None:
    """Where nobody asks it in a form, its sentence stands beside the date."""
    question = ThirdMoveError(12, TODAY, 2)
    assert question.field == "due_on"
    assert "A-12 was moved 2 times already" in question.sentence


def test_rhythms_and_crowds_have_ends() -> None:
    """An item repeats within a year or so, and has a few helpers."""
    for fine in (None, 1, 14, 366):
        actions.ensure_rhythm(fine)
    for odd in (0, -1, 367):
        with pytest.raises(RuleError, match="repeats every 1 to 366 days"):
            actions.ensure_rhythm(odd)
    actions.ensure_few(20)
    with pytest.raises(RuleError, match="at most 20 helpers"):
        actions.ensure_few(21)


def test_a_repeating_item_keeps_its_weekday() -> None:
    """Done early, on the day, or late: the next one is a whole number of weeks after the anchor."""
    for closed, due in ((-3, 7), (0, 7), (1, 7), (7, 7), (8, 14), (20, 21)):
        assert actions.next_due(TODAY, 7, TODAY + timedelta(days=closed)) == TODAY + timedelta(days=due)
    assert actions.next_due(None, 7, TODAY) == TODAY + timedelta(days=7)


@given(DAYS, st.integers(1, 366), DAYS)
def test_a_repeating_item_never_drifts(anchor: date, repeat_days: int, today: date) -> None:
    """The next day is after the anchor, not over, a whole number of rhythms on, and the first such day."""
    due = actions.next_due(anchor, repeat_days, today)
    assert due > anchor
    assert due >= today
    assert (due - anchor).days % repeat_days == 0
    assert due - timedelta(days=repeat_days) <= max(anchor, today - timedelta(days=1))

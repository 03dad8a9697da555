"""Editing and moving action items: what a third move asks, and what counts as a move."""

from datetime import date, timedelta

import pytest

from bot.errors import RuleError
from bot.rules.actions import Draft, ThirdMoveError
from bot.rules.privacy import PrivacyError
from bot.services import actions, actions_progress
from storage.actions import ActionHelper
from tests.bot.services.alliance import ANA, LEO, TOM, Alliance
from tests.bot.services.items import TODAY, history, item_of, row
from tests.conftest import MovableClock


def _in(days: int) -> date:
    return TODAY + timedelta(days=days)


async def test_the_third_move_asks(alliance: Alliance) -> None:
    """Two moves pass; the third and each after it ask, and pass when somebody insists."""
    await item_of(alliance, ANA, due_on=TODAY)
    await alliance.act(ANA, actions.move, 1, _in(1))
    await alliance.act(ANA, actions.move, 1, _in(2), "The hall is closed")
    with pytest.raises(ThirdMoveError) as asked:
        await alliance.act(ANA, actions.move, 1, _in(3))
    assert (asked.value.action_id, asked.value.due_on, asked.value.moved_count) == (1, _in(3), 2)
    assert (await row(alliance)).due_on == _in(2)
    moved = await alliance.act(ANA, actions.move, 1, _in(3), insists=True)
    assert (moved.due_on, moved.moved_count) == (_in(3), 3)
    with pytest.raises(ThirdMoveError):
        await alliance.act(ANA, actions.move, 1, _in(4))
    assert await history(alliance) == ["added", "moved", "moved", "moved"]


async def test_earlier_is_no_delay(alliance: Alliance) -> None:
    """A first date, an earlier one, and the same again are not counted; waking is part of moving."""
    await item_of(alliance, ANA)
    await alliance.act(ANA, actions_progress.snooze, 1, _in(5))
    for day in (_in(9), _in(8), _in(8)):
        await alliance.act(ANA, actions.move, 1, day)
    item = await row(alliance)
    assert (item.moved_count, item.snoozed_until) == (0, None)
    assert await history(alliance) == ["added", "snoozed", "moved", "moved"]


async def test_a_day_that_is_over_is_refused(alliance: Alliance) -> None:
    """Moving into the past says so beside the field."""
    await item_of(alliance, ANA)
    with pytest.raises(RuleError, match="Sunday 1 March 2026 is over") as refused:
        await alliance.act(ANA, actions.move, 1, _in(-1))
    assert refused.value.field == "due_on"


async def test_a_delay_does_not_shift_what_repeats(alliance: Alliance, clock: MovableClock) -> None:
    """A weekly item moved by three days is due on its own weekday the next time."""
    await item_of(alliance, ANA, due_on=TODAY, repeat_days=7)
    await alliance.act(ANA, actions.move, 1, _in(3))
    clock.move(timedelta(days=3))
    await alliance.act(ANA, actions_progress.done, 1)
    assert (await row(alliance, 2)).due_on == _in(7)


async def test_editing_changes_what_it_says(alliance: Alliance) -> None:
    """Title, notes, helpers, day and rhythm; an unchanged day that is over stays."""
    await item_of(alliance, ANA, helpers=(LEO,), due_on=TODAY)
    draft = Draft("Book the big hall", helpers=(TOM,), due_on=_in(1), repeat_days=7, notes="The one upstairs")
    edited = await alliance.act(ANA, actions.edit, 1, draft)
    assert (edited.title, edited.notes, edited.due_on) == ("Book the big hall", "The one upstairs", _in(1))
    assert (edited.repeat_days, edited.moved_count) == (7, 1)
    assert [one.member_id for one in await alliance.rows(ActionHelper)] == [3]
    assert await history(alliance) == ["added", "moved", "edited"]


async def test_an_overdue_item_can_be_edited(alliance: Alliance, clock: MovableClock) -> None:
    """Its day may stay as it is, though it is over."""
    await item_of(alliance, ANA, due_on=TODAY)
    clock.move(timedelta(days=3))
    edited = await alliance.act(ANA, actions.edit, 1, Draft("Book any hall", due_on=TODAY))
    assert edited.title == "Book any hall"


async def test_editing_is_refused_like_making(alliance: Alliance) -> None:
    """Helpers may not, what is closed cannot be changed, the guard looks, and the third delay asks."""
    await item_of(alliance, ANA, helpers=(LEO,), due_on=TODAY)
    with pytest.raises(RuleError, match="Ask Ana, who owns it"):
        await alliance.act(LEO, actions.edit, 1, Draft("Mine"))
    with pytest.raises(PrivacyError):
        await alliance.act(ANA, actions.edit, 1, Draft("Call SSN 123-45-6789"))
    for days in (1, 2):
        await alliance.act(ANA, actions.edit, 1, Draft("x", due_on=_in(days)))
    with pytest.raises(ThirdMoveError):
        await alliance.act(ANA, actions.edit, 1, Draft("changed", due_on=_in(3)))
    assert (await row(alliance)).title == "x"
    await alliance.act(ANA, actions_progress.done, 1)
    with pytest.raises(RuleError, match="was done by you a moment ago"):
        await alliance.act(ANA, actions.edit, 1, Draft("x"))

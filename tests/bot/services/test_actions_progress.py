"""Working on action items: who may do what, what becomes of it, and who hears of it."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from bot.errors import RuleError
from bot.rules.actions import ActionStatus, FollowUp
from bot.rules.members import MemberStatus
from bot.rules.privacy import PrivacyError
from bot.services import actions_progress as progress
from storage.actions import ActionEvent, ActionItem
from storage.outbox import Notice
from tests.bot.services.alliance import ANA, DANA, LEO, OMAR, TOM, Alliance
from tests.bot.services.items import TODAY, change_member, coordinator, group, history, item_of, row
from tests.conftest import NOW, MovableClock

WEEK = timedelta(days=7)


async def test_start_block_go_on_done_reopen(alliance: Alliance) -> None:
    """An item goes its way, and its history says each step, with what was written."""
    await item_of(alliance, ANA)
    await alliance.act(ANA, progress.start, 1)
    await alliance.act(ANA, progress.block, 1, "No hall is free", "Somebody with a key")
    blocked = await row(alliance)
    assert (blocked.status, blocked.blocked_reason, blocked.blocked_help) == (
        ActionStatus.BLOCKED, "No hall is free", "Somebody with a key"
    )  # fmt: skip
    await alliance.act(ANA, progress.start, 1)
    assert (await row(alliance)).blocked_reason is None
    await alliance.act(ANA, progress.done, 1, "Booked until May")
    assert (await row(alliance)).closed_at == NOW
    await alliance.act(ANA, progress.reopen, 1, "They cancelled")
    again = await row(alliance)
    assert (again.status, again.closed_at) == (ActionStatus.OPEN, None)
    steps = ["added", "started", "blocked", "unblocked", "done", "reopened"]
    assert await history(alliance) == steps
    assert await alliance.verbs() == [f"action.{step}" for step in steps]
    notes = [event.note for event in await alliance.rows(ActionEvent)]
    assert notes == [None, None, "No hall is free", None, "Booked until May", "They cancelled"]


@pytest.mark.parametrize(
    ("act", "words"),
    [(progress.block, "Say what stands in the way"), (progress.drop, "Say why it is dropped")],
)
async def test_a_reason_is_asked_for(alliance: Alliance, act: Callable[..., Any], words: str) -> None:
    """Blocking and dropping need a reason, which the guard looks at."""
    await item_of(alliance, ANA)
    for empty in (None, " ", "\u200b"):
        with pytest.raises(RuleError, match=words) as refused:
            await alliance.act(ANA, act, 1, empty)
        assert refused.value.field == "reason"
    with pytest.raises(PrivacyError):
        await alliance.act(ANA, act, 1, "SSN 123-45-6789", confirmed=True)
    assert (await row(alliance)).status is ActionStatus.OPEN


async def test_a_blocked_item_calls_the_groups_lead(alliance: Alliance) -> None:
    """The lead hears of it; where the lead is who blocks, or there is none, the creator does."""
    await group(alliance, lead=TOM)
    await item_of(alliance, ANA, group="prevention", helpers=(LEO,))
    await item_of(alliance, ANA, helpers=(LEO,))
    await alliance.act(LEO, progress.block, 1, "No hall is free")
    await alliance.act(LEO, progress.block, 2, "No hall is free")
    await alliance.act(TOM, progress.block, 1, "Another reason")
    told = [pair for pair in await alliance.notices() if pair[0] == "actions.blocked"]
    first = (await alliance.rows(Notice))[0]
    assert (first.kind, first.target) == ("actions.blocked", TOM)
    assert ("actions.blocked", ANA) in told
    await alliance.act(ANA, progress.block, 2, "No hall is free")
    assert len(await history(alliance, 2)) == 2


async def test_the_creator_hears_that_it_is_done(alliance: Alliance) -> None:
    """Somebody else closes it: its creator is told once; who closes their own tells nobody."""
    await item_of(alliance, ANA, helpers=(LEO,))
    await item_of(alliance, ANA)
    await alliance.act(LEO, progress.done, 1)
    await alliance.act(ANA, progress.done, 2)
    assert await alliance.notices() == [("actions.done", ANA)]


async def test_who_may(alliance: Alliance) -> None:
    """Owner, helper, creator, the group's lead and a coordinator work on it; nobody else does."""
    await group(alliance, lead=TOM)
    await coordinator(alliance, DANA)
    await item_of(alliance, ANA, helpers=(LEO,), group="prevention")
    for who in (ANA, LEO, TOM, DANA):
        await alliance.act(who, progress.start, 1)
        await alliance.act(who, progress.done, 1)
        await alliance.act(who, progress.reopen, 1)
    for act in (progress.start, progress.done, progress.reopen):
        with pytest.raises(RuleError, match="Ask Ana, who owns it"):
            await alliance.act(OMAR, act, 1)
    for who in (LEO, OMAR):
        with pytest.raises(RuleError, match="Only its owner, whoever made it, the lead"):
            await alliance.act(who, progress.drop, 1, "No longer needed")
        with pytest.raises(RuleError, match="Ask Ana"):
            await alliance.act(who, progress.snooze, 1, TODAY + WEEK)


async def test_there_is_no_such_item(alliance: Alliance) -> None:
    """A number that nothing has is answered in words."""
    with pytest.raises(RuleError, match="There is no A-7"):
        await alliance.act(ANA, progress.done, 7)


async def test_the_second_of_two_people_hears_who_was_first(alliance: Alliance, clock: MovableClock) -> None:
    """Both close it at once: one does, the other reads who did it a moment ago; later, on which day."""
    await item_of(alliance, ANA, helpers=(LEO,))
    answers = await asyncio.gather(
        *(alliance.act(who, progress.done, 1) for who in (ANA, LEO)), return_exceptions=True
    )
    (refused,) = [one for one in answers if isinstance(one, RuleError)]
    assert refused.sentence.startswith(
        ("A-1 was done by Ana a moment ago", "A-1 was done by Leo a moment ago")
    )
    assert await history(alliance) == ["added", "done"]
    clock.move(timedelta(days=1))
    with pytest.raises(RuleError, match=r"on Monday 2 March 2026\. Reopen it first"):
        await alliance.act(LEO, progress.start, 1)


async def test_a_double_press_is_one(alliance: Alliance) -> None:
    """The same person does the same twice: it is done once, and answered the same."""
    await item_of(alliance, ANA, repeat_days=7)
    for _ in range(2):
        assert (await alliance.act(ANA, progress.done, 1)).status is ActionStatus.DONE
    assert len(await alliance.rows(ActionItem)) == 2
    for _ in range(2):
        await alliance.act(ANA, progress.drop, 2, "Enough")
    assert await history(alliance, 2) == ["repeated", "dropped"]


async def test_a_follow_up_sleeps_until_its_day(alliance: Alliance) -> None:
    """Closing with a follow-up makes a linked item of the same owner, due on the day on which it wakes."""
    await item_of(alliance, ANA, helpers=(LEO,))
    await alliance.act(LEO, progress.done, 1, None, FollowUp(TODAY + WEEK, "Did it hold?"))
    await item_of(alliance, ANA, "Other")
    await alliance.act(ANA, progress.done, 3, None, FollowUp(TODAY + WEEK))
    after, named = await row(alliance, 2), await row(alliance, 4)
    assert (after.title, after.owner_id, after.creator_id, after.follows_id) == ("Did it hold?", 1, 2, 1)
    assert after.due_on == after.snoozed_until == TODAY + WEEK
    assert named.title == "Follow up: Other"
    with pytest.raises(RuleError, match="a day after today"):
        await alliance.act(ANA, progress.done, 2, None, FollowUp(TODAY))
    assert (await row(alliance, 2)).status is ActionStatus.OPEN


async def test_a_repeating_item_comes_again(alliance: Alliance, clock: MovableClock) -> None:
    """The next one is due a rhythm after the first, however late it is closed, and only once."""
    await item_of(alliance, ANA, due_on=TODAY, repeat_days=14, helpers=(LEO,))
    clock.move(timedelta(days=3))
    await alliance.act(ANA, progress.done, 1)
    after = await row(alliance, 2)
    assert (after.due_on, after.repeat_days, after.follows_id) == (TODAY + 2 * WEEK, 14, 1)
    await alliance.act(ANA, progress.reopen, 1)
    await alliance.act(ANA, progress.done, 1)
    assert len(await alliance.rows(ActionItem)) == 2
    clock.move(timedelta(days=40))
    await alliance.act(ANA, progress.done, 2)
    assert (await row(alliance, 3)).due_on == TODAY + 8 * WEEK
    await alliance.act(ANA, progress.drop, 3, "The hall is closed")
    assert len(await alliance.rows(ActionItem)) == 3


async def test_snoozing_lets_it_sleep(alliance: Alliance) -> None:
    """It sleeps until a later day; today, or a day that is over, is refused."""
    await item_of(alliance, ANA)
    await alliance.act(ANA, progress.snooze, 1, TODAY + WEEK)
    assert (await row(alliance)).snoozed_until == TODAY + WEEK
    for day in (TODAY, TODAY - WEEK):
        with pytest.raises(RuleError, match="a day after today") as refused:
            await alliance.act(ANA, progress.snooze, 1, day)
        assert refused.value.field == "until"


async def test_reopened_after_its_owner_left_it_is_the_actors(alliance: Alliance) -> None:
    """Nothing open belongs to somebody who has gone."""
    await coordinator(alliance, DANA)
    await item_of(alliance, ANA)
    await alliance.act(ANA, progress.done, 1)
    await change_member(alliance, ANA, status=MemberStatus.LEFT)
    await alliance.act(DANA, progress.reopen, 1)
    assert (await row(alliance)).owner_id == 4

"""The forms of action items, and App Home."""

from datetime import timedelta

from tests.conftest import MovableClock
from tests.handlers.world import World, text_of


async def test_refusals_stand_beside_their_field(alliance: World) -> None:
    """A day that is over, an app, somebody who has gone: each where it belongs, and all stays."""
    ana = alliance.sandbox.person("ana")
    await ana.uses("actions.open")
    await ana.fills({"title": "Book the hall", "due_on": "2026-03-01"})
    assert "is over" in (await ana.submits())["due_on"]
    await ana.fills({"due_on": "2026-03-06", "people": "deploybot"})
    assert "is an app" in (await ana.submits())["people"]
    await ana.fills({"people": "leo", "notes": "SSN 123-45-6789"})
    assert "Social Security" in (await ana.submits())["notes"]
    await ana.fills({"notes": "The small one"})
    assert await ana.submits() == {}


async def test_editing(alliance: World) -> None:
    """The form holds what there is, and changes it."""
    ana = alliance.sandbox.person("ana")
    shown = await ana.types("/action Book the hall with:@leo due:fri repeat:10d", channel="alliance")
    await ana.presses("actions.edit", message=shown[0])
    title, due_on, helpers = ana.views[-1].blocks[:3]
    assert title["element"]["initial_value"] == "Book the hall"
    assert due_on["element"]["initial_date"] == "2026-03-06"
    assert helpers["element"]["initial_users"] == [alliance.sandbox.person("leo").id]
    await ana.fills({"title": "Book the big hall", "helpers": ["tom"]})
    assert await ana.submits() == {}
    for words in ("A-1 is changed", "Book the big hall", "with Tom Ayers", "every 10 days"):
        assert words in ana.views[-1].words


async def test_done_with_a_follow_up(alliance: World, clock: MovableClock) -> None:
    """Closing with a day makes the next item, which comes back on that day."""
    ana = alliance.sandbox.person("ana")
    await ana.types("/action Book the hall", channel="alliance")
    await ana.opens_home()
    await ana.presses("actions.show:1")
    await ana.presses("actions.finish")
    await ana.fills({"note": "Until May", "follow_up": "Did it hold?"})
    assert "Pick the day" in (await ana.submits())["follow_up_on"]
    await ana.fills({"follow_up_on": "2026-03-09"})
    assert await ana.submits() == {}
    assert "Next: *A-2* Did it hold?, due Monday 9 March." in ana.views[-1].words
    await ana.closes(everything=True)
    mine = text_of((await ana.types("/action", channel="alliance"))[0])
    assert "1 asleep" in mine
    assert "Did it hold?" not in mine
    clock.move(timedelta(days=7))
    assert "Did it hold?" in text_of((await ana.types("/action", channel="alliance"))[0])


async def test_snoozing_to_a_day(alliance: World) -> None:
    """One of the days on offer, or another one; today is refused."""
    ana = alliance.sandbox.person("ana")
    shown = await ana.types("/action Book the hall", channel="alliance")
    await ana.presses("actions.snooze", message=shown[0])
    await ana.fills({"until_day": "2026-03-02"})
    assert "a day after today" in str(await ana.submits())
    await ana.fills({"until_day": "2026-03-20"})
    assert await ana.submits() == {}
    assert "A-1 sleeps until Friday 20 March" in ana.views[-1].words


async def test_the_third_move_offers_to_split(alliance: World) -> None:
    """What was moved too often can be split: the form for a first step opens, and it is made."""
    ana = alliance.sandbox.person("ana")
    await ana.types("/action Book the hall due:fri", channel="alliance")
    for day in ("+5d", "+6d", "+7d"):
        shown = await ana.types(f"/action move A-1 due:{day}", channel="alliance")
    await ana.presses("actions.split", message=shown[0])
    assert "A-1 stays as it is meanwhile" in ana.views[-1].words
    await ana.fills({"title": "Call the caretaker"})
    assert await ana.submits() == {}
    assert "A-2 is on the list" in ana.views[-1].words
    await ana.closes(everything=True)
    await ana.presses("actions.drop", message=shown[0])
    await ana.fills({"reason": "The big one is not needed"})
    assert await ana.submits() == {}
    assert "Dropped by you" in ana.views[-1].words


async def test_the_warning_of_the_guard_is_asked_about(alliance: World) -> None:
    """A phone number in a title is not kept before its writer has looked at it."""
    ana = alliance.sandbox.person("ana")
    await ana.uses("actions.open")
    await ana.fills({"title": "Call 555-867-5309 about the hall"})
    await ana.submits()
    assert "Nothing waits for you" in text_of((await ana.types("/action", channel="alliance"))[0])


async def test_home_shows_offers_and_the_next_step(alliance: World, clock: MovableClock) -> None:
    """What waits for an answer comes first, and is the next step; then what is late."""
    ana, tom = alliance.sandbox.person("ana"), alliance.sandbox.person("tom")
    await ana.types("/action Book the hall @tom", channel="alliance")
    await tom.types("/action Count the chairs due:today", channel="alliance")
    clock.move(timedelta(days=1))
    await tom.opens_home()
    assert tom.home
    assert "Waiting for your answer" in tom.home.words
    assert "Ana Castillo would like you to take on *A-1* Book the hall" in tom.home.words
    await tom.presses("actions.accept")
    await alliance.sandbox.until(lambda: "A-1 is yours now" in tom.views[-1].words if tom.views else False)
    await tom.closes(everything=True)
    await tom.opens_home()
    assert tom.home
    assert "*A-2* Count the chairs: :small_red_triangle: *1 day late*" in tom.home.words
    assert "Waiting for your answer" not in tom.home.words


async def test_old_controls_say_so(alliance: World) -> None:
    """A double press on accept is answered the same, and the item has one owner."""
    ana, tom = alliance.sandbox.person("ana"), alliance.sandbox.person("tom")
    await ana.types("/action Book the hall @tom", channel="alliance")
    await alliance.sandbox.until(lambda: bool(tom.dms))
    offer = tom.dms[0]
    await tom.presses("actions.decline", message=offer)
    await ana.types("/action withdraw A-1", channel="alliance")
    assert "not offered to you any more" in str(await tom.submits())

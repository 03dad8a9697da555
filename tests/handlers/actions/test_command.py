"""`/action` as people type it."""

from datetime import timedelta

import pytest

from tests.conftest import MovableClock
from tests.handlers.world import World, text_of


async def _says(alliance: World, who: str, text: str) -> str:
    shown = await alliance.sandbox.person(who).types(f"/action {text}".strip(), channel="alliance")
    return text_of(shown[0])


async def test_a_title_makes_an_item(alliance: World) -> None:
    """The reply says whose it is, and until when; the bare command lists it with its buttons."""
    said = await _says(alliance, "ana", "Book the hall due:fri repeat:2w with:@leo")
    assert "A-1 is on the list. It is yours. It is due Friday 6 March." in said
    mine = await _says(alliance, "ana", "")
    for words in ("Your action items (1)", "*A-1* Book the hall", "every 2 weeks", "with Leo Nakamura"):
        assert words in mine
    assert "with Leo" in await _says(alliance, "leo", "")


async def test_the_overdue_ones_come_first(alliance: World, clock: MovableClock) -> None:
    """A list begins with what is late, and says for how long."""
    await _says(alliance, "ana", "Water the beds")
    await _says(alliance, "ana", "Book the hall due:today")
    clock.move(timedelta(days=4))
    mine = await _says(alliance, "ana", "list")
    assert mine.index("Book the hall") < mine.index("Water the beds")
    assert "*4 days late* (due Monday 2 March)" in mine
    assert "Book the hall" in await _says(alliance, "leo", "list overdue")
    assert "Water the beds" in await _says(alliance, "leo", "list @ana")
    assert "Water the beds" in await _says(alliance, "leo", "list org:food-bank")


async def test_a_list_goes_on_after_a_button(alliance: World) -> None:
    """Done in a list shows the list again with what was done on top; paging turns it."""
    ana = alliance.sandbox.person("ana")
    for number in range(8):
        await _says(alliance, "ana", f"Errand number {number}")
    listed = (await ana.types("/action", channel="alliance"))[0]
    await ana.presses("actions.done:1/mine..0", message=listed)
    await alliance.sandbox.until(lambda: "Done by you, today" in text_of(ana.sees("alliance")[-1]))
    again = ana.sees("alliance")[-1]
    assert "Your action items (7)" in text_of(again)
    await ana.presses("actions.list:mine..1", message=again)
    await alliance.sandbox.until(lambda: "Errand number 7" in text_of(ana.sees("alliance")[-1]))
    assert "Errand number 1" not in text_of(ana.sees("alliance")[-1])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Book due:2026-03-01", "Sunday 1 March, which has passed"),
        ("Book due:soon", "“soon” is no day that I understand"),
        ("Book group:nope", "no working group called nope"),
        ("done A-9", "There is no A-9"),
        ("doen A-9", "Did you mean: done A-9"),
        ("list everything", "no list called everything"),
        ("Book @deploybot", "is an app, not a person"),
    ],
)
async def test_refusals_say_what_to_do(alliance: World, text: str, words: str) -> None:
    """What cannot be done is said in a sentence, and nothing is made."""
    assert words in await _says(alliance, "ana", text)
    assert "Nothing waits for you" in await _says(alliance, "ana", "")


async def test_an_identifier_in_a_title_is_refused(alliance: World) -> None:
    """What was typed stays in a form, to be changed; without the identifier the item is made."""
    ana = alliance.sandbox.person("ana")
    assert (
        await ana.types("/action Call about SSN 123-45-6789 due:“next friday 3pm”", channel="alliance") == []
    )
    assert ana.modal is not None
    assert "looks like a Social Security number" in ana.modal.words
    await ana.fills({"typed": "Call about the form due:“next friday 3pm”"})
    assert await ana.submits() == {}
    assert "Friday 6 March" in ana.views[-1].words


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("due:fri", "New action item"),
        ("Book it @nina", "New action item"),
        ("block A-1", "A-1 is blocked"),
        ("drop A-1", "Drop A-1"),
        ("give A-1", "Give A-1"),
        ("move A-1", "Move A-1"),
        ("snooze A-1", "Snooze A-1"),
        ("edit A-1", "Edit A-1"),
    ],
)
async def test_what_is_missing_is_asked_in_a_form(alliance: World, text: str, form: str) -> None:
    """A command that is not complete opens the form, filled in so far."""
    ana = alliance.sandbox.person("ana")
    await ana.types("/action Book the hall", channel="alliance")
    await ana.types(f"/action {text}", channel="alliance")
    assert ana.views[-1].title == form


async def test_every_verb_works(alliance: World) -> None:
    """Give, decline, accept, withdraw, snooze, drop and reopen, each with its answer."""
    await _says(alliance, "ana", "Book the hall")
    expected = (
        ("ana", "give A-1 @leo you have the key", "is asked to take A-1 on"),
        ("leo", "decline A-1 not this week", "its owner knows"),
        ("ana", "give A-1 @leo", "is asked to take A-1 on"),
        ("ana", "withdraw A-1", "offered to nobody now"),
        ("leo", "accept A-1", "not offered to you any more"),
        ("ana", "give A-1 @leo", "is asked to take A-1 on"),
        ("leo", "accept A-1", "A-1 is yours now"),
        ("leo", "snooze A-1 mon", "A-1 sleeps until Monday 9 March"),
        ("leo", "drop A-1 no hall is free", "Dropped by you, today"),
        ("tom", "reopen A-1", "Ask Leo Nakamura"),
        ("leo", "reopen A-1", "A-1 is open again"),
        ("leo", "move A-1 tomorrow", "A-1 is due tomorrow now"),
    )
    for who, text, words in expected:
        assert words in await _says(alliance, who, text), text


async def test_help_shows_examples(alliance: World) -> None:
    """`help` shows what can be typed."""
    said = await _says(alliance, "ana", "help")
    assert "/action done A-12 booked until May" in said
    assert "/action list overdue" in said


async def test_nothing_in_a_title_comes_alive(alliance: World) -> None:
    """Broadcasts and links that somebody types stay text."""
    said = await _says(alliance, "ana", "Ask <!channel> & <https://evil.example|the bank>")
    assert "<!channel>" not in said
    assert "<https://evil" not in said

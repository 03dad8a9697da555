"""The life of an action item, from a message to done, as the people in it see it."""

from sandbox.person import Person
from tests.handlers.world import World, text_of

HALL = "Book the hall for the Saturday walk-in"


async def test_a_message_becomes_an_action_and_goes_its_way(alliance: World) -> None:
    """It is given and accepted, blocked, unblocked, moved three times, of which the third asks, and done."""
    ana, tom = alliance.sandbox.person("ana"), alliance.sandbox.person("tom")
    await _given_and_accepted(alliance, ana, tom)
    await _blocked_and_unblocked(alliance, ana, tom)
    await _moved_three_times(alliance, tom)
    done = await tom.types("/action done A-1 It is ours until May", channel="alliance")
    assert "Done by you, today" in text_of(done[0])
    await alliance.sandbox.until(lambda: len(ana.dms) == 3)
    assert "> It is ours until May" in text_of(ana.dms[2])
    shown = text_of((await ana.types("/action show A-1", channel="alliance"))[0])
    for line in ("made it", "offered it to Tom Ayers", "took it on", "nobody has the key", "went on"):
        assert line in shown
    assert shown.count("moved it to") == 6, "three times, in the words and in the blocks"


async def _given_and_accepted(alliance: World, ana: Person, tom: Person) -> None:
    await ana.types(f"{HALL}\nI am away next week.", channel="alliance")
    await ana.uses("actions.for_message", message=alliance.posts[0])
    title = next(block for block in ana.views[-1].blocks if block["block_id"] == "title")
    assert title["element"]["initial_value"] == HALL
    await ana.fills({"people": "tom", "due_on": "2026-03-06"})
    assert await ana.submits() == {}
    assert "is asked, and has it on accepting" in ana.views[-1].words

    await alliance.sandbox.until(lambda: bool(tom.dms))
    offer = tom.dms[0]
    assert "asks you to take this on" in text_of(offer)
    assert f"/archives/{alliance.sandbox.channel('alliance').id}/p" in text_of(offer)
    await tom.presses("actions.accept", message=offer)
    await alliance.sandbox.until(lambda: "You have this now" in text_of(offer))
    await alliance.sandbox.until(lambda: bool(ana.dms))
    assert "Tom Ayers" in text_of(ana.dms[0])
    assert "took this on" in text_of(ana.dms[0])


async def _blocked_and_unblocked(alliance: World, ana: Person, tom: Person) -> None:
    await tom.types("/action block A-1 nobody has the key", channel="alliance")
    await alliance.sandbox.until(lambda: len(ana.dms) == 2)
    assert "> nobody has the key" in text_of(ana.dms[1])
    assert "in progress" in text_of((await tom.types("/action start A-1", channel="alliance"))[0])
    await alliance.sandbox.until(lambda: "Blocked" not in text_of(ana.dms[1]))


async def _moved_three_times(alliance: World, tom: Person) -> None:
    for day in ("2026-03-07", "2026-03-08"):
        moved = await tom.types(f"/action move A-1 due:{day} the hall is closed", channel="alliance")
        assert "A-1 is due" in text_of(moved[0])
    asked = await tom.types("/action move A-1 due:2026-03-09", channel="alliance")
    assert "was moved 2 times already" in text_of(asked[0])
    await tom.presses("actions.insist", message=asked[0])
    await alliance.sandbox.until(lambda: "due Monday 9 March" in text_of(tom.sees("alliance")[-1]))


async def test_a_guest_does_all_of_it_without_a_slash_command(alliance: World) -> None:
    """Shortcut, buttons and App Home are enough for a single-channel guest."""
    omar, ana = alliance.sandbox.person("omar"), alliance.sandbox.person("ana")
    await omar.uses("actions.open")
    await omar.fills({"title": "Print the flyers", "due_on": "2026-03-02"})
    assert await omar.submits() == {}
    await omar.closes()
    await _blocked_from_home(alliance, omar)
    await _moved_from_home(alliance, omar)
    await _given_from_home(alliance, omar, ana)
    await omar.presses("actions.done", message=omar.dms[0])
    await alliance.sandbox.until(lambda: "Done by you, today" in text_of(omar.dms[0]))


async def _blocked_from_home(alliance: World, omar: Person) -> None:
    await omar.opens_home()
    assert omar.home
    assert "Print the flyers" in omar.home.words
    assert "due today" in omar.home.words

    await omar.presses("actions.show:1")
    await omar.presses("actions.block:1")
    await omar.fills({"reason": "The printer is broken", "help": "A printer"})
    assert await omar.submits() == {}
    assert "The printer is broken" in omar.views[-1].words
    await omar.closes(everything=True)

    await omar.opens_home()
    await omar.presses("actions.show:1")
    await omar.presses("actions.start:1")
    await alliance.sandbox.until(lambda: "in progress" in omar.views[-1].words)
    await omar.closes(everything=True)


async def _moved_from_home(alliance: World, omar: Person) -> None:
    await omar.opens_home()
    await omar.presses("actions.show:1")
    for day in ("2026-03-03", "2026-03-04", "2026-03-05"):
        await omar.presses("actions.move:1")
        await omar.fills({"due_on": day})
        assert await omar.submits() == {}
        last = omar.views[-1].words
        if day != "2026-03-05":
            await omar.closes()
    assert "was moved 2 times already" in last
    await omar.presses("actions.insist")
    await alliance.sandbox.until(lambda: "due Thursday 5 March" in omar.views[-1].words)
    await omar.closes(everything=True)


async def _given_from_home(alliance: World, omar: Person, ana: Person) -> None:
    await omar.opens_home()
    await omar.presses("actions.give:1")
    await omar.fills({"people": "ana", "note": "You have a printer"})
    assert await omar.submits() == {}
    await omar.closes(everything=True)
    await alliance.sandbox.until(lambda: bool(ana.dms))
    await ana.presses("actions.decline", message=ana.dms[0])
    await ana.fills({"note": "It is out of ink"})
    assert await ana.submits() == {}
    await alliance.sandbox.until(lambda: bool(omar.dms))
    assert "It is out of ink" in text_of(omar.dms[0])


async def test_a_message_with_done_shows_the_outcome(alliance: World) -> None:
    """Done in one place, every message that was posted about it says so, without its buttons."""
    ana, tom = alliance.sandbox.person("ana"), alliance.sandbox.person("tom")
    await ana.types("/action Book the hall @tom", channel="alliance")
    await alliance.sandbox.until(lambda: bool(tom.dms))
    await ana.types("/action done A-1", channel="alliance")
    await alliance.sandbox.until(lambda: "Done by Ana Castillo, today" in text_of(tom.dms[0]))
    assert "actions.accept" not in str(tom.dms[0].blocks)

"""Direct messages to the bot: everything without slash commands."""

import pytest

from sandbox.messages import Message
from sandbox.person import Person
from sandbox.sample import add_visitor
from storage import guard
from tests.handlers.world import World, text_of

DOUBTFUL = "for answering 617-555-0134 all night"


async def _answers(alliance: World, person: Person, text: str) -> Message:
    """Write to the bot, and return its one answer."""
    before = [one.ts for one in person.dms]
    await person.types(text)
    await alliance.sandbox.until(lambda: any(one.bot_id and one.ts not in before for one in person.dms))
    await alliance.bot.edge.idle()
    (answer,) = [one for one in person.dms if one.bot_id and one.ts not in before]
    return answer


@pytest.mark.parametrize("text", ["help", "hello", "What can you do?", "where is the canteen"])
async def test_help_has_a_button_for_each_command(alliance: World, text: str) -> None:
    """Whoever writes to the bot learns what it can do, and each button does it."""
    omar = alliance.sandbox.person("omar")
    answer = await _answers(alliance, omar, text)
    assert "Thank a colleague" in text_of(answer)
    await omar.presses("home.again:kudos", answer)
    assert omar.modal is not None
    assert "Give kudos" in omar.modal.title


async def test_a_guest_gives_kudos_by_words(alliance: World) -> None:
    """What a command does, words do too; the answer comes into the conversation, and can be undone there."""
    omar = alliance.sandbox.person("omar")
    answer = await _answers(alliance, omar, "thanks @leo for lending us the van #care")
    assert "Thank you for thanking" in text_of(answer)
    assert "for lending us the van" in text_of((await alliance.posted(1))[0])
    await omar.presses("kudos.undo", answer)
    await alliance.sandbox.until(lambda: any("Taken back" in one.text for one in omar.dms))


async def test_what_needs_a_form_comes_as_a_button(alliance: World) -> None:
    """A form cannot open from a message; the button opens it, filled in with what was written."""
    omar = alliance.sandbox.person("omar")
    answer = await _answers(alliance, omar, "kudos for lending us the van")
    assert "needs a form" in text_of(answer)
    await omar.presses("home.again", answer)
    assert omar.modal is not None
    assert "for lending us the van" in str(omar.modal.state)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("my actions", "action"),
        ("remind me to call the clinic due:“next friday 3pm”", "call the clinic"),
        ("who is responsible for data?", "Accountable"),
        ("members", "Omar Haddad"),
        ("alliance", "What would you like to do?"),
        ("groups help", "/alliance groups"),
    ],
)
async def test_everything_can_be_asked_for_in_words(alliance: World, text: str, shown: str) -> None:
    """Commands, nouns and phrases of every capability are understood from a guest."""
    assert shown in text_of(await _answers(alliance, alliance.sandbox.person("omar"), text))


async def test_a_refusal_says_why(alliance: World) -> None:
    """A refusal is a message too, below what was written."""
    tom = alliance.sandbox.person("tom")
    assert "at least 10 characters" in text_of(await _answers(alliance, tom, "thanks @leo cake"))


async def test_doubtful_words_are_asked_about(alliance: World) -> None:
    """The button opens a form with the words and the box; ticked, it is done."""
    tom, leo = alliance.sandbox.person("tom"), alliance.sandbox.person("leo")
    answer = await _answers(alliance, tom, f"thanks @leo {DOUBTFUL}")
    assert "This looks like a phone number" in text_of(answer)
    assert not alliance.posts
    await tom.presses("home.again", answer)
    await tom.fills({"privacy": ["checked"]})
    assert await tom.submits() == {}
    shown = text_of((await alliance.posted(1))[0])
    assert DOUBTFUL in shown
    assert f"<@{leo.id}>" in shown
    hits = [(one.surface, one.count) for one in await alliance.bot.database.read(guard.hits)]
    assert ("message.im", 1) in hits


async def test_words_that_identify_somebody_are_refused(alliance: World) -> None:
    """Nothing of them is repeated, nor kept in a button."""
    tom = alliance.sandbox.person("tom")
    answer = await _answers(alliance, tom, "thanks @leo for the file of 123-45-6789")
    assert "Social Security number" in text_of(answer)
    assert "6789" not in str(answer.blocks) + answer.text
    assert not alliance.posts


async def test_an_answer_in_a_thread_stays_there(alliance: World) -> None:
    """Who writes in a thread is answered in it."""
    tom = alliance.sandbox.person("tom")
    first = await _answers(alliance, tom, "help")
    await tom.types("kudos mine", thread=first.ts)
    await alliance.sandbox.until(lambda: any(one.thread_ts == first.ts and one.bot_id for one in tom.dms))


async def test_changed_and_deleted_messages_are_left_alone(alliance: World) -> None:
    """Only what is new is answered."""
    tom = alliance.sandbox.person("tom")
    await _answers(alliance, tom, "help")
    mine = next(one for one in tom.dms if not one.bot_id)
    count = len(tom.dms)
    await tom.edits(mine, "thanks @leo for lending us the van")
    await alliance.bot.edge.idle()
    assert len(tom.dms) == count
    assert not alliance.posts


async def test_a_long_message_opens_a_form_with_its_beginning(alliance: World) -> None:
    """A button holds so much and no more, and says so."""
    tom = alliance.sandbox.person("tom")
    answer = await _answers(alliance, tom, f"kudos for {'very ' * 600}much")
    assert "Only its first 2000 characters" in text_of(answer)
    await tom.presses("home.again", answer)
    assert tom.modal is not None


async def test_a_visitor_is_answered(alliance: World) -> None:
    """Somebody of another workspace has no commands here, and is answered in a direct message."""
    add_visitor(alliance.sandbox.slack.workspace)
    vic = alliance.sandbox.person("vic")
    assert text_of(await _answers(alliance, vic, "help"))


async def test_a_bug_is_told(alliance: World) -> None:
    """Where Slack fails meanwhile, the person hears that nothing was done."""
    alliance.sandbox.faults.server_error("users.info")
    tom = alliance.sandbox.person("tom")
    assert "Something went wrong on my side" in text_of(await _answers(alliance, tom, "help"))

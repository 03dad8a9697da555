"""What the words of a direct message ask for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.home.speech import Speech
from handlers.kit.answers import Reply
from handlers.kit.call import Call
from handlers.kit.feature import Command, Feature, Noun


async def kudos(call: Call) -> Reply:
    """Thank somebody."""
    return Reply(call.text)


async def actions(call: Call) -> Reply:
    """List what somebody owes."""
    return Reply(call.text)


async def members(call: Call) -> Reply:
    """List who belongs."""
    return Reply(call.text)


SPEECH = Speech(
    (
        Feature(
            name="kudos",
            commands={"/kudos": Command(kudos, "Thank", "@ana", (("", "a form"),))},
            phrases={"thanks": kudos, "thank you": kudos},
        ),
        Feature(name="actions", phrases={"my actions": actions, "my": members}),
        Feature(name="members", nouns={"members": Noun(members, "Who", (("members", "all"),), ("people",))}),
    )
)


@pytest.mark.parametrize(
    ("text", "listener", "rest"),
    [
        ("kudos @ana for it", kudos, "@ana for it"),
        ("/kudos @ana", kudos, "@ana"),
        (" /sha-kudos @ana", kudos, "@ana"),
        ("Kudos: @ana", kudos, "@ana"),
        ("Thanks <@U1> for the van!", kudos, "<@U1> for the van!"),
        ("thank you, <@U1>", kudos, "<@U1>"),
        ("My actions", actions, ""),
        ("my actions please", actions, "please"),
        ("my friends", members, "friends"),
        ("member add <@U1>", members, "add <@U1>"),
        ("people", members, ""),
    ],
)
def test_what_is_understood(text: str, listener: object, rest: str) -> None:
    """Commands with slash and prefix or without, nouns, and phrases; of phrases the longest counts."""
    said = SPEECH.understand(text, "sha-")
    assert (said.listener, said.rest) == (listener, rest)


@pytest.mark.parametrize(
    ("text", "opening"),
    [
        ("help", "Here is"),
        ("Help!", "Here is"),
        ("What can you do?", "Here is"),
        ("hello", "Hello!"),
        ("Good morning :)", "I am not sure"),
        ("Good morning.", "Hello!"),
        ("Thanks!", "You are welcome!"),
        ("thank you.", "You are welcome!"),
        ("thanksgiving is near", "I am not sure"),
        ("👍", "I am not sure"),
    ],
)
def test_what_is_answered_with_help(text: str, opening: str) -> None:
    """A greeting is returned, thanks to the bot are no kudos, and anything else gets help."""
    said = SPEECH.understand(text, "")
    assert said.listener is None
    assert said.opening.startswith(opening)


@pytest.mark.parametrize("text", ["where is the list of members?", "who are the membres here"])
def test_free_words_lead_near(text: str) -> None:
    """A word in a sentence that is one of ours, or nearly, is offered."""
    assert [one.name for one in SPEECH.understand(text, "").near] == ["members"]


def test_help_on_one_thing() -> None:
    """Help can be had on each command and noun."""
    said = SPEECH.understand("members help", "")
    assert said.entry_to_explain is not None
    assert said.entry_to_explain.name == "members"


@given(st.text(max_size=300) | st.sampled_from(["<@U1|ana>" * 500, "my " * 4000, " " * 9000, "/" * 4000]))
def test_any_text_asks_for_something(text: str) -> None:
    """No message is an error."""
    said = SPEECH.understand(text, "sha-")
    assert said.listener or said.opening

"""Help, as people ask for it and read it."""

import pytest

from handlers import FEATURES
from handlers.kit import usage
from handlers.kit.feature import Command, Noun
from handlers.kit.workspace import Workspace

HERE = Workspace("T1", "https://a.example/", "U0BOT", "alliance", command_prefix="sha-")
COMMANDS = [(name, command) for feature in FEATURES for name, command in feature.commands.items()]


@pytest.mark.parametrize("text", ["help", "Help", " HELP. ", "help!", "help?", "?", " ? "])
def test_help_is_asked_for(text: str) -> None:
    """Help comes however a phone's keyboard wrote it."""
    assert usage.is_asked_for(text)


@pytest.mark.parametrize("text", ["", "help me with the fair", "helped", "what?", "??? what"])
def test_help_is_not_asked_for(text: str) -> None:
    """A sentence that begins with the word, or ends with a question mark, is not a call for help."""
    assert not usage.is_asked_for(text)


@pytest.mark.parametrize(("name", "command"), COMMANDS)
def test_help_on_a_command(name: str, command: Command) -> None:
    """Help names the command as it is typed here, and each example with what it does, for every reader."""
    reply = usage.of_command(name, command, HERE)
    (shown,) = (block.to_dict()["text"]["text"] for block in reply.blocks)
    assert shown == reply.text
    assert shown.startswith(f"*/sha-{name.removeprefix('/')}: {command.description}*\n")
    assert len(shown.splitlines()) == 1 + len(command.examples) >= 3
    assert all(meaning in shown for _, meaning in command.examples)


def test_examples_are_not_alive() -> None:
    """A mention or markup in an example is shown, not used."""
    command = Command(COMMANDS[0][1].listener, "Say a < b", "", (("<!channel> & all", "ping"),))
    text = usage.of_command("/say", command, HERE).text
    assert text == "*/sha-say: Say a &lt; b*\n`/sha-say &lt;!channel&gt; &amp; all` ping"


def test_the_overview_lists_every_command_and_noun() -> None:
    """The overview has one line for each command of each capability, and one for each noun of the hub."""
    nouns = [name for feature in FEATURES for name in feature.nouns]
    header, *sections = (block.to_dict() for block in usage.overview(HERE, FEATURES))
    assert header["text"]["text"] == "What I can do"
    lines = [line for section in sections for line in section["text"]["text"].splitlines()]
    assert [line.split("`")[1] for line in lines] == [
        *(f"/sha-{name[1:]}" for name, _ in COMMANDS),
        *(f"/sha-alliance {name}" for name in nouns),
    ]


def test_help_on_a_noun() -> None:
    """Help on a noun shows its examples behind the hub's command as it is typed here."""
    noun = Noun(
        COMMANDS[0][1].listener, "Who belongs", (("members", "the list"), ("members add @ana", "add"))
    )
    assert usage.of_noun("members", noun, HERE).text == (
        "*/sha-alliance members: Who belongs*\n"
        "`/sha-alliance members` the list\n"
        "`/sha-alliance members add @ana` add"
    )

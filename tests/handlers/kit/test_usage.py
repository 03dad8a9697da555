"""Help, as people ask for it and read it."""

import pytest

from handlers import CAPABILITIES, FEATURES
from handlers.kit import usage
from handlers.kit.feature import Command
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


def test_the_overview_lists_every_command() -> None:
    """The overview has one line for each command of each capability."""
    header, section = (block.to_dict() for block in usage.overview(HERE, CAPABILITIES))
    assert header["text"]["text"] == "What I can do"
    lines = section["text"]["text"].splitlines()
    assert [line.split("`")[1] for line in lines] == [f"/sha-{name[1:]}" for name, _ in COMMANDS]

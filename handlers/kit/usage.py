"""Help, made from what the capabilities declare."""

from collections.abc import Iterable

from slack_sdk.models.blocks import Block

from handlers.kit import blocks
from handlers.kit.answers import Reply
from handlers.kit.feature import HUB, Command, Feature, Noun
from handlers.kit.workspace import Workspace


def is_asked_for(text: str) -> bool:
    """Tell whether a command's text asks for help, however a phone's keyboard wrote it."""
    return text.strip().rstrip(".!?:;").lower() == "help" or text.strip() == "?"


def of_command(name: str, command: Command, workspace: Workspace) -> Reply:
    """Return help on one command: what it does, and examples to copy."""
    typed = workspace.command(name)
    return _help(typed, command.description, [(typed, *example) for example in command.examples])


def of_noun(name: str, noun: Noun, workspace: Workspace) -> Reply:
    """Return help on one word behind the hub's command."""
    typed = workspace.command(HUB)
    return _help(f"{typed} {name}", noun.description, [(typed, *example) for example in noun.examples])


def _help(title: str, description: str, examples: Iterable[tuple[str, str, str]]) -> Reply:
    lines = [f"`{f'{typed} {rest}'.strip()}` {meaning}" for typed, rest, meaning in examples]
    help_text = blocks.escape("\n".join([f"*{title}: {description}*", *lines]))
    return Reply(help_text, [blocks.section(help_text)])


def overview(workspace: Workspace, features: Iterable[Feature]) -> list[Block]:
    """Return what the bot can do: one line for each command, and one for each word behind the hub's."""
    features = tuple(features)
    commands = {name: one.description for feature in features for name, one in feature.commands.items()}
    nouns = {name: one.description for feature in features for name, one in feature.nouns.items()}
    listed = [
        [f"`{workspace.command(name)}` {description}" for name, description in commands.items()],
        [f"`{workspace.command(HUB)} {name}` {description}" for name, description in nouns.items()],
    ]
    return [
        blocks.header("What I can do"),
        *(blocks.section(blocks.escape("\n".join(lines))) for lines in listed if lines),
    ]

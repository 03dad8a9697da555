"""Help, made from what the capabilities declare."""

from collections.abc import Iterable

from slack_sdk.models.blocks import Block

from handlers.kit import blocks
from handlers.kit.answers import Reply
from handlers.kit.feature import Command, Feature
from handlers.kit.workspace import Workspace


def is_asked_for(text: str) -> bool:
    """Tell whether a command's text asks for help, however a phone's keyboard wrote it."""
    return text.strip().rstrip(".!?:;").lower() == "help" or text.strip() == "?"


def of_command(name: str, command: Command, workspace: Workspace) -> Reply:
    """Return help on one command: what it does, and examples to copy."""
    typed = workspace.command(name)
    lines = [
        f"`{typed}{f' {example}' if example else ''}` {meaning}" for example, meaning in command.examples
    ]
    help_text = blocks.escape("\n".join([f"*{typed}: {command.description}*", *lines]))
    return Reply(help_text, [blocks.section(help_text)])


def overview(workspace: Workspace, features: Iterable[Feature]) -> list[Block]:
    """Return what the bot can do, one line for each command."""
    lines = [
        f"`{workspace.command(name)}` {command.description}"
        for feature in features
        for name, command in feature.commands.items()
    ]
    return [blocks.header("What I can do"), blocks.section("\n".join(lines))]

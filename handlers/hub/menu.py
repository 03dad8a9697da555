"""What people see of the hub: the menu, and what is near a word that it does not know."""

from collections.abc import Iterable

from slack_sdk.models.blocks import Block, ButtonElement

from bot.rules import privacy
from handlers.kit import blocks, grammar
from handlers.kit.answers import Reply
from handlers.kit.call import Call
from handlers.kit.feature import HUB, Step
from handlers.kit.lexicon import Entry, Lexicon

MESSAGE_BLOCKS_MAX = 50


def menu(call: Call, lexicon: Lexicon, step: Step | None) -> Reply:
    """Return the menu: the next step, then everything there is, each with its button."""
    title = "What would you like to do?"
    first = [blocks.section(f"*Your next step*\n{step.text}", step.button)] if step else []
    shown: list[Block] = [*first, blocks.header(title), *_lines(call, lexicon.nouns.values())]
    if lexicon.commands:
        shown += [blocks.header("Or straight away"), *_lines(call, lexicon.commands.values())]
    typed = call.workspace.command(HUB)
    shown.append(blocks.context(f"`{typed} help` lists all words. You can also write me a direct message."))
    return Reply(blocks.spoken(shown), shown[-MESSAGE_BLOCKS_MAX:])


def unknown(call: Call, lexicon: Lexicon, word: str | None, rest: str) -> Reply:
    """Say that a word means nothing here, with those that are near it, and with all there are."""
    near = lexicon.near(word) if word else []
    readable = grammar.readable(call.text)
    typed = "" if privacy.find(readable) else f" “{blocks.escape(blocks.clip(readable, 200))}”"
    asked = " Did you mean one of these?" if near else " Here is what there is."
    shown: list[Block] = [blocks.section(f"I do not know what{typed} asks for.{asked}")]
    if near:
        shown.append(blocks.actions(*(_open(entry, entry.typed(call.workspace), rest) for entry in near)))
    entries = [*lexicon.nouns.values(), *lexicon.commands.values()]
    listed = " · ".join(f"`{entry.typed(call.workspace)}`" for entry in entries)
    shown += [blocks.context(listed)] if listed else []
    shown.append(blocks.actions(_back("Show me all of it")))
    return Reply(blocks.spoken(shown), shown)


def with_way_back(answer: Reply) -> Reply:
    """Return an answer with a button back to the menu, where there is room for it."""
    if not 0 < len(answer.blocks) < MESSAGE_BLOCKS_MAX:
        return answer
    return Reply(answer.text, [*answer.blocks, blocks.actions(_back("Menu"))])


def entrance() -> Block:
    """Return the way into the menu, for App Home."""
    return blocks.actions(_back("Everything the alliance does"))


def _lines(call: Call, entries: Iterable[Entry]) -> list[Block]:
    return [
        blocks.section(
            f"`{entry.typed(call.workspace)}`\n{blocks.escape(entry.description)}", _open(entry, "Open")
        )
        for entry in entries
    ]


def _open(entry: Entry, label: str, text: str = "") -> ButtonElement:
    """Return the button that does the same as typing an entry's word, and a text after it."""
    says = f"Open {entry.name}"
    if entry.is_command:
        return blocks.button(label, "hub.command", entry.name, says=says, value=text)
    return blocks.button(label, "hub.noun", entry.name, says=says, value=text)


def _back(label: str) -> ButtonElement:
    return blocks.button(label, "hub.open")

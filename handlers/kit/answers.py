"""What a handler can answer, whichever way the question came in, and how each way shows it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from handlers.kit import blocks

DONE = "Done."


@dataclass(frozen=True, slots=True)
class Reply:
    """Something to read, for the person who asked alone. `text` says it all; `blocks` show it better."""

    text: str
    blocks: Sequence[Block] = field(default=())


@dataclass(frozen=True, slots=True)
class OpenForm:
    """A form to fill in, or a page of one."""

    view: View


@dataclass(frozen=True, slots=True)
class ShowHome:
    """App Home, made anew for the person who asked."""

    view: View


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why something was not done, and the form field that it is about."""

    sentence: str
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Nothing:
    """Nothing to say: close the form, leave the message as it is."""


@dataclass(frozen=True, slots=True)
class FormAgain:
    """The form that was submitted, with a question in it; as Slack's JSON, since it came from there."""

    view: dict[str, Any]


Answer = Reply | OpenForm | ShowHome | Refusal | FormAgain | Nothing


def as_message(answer: Answer, typed: str = "") -> dict[str, Any]:
    """Return an answer as the fields of an ephemeral message; nothing for what is no message."""
    match answer:
        case Reply(text, shown):
            return {"text": text, "blocks": list(shown) or None, "response_type": "ephemeral"}
        case Refusal(sentence):
            shown = _refused(sentence, typed)
            return {"text": sentence, "blocks": shown, "response_type": "ephemeral"}
        case _:
            return {}


def as_page(answer: Answer, title: str, typed: str = "") -> View | dict[str, Any]:
    """Return an answer as a modal."""
    match answer:
        case OpenForm(view) | ShowHome(view):
            return view
        case FormAgain(again):
            return again
        case Reply(text, shown):
            return blocks.page(title, list(shown) or [blocks.section(blocks.escape(text))])
        case Refusal(sentence):
            return blocks.page(title, _refused(sentence, typed))
        case _:
            return blocks.page(title, [blocks.section(DONE)])


def _refused(sentence: str, typed: str) -> list[Block]:
    """Return a refusal, with what was typed, so that nothing needs typing again."""
    shown: list[Block] = [blocks.section(blocks.escape(sentence))]
    return [*shown, blocks.small_plain(f"You typed: {typed}")] if typed else shown

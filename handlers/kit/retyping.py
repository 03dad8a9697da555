"""Typing again what the privacy guard did not let through: a form with the text in it, to change and send.

Nothing typed gets lost that way, and no message repeats it. What was a mention stays one.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from slack_sdk.models.blocks import Block, InputBlock, PlainTextInputElement
from slack_sdk.models.views import View

from bot.errors import RuleError
from bot.rules.privacy import PrivacyError, UnconfirmedError
from handlers.kit import blocks, grammar, privacy
from handlers.kit.answers import Nothing, OpenForm, Reply, ShowHome
from handlers.kit.call import Call, Way
from handlers.kit.feature import Listener

ROUTE = "edge.retyped"
FIELD = "typed"
TYPED_MAX = 3000
"""Characters of a text field, at Slack's most."""
MARKS_MAX = 2000
"""Characters for mentions, in what a form can remember."""
_MARK = re.compile(r"<[@#!][^<>]+>")


def form(call: Call, error: PrivacyError) -> View:
    """Return a form with what was typed, and why it was not done."""
    typed = grammar.readable(call.text)
    cut = f" It is long, so only its first {TYPED_MAX} characters are here." if len(typed) > TYPED_MAX else ""
    element = PlainTextInputElement(
        action_id=FIELD, multiline=True, max_length=TYPED_MAX, initial_value=blocks.clip(typed, TYPED_MAX)
    )
    shown: list[Block] = [
        privacy.warning(error),
        InputBlock(block_id=FIELD, label="You typed", element=element, hint=f"Change it, and send it.{cut}"),
    ]
    if isinstance(error, UnconfirmedError):
        shown.append(privacy.box())
    return View(
        type="modal",
        callback_id=ROUTE,
        title="Not done yet",
        submit="Send",
        close="Cancel",
        private_metadata=json.dumps(_origin(call)),
        blocks=shown,
    )


def _origin(call: Call) -> dict[str, Any]:
    """Return what it takes to make the call again, but for its text."""
    return {
        "way": call.way,
        "route": call.route,
        "argument": call.argument,
        "channel_id": call.payload.get("channel_id"),
        "marks": list(_fitting(_MARK.findall(call.text))),
    }


def _fitting(marks: Iterable[str]) -> Iterator[str]:
    room = MARKS_MAX
    for mark in dict.fromkeys(marks):
        room -= len(mark)
        if room >= 0:
            yield mark


def listener(tables: Mapping[str, Mapping[str, Listener]]) -> Listener:
    """Return what takes the form: it makes the call again, with the text as it is now."""

    async def submit(call: Call) -> Reply | OpenForm | ShowHome | Nothing:
        known = tables.get(call.metadata.get("way", ""), {}).get(call.metadata.get("route", ""))
        if known is None:
            raise RuleError("I no longer know what this was for. Please start again.", field=FIELD)
        try:
            return await known(_again(call))
        except RuleError as error:
            error.field = FIELD
            raise

    return submit


def _again(call: Call) -> Call:
    return replace(
        call,
        way=Way(call.metadata["way"]),
        route=call.metadata["route"],
        argument=call.metadata["argument"],
        text=restored(call.values.get(FIELD) or "", call.metadata["marks"]),
        values={privacy.FIELD: call.values.get(privacy.FIELD)},
        metadata={},
        payload={**call.payload, "channel_id": call.metadata["channel_id"]},
    )


def restored(text: str, marks: Iterable[str]) -> str:
    """Return text as Slack sends it: escaped, and a mention again where it still shows one."""
    shown = {blocks.escape(grammar.readable(mark)): mark for mark in marks}
    names = sorted(shown, key=len, reverse=True)
    if not names:
        return blocks.escape(text)
    any_name = re.compile("|".join(rf"{re.escape(name)}(?![\w-])" for name in names))
    return any_name.sub(lambda found: shown[found[0]], blocks.escape(text))

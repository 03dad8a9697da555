"""`/action`, as people type it."""

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace

from bot.rules.actions import Draft
from bot.services import actions, actions_lists, actions_offers, actions_progress
from handlers.actions import grammar, listeners, pages, steps, submissions
from handlers.actions.grammar import Words
from handlers.kit.answers import OpenForm, Reply
from handlers.kit.call import Call
from handlers.kit.dates import parse_date

Answer = Reply | OpenForm
UNKNOWN_NAME = re.compile(r"(?<!\S)@[\w.-]+")
"""A name that stayed text: misspelt, gone, or not picked from Slack's list."""


async def command(call: Call) -> Answer:
    """Take `/action TITLE`, `/action VERB A-12` or `/action list`; alone, show my open items."""
    words = grammar.parse(call.text)
    if words.number is not None and words.verb:
        return await VERBS[words.verb](replace(call, argument=str(words.number)), words, words.number)
    bare = not (words.people or words.options or words.helpers)
    if words.verb == "list" or (bare and words.verb is None and words.text.lower() in {"", *grammar.LISTS}):
        return await listeners.listed(call, grammar.scope(words))
    return await _add(call, words)


async def _add(call: Call, words: Words) -> Answer:
    draft = await _draft(call, words)
    if not draft.title:
        return await listeners.new(call, draft, note="Say what is to be done, and it is on the list.")
    if not words.people and (unknown := UNKNOWN_NAME.search(draft.title)):
        note = f"Slack did not recognise {unknown[0]}. Pick whom you mean, or leave the name in the title."
        return await listeners.new(call, draft, note=note)
    item = await call.run(actions.add, draft, confirmed=_confirmed(call))
    return await submissions.added(call, item)


async def _draft(call: Call, words: Words) -> Draft:
    """Return what the words ask for; the first person named is the owner, the others help."""
    due = words.option("due")
    owner, *others = words.people or (None,)
    helpers = [*words.helpers, *(one for one in others if one)]
    for group_id in words.groups:
        helpers += await call.people.of_group(group_id)
    return Draft(
        title=words.text,
        owner=owner,
        helpers=tuple(dict.fromkeys(helpers)),
        group=words.option("group"),
        due_on=parse_date(due, await call.now(), field="due_on") if due else None,
        repeat_days=grammar.rhythm(words.option("repeat")),
    )


async def _done(call: Call, words: Words, number: int) -> Answer:
    item = await call.run(actions_progress.done, number, words.text, confirmed=_confirmed(call))
    return await listeners.closed(call, item)


async def _reopen(call: Call, words: Words, number: int) -> Answer:
    item = await call.run(actions_progress.reopen, number, words.text, confirmed=_confirmed(call))
    return await listeners.outcome(call, item, f"{item.code} is open again.")


async def _block(call: Call, words: Words, number: int) -> Answer:
    if not words.text:
        return await listeners.ask_block(call)
    item = await call.run(actions_progress.block, number, words.text, confirmed=_confirmed(call))
    return await submissions.blocked(call, item)


async def _drop(call: Call, words: Words, number: int) -> Answer:
    if not words.text:
        return await listeners.ask_drop(call)
    item = await call.run(actions_progress.drop, number, words.text, confirmed=_confirmed(call))
    return await listeners.closed(call, item)


async def _give(call: Call, words: Words, number: int) -> Answer:
    if not words.people:
        item = await call.read(actions_lists.read, number)
        return OpenForm(steps.give(item, note=words.text))
    note = words.text or None
    item = await call.run(actions_offers.give, number, words.people[0], note, confirmed=_confirmed(call))
    return await submissions.given(call, item)


async def _decline(call: Call, words: Words, number: int) -> Answer:
    item = await call.run(actions_offers.hand_back, number, words.text, confirmed=_confirmed(call))
    return Reply(f"{item.code} stays where it is, and its owner knows.")


async def _move(call: Call, words: Words, number: int) -> Answer:
    due = words.option("due")
    if not (due or words.text):
        return await listeners.ask_move(call)
    day = parse_date(due or words.text, await call.now(), field="due_on")
    return await submissions.moved(call, number, day, words.text if due else None)


async def _snooze(call: Call, words: Words, number: int) -> Answer:
    until = words.option("until") or words.text
    if not until:
        return await listeners.ask_snooze(call)
    day = parse_date(until, await call.now(), field="until")
    return await submissions.snoozed(call, number, day)


async def _show(call: Call, _words: Words, number: int) -> Answer:
    return pages.detail(call, await call.read(actions_lists.show, number))


def _plain(listener: Callable[[Call], Awaitable[Answer]]) -> "Verb":
    """Return a verb that needs nothing but the item."""

    async def verb(call: Call, _words: Words, _number: int) -> Answer:
        return await listener(call)

    return verb


def _confirmed(call: Call) -> bool:
    return call.is_confirmed


Verb = Callable[[Call, Words, int], Awaitable[Answer]]
VERBS: Mapping[str, Verb] = {
    "done": _done,
    "reopen": _reopen,
    "start": _plain(listeners.start),
    "unblock": _plain(listeners.start),
    "block": _block,
    "drop": _drop,
    "give": _give,
    "accept": _plain(listeners.accept),
    "decline": _decline,
    "withdraw": _plain(listeners.withdraw),
    "move": _move,
    "snooze": _snooze,
    "edit": _plain(listeners.edit),
    "show": _show,
}

"""The words of `/action`."""

import re
from dataclasses import dataclass
from difflib import get_close_matches

from bot.errors import RuleError
from bot.rules.actions import ListKind, Scope, code
from handlers.kit import grammar
from handlers.kit.dates import parse_rhythm

ID_VERBS = (
    "done",
    "reopen",
    "start",
    "unblock",
    "block",
    "drop",
    "give",
    "accept",
    "decline",
    "withdraw",
    "move",
    "snooze",
    "edit",
    "show",
)
LISTS = {kind.value: kind for kind in (ListKind.MINE, ListKind.OVERDUE, ListKind.ALL, ListKind.SNOOZED)} | {
    "done": ListKind.CLOSED,
    "closed": ListKind.CLOSED,
}
OPTIONS = frozenset({"due", "group", "repeat", "org", "until"})
_ID = r"#?[Aa](?P<dash>[-‐‑–—−])?(?P<number>\d{1,9})"
_WITH_ID = re.compile(rf"\s*(?:(?P<word>[^\W\d_]+)\s+)?{_ID}(?![\w-])[.,;:]*\s*")
_ID_FIRST = re.compile(rf"\s*{_ID}(?![\w-])[.,;:]*\s+(?P<word>[^\W\d_]+)(?!\S)\s*")
_PERSON = r"<@[UW][A-Z0-9]+(?:\|[^>]*)?>"
_WITH = re.compile(rf"(?<!\S)with:\s*(?P<people>{_PERSON}(?:[\s,&]*(?:and\s+)?{_PERSON})*)", re.IGNORECASE)
_CHANNEL = re.compile(r"<#[CGD][A-Z0-9]+\|([^>]*)>")
_HASH = "\x01"
_QUOTED = re.compile(r'["“”„«]([^"“”„«»]+)["“”»]')


@dataclass(frozen=True, slots=True)
class Words:
    """What was typed: a verb with the item's number, or a title; and what was lifted from it."""

    verb: str | None
    number: int | None
    text: str
    people: tuple[str, ...]
    helpers: tuple[str, ...]
    groups: tuple[str, ...]
    options: tuple[tuple[str, str], ...]

    def option(self, key: str) -> str | None:
        """Return the value of an option, None where it was not given."""
        return next((value for name, value in self.options if name == key), None)


def parse(text: str) -> Words:
    """Take the text of an `/action` command apart; any text means something, but for a verb that is none.

    A verb that needs an item is a verb only when an item follows: all else is a title.
    """
    helpers = tuple(re.findall(r"<@([UW][A-Z0-9]+)", " ".join(one["people"] for one in _WITH.finditer(text))))
    text = _WITH.sub(" ", text)
    verb, number, rest = _target(text)
    text = _CHANNEL.sub(rf"{_HASH}\1", rest).replace("#", _HASH)
    parsed = grammar.parse(text, verbs=() if verb else {"add", "list"}, options=OPTIONS)
    said = parsed.text.replace(_HASH, "#")
    whole = _QUOTED.fullmatch(said)
    return Words(
        verb=verb or parsed.verb,
        number=number,
        text=whole[1].strip() if whole else said,
        people=parsed.people,
        helpers=helpers,
        groups=parsed.groups,
        options=parsed.options,
    )


def _target(text: str) -> tuple[str | None, int | None, str]:
    """Return the verb, the item's number, and what follows; an item alone is shown.

    A code without its hyphen counts behind a verb alone, since paper is A4. `A-12 done` is understood too.
    """
    turned = _ID_FIRST.match(text)
    if turned and turned["dash"] and turned["word"].lower() in ID_VERBS:
        return turned["word"].lower(), int(turned["number"]), text[turned.end() :]
    found = _WITH_ID.match(text)
    word = (found["word"] or "").lower() if found else ""
    if found is None or word == "add" or (not word and found.end() < len(text)):
        return None, None, text
    number = int(found["number"])
    if word in ID_VERBS or not word:
        return word or "show", number, text[found.end() :]
    if not found["dash"]:
        return None, None, text
    near = get_close_matches(word, ID_VERBS, n=3, cutoff=0.5) or ID_VERBS
    meant = ", ".join(f"{one} {code(number)}" for one in near)
    raise RuleError(
        f"I do not know {word} for {code(number)}. Did you mean: {meant}? "
        "To make a new item of these words, begin with add."
    )


def scope(words: Words) -> Scope:
    """Return which list is asked for: `list [mine|overdue|all|@user|group:x|org:x]`."""
    if words.people:
        return Scope(ListKind.PERSON, words.people[0])
    for kind in (ListKind.GROUP, ListKind.ORGANIZATION):
        if slug := words.option(kind.value):
            return Scope(kind, slug.lower())
    word = words.text.lower()
    if word and word not in LISTS:
        raise RuleError(
            f"I know no list called {word}. Try list mine, list overdue, list all, list snoozed, list done, "
            "list @somebody, list group:NAME or list org:NAME."
        )
    return Scope(LISTS.get(word, ListKind.MINE))


def rhythm(text: str | None) -> int | None:
    """Return after how many days an item comes again, None where it does not, or raise RuleError."""
    return None if text is None else parse_rhythm(text, field="repeat")

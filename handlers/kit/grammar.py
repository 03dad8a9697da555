"""The one parser of command text (product grammar, §1.1).

    input  := [verb] {word | person | group | channel | option | tag}
    option := key ":" value      value := word | "quoted words"      tag := "#" word

People, groups, channels, tags, and the options that a command knows are lifted from anywhere in the
text; everything else stays text, in the writer's own typography. Slack sends text escaped: what
comes out of here is what the person meant, to be escaped again wherever it is shown.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass

_INVISIBLE = "\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff"
_START = rf"(?<![^\s{_INVISIBLE}])"
_LIFTED = re.compile(
    rf"""
    <@(?P<person>[UW][A-Z0-9]+)(?:\|[^>]*)?>
    | <!subteam\^(?P<group>[A-Z0-9]+)(?:\|[^>]*)?>
    | <\#(?P<channel>[CGD][A-Z0-9]+)(?:\|(?P<channel_name>[^>]*))?>
    | {_START}(?P<key>[A-Za-z]+):(?:["“”„«](?P<quoted>[^"“”„«»]*)["“”»]|(?P<value>[^\s"“”„«]\S*))
    | {_START}\#(?P<tag>(?=[\w-]*[^\W\d_])\w[\w-]*)
    """,
    re.VERBOSE,
)
_MARKUP = re.compile(r"<(?P<inside>[^<>]*)>")
_HOLE = "\0"
"""Stands where something was lifted."""
_GAP = r"(?<![ \t])[ \t]*"
"""White space from its first character on: a search for it takes linear time."""
_MENDS = (
    (re.compile(r"\0(?:(?:[ \t,&+]|and\b)*\0)+"), _HOLE),
    (re.compile(r"^[ \t]*\0[ \t]*(?:[,;:.](?=\s|$))?[ \t]*", re.MULTILINE), ""),
    (re.compile(rf"{_GAP}\0[ \t]*(?=[.,;:!?]|$)", re.MULTILINE), ""),
    (re.compile(r"(?<![ \t])[ \t]+\0[ \t]*|\0[ \t]+"), " "),
    (re.compile(_HOLE), ""),
)
_WHITE = "".join(filter(str.isspace, map(chr, range(0x3001)))) + "\u200b\ufeff"
_FIRST_WORD = re.compile(rf"[\s{_INVISIBLE}]*(?P<word>[^\W\d_]+)[.,;:!]*(?=\s|$)")


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a command's text says. `text` is the rest, without the verb; ids are Slack's."""

    verb: str | None
    text: str
    people: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    options: tuple[tuple[str, str], ...] = ()
    tags: tuple[str, ...] = ()

    def option(self, key: str) -> list[str]:
        """Return the values of an option in the order in which they were typed; commas part them."""
        given = [value for name, value in self.options if name == key]
        return [part.strip() for value in given for part in value.split(",") if part.strip()]


def parse(text: str, *, verbs: Collection[str] = (), options: Collection[str] = ()) -> Parsed:
    """Take a command's text apart; any text is understood in some way, none is an error.

    A verb is a verb as the very first word alone. A channel that is named where Slack made it of a
    typed tag (`#teamwork`, where such a channel exists) counts as both.
    """
    verb, rest = _verb(text.replace(_HOLE, ""), verbs)
    found = _Found(options)
    rest = _LIFTED.sub(found.lift, rest)
    return Parsed(
        verb=verb,
        text=_mended(readable(rest)),
        people=found.names("person"),
        groups=found.names("group"),
        channels=found.names("channel"),
        options=tuple(found.options),
        tags=found.names("tag"),
    )


class _Found:
    """What was lifted from a text so far."""

    def __init__(self, legal: Collection[str]) -> None:
        self._legal = legal
        self._names: dict[str, list[str]] = {"person": [], "group": [], "channel": [], "tag": []}
        self.options: list[tuple[str, str]] = []

    def lift(self, match: re.Match[str]) -> str:
        """Note a match, and return what stays in its place."""
        if key := match["key"]:
            if key.lower() not in self._legal:
                return match[0]
            value = match["quoted"] if match["quoted"] is not None else match["value"]
            self.options.append((key.lower(), readable(value)))
            return _HOLE
        for kind, names in self._names.items():
            if match[kind]:
                names.append(match[kind])
        if match["channel_name"]:
            self._names["tag"].append(match["channel_name"])
        return _HOLE

    def names(self, kind: str) -> tuple[str, ...]:
        """Return what was lifted of a kind, each once."""
        return tuple(dict.fromkeys(self._names[kind]))


def _verb(text: str, verbs: Collection[str]) -> tuple[str | None, str]:
    first = _FIRST_WORD.match(text)
    if first and first["word"].lower() in verbs:
        return first["word"].lower(), text[first.end() :]
    return None, text


def readable(text: str) -> str:
    """Return text as its writer saw it: Slack's entities and angle brackets undone."""
    shown = _MARKUP.sub(lambda match: _shown(match["inside"]), text)
    return shown.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _shown(inside: str) -> str:
    """Return what Slack's client shows for the inside of `<…>`."""
    target, bar, label = inside.partition("|")
    sigil = {"@": "@", "#": "#", "!": "@"}.get(target[:1], "")
    if bar and label:
        return label if not sigil or label.startswith(sigil) else f"{sigil}{label}"
    return f"{sigil}{target[1:]}" if sigil else target.removeprefix("mailto:")


def _mended(text: str) -> str:
    """Close the holes that lifting left, with a comma or "and" between them; all else stays."""
    for pattern, mend in _MENDS:
        text = pattern.sub(mend, text)
    return text.strip(_WHITE)

"""The one parser of command text (product grammar, §1.1).

    input  := [verb] [id] {word | person | group | channel | option | tag}
    id     := PREFIX "-" number
    option := key ":" value      value := word | "quoted words"      tag := "#" word

People, groups, channels, tags, and the options that a command knows are lifted from anywhere in the
text; everything else stays text, in the writer's own typography. A name inside a sentence is lifted, and
stays readable in it. A verb that needs an id is one where an id follows: `done A-12` is a verb, `done list
for the fair` is text. Slack sends text escaped: what comes out of here is what the person meant, to be
escaped again wherever it is shown.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

_INVISIBLE = "\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff"
_START = rf"(?<![^\s{_INVISIBLE}])"
_VALUE = r"""(?:<[^<>]*>|[^\s"“”„«])(?:<[^<>]*>|\S)*(?:(?<=,)[ \t]+<@[^<>]*>,?)*"""
"""A word; people in it may be parted by commas and spaces."""
_LIFTED = re.compile(
    rf"""
    <@(?P<person>[UW][A-Z0-9]+)(?:\|[^<>]*)?>
    | <!subteam\^(?P<group>[A-Z0-9]+)(?:\|[^<>]*)?>
    | <\#(?P<channel>[CGD][A-Z0-9]+)(?:\|(?P<channel_name>[^<>]*))?>
    | {_START}(?P<key>[A-Za-z]+):(?:["“”„«](?P<quoted>[^"“”„«»]*)["“”»]|(?P<value>{_VALUE}))
    | {_START}\#(?P<tag>(?=[\w-]*[^\W\d_])\w[\w-]*)
    """,
    re.VERBOSE,
)
_MARKUP = re.compile(r"<(?P<inside>[^<>]*)>")
_HOLE = "\0"
"""Stands where something was lifted."""
_NAME = "\2"
"""Stands where somebody was lifted who has a name to read."""
_RUN = re.compile(r"[\0\2](?:(?:[ \t,&+]|and\b)*[\0\2])*")
_PERSON = re.compile(r"<@(?P<person>[UW][A-Z0-9]+)(?:\|[^<>]*)?>")
_POSSESSIVE = re.compile(r"['’]\w")
_WORD = re.compile(r"\w")
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


_DASH = "-\u2010-\u2015\u2212\ufe58\ufe63\uff0d"
_GAPS = rf"[\s{_INVISIBLE}]"
_END = rf"[.,;:!?)]*(?=[\s{_INVISIBLE}]|$)"


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a command's text says. `text` is the rest, without the verb and its id; people's ids are Slack's.

    `number` is that of an id: behind a verb of `id_verbs`, or all that was typed (`verb` is None then).
    `unknown` is a word that stands before an id and is no verb: the number is given, and the text is whole.
    """

    verb: str | None
    text: str
    people: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    options: tuple[tuple[str, str], ...] = ()
    option_people: tuple[tuple[str, str], ...] = ()
    tags: tuple[str, ...] = ()
    number: int | None = None
    unknown: str | None = None

    def option(self, key: str) -> list[str]:
        """Return the values of an option in the order in which they were typed; commas part them."""
        given = [value for name, value in self.options if name == key]
        return [part.strip() for value in given for part in value.split(",") if part.strip()]

    def named(self, key: str) -> tuple[str, ...]:
        """Return the ids of the people in the values of an option, each once."""
        return tuple(dict.fromkeys(person for name, person in self.option_people if name == key))


@dataclass(frozen=True, slots=True)
class _Start:
    """What a text begins with, and the rest of it."""

    rest: str
    verb: str | None = None
    number: int | None = None
    unknown: str | None = None


def parse(
    text: str,
    *,
    verbs: Collection[str] = (),
    id_verbs: Collection[str] = (),
    prefix: str = "",
    options: Collection[str] = (),
) -> Parsed:
    """Take a command's text apart; any text is understood in some way, none is an error.

    A verb is a verb as the very first word alone, and one of `id_verbs` only where an id with the prefix
    follows; a verb can be in both. A channel that is named where Slack made it of a
    typed tag (`#teamwork`, where such a channel exists) counts as both.
    """
    typed = text.replace(_HOLE, "").replace(_NAME, "")
    start = _start(typed, verbs, id_verbs, prefix)
    found = _Found(options)
    rest = _LIFTED.sub(found.lift, start.rest)
    return Parsed(
        verb=start.verb,
        text=_mended(_with_names(readable(rest), found.shown)),
        people=found.names("person"),
        groups=found.names("group"),
        channels=found.names("channel"),
        options=tuple(found.options),
        option_people=tuple(found.option_people),
        tags=found.names("tag"),
        number=start.number,
        unknown=start.unknown,
    )


class _Found:
    """What was lifted from a text so far."""

    def __init__(self, legal: Collection[str]) -> None:
        self._legal = legal
        self._names: dict[str, list[str]] = {"person": [], "group": [], "channel": [], "tag": []}
        self.options: list[tuple[str, str]] = []
        self.option_people: list[tuple[str, str]] = []
        self.shown: list[str] = []

    def lift(self, match: re.Match[str]) -> str:
        """Note a match, and return what stays in its place."""
        if key := match["key"]:
            if key.lower() not in self._legal:
                return match[0]
            value = match["quoted"] if match["quoted"] is not None else match["value"]
            self.options.append((key.lower(), readable(value)))
            self.option_people += [(key.lower(), one["person"]) for one in _PERSON.finditer(value)]
            return _HOLE
        for kind, names in self._names.items():
            if match[kind]:
                names.append(match[kind])
        if match["channel_name"]:
            self._names["tag"].append(match["channel_name"])
        if match["person"] and "|" in match[0]:
            self.shown.append(readable(match[0]))
            return _NAME
        return _HOLE

    def names(self, kind: str) -> tuple[str, ...]:
        """Return what was lifted of a kind, each once."""
        return tuple(dict.fromkeys(self._names[kind]))


def first_word(text: str) -> tuple[str | None, str]:
    """Return the word that a text begins with, in small letters, and the rest; None where there is none."""
    first = _FIRST_WORD.match(text)
    return (first["word"].lower(), text[first.end() :].lstrip()) if first else (None, text)


def _start(text: str, verbs: Collection[str], id_verbs: Collection[str], prefix: str) -> _Start:
    """Return what a text begins with: a verb, a verb and an id, an id that is all of it, or none of these."""
    word, rest = first_word(text)
    number, after = _id(rest if word else text, prefix)
    if word in id_verbs and number is not None:
        return _Start(after, word, number)
    if word in verbs:
        return _Start(rest, word)
    if word is None:
        return _Start(text) if after.strip(_WHITE) else _Start("", number=number)
    return _Start(text, number=number, unknown=word if number is not None else None)


def _id(text: str, prefix: str) -> tuple[int | None, str]:
    """Return the number of the id that a text begins with, in any dash, capitals or none; and the rest."""
    if not prefix:
        return None, text
    pattern = rf"{_GAPS}*\#?{re.escape(prefix)}[{_DASH}]?(?P<number>[0-9]{{1,9}}){_END}"
    found = re.match(pattern, text, re.IGNORECASE)
    return (int(found["number"]), text[found.end() :]) if found else (None, text)


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


def _with_names(text: str, names: Sequence[str]) -> str:
    """Return text with the names that it needs: between words of a line, and where something is theirs."""
    left = iter(names)

    def placed(run: re.Match[str]) -> str:
        before = text[text.rfind("\n", 0, run.start()) + 1 : run.start()]
        after = text[run.end() :].partition("\n")[0]
        is_needed = _POSSESSIVE.match(after) or (_WORD.search(before) and _WORD.search(after))
        return re.sub(_NAME, lambda _: next(left) if is_needed else (next(left), _HOLE)[1], run[0])

    return _RUN.sub(placed, text)


def _mended(text: str) -> str:
    """Close the holes that lifting left, with a comma or "and" between them; all else stays."""
    for pattern, mend in _MENDS:
        text = pattern.sub(mend, text)
    return text.strip(_WHITE)

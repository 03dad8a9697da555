"""Ids in a command's text, and the names in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.kit.grammar import Parsed, parse

OPTIONS = frozenset({"org", "due", "goal", "to"})
VERBS = frozenset({"mine", "wall", "done", "show"})
ID_VERBS = frozenset({"give", "close", "show"})


@pytest.mark.parametrize(
    "written", ["A-12", "a-12", "A12", "#A-12", "A–12", "A—12", "A\u201112", "A-12:", "\u200fA-12", "A-012"]
)
def test_an_id_however_it_is_typed(written: str) -> None:
    """Any dash, or none, and small letters do not hide an id behind a verb; the rest is the text."""
    parsed = parse(f"give {written} to the clinic", id_verbs=ID_VERBS, prefix="A")
    assert (parsed.verb, parsed.number, parsed.text) == ("give", 12, "to the clinic")


@pytest.mark.parametrize(
    "text",
    [
        "give list for the fair",
        "give A-12b away",
        "give A-1234567890",
        "“give A-12”",
        "give B-12",
        "give",
        "A-12 road",
    ],
)
def test_a_verb_that_needs_an_id(text: str) -> None:
    """Without an id behind it, such a verb is text; and so is an id with more behind it."""
    assert parse(text, id_verbs=ID_VERBS, prefix="A") == Parsed(None, text)


def test_a_verb_with_or_without_an_id() -> None:
    """A verb can be both: of one thing, or of all."""
    known = {"verbs": VERBS, "id_verbs": ID_VERBS, "prefix": "A"}
    assert parse("show A-3", **known) == Parsed("show", "", number=3)  # type: ignore[arg-type]
    assert parse("show all", **known) == Parsed("show", "all")  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["A-12", " #a12 ", "A–12."])
def test_an_id_alone(text: str) -> None:
    """An id that is all of the text asks for the thing."""
    assert parse(text, id_verbs=ID_VERBS, prefix="A") == Parsed(None, "", number=12)


def test_an_unknown_verb_before_an_id() -> None:
    """The word is told, so that what was meant can be asked; the text is whole, since it may be a title."""
    parsed = parse("finish A-12 with <@U1|ana>", id_verbs=ID_VERBS, prefix="A")
    assert parsed == Parsed(None, "finish A-12 with", people=("U1",), number=12, unknown="finish")


def test_a_verb_for_free_text() -> None:
    """Behind a verb of its own, anything is text: only the first word is ever a verb."""
    assert parse("done give A-12", verbs=VERBS, id_verbs=ID_VERBS, prefix="A") == Parsed("done", "give A-12")


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("thanks to <@U1|ana>'s van", "thanks to @ana's van"),
        ("<@U1|ana>’s van", "@ana’s van"),
        ("call <@U1|ana> about the van", "call @ana about the van"),
        ("ask <@U1|ana>, <@U2|leo> and <@U3|tom> for it", "ask @ana, @leo and @tom for it"),
        ("<@U1|ana> and <@U2|leo> for the van", "for the van"),
        ("the van <@U1|ana>, <@U2|leo>.", "the van."),
        ("the van\n<@U1|ana>\nis here", "the van\n\nis here"),
        ("the van <@U1|ana> org:clinic", "the van"),
        ("call <@U1> about the van", "call about the van"),
        ("call <@U1|ana &amp; co> now", "call @ana & co now"),
    ],
)
def test_a_name_inside_a_sentence_stays_readable(text: str, rest: str) -> None:
    """Lifted all the same, a name with words on both sides stays; a list at either end does not."""
    parsed = parse(text, options=OPTIONS)
    assert parsed.text == rest
    assert parsed.people[0] == "U1"


@given(
    st.lists(st.sampled_from(["<@U1|ana>", "<@W2|l e o>", "word", ",", "and", "\n", "org:x"]), max_size=12)
)
def test_names_add_nothing_else(parts: list[str]) -> None:
    """With and without names in it, a text has the same words, and the same people are found."""
    raw = " ".join(parts)
    parsed = parse(raw, options=OPTIONS)
    assert parsed.people == tuple(dict.fromkeys(part[2:4] for part in parts if part.startswith("<@")))
    bare = parsed.text.replace("@ana", "").replace("@l e o", "")
    assert bare.count("word") == parts.count("word")
    assert set(bare.split()) <= {"word", ",", "and"} | {"word,", ",,", "and,"}


@pytest.mark.parametrize("between", [",", ", ", ",  "])
def test_people_in_an_option(between: str) -> None:
    """An option names several people, with spaces after the commas or not; who comes later is not of them."""
    parsed = parse(f"x to:<@U1|ana b>{between}<@U2|leo> <@U3|tom>", options=OPTIONS)
    assert parsed.named("to") == ("U1", "U2")
    assert parsed.named("org") == ()
    assert parsed.people == ("U3",)
    assert parsed.text == "x"

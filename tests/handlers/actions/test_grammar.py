"""The words of `/action`."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import RuleError
from bot.rules.actions import ListKind, Scope
from handlers.actions import grammar

TODAY = date(2026, 3, 2)
"""A Monday."""


@pytest.mark.parametrize(
    ("text", "verb", "number", "rest"),
    [
        ("done A-12", "done", 12, ""),
        ("Done a-12 booked until May", "done", 12, "booked until May"),
        ("done A12", "done", 12, ""),
        ("done A–12, at last", "done", 12, "at last"),
        ("done #A-12", "done", 12, ""),
        ("A-12", "show", 12, ""),
        ("A-12 done", "done", 12, ""),
        ("a-12: block nobody is free", "block", 12, "nobody is free"),
        ("done list for the fair", None, None, "done list for the fair"),
        ("give thanks to everybody", None, None, "give thanks to everybody"),
        ("add done A-12", "add", None, "done A-12"),
        ("add add A-12 to the agenda", "add", None, "add A-12 to the agenda"),
        ('"done A-12"', None, None, "done A-12"),
        ("“list of rooms”", None, None, "list of rooms"),
        ("A-12 needs a better name", None, None, "A-12 needs a better name"),
        ("buy A4 paper", None, None, "buy A4 paper"),
        ("A4 paper", None, None, "A4 paper"),
        ("list overdue", "list", None, "overdue"),
        ("post in <#C0123456|general> #soon", None, None, "post in #general #soon"),
        ("meet at 10:30, see https://a.example/b", None, None, "meet at 10:30, see https://a.example/b"),
    ],
)
def test_a_verb_is_one_when_its_item_follows(
    text: str, verb: str | None, number: int | None, rest: str
) -> None:
    """A verb that needs an item is a verb only before a code; all else is a title, as it was typed."""
    words = grammar.parse(text)
    assert (words.verb, words.number, words.text) == (verb, number, rest)


def test_people_options_and_helpers_are_lifted() -> None:
    """The owner, the helpers, the day, the group and the rhythm, from anywhere in the text."""
    words = grammar.parse(
        "book the hall <@U0LEO|leo> with:<@U0ANA|ana>,<@U0TOM> due:fri group:prevention repeat:2w"
    )
    assert words.text == "book the hall"
    assert (words.people, words.helpers) == (("U0LEO",), ("U0ANA", "U0TOM"))
    assert [words.option(key) for key in ("due", "group", "repeat", "org")] == [
        "fri",
        "prevention",
        "2w",
        None,
    ]


def test_an_unknown_verb_before_an_item_is_asked_about() -> None:
    """What was probably meant is said, and how to make a title of it."""
    with pytest.raises(RuleError, match=r"Did you mean: done A-12.*begin with add"):
        grammar.parse("doen A-12")
    with pytest.raises(RuleError, match="accept A-12"):
        grammar.parse("zzz A-12")


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("list", Scope()),
        ("list Overdue", Scope(ListKind.OVERDUE)),
        ("list all", Scope(ListKind.ALL)),
        ("list done", Scope(ListKind.CLOSED)),
        ("list <@U0LEO|leo>", Scope(ListKind.PERSON, "U0LEO")),
        ("list group:Prevention", Scope(ListKind.GROUP, "prevention")),
        ("list org:clinic", Scope(ListKind.ORGANIZATION, "clinic")),
    ],
)
def test_lists(text: str, scope: Scope) -> None:
    """Each list by its word, person, group or organisation."""
    assert grammar.scope(grammar.parse(text)) == scope


def test_an_unknown_list_is_refused_with_those_that_are() -> None:
    """The refusal names the lists."""
    with pytest.raises(RuleError, match=r"no list called everything\. Try list mine"):
        grammar.scope(grammar.parse("list everything"))


def test_rhythms() -> None:
    """Days and weeks, by number or by word."""
    assert [grammar.rhythm(text) for text in ("2w", "10d", "Weekly", None)] == [14, 10, 7, None]
    with pytest.raises(RuleError, match="10d, 2w"):
        grammar.rhythm("often")


ODD = st.text(st.sampled_from('ab A-12:<>@#|“”"\u00a0\u200f👩\n\0\x01,.&') | st.characters(), max_size=200)


@given(ODD | st.sampled_from(["A-1 " * 1000, "<@U1" * 900, "with:<@U1|a>, " * 280, "payload" * 500]))
def test_any_text_means_something(text: str) -> None:
    """Whatever is typed is taken apart, or refused in a sentence."""
    with suppress(RuleError):
        grammar.parse(text)

"""The words of `/kudos`, as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.kudos.grammar import VERBS, Words, parse


def _words(reason: str = "", **more: object) -> Words:
    empty: dict[str, object] = {
        "verb": None,
        "people": (),
        "groups": (),
        "organizations": (),
        "reason": reason,
        "value": None,
    }
    return Words(**(empty | more))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "<@U1|ana> <@U2|leo> for opening the Saturday walk-in #teamwork",
            _words("for opening the Saturday walk-in", people=("U1", "U2"), value="teamwork"),
        ),
        (
            "org:clinic for the van #care",
            _words("for the van", organizations=("clinic",), value="care"),
        ),
        ("org:Clinic,Gardens for the fair", _words("for the fair", organizations=("clinic", "gardens"))),
        ("<!subteam^S1|@core> for the fair", _words("for the fair", groups=("S1",))),
        ("for the fair <@U1>", _words("for the fair", people=("U1",))),
        ("for the fair #one #two <@U1>", _words("for the fair", people=("U1",), value="one")),
        ("for the fair <#C1|teamwork> <@U1>", _words("for the fair", people=("U1",), value="teamwork")),
        ("mine", _words(verb="mine")),
        ("Wall 30d", _words("30d", verb="wall")),
        ("", _words()),
        ("ana for the minutes", _words("ana for the minutes")),
    ],
)
def test_what_people_type(text: str, words: Words) -> None:
    """Whom to thank, what for, which value; or a verb."""
    assert parse(text) == words


@pytest.mark.parametrize("verb", sorted(VERBS))
def test_with_somebody_named_it_is_a_thank_you(verb: str) -> None:
    """A reason that begins with a verb is a reason, once somebody is thanked for it."""
    assert parse(f"{verb} is safe again, thanks <@U1>") == _words(
        f"{verb} is safe again, thanks", people=("U1",)
    )
    assert parse(f"{verb} is safe again org:clinic").verb is None


@given(st.text(max_size=300))
def test_any_text_is_understood(text: str) -> None:
    """No text is an error."""
    assert parse(text).verb in {None, *VERBS}

"""What the alliance agreed on about thanking each other."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.errors import RuleError
from bot.rules import kudos
from bot.rules.kudos import MessageLink, Wish

NOW = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
MIDNIGHT_IN_KOLKATA = datetime(2026, 3, 3, 0, 0, tzinfo=ZoneInfo("Asia/Kolkata"))
TO_AN_ORGANIZATION = Wish(organizations=("clinic",), is_private=True)
LONG_REASON = "x" * 2001
LONG_VALUE = "x" * 41


def _receivers(*, own_organization: bool = False, oneself: bool = False) -> None:
    kudos.ensure_receivers(thanked_self=oneself, thanked_own_organization=own_organization, others=0)


@pytest.mark.parametrize(
    ("refused", "field", "what_to_do"),
    [
        (lambda: kudos.clean_reason("  thanks "), "reason", "Say what for, in at least 10 characters"),
        (lambda: kudos.clean_reason(LONG_REASON), "reason", "2001 characters long; shorten it to 2000"),
        (lambda: kudos.clean_value("team work"), "value", "one word of letters, digits and hyphens"),
        (lambda: kudos.clean_value(LONG_VALUE), "value", "up to 40 characters: #teamwork."),
        (
            lambda: kudos.ensure_public_or_personal(TO_AN_ORGANIZATION),
            "organizations",
            "Name them, or thank the organisation in public.",
        ),
        (_receivers, "people", "Name at least one colleague or organisation"),
        (lambda: _receivers(oneself=True), "people", "Name the colleagues who helped."),
        (
            lambda: _receivers(own_organization=True, oneself=True),
            "organizations",
            "Name another one, or people, beside it.",
        ),
        (
            lambda: kudos.ensure_allowance(5, 5, MIDNIGHT_IN_KOLKATA),
            None,
            "You can give again from Tuesday 00:00 (IST).",
        ),
        (
            lambda: kudos.ensure_undoable(NOW, NOW + timedelta(minutes=11)),
            None,
            "Ask a coordinator if this one must go.",
        ),
        (lambda: kudos.wall_days("soon"), None, "from 1d to 365d, as in `/kudos wall 30d`."),
    ],
)
def test_a_refusal_says_what_to_do(refused: Callable[[], object], field: str | None, what_to_do: str) -> None:
    """Each refusal says in whole sentences what to do instead, and which field it is about."""
    with pytest.raises(RuleError) as caught:
        refused()
    assert what_to_do in caught.value.sentence
    assert caught.value.sentence.endswith(".")
    assert caught.value.field == field


@pytest.mark.parametrize("length", [10, 2000])
def test_reasons_that_say_enough(length: int) -> None:
    """A reason of ten to 2,000 characters is fine; white space around it does not count."""
    assert kudos.clean_reason(f" \n{'x' * length}\t") == "x" * length


@pytest.mark.parametrize("reason", ["", " " * 30, "x" * 9, "x" * 9 + " " * 9, "\u200b" * 20, "\0" * 20])
def test_reasons_that_say_nothing(reason: str) -> None:
    """Nine characters, white space and characters that nobody sees are no reason."""
    with pytest.raises(RuleError):
        kudos.clean_reason(reason)


def test_a_reason_holds_only_what_can_be_stored() -> None:
    """What no database stores as text is left out: the character of code zero, and halves of emoji."""
    assert kudos.clean_reason("for the\0 minutes \ud83d") == "for the minutes"


@pytest.mark.parametrize(
    ("value", "clean"),
    [
        ("#TeamWork", "teamwork"),
        (" care ", "care"),
        ("équipe", "équipe"),
        ("24-7", "24-7"),
        ("x" * 40, "x" * 40),
        ("", None),
        ("#", None),
        (None, None),
    ],
)
def test_values(value: str | None, clean: str | None) -> None:
    """A value is a word of any language, with or without #, in small letters; none is fine too."""
    assert kudos.clean_value(value) == clean


@pytest.mark.parametrize("value", ["-x", "a b", "a!", "<!channel>", "a\nb"])
def test_values_that_are_no_word(value: str) -> None:
    """Whatever else somebody types as a value is refused."""
    with pytest.raises(RuleError):
        kudos.clean_value(value)


@pytest.mark.parametrize(
    "wish",
    [
        Wish(organizations=("clinic",)),
        Wish(people=("U1",), is_private=True),
        Wish(people=("U1",), organizations=("clinic",)),
    ],
)
def test_public_or_personal(wish: Wish) -> None:
    """Organisations are thanked in public, people either way."""
    kudos.ensure_public_or_personal(wish)


@pytest.mark.parametrize("oneself", [True, False])
@pytest.mark.parametrize("own_organization", [True, False])
def test_somebody_else_is_enough(*, oneself: bool, own_organization: bool) -> None:
    """With one other among those thanked, the giver and the own organisation may be named too."""
    kudos.ensure_receivers(thanked_self=oneself, thanked_own_organization=own_organization, others=1)


@pytest.mark.parametrize("given_today", [0, 4])
def test_within_the_allowance(given_today: int) -> None:
    """Up to the last kudos of the day nothing is refused."""
    kudos.ensure_allowance(given_today, 5, MIDNIGHT_IN_KOLKATA)


def test_no_kudos_at_all() -> None:
    """Where the alliance chose an allowance of none, no moment is promised at which it renews."""
    with pytest.raises(RuleError) as caught:
        kudos.ensure_allowance(0, 0, MIDNIGHT_IN_KOLKATA)
    assert caught.value.sentence == (
        "Your alliance gives no kudos at present. Ask a coordinator to raise the daily number."
    )


def test_the_undo_window_is_inclusive() -> None:
    """At ten minutes sharp kudos can still be taken back; a moment later not."""
    kudos.ensure_undoable(NOW, NOW + timedelta(minutes=10))
    with pytest.raises(RuleError):
        kudos.ensure_undoable(NOW, NOW + timedelta(minutes=10, microseconds=1))


@pytest.mark.parametrize(
    ("text", "days"), [(None, 30), ("", 30), ("1d", 1), (" 30D ", 30), ("7", 7), ("365d", 365)]
)
def test_wall_days(text: str | None, days: int) -> None:
    """The wall shows thirty days, or as many as somebody types."""
    assert kudos.wall_days(text) == days


@pytest.mark.parametrize("text", ["0d", "366", "999d", "-1d", "30 days", "30w", "1d 2d"])
def test_wall_days_refused(text: str) -> None:
    """Days outside of a year, and what is no number of days, are refused."""
    with pytest.raises(RuleError):
        kudos.wall_days(text)


def test_who_is_named() -> None:
    """A wish has receivers once a person or an organisation is named; a message names nobody."""
    assert not Wish(reason="for the minutes", message=MessageLink("C1", "1.2")).has_receivers
    assert Wish(people=("U1",)).has_receivers
    assert Wish(organizations=("clinic",)).has_receivers

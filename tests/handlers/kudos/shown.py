"""Kudos of every kind to show, the longest and oddest that can be stored included."""

from datetime import UTC, datetime
from typing import Any, cast

from hypothesis import strategies as st

from bot.rules.kudos import REASON_MAX, VALUE_MAX, MessageLink
from bot.rules.members import Party
from bot.services.gifts import Thanks
from handlers.kit.call import Call
from handlers.kit.workspace import Workspace

HERE = Workspace("T1", "https://a.example/", "U0BOT", "alliance", "C0ALLIANCE", "sha-")
NOW = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
ODD = "ab c*_~`<>&!@#|é👩\u200f"


def names(most: int) -> st.SearchStrategy[str]:
    """Return names as they are stored: on one line, of at most so many characters."""
    return st.text(ODD, min_size=1, max_size=most).map(lambda name: " ".join(name.split()) or "x")


def _long(most: int) -> st.SearchStrategy[str]:
    return names(most) | st.sampled_from(["&" * most, "*" * most, "x" * most, "<" * most])


people = st.builds(
    Party,
    name=_long(200),
    user_id=st.none() | st.sampled_from(["U0ANA00000", "W" + "A" * 31]),
    organization=st.none() | _long(120),
)
organizations = st.builds(Party, name=_long(120), is_organization=st.just(value=True))
gifts = st.builds(
    Thanks,
    id=st.integers(1, 10**9),
    giver=people,
    receivers=st.lists(people | organizations, min_size=1, max_size=60).map(tuple),
    reason=st.text(ODD + "\n", min_size=10, max_size=300).map(str.strip).filter(lambda text: len(text) >= 10)
    | st.sampled_from(["&" * REASON_MAX, "x" * REASON_MAX, "a\n" * (REASON_MAX // 2 - 1) + "b"]),
    value=st.none() | st.just("x" * VALUE_MAX),
    is_private=st.booleans(),
    given_at=st.just(NOW),
    is_undoable=st.booleans(),
    message=st.none() | st.just(MessageLink("C0ALLIANCE", "1772463870.000100")),
)


ANA = Party("Ana *C*", "U0ANA00000", "Harvest Table Food Bank")
LEO = Party("Leo", "U0LEO00000", "Green & Plot")
CLINIC = Party("Riverbend <Clinic>", is_organization=True)
GIFT = Thanks(
    id=7,
    giver=ANA,
    receivers=(LEO, CLINIC),
    reason="for <!channel> & more",
    value="teamwork",
    is_private=False,
    given_at=NOW,
    is_undoable=False,
    message=None,
)


def call() -> Call:
    """Return somebody's call from here, to make pages for; no page asks anything."""
    nobody = cast("Any", None)
    return Call(nobody, nobody, HERE, "U0ANA00000", "/sha-kudos")

"""Action and callback ids."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.kit import ids


@pytest.mark.parametrize(
    ("identifier", "route", "argument"),
    [
        ("kudos.give", "kudos.give", ""),
        ("kudos.undo:42", "kudos.undo", "42"),
        ("kudos.wall:30-7", "kudos.wall", "30-7"),
        ("a.b:c:d", "a.b", "c:d"),
        ("", "", ""),
    ],
)
def test_parse(identifier: str, route: str, argument: str) -> None:
    """The first colon parts the route from its argument."""
    assert ids.parse(identifier) == (route, argument)


@given(st.from_regex(r"[a-z]+\.[a-z_]+", fullmatch=True), st.integers() | st.text(min_size=1))
def test_what_is_built_is_parsed(route: str, argument: object) -> None:
    """An id leads back to the route and the argument that it was built of."""
    assert ids.parse(ids.build(route, argument)) == (route, str(argument))
    assert ids.parse(ids.build(route)) == (route, "")

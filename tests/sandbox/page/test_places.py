"""Where somebody may go on the page, and what the message box offers."""

from collections.abc import Callable

import pytest

from sandbox.page.completion import begun, offers
from sandbox.page.desk import Desk
from sandbox.page.places import directs, find, joinable, rooms
from sandbox.server import Sandbox

Sit = Callable[[str], Desk]


@pytest.fixture
def sit(sandbox: Sandbox) -> Sit:
    """Return a function that puts somebody in front of the page."""
    return lambda who: Desk(sandbox, sandbox.person(who))


async def test_rooms(sit: Sit) -> None:
    """People see their channels; a private one only if they are in it."""
    assert "steering" in [place.name for place in rooms(sit("bea"))]
    assert [place.name for place in rooms(sit("owen"))] == ["general"]
    assert "steering" not in [channel.name for channel in joinable(sit("owen"))]


@pytest.mark.parametrize("key", ["steering", "C0STEERING", "nowhere", "", "@nobody", "@owen"])
async def test_where_one_may_not_go(sit: Sit, key: str) -> None:
    """Neither a private channel nor one that is not there opens; the first of one's own does."""
    assert find(sit("owen"), key).key == "general"


async def test_direct_messages_of_others(sandbox: Sandbox, sit: Sit) -> None:
    """Direct messages open for the two of them, and for nobody else."""
    theirs = sandbox.workspace.direct("U0ANA00000", "U0LEO00000")
    assert find(sit("ana"), theirs.id).key == "@leo"
    assert find(sit("tom"), theirs.id).key == "alliance"
    assert list(directs(sit("tom"))) == []


@pytest.mark.parametrize("key", ["messages", "@alliance-bot"])
async def test_messages_of_the_app(sit: Sit, key: str) -> None:
    """What is between somebody and the app is a tab of the app."""
    desk = sit("ana")
    assert find(desk, key).channel is desk.person.direct
    assert find(desk, desk.person.direct.id).key == "messages"
    assert list(directs(desk)) == []


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("/ku", "/ku"),
        ("/kudos ", ""),
        ("/kudos @an", "@an"),
        ("thanks @", "@"),
        ("a@b", ""),
        ("see #gen", "#gen"),
        ("x /ku", ""),
    ],
)
def test_begun_word(text: str, word: str) -> None:
    """Commands complete at the very beginning, people and channels at the beginning of a word."""
    assert begun(text) == word


async def test_offers(sit: Sit) -> None:
    """Commands come with their description, people by handle or by either name; who has left, not at all."""
    desk = sit("owen")
    assert [(one.insert, one.detail) for one in offers(desk, "/ku")] == [("/kudos ", "Thank somebody")]
    assert [one.insert for one in offers(desk, "@cast")] == ["@ana "]
    assert [one.insert for one in offers(desk, "@core")] == ["@coremanagers "]
    assert offers(desk, "@nina") == []
    assert offers(desk, "#steer") == []

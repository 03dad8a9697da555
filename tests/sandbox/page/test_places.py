"""Where somebody may go on the page, and what the message box completes."""

from collections.abc import Callable

import pytest

from sandbox.page.completion import commands, names
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


async def test_completions(sit: Sit) -> None:
    """Commands come with their description, people by handle and by each name; who has left, not at all."""
    desk = sit("owen")
    assert ("/kudos ", "Thank somebody") in [(one.insert, one.detail) for one in commands(desk)]
    found = {one.insert: one.starts for one in names(desk)}
    assert found["@ana "] == ("@ana", "@ana", "@castillo")
    assert "@coremanagers " in found
    assert "@nina " not in found
    assert "#general " in found
    assert "#steering " not in found

"""A hub over a few capabilities of its own, and somebody who asks."""

from typing import Any, cast

from handlers.hub.listeners import Hub
from handlers.kit import blocks
from handlers.kit.answers import OpenForm, Reply
from handlers.kit.call import Call
from handlers.kit.feature import Command, Feature, Noun, Step, Urgency
from handlers.kit.workspace import Workspace

HERE = Workspace("T1", "https://a.example/", "U0BOT", "alliance", command_prefix="sha-")


async def members(call: Call) -> Reply:
    """Say what was asked of members."""
    return Reply(f"members: {call.text}", [blocks.section(f"members: {call.text}")])


async def groups(call: Call) -> OpenForm:
    """Open a page."""
    return OpenForm(blocks.page(call.text or "Groups", [blocks.section("A group")]))


async def soon(_call: Call) -> Step:
    """Offer what can wait."""
    return Step(Urgency.SOON, "Say hello", blocks.button("Hello", "hub.open"))


async def now(_call: Call) -> Step:
    """Offer what cannot."""
    return Step(Urgency.NOW, "Answer Tom", blocks.button("Answer", "hub.open"))


async def nothing(_call: Call) -> None:
    """Offer nothing."""


TOWN = (
    Feature(
        name="members",
        nouns={"members": Noun(members, "Who <belongs>", (("members list", "all"),), ("people",))},
        next_step=soon,
    ),
    Feature(
        name="groups",
        nouns={"groups": Noun(groups, "Working groups", (("groups", "all"),))},
        commands={"/kudos": Command(members, "Thank", "@ana", (("", "a form"),))},
        next_step=now,
    ),
    Feature(name="roles", next_step=nothing),
)
HUB = Hub(TOWN)


def asks(text: str = "", argument: str = "") -> Call:
    """Return a call of somebody who asks the hub for something."""
    nobody = cast("Any", None)
    return Call(nobody, nobody, HERE, "U0ANA00000", "/sha-alliance", argument, text)


async def read(text: str) -> str:
    """Return what the hub replies to a typed text."""
    answer = await HUB.command(asks(text))
    assert isinstance(answer, Reply)
    return answer.text

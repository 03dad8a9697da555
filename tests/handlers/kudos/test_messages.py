"""What the bot posts about kudos: complete, harmless, and within Slack's limits."""

from dataclasses import replace
from typing import Any, cast

from hypothesis import HealthCheck, given, settings

from bot.rules.kudos import MessageLink
from bot.rules.members import Party
from bot.services.gifts import Thanks
from handlers.kit.grammar import readable
from handlers.kit.rendering import Message, Rendering
from handlers.kudos import messages
from tests.handlers.kudos.shown import GIFT, HERE, gifts
from tests.handlers.limits import assert_message_fits

thorough = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


class Told:
    """A database that tells of one gift, or of none."""

    def __init__(self, thanks: Thanks | None) -> None:
        self._thanks = thanks

    async def read(self, *_: Any) -> Thanks | None:
        """Return the gift."""
        return self._thanks


class Readers:
    """An alliance channel with some readers."""

    def __init__(self, *readers: str) -> None:
        self._readers = readers

    async def has_reader(self, user_id: str) -> bool:
        """Tell whether a user reads it."""
        return user_id in self._readers


def _rendering(thanks: Thanks | None, *readers: str) -> Rendering:
    return Rendering(
        {"gift_id": 7}, "U0LEO00000", cast("Any", Told(thanks)), HERE, cast("Any", Readers(*readers))
    )


def _shown(message: Message | None) -> list[str]:
    assert message is not None
    blocks = [block.to_dict() for block in message.blocks]
    return [
        part["text"]
        for block in blocks
        for part in (block.get("elements") or [block["text"]])
        if "text" in part
    ]


@thorough
@given(gifts)
async def test_any_gift_fits(thanks: Thanks) -> None:
    """Any gift that can be stored makes a post and a direct message that Slack takes."""
    post = await messages.given(_rendering(thanks))
    direct = await messages.received(_rendering(thanks))
    for message in (post, direct):
        assert message is not None
        assert_message_fits(message.text, message.blocks)


async def test_a_post() -> None:
    """People are mentioned with their organisations, the giver is named without a ping, words are dead."""
    joined = "<@U0LEO00000> (Green &amp; Plot) and *Riverbend &lt;Clinic&gt;*"
    giver = "Ana \u2060*\u2060C\u2060*\u2060 (Harvest Table Food Bank)"
    message = await messages.given(_rendering(GIFT))
    assert _shown(message) == [
        f":tada: {joined}",
        "> for &lt;!channel&gt; &amp; more",
        f"*#teamwork* · from {giver}",
    ]
    assert message is not None
    assert message.text == f"Kudos to {joined} from {giver}: for &lt;!channel&gt; &amp; more #teamwork"


async def test_a_post_leads_to_its_message() -> None:
    """A gift for a message links to it."""
    link = "<https://a.example/archives/C1/p1772463870000100|for this message>"
    linked = replace(GIFT, message=MessageLink("C1", "1772463870.000100"))
    assert link in _shown(await messages.given(_rendering(linked)))[-1]


async def test_many_names_are_cut() -> None:
    """Of a great many people the first are named, and the others counted."""
    crowd = tuple(Party(f"P{number}", f"U{number:09}", "x" * 80) for number in range(60))
    (names, *_) = _shown(await messages.given(_rendering(replace(GIFT, receivers=crowd))))
    assert names.startswith(":tada: <@U000000000> (xxx")
    assert names.endswith(f" and {60 - names.count('<@')} more")
    assert 10 <= names.count("<@") < 60


async def test_who_reads_the_channel_gets_no_message() -> None:
    """A public gift is told directly to those alone who do not read the channel."""
    assert await messages.received(_rendering(GIFT, "U0LEO00000")) is None
    outside = _shown(await messages.received(_rendering(GIFT, "U0ANA00000")))
    assert outside[-2] == "Posted in the alliance channel, where you are not a member; so here it is for you."


async def test_a_private_gift_reaches_readers_too() -> None:
    """A private gift is told to whom it thanks, readers of the channel or not."""
    private = _shown(await messages.received(_rendering(replace(GIFT, is_private=True), "U0LEO00000")))
    assert private[-2] == "Only those who are thanked see this."


async def test_a_gift_that_is_gone() -> None:
    """What was taken back before it was posted is posted to nobody; what stood says so."""
    assert await messages.given(_rendering(None)) is None
    assert await messages.received(_rendering(None)) is None
    message = await messages.taken_back(_rendering(None))
    assert _shown(message) == [message.text]
    assert readable(message.text) == "These kudos were taken back by whoever gave them."

"""What the bot posts about kudos, made of the gift as it is at that moment."""

from slack_sdk.models.blocks import Block

from bot.services import kudos
from bot.services.gifts import Thanks
from handlers.kit import blocks, parties, routine
from handlers.kit.rendering import Message, Rendering

NAMES_ROOM = 2000
"""Characters for names in a message, so that it fits; the others get theirs by direct message."""


async def given(rendering: Rendering) -> Message | None:
    """Render the post in the alliance channel; none if the gift was taken back meanwhile."""
    thanks = await rendering.database.read(kudos.tell, rendering.data["gift_id"])
    if thanks is None:
        return None
    return Message(_sentence(thanks), _post(thanks, rendering))


async def received(rendering: Rendering) -> Message | None:
    """Render the direct message to somebody thanked; none for readers of the public post."""
    thanks = await rendering.database.read(kudos.tell, rendering.data["gift_id"])
    if thanks is None:
        return None
    if not thanks.is_private and await rendering.channel.has_reader(rendering.target):
        return None
    note = (
        "Only those who are thanked see this."
        if thanks.is_private
        else "Posted in the alliance channel, where you are not a member; so here it is for you."
    )
    return Message(
        _sentence(thanks), [*_post(thanks, rendering), blocks.context(note), routine.stop("kudos.received")]
    )


async def taken_back(_rendering: Rendering) -> Message:
    """Render what stands where kudos were posted that their giver took back."""
    text = "These kudos were taken back by whoever gave them."
    return Message(text, [blocks.context(text)])


def names(thanks: Thanks, room: int = NAMES_ROOM, *, with_organizations: bool = True) -> str:
    """Return who is thanked, as mrkdwn: people are mentioned, with their organisations behind them."""
    shown = [
        parties.full(party, mentions=True) if with_organizations else parties.bare(party, mentions=True)
        for party in thanks.receivers
    ]
    return parties.joined(blocks.fitting(shown, room))


def signature(thanks: Thanks) -> str:
    """Return who thanks, as mrkdwn: by name, since nobody wants to be notified of their own words."""
    return parties.full(thanks.giver)


def _post(thanks: Thanks, rendering: Rendering) -> list[Block]:
    signed = [f"from {signature(thanks)}"]
    if thanks.value:
        signed.insert(0, f"*#{blocks.escape(thanks.value)}*")
    if thanks.message:
        url = rendering.workspace.permalink(thanks.message.channel_id, thanks.message.ts)
        signed.append(blocks.link(url, "for this message"))
    return [
        blocks.section(f":tada: {names(thanks)}"),
        *blocks.paragraphs(thanks.reason, prefix="> "),
        blocks.context(" · ".join(signed)),
    ]


def _sentence(thanks: Thanks) -> str:
    """Return the whole message as one sentence, for notifications and screen readers."""
    value = f" #{blocks.escape(thanks.value)}" if thanks.value else ""
    return f"Kudos to {names(thanks)} from {signature(thanks)}: {blocks.escape(thanks.reason)}{value}"

"""What the bot tells people about their groups, as it is at that moment."""

from functools import partial

from slack_sdk.models.blocks import Block

from bot.services.groups_shown import Told, told
from handlers.kit import blocks, parties, routine
from handlers.kit.rendering import Message, Rendering


async def lead(rendering: Rendering) -> Message | None:
    """Tell somebody that they lead a group; nothing where that is so no longer."""
    group = await _told(rendering, as_lead=True)
    if group is None:
        return None
    text = (
        f"You lead *{blocks.plain_name(group.name)}* now{_by(group)}. You can add people, change what it is "
        "for, and see to its action items."
    )
    return _message(text, group)


async def added(rendering: Rendering) -> Message | None:
    """Tell somebody that they were put into a group; nothing where they have left it again."""
    group = await _told(rendering, as_lead=False)
    if group is None:
        return None
    message = _message(f"You are in *{blocks.plain_name(group.name)}* now{_by(group)}.", group)
    return Message(message.text, [*message.blocks, routine.stop("groups.added")])


async def _told(rendering: Rendering, *, as_lead: bool) -> Told | None:
    data = rendering.data
    query = partial(told, as_lead=as_lead)
    return await rendering.database.read(query, data["group_id"], data["member_id"], data["by"])


def _by(group: Told) -> str:
    return f", says {parties.full(group.by)}" if group.by else ""


def _message(text: str, group: Told) -> Message:
    shown: list[Block] = [
        blocks.section(text),
        *blocks.paragraphs(group.purpose or "", prefix="> "),
        blocks.actions(blocks.button("Look at it", "groups.show", group.id)),
    ]
    return Message(text, shown)

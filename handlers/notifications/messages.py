"""The one message of a day that holds whatever exceeds the limit."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from slack_sdk.models.blocks import Block

from bot.services import notifications
from bot.services.notifications import Told
from handlers.kit import blocks
from handlers.kit.feature import Renderer
from handlers.kit.rendering import Message, Rendering

BLOCKS_MAX = 50
"""Slack takes no more than this in a message."""
TITLE = "More for you today"


class Folding:
    """Renders several notices as one message, each by the renderer of its kind."""

    def __init__(self, renderers: Mapping[str, Renderer]) -> None:
        """Take the renderers of all kinds."""
        self._renderers = renderers

    async def more(self, rendering: Rendering) -> Message | None:
        """Render what was folded on a day, the oldest first; none where nothing of it is to be said."""
        day = date.fromisoformat(rendering.data["day"])
        told = await rendering.database.read(notifications.folded, rendering.data["member_id"], day)
        found = [await self._one(rendering, one) for one in told]
        messages = [message for message in found if message]
        if not messages:
            return None
        if len(messages) == 1:
            return messages[0]
        text = blocks.clip("\n".join([f"{TITLE}:", *(one.text for one in messages)]), blocks.TEXT_MAX)
        return Message(text, _joined(messages))

    async def _one(self, rendering: Rendering, told: Told) -> Message | None:
        renderer = self._renderers.get(told.kind)
        return await renderer(replace(rendering, data=told.data)) if renderer else None


def _joined(messages: Sequence[Message]) -> list[Block]:
    """Return the messages below each other; those that Slack has no room for are counted."""
    shown: list[Block] = [blocks.header(TITLE)]
    for place, message in enumerate(messages):
        parts = list(message.blocks) or [blocks.section(message.text)]
        rest = len(messages) - place - 1
        if len(shown) + len(parts) + 1 > BLOCKS_MAX - (1 if rest else 0):
            left = rest + 1
            more = "1 more message is" if left == 1 else f"{left} more messages are"
            return [
                *shown,
                blocks.context(f"{more} too long to stand here. See my Home."),
            ]
        shown += [blocks.divider(), *parts] if place else parts
    return shown

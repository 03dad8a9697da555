"""What people see when they open the bot, or write to it."""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from bot.services import greetings
from handlers.kit import blocks, usage
from handlers.kit.answers import Nothing, ShowHome
from handlers.kit.call import Call
from handlers.kit.feature import Feature
from handlers.kit.rendering import Message, Rendering

HOME_BLOCKS_MAX = 100


class Home:
    """App Home, and the answer to a direct message."""

    def __init__(self, features: Sequence[Feature]) -> None:
        """Take the capabilities to show."""
        self._features = features

    async def opened(self, call: Call) -> ShowHome | Nothing:
        """Show App Home, unless it was the Messages tab that somebody opened."""
        if call.payload.get("tab") != "home":
            return Nothing()
        name = await call.read(greetings.name_of)
        shown: list[Block] = [blocks.header(f"Hello {name}")]
        for feature in self._features:
            if feature.home:
                shown += await feature.home(call)
        shown += usage.overview(call.workspace, self._features)
        return ShowHome(View(type="home", blocks=shown[:HOME_BLOCKS_MAX]))

    async def written_to(self, call: Call) -> Nothing:
        """Answer a direct message with help; what other apps and the bot itself write is left alone."""
        message = call.payload
        if not message.get("bot_id") and not message.get("subtype"):
            await call.run(greetings.ask_for_help)
        return Nothing()

    async def help(self, rendering: Rendering) -> Message:
        """Render the answer to a direct message."""
        shown = usage.overview(rendering.workspace, self._features)
        return Message("Here is what I can do. Type / in any channel to begin.", shown)

"""Keeping App Home fresh: it is drawn again for whoever has just changed something."""

from collections.abc import Awaitable, Callable

from slack_sdk.web.async_client import AsyncWebClient

from handlers.kit.answers import ShowHome
from handlers.kit.call import Call

Draw = Callable[[Call], Awaitable[object]]
"""Draws Home for a person: a ShowHome, or something else where there is nothing to show."""


class Homes:
    """Publishes Home for one person at a time, and once for several changes that come together."""

    def __init__(self, slack: AsyncWebClient, draw: Draw | None) -> None:
        """Take the client that publishes, and what draws."""
        self._slack = slack
        self._draw = draw
        self._stale: set[str] = set()
        self._busy: set[str] = set()

    async def publish(self, user_id: str, home: ShowHome) -> None:
        """Show a person this Home."""
        await self._slack.views_publish(user_id=user_id, view=home.view)

    async def refresh(self, call: Call) -> None:
        """Draw Home again for the person who calls; whoever is at it already does it once more."""
        self._stale.add(call.user_id)
        if self._draw is None or call.user_id in self._busy:
            return
        self._busy.add(call.user_id)
        try:
            while call.user_id in self._stale:
                self._stale.discard(call.user_id)
                home = await self._draw(call)
                if isinstance(home, ShowHome):
                    await self.publish(call.user_id, home)
        finally:
            self._busy.discard(call.user_id)

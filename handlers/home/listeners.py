"""What people see when they open the bot."""

from collections.abc import Sequence

from slack_sdk.models.views import View

from bot.errors import OutsiderError
from bot.services import greetings
from handlers.home.page import page
from handlers.kit.answers import Nothing, Reply, ShowHome
from handlers.kit.call import Call
from handlers.kit.feature import Feature


class Home:
    """App Home."""

    def __init__(self, features: Sequence[Feature]) -> None:
        """Take the capabilities to show."""
        self._features = features

    async def opened(self, call: Call) -> ShowHome | Nothing:
        """Show App Home, unless it was the Messages tab that somebody opened."""
        if call.payload.get("tab") != "home":
            return Nothing()
        try:
            await call.note(greetings.open_home)
        except OutsiderError:
            return await self._outside(call)
        return await self.shown(call)

    async def shown(self, call: Call) -> ShowHome | Nothing:
        """Show App Home as it is now to somebody who opened it before."""
        try:
            if not await call.read(greetings.has_opened_home):
                return Nothing()
        except OutsiderError:
            return await self._outside(call)
        return ShowHome(await page(call, self._features))

    async def _outside(self, call: Call) -> ShowHome | Nothing:
        """Show somebody who takes no part the way in."""
        meeting = next((one.meets_outsiders for one in self._features if one.meets_outsiders), None)
        answer = await meeting(call) if meeting else None
        return ShowHome(View(type="home", blocks=answer.blocks)) if isinstance(answer, Reply) else Nothing()

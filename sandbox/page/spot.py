"""One element of a message, a modal or a Home, where somebody presses, picks or types."""

from dataclasses import dataclass

from sandbox import acts
from sandbox.forms import initial_values
from sandbox.messages import Message
from sandbox.page.desk import Desk
from sandbox.payloads import Surface
from sandbox.shapes import Json
from sandbox.views import View

_TOLD = ("type", "action_id", "text", "value", "style")


@dataclass(frozen=True, slots=True)
class Spot:
    """An element, in its block, on its surface, before one person."""

    desk: Desk
    surface: Surface
    block: Json
    element: Json

    @property
    def kind(self) -> str:
        """The type of the element."""
        return str(self.element.get("type"))

    @property
    def state(self) -> Json:
        """What the element holds now: what was entered, else what the app had put in."""
        state: Json = initial_values([self.block], self._entered)[self.block["block_id"]]
        held: Json = state[self.element["action_id"]]
        return held

    def note(self, state: Json) -> None:
        """Keep what was entered; it stays with the view or the message until that is changed."""
        self._entered.setdefault(self.block["block_id"], {})[self.element["action_id"]] = state

    async def press(self) -> None:
        """Press a button."""
        await self.act({key: self.element[key] for key in _TOLD if key in self.element})

    async def act(self, told: Json) -> None:
        """Tell the app of a press or a choice; trouble is shown as Slack shows it."""
        desk = self.desk
        if await acts.act(desk.slack, desk.user, self.surface, told | self._ids):
            return
        place = self.surface.channel if isinstance(self.surface, Message) else desk.person.direct.id
        desk.slack.replies.complain(desk.user.id, desk.workspace.channels[place], acts.TROUBLE)

    async def suggestions(self, typed: str) -> list[Json]:
        """Return the options that the app has for what was typed into a menu."""
        return await acts.ask_options(self.desk.slack, self.desk.user, self.surface, self._ids, typed)

    @property
    def _ids(self) -> Json:
        return {"block_id": self.block["block_id"], "action_id": self.element["action_id"]}

    @property
    def _entered(self) -> Json:
        surface = self.surface
        if isinstance(surface, View):
            return surface.entered
        return surface.entered.setdefault(self.desk.user.id, {})

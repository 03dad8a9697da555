"""The message box under a conversation, and the menu of what the app can do."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial

from nicegui import ui

from sandbox.channels import Channel
from sandbox.page.box import Box
from sandbox.page.completion import Offer, commands, names
from sandbox.page.desk import Desk
from sandbox.page.markup import button, entry


@dataclass(slots=True)
class Composer:
    """The box under a conversation, or under a thread of it, where Slack has no commands."""

    desk: Desk
    channel: Channel
    label: str
    thread: str | None = None
    _box: Box = field(init=False)

    def draw(self) -> None:
        """Draw it."""
        with ui.element("div").classes("composer"):
            self._box = Box(self.label, self._send, self._offers)
            with ui.element("div").classes("composer-tools"):
                self._shortcuts()
                ui.label("Shift + Enter for a new line").classes("keys")
                send = button(icon="send", classes="send", name="Send")
                send.on("click", js_handler=self._box.send_script)

    def _shortcuts(self) -> None:
        found = [one for one in self.desk.sandbox.app.shortcuts.values() if one.kind == "global"]
        with button(icon="bolt", name="Shortcuts and commands"), ui.menu() as menu:
            for one in found:
                entry(one.name, partial(self.desk.use, one.callback_id), detail=one.description)
            for name, command in sorted(self.desk.sandbox.app.commands.items()):
                begin = partial(self._begin, menu, f"{name} ")
                entry(name, begin, detail=command.get("description", ""))

    def _begin(self, menu: ui.menu, text: str) -> None:
        menu.close()  # before the box asks for the focus, which a menu that closes gives back to its button
        self._box.begin(text)

    def _offers(self) -> Iterator[Offer]:
        if self.thread is None:
            yield from commands(self.desk)
        yield from names(self.desk)

    async def _send(self, text: str) -> None:
        await self.desk.person.types(text, self.channel.id, self.thread)

"""What a message offers when one points at it: reactions, its thread, the app's shortcuts, deleting."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from nicegui import ui

from sandbox.messages import Message
from sandbox.page.desk import Desk
from sandbox.page.markup import button, entry
from sandbox.page.shortcodes import character

_REACTIONS = ("+1", "tada", "heart", "eyes", "white_check_mark", "raised_hands")


@dataclass(slots=True)
class Toolbar:
    """The tools of one message; its menus are only made when they are opened."""

    desk: Desk
    message: Message
    open_thread: Callable[[Message], None] | None = None

    def draw(self) -> None:
        """Draw the buttons."""
        with ui.element("div").classes("tools") as tools:
            tools.props["role"] = "toolbar"
            tools.props["aria-label"] = "Message actions"
            self._menu("add_reaction", "Add reaction", self._reactions)
            if self.open_thread:
                button(done=self._thread, icon="forum", name="Reply in thread")
            self._menu("more_vert", "More actions", self._actions)

    def _menu(self, icon: str, name: str, fill: Callable[[], None]) -> None:
        def opened() -> None:
            if shown.default_slot.children:
                return
            with shown, ui.menu() as menu:
                fill()
            menu.open()

        shown = button(done=opened, icon=icon, name=name)

    def _thread(self) -> None:
        if self.open_thread:
            self.open_thread(self.message)

    def _reactions(self) -> None:
        with ui.element("div").classes("emoji"):
            for name in _REACTIONS:
                toggle = partial(self.desk.toggle_reaction, name, self.message)
                entry(character(name), toggle, name=name.replace("_", " "))

    def _actions(self) -> None:
        app = self.desk.sandbox.app
        for one in app.shortcuts.values():
            if one.kind == "message":
                entry(one.name, partial(self.desk.use, one.callback_id, self.message), detail=app.name)
        if self.open_thread:
            entry("Reply in thread", self._thread)
        if self.message.user == self.desk.user.id:
            entry("Delete message", partial(self.desk.person.deletes, self.message), classes="danger")

"""One browser window: who is in front of it, where, and what has to be drawn again when something changes."""

from dataclasses import dataclass, field

from nicegui import background_tasks, ui
from nicegui.element import Element

from sandbox.feed import Change, Subscription
from sandbox.page.conversation import Conversation
from sandbox.page.desk import Desk
from sandbox.page.header import Header
from sandbox.page.home import Home
from sandbox.page.modal import Modal
from sandbox.page.places import MESSAGES, Place, address, find
from sandbox.page.sidebar import Sidebar

_IN_SIDEBAR = {"message", "message_deleted", "channel", "unread", "user"}


@dataclass(slots=True)
class Window:
    """A window onto the workspace."""

    desk: Desk
    place: Place
    _sidebar: Sidebar = field(init=False)
    _modal: Modal = field(init=False)
    _main: Element = field(init=False)
    _header: Header = field(init=False)
    _shell: Element = field(init=False)
    _content: Conversation | Home = field(init=False)

    def draw(self, at: str = "") -> None:
        """Draw everything; `at` is the message to go to."""
        with ui.element("div").classes("app") as self._shell:
            self._sidebar = Sidebar(self.desk, self.go)
            self._sidebar.draw(self.place)
            ui.element("div").classes("shade").on("click", self._fold)
            self._main = ui.element("div").classes("main")
        self._modal = Modal(self.desk)
        self._modal.draw()
        self._show()
        if at and isinstance(self._content, Conversation):
            self._content.jump(at)

    def go(self, key: str) -> None:
        """Go to another place."""
        self._fold()
        self.place = find(self.desk, key)
        with self._shell:  # whatever was pressed may be gone when the new place is drawn
            ui.navigate.history.push(address(self.desk.user.name, self.place.key))
            self._show()

    async def follow(self, changes: Subscription) -> None:
        """Draw again what changes, until the window is closed."""
        with changes:
            async for change in changes:
                self._apply(change)

    def connections_changed(self, change: Change) -> None:
        """Show whether the app is there."""
        if change.kind == "connection":
            self._header.refresh()
            if isinstance(self._content, Home) and self.desk.person.home is None:
                self._content.open()

    def _apply(self, change: Change) -> None:
        is_mine = change.user == self.desk.user.id
        content = self._content
        if change.kind == "views" and is_mine:
            self._modal.refresh()
        elif change.kind == "home" and is_mine and isinstance(content, Home):
            content.refresh()
        elif isinstance(content, Conversation) and change.channel == content.channel.id:
            content.apply(change)
        if change.kind in _IN_SIDEBAR:
            self._sidebar.refresh(self.place)

    def _show(self) -> None:
        self._main.clear()
        with self._main:
            self._header = Header(self.desk, self.place, self._unfold, self.go)
            self._header.draw()
            if self.place.channel is None:
                self._content = Home(self.desk)
            else:
                self._content = Conversation(self.desk, self.place, self.place.channel, self._redraw)
            self._content.draw()
        if self.place.key == MESSAGES:
            background_tasks.create(self.desk.person.opens_home(MESSAGES), name="app_home_opened")
        self._sidebar.refresh(self.place)
        name = self.desk.sandbox.app.name if self.place.is_app else self.place.name
        ui.page_title(f"{name} – {self.desk.workspace.name}")

    def _redraw(self) -> None:
        self.go(self.place.key)

    def _fold(self) -> None:
        self._shell.classes(remove="unfolded")

    def _unfold(self) -> None:
        self._shell.classes("unfolded")

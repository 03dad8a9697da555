"""The sidebar: who one acts as, channels, direct messages, and the app."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from html import escape

from nicegui import ui
from nicegui.element import Element

from sandbox.page.avatar import avatar
from sandbox.page.desk import Desk
from sandbox.page.markup import button, entry, html
from sandbox.page.places import Place, address, app_tabs, directs, joinable, rooms
from sandbox.page.reader import organisation
from sandbox.users import User

_ON_LINK = """(event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    emit();
}"""


@dataclass(frozen=True, slots=True)
class Item:
    """A line of the sidebar."""

    place: Place
    icon: str
    unread: int
    is_current: bool


@dataclass(slots=True)
class Sidebar:
    """The sidebar of one window; `go` leads to another place in it."""

    desk: Desk
    go: Callable[[str], None]
    _list: Element = field(init=False)
    _drawn: list[Item] = field(default_factory=list)

    def draw(self, current: Place) -> None:
        """Draw it."""
        with ui.element("nav").classes("sidebar") as shown:
            shown.props["aria-label"] = "Workspace"
            ui.label(self.desk.workspace.name).classes("workspace")
            self._switcher(current)
            self._list = ui.element("div").classes("places")
        self.refresh(current)

    def refresh(self, current: Place) -> None:
        """Bring it up to date, if anything in it has changed."""
        items = [*self._rooms(current), *self._directs(current), *self._app(current)]
        if items == self._drawn:
            return
        self._drawn = items
        self._list.clear()
        with self._list:
            html("<h2>Channels</h2>")
            for item in self._rooms(current):
                self._line(item)
            self._browse()
            html("<h2>Direct messages</h2>")
            for item in self._directs(current):
                self._line(item)
            self._start()
            html("<h2>Apps</h2>")
            for item in self._app(current):
                self._line(item)

    def _rooms(self, current: Place) -> Iterator[Item]:
        for place in rooms(self.desk):
            icon = "lock" if place.channel and place.channel.kind == "group" else "tag"
            yield self._item(place, icon, current)

    def _directs(self, current: Place) -> Iterator[Item]:
        for place in directs(self.desk):
            yield self._item(place, "", current)

    def _app(self, current: Place) -> Iterator[Item]:
        for place, icon in zip(app_tabs(self.desk), ("home", "chat_bubble_outline"), strict=True):
            yield self._item(place, icon, current)

    def _item(self, place: Place, icon: str, current: Place) -> Item:
        is_current = place.key == current.key
        unread = place.channel.unread_by(self.desk.user.id) if place.channel and not is_current else 0
        return Item(place, icon, unread, is_current)

    def _line(self, item: Item) -> None:
        classes = "line" + (" current" if item.is_current else "") + (" unread" if item.unread else "")
        with ui.link(target=address(self.desk.user.name, item.place.key)).classes(classes) as link:
            if item.icon:
                ui.icon(item.icon)
            else:
                html(self._face(item.place), "face")
            name = (
                f"{self.desk.sandbox.app.name} · {item.place.name}" if item.place.is_app else item.place.name
            )
            ui.label(name).classes("name")
            if item.unread:
                ui.label(str(item.unread)).classes("count")
        link.on("click", lambda: self.go(item.place.key), js_handler=_ON_LINK)

    def _face(self, place: Place) -> str:
        members = place.channel.members if place.channel else []
        other = next((one for one in members if one != self.desk.user.id), self.desk.user.id)
        return avatar(self.desk.workspace.users[other], "tiny")

    def _browse(self) -> None:
        found = list(joinable(self.desk))
        if found:
            with self._more("Browse channels"), ui.menu():
                for channel in found:
                    entry(f"#{channel.name}", partial(self.go, channel.name))

    def _start(self) -> None:
        with self._more("New message"), ui.menu().classes("people"):
            for user in self._people():
                entry(user.real_name, partial(self.go, f"@{user.name}"), detail=organisation(user))

    def _more(self, name: str) -> ui.button:
        return button(name, icon="add", classes="line more").props("align=left")

    def _switcher(self, current: Place) -> None:
        user = self.desk.user
        name = f"You act as {user.real_name}. Act as somebody else"
        with button(classes="switcher", name=name).props("align=left"):
            html(_who(user), "identity")
            ui.icon("unfold_more")
            with ui.menu().classes("people").props("fit"):
                ui.label("Act as somebody else: in a second tab, if you hold Ctrl or ⌘").classes("menu-title")
                for one in self._people(themselves=True):
                    link = ui.link(target=address(one.name, current.key)).classes("person")
                    with link:
                        html(_who(one), "identity")

    def _people(self, *, themselves: bool = False) -> list[User]:
        return [
            one
            for one in self.desk.workspace.users.values()
            if not (one.is_bot or one.deleted) and (themselves or one.id != self.desk.user.id)
        ]


def _who(user: User) -> str:
    works_for = organisation(user) or "Guest"
    return (
        f"{avatar(user)}<span class='who'><b>{escape(user.real_name)}</b>"
        f"<small>{escape(works_for)}</small></span>"
    )

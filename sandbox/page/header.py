"""The line above a conversation: where one is, what for, and with how many."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from html import escape

from nicegui import ui

from sandbox.page.avatar import avatar
from sandbox.page.desk import Desk
from sandbox.page.markup import button, html
from sandbox.page.places import Place, app_tabs
from sandbox.page.reader import described

HINT = "/kudos @ana @leo for opening the Saturday walk-in #teamwork"
_DISMISS = (
    "(event) => { localStorage.setItem('hint', 'off'); document.documentElement.classList.add('hint-off') }"
)


@dataclass(slots=True)
class Header:
    """The head of the main column."""

    desk: Desk
    place: Place
    unfold: Callable[[], None]
    go: Callable[[str], None]
    _offline: ui.label = field(init=False)

    def draw(self) -> None:
        """Draw it."""
        with ui.element("header").classes("top"):
            button(done=self.unfold, icon="menu", classes="burger", name="Channels and people")
            if self.place.is_app:
                self._app()
            else:
                html(self._title(), "title")
        name = self.desk.sandbox.app.name
        self._offline = ui.label(f"{name} is not running yet, so it cannot answer. Messages work.")
        self._offline.classes("offline").props["role"] = "status"
        self.refresh()
        self._hint()

    def refresh(self) -> None:
        """Say so while the app is not connected."""
        self._offline.visible = not (self.desk.sandbox.connections or self.desk.sandbox.app.request_url)

    def _title(self) -> str:
        channel = self.place.channel
        if channel is None or channel.kind not in {"channel", "group"}:
            other = self.desk.workspace.by_handle(self.place.key.removeprefix("@"))
            about = described(other) if other else ""
            return f"<h1>{escape(self.place.name)}</h1><small>{escape(about)}</small>"
        sign = "🔒 " if channel.kind == "group" else "# "
        count = sum(not self.desk.workspace.users[one].is_bot for one in channel.members)
        about = " · ".join(one for one in (channel.topic or channel.purpose, f"{count} people") if one)
        return f"<h1>{sign}{escape(channel.name)}</h1><small>{escape(about)}</small>"

    def _app(self) -> None:
        name = f"{avatar(self.desk.bot, 'tiny')}<h1>{escape(self.desk.sandbox.app.name)}</h1>"
        html(name, "title app-title")
        with ui.element("div").classes("tabs") as tabs:
            tabs.props["role"] = "tablist"
            for tab in app_tabs(self.desk):
                is_current = tab.key == self.place.key
                shown = button(tab.name, partial(self.go, tab.key), classes="current" if is_current else "")
                shown.props["role"] = "tab"
                shown.props["aria-selected"] = "true" if is_current else "false"

    def _hint(self) -> None:
        if self.place.channel is None:
            return
        with ui.element("div").classes("hint"):
            html(
                f"New here? Type <code>{HINT}</code> and press Enter. Then become Ana: menu at the top left."
            )
            button(icon="close", name="Dismiss this hint").on("click", js_handler=_DISMISS)

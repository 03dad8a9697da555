"""One message, as its reader sees it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from html import escape

from nicegui import ui

from sandbox.messages import Message
from sandbox.page import surface
from sandbox.page.avatar import avatar
from sandbox.page.blocks import still
from sandbox.page.dates import moment_of
from sandbox.page.desk import Desk
from sandbox.page.inputs import Inputs
from sandbox.page.markup import button, html
from sandbox.page.mrkdwn import as_html
from sandbox.page.shortcodes import character
from sandbox.page.toolbar import Toolbar
from sandbox.posting import file_object
from sandbox.users import User

_PRIVATE = "<i class='q-icon notranslate material-icons'>visibility</i> Only visible to you"
_TOGETHER = 300
"""Seconds within which messages of the same author stand under one name."""
OpenThread = Callable[[Message], None]


@dataclass(frozen=True, slots=True)
class MessageDrawing:
    """Draws messages for one person; without `open_thread` they are in a thread already."""

    desk: Desk
    open_thread: OpenThread | None = None

    def draw(self, message: Message, before: Message | None) -> None:
        """Draw a message into the present slot, below the one `before`."""
        if message.is_system:
            self._note(message)
            return
        is_first = not _continues(message, before)
        with ui.element("div").classes("message first" if is_first else "message"):
            self._margin(message, is_first=is_first)
            with ui.element("div").classes("body"):
                self._body(message, is_first=is_first)
            if message.visible_to is None:
                Toolbar(self.desk, message, self.open_thread).draw()

    def _margin(self, message: Message, *, is_first: bool) -> None:
        user = self._author(message)
        time = self.desk.reader.calendar.time(moment_of(message.ts))
        icon = character(message.icon.strip(":")) if message.icon else ""
        face = avatar(user, icon=icon) if is_first else f'<time class="aside">{time.split(" ")[0]}</time>'
        html("💬" if message.is_error else face, "margin")

    def _body(self, message: Message, *, is_first: bool) -> None:
        if message.visible_to:
            html(_PRIVATE, "private")
        if is_first:
            html(self._byline(message), "byline")
        self._content(message)
        self._extras(message)
        if message.reactions:
            self._reactions(message)
        if self.open_thread and message.thread_ts == message.ts:
            self._replies(message, self.open_thread)
        if message.visible_to:
            button("Dismiss", partial(self.desk.person.deletes, message), classes="quiet")

    def _byline(self, message: Message) -> str:
        name = "Slackbot" if message.is_error else message.username or self._author(message).shown_name
        badge = '<span class="badge">APP</span>' if message.bot_id or message.is_error else ""
        calendar, moment = self.desk.reader.calendar, moment_of(message.ts)
        title = f"{calendar.day(moment, weekday=True)} at {calendar.time(moment, seconds=True)}"
        time = f'<time title="{escape(title)}">{calendar.time(moment)}</time>'
        return f"<b>{escape(name)}</b>{badge}{time}"

    def _content(self, message: Message) -> None:
        written_by_hand = not message.bot_id and all(one["type"] == "rich_text" for one in message.blocks)
        if message.blocks and not written_by_hand:
            inputs = Inputs(self.desk, message)
            surface.draw(self.desk, message, message.blocks, inputs.draw)
        elif message.text:
            shown = as_html(message.text, self.desk.reader)
            html(shown, "blocks text")
        if message.edited:
            ui.label("(edited)").classes("edited")

    def _extras(self, message: Message) -> None:
        workspace = self.desk.workspace
        files = [file_object(workspace.files[one]) for one in message.files if one in workspace.files]
        shown = [f'<p class="file">📄 {escape(one["title"] or one["name"])}</p>' for one in files]
        for one in message.attachments:
            inner = "".join(still(block, self.desk.reader) for block in one.get("blocks") or ())
            words = as_html(str(one.get("text") or one.get("fallback") or ""), self.desk.reader)
            shown.append(f"<blockquote>{inner or words}</blockquote>")
        if shown:
            html("".join(shown), "blocks text")

    def _reactions(self, message: Message) -> None:
        with ui.element("div").classes("reactions"):
            for name, givers in message.reactions.items():
                self._reaction(message, name, givers)

    def _reaction(self, message: Message, name: str, givers: list[str]) -> None:
        people = ", ".join(self.desk.reader.name(giver) for giver in givers)
        button(
            f"{character(name)} {len(givers)}",
            partial(self.desk.toggle_reaction, name, message),
            classes="mine" if self.desk.user.id in givers else "",
            name=f"{people} reacted with :{name}:",
        )

    def _replies(self, message: Message, open_thread: OpenThread) -> None:
        replies = self.desk.workspace.channels[message.channel].replies(message.ts)
        if replies:
            count = f"{len(replies)} repl{'y' if len(replies) == 1 else 'ies'}"
            button(count, partial(open_thread, message), icon="forum", classes="replies")

    def _note(self, message: Message) -> None:
        shown = as_html(message.text, self.desk.reader)
        html(shown, "system text")

    def _author(self, message: Message) -> User:
        return self.desk.workspace.users.get(message.user) or self.desk.bot


def _continues(message: Message, before: Message | None) -> bool:
    """Tell whether a message stands under the name of the one before it."""
    if before is None or before.is_system or message.visible_to or before.visible_to:
        return False
    same = (message.user, message.username) == (before.user, before.username)
    return same and float(message.ts) - float(before.ts) < _TOGETHER

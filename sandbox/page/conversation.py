"""A conversation: its history, its message box, and a thread beside it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape

from nicegui import ui
from nicegui.element import Element

from sandbox import membership
from sandbox.channels import Channel
from sandbox.feed import Change
from sandbox.messages import Message
from sandbox.page.composer import Composer
from sandbox.page.desk import Desk
from sandbox.page.history import History
from sandbox.page.markup import button, html
from sandbox.page.places import Place


@dataclass(slots=True)
class Conversation:
    """What one person sees of a channel."""

    desk: Desk
    place: Place
    channel: Channel
    redraw: Callable[[], None]
    _history: History = field(init=False)
    _thread: History | None = None
    _thread_ts: str = ""
    _side: Element = field(init=False)

    def draw(self) -> None:
        """Draw it."""
        with ui.element("div").classes("conversation"):
            with ui.element("div").classes("talk"):
                with ui.element("div").classes("scroller"):
                    self._history = History(self.desk, self._main, self.open_thread, self._beginning())
                    self._history.draw()
                if self.desk.user.id in self.channel.members:
                    Composer(self.desk, self.channel, f"Message {self._label}").draw()
                else:
                    self._invitation()
            self._side = ui.element("aside").classes("thread")
            self._side.visible = False
        self.desk.person.reads(self.channel.id)

    def jump(self, ts: str) -> None:
        """Go to a message: in its thread, if it is a reply."""
        message = self.desk.workspace.message(self.channel.id, ts)
        if message is not None and message.is_reply:
            parent = self.channel.message(message.thread_ts or "")
            if parent is not None:
                self.open_thread(parent)
        elif message is not None and not self._history.jump(ts):
            self._history.load_older()
            self._history.jump(ts)

    def apply(self, change: Change) -> None:
        """Show what changed in this channel; what only others see is not in its history."""
        if change.ts is None:
            return
        ts = change.ts
        message = self.desk.workspace.message(self.channel.id, ts)
        self._history.show(ts)
        if message is not None and message.thread_ts and message.thread_ts != ts:
            self._history.show(message.thread_ts)
        if self._thread is not None:
            self._thread.show(ts)
        if change.kind == "message":
            self.desk.person.reads(self.channel.id)

    def open_thread(self, parent: Message) -> None:
        """Open the thread under a message."""
        self._thread_ts = parent.ts
        self._side.clear()
        self._side.visible = True
        with self._side:
            with ui.element("header"):
                html(f"<h2>Thread</h2><small>{escape(self._label)}</small>")
                button(done=self._close_thread, icon="close", name="Close the thread")
            with ui.element("div").classes("scroller"):
                self._thread = History(self.desk, self._replies)
                self._thread.draw()
            Composer(self.desk, self.channel, "Reply…", parent.ts).draw()

    def _close_thread(self) -> None:
        self._thread = None
        self._side.clear()
        self._side.visible = False

    def _main(self) -> list[Message]:
        return [one for one in self.channel.seen_by(self.desk.user.id) if not one.is_reply]

    def _replies(self) -> list[Message]:
        ts = self._thread_ts
        return [one for one in self.channel.seen_by(self.desk.user.id) if ts in {one.ts, one.thread_ts}]

    def _beginning(self) -> str:
        purpose = self.channel.topic or self.channel.purpose
        if self.channel.kind in {"channel", "group"}:
            about = f"{purpose}. This is the very beginning of {self._label}."
        elif self.place.is_app:
            about = f"Write to {self.desk.sandbox.app.name}, and it will tell you what it can do."
        else:
            about = "Only the two of you see what is written here."
        return f"<h2>{escape(self._label)}</h2><p>{escape(about)}</p>"

    def _invitation(self) -> None:
        def joined() -> None:
            membership.join(self.desk.workspace, self.channel, self.desk.user)
            self.redraw()

        with ui.element("div").classes("composer invitation"):
            ui.label(f"You are looking at #{self.channel.name}.")
            button("Join channel", joined, classes="press primary")

    @property
    def _label(self) -> str:
        return f"#{self.channel.name}" if self.channel.kind in {"channel", "group"} else self._other

    @property
    def _other(self) -> str:
        return self.desk.sandbox.app.name if self.place.is_app else self.place.name

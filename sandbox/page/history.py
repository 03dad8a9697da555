"""A list of messages that grows, shrinks and changes message by message."""

from collections.abc import Callable
from dataclasses import dataclass, field

from nicegui import ui
from nicegui.element import Element

from sandbox.messages import Message
from sandbox.page.dates import moment_of
from sandbox.page.desk import Desk
from sandbox.page.markup import button, html
from sandbox.page.message import MessageDrawing, OpenThread

LATEST = 100
"""How many messages are shown at first, and how many more each time."""
Source = Callable[[], list[Message]]


@dataclass(slots=True)
class History:
    """The messages of a conversation or of a thread, the latest ones first drawn.

    `beginning` is the HTML that stands above the first message of all.
    """

    desk: Desk
    source: Source
    open_thread: OpenThread | None = None
    beginning: str = ""
    _rows: dict[str, Element] = field(default_factory=dict)
    _list: Element = field(init=False)
    _more: Element = field(init=False)
    _start: Element = field(init=False)

    def draw(self) -> None:
        """Draw the latest messages."""
        messages = self.source()
        with ui.element("div").classes("history"):
            self._more = button("Load older messages", self.load_older, classes="older")
            self._more.visible = len(messages) > LATEST
            self._start = html(self.beginning, "beginning")
            self._start.visible = not self._more.visible
            self._list = ui.element("div").classes("messages")
            self._list.props["role"] = "log"
        for place in range(max(0, len(messages) - LATEST), len(messages)):
            self._append(messages[place], messages[place - 1] if place else None)

    def load_older(self) -> None:
        """Draw the messages before the first one that is shown."""
        messages = self.source()
        first = next(iter(self._rows), "")
        known = next((place for place, one in enumerate(messages) if one.ts == first), len(messages))
        start = max(0, known - LATEST)
        rows = {}
        for place in range(start, known):
            with self._list:
                rows[messages[place].ts] = row = self._row(
                    messages[place], messages[place - 1] if place else None
                )
            row.move(target_index=place - start)
        self._rows = rows | self._rows
        self._more.visible = start > 0
        self._start.visible = start == 0

    def show(self, ts: str) -> None:
        """Bring the message with this timestamp up to date: draw, redraw or take it away."""
        messages = self.source()
        place = next((place for place in reversed(range(len(messages))) if messages[place].ts == ts), None)
        row = self._rows.get(ts)
        if place is None:
            if row is not None:
                self._rows.pop(ts).delete()
            return
        before = messages[place - 1] if place else None
        if row is not None:
            row.clear()
            with row:
                self._fill(messages[place], before)
        elif ts > next(reversed(self._rows), ""):
            self._append(messages[place], before)

    def jump(self, ts: str) -> bool:
        """Scroll to a message, if it is shown."""
        row = self._rows.get(ts)
        if row is None:
            return False
        row.classes("target")
        ui.run_javascript(f"getHtmlElement({row.id}).scrollIntoView({{block: 'center'}})")
        return True

    def _append(self, message: Message, before: Message | None) -> None:
        with self._list:
            self._rows[message.ts] = self._row(message, before)

    def _row(self, message: Message, before: Message | None) -> Element:
        with ui.element("div").classes("row-of-message") as row:
            row.props["data-ts"] = message.ts
            self._fill(message, before)
        return row

    def _fill(self, message: Message, before: Message | None) -> None:
        calendar = self.desk.reader.calendar
        moment = moment_of(message.ts)
        day = calendar.local(moment).date()
        if before is None or calendar.local(moment_of(before.ts)).date() != day:
            html(f"<span>{calendar.day(moment, weekday=True)}</span>", "day")
            before = None
        MessageDrawing(self.desk, self.open_thread).draw(message, before)

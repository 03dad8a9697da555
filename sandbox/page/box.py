"""The box for typing, with what completes a word: all of it in the browser, where no letter waits for us."""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import asdict

from nicegui.element import Element

from sandbox.page.completion import Offer

Send = Callable[[str], Awaitable[object]]
"""Told what was typed, once Enter is pressed."""
Offers = Callable[[], Iterable[Offer]]
"""Asked what words can be completed to, each time when one is begun."""


class Box(Element, component="box.js"):
    """Something to type into; Enter sends, Shift and Enter begins a line, a word that is begun completes."""

    def __init__(self, label: str, send: Send, offers: Offers) -> None:
        """Draw it."""
        super().__init__()
        self._offers = offers
        self.props["label"] = label
        self._refresh()
        self.on("begun", self._refresh)
        self.on("send", lambda event: send(str(event.args)))

    @property
    def send_script(self) -> str:
        """Return the JavaScript that sends what was typed."""
        return f"() => getElement({self.id}).send()"

    def begin(self, text: str) -> None:
        """Put the beginning of a text into it."""
        self.run_method("begin", text)

    def _refresh(self) -> None:
        offers = [asdict(one) for one in self._offers()]
        if self.props.get("offers") != offers:
            self.props["offers"] = offers

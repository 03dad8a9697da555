"""The message box: Enter sends, Shift and Enter begins a line, / and @ complete."""

from dataclasses import dataclass, field
from functools import partial

from nicegui import ui
from nicegui.element import Element
from nicegui.events import GenericEventArguments

from sandbox.channels import Channel
from sandbox.page.completion import Offer, begun, offers
from sandbox.page.desk import Desk
from sandbox.page.markup import button, entry, explained

_ON_KEY = """(event) => {
    const box = event.target, isOpen = box.getAttribute("aria-expanded") === "true";
    if (event.isComposing) return;
    const isSend = event.key === "Enter" && !event.shiftKey;
    if (!isSend && !(isOpen && ["ArrowUp", "ArrowDown", "Tab", "Escape"].includes(event.key))) return;
    event.preventDefault();
    emit(event.key, box.value);
}"""


@dataclass(slots=True)
class Composer:
    """The box under a conversation, or under a thread of it."""

    desk: Desk
    channel: Channel
    label: str
    thread: str | None = None
    _box: ui.textarea = field(init=False)
    _popup: Element = field(init=False)
    _offers: list[Offer] = field(default_factory=list)
    _word: str = ""
    _chosen: int = 0

    def draw(self) -> None:
        """Draw it."""
        with ui.element("div").classes("composer"):
            self._popup = ui.element("div").classes("completion")
            self._popup.props["role"] = "listbox"
            self._popup.visible = False
            self._box = ui.textarea(placeholder=self.label).props(
                "borderless dense autogrow autofocus rows=1"
            )
            self._box.props["aria-label"] = self.label
            self._box.props["aria-expanded"] = "false"
            self._box.props["role"] = "combobox"
            self._box.props["aria-autocomplete"] = "list"
            self._box.on("keydown", self._key, js_handler=_ON_KEY)
            self._box.on_value_change(lambda event: self._typed(event.value or ""))
            self._box.on("blur", self._close)
            with ui.element("div").classes("composer-tools"):
                self._shortcuts()
                ui.label("Shift + Enter for a new line").classes("keys")
                button(
                    done=lambda: self._send(self._box.value or ""), icon="send", classes="send", name="Send"
                )

    def _shortcuts(self) -> None:
        found = [one for one in self.desk.sandbox.app.shortcuts.values() if one.kind == "global"]
        with button(icon="bolt", name="Shortcuts and commands"), ui.menu():
            for one in found:
                entry(one.name, partial(self.desk.use, one.callback_id), detail=one.description)
            for name, command in sorted(self.desk.sandbox.app.commands.items()):
                entry(name, partial(self._begin, f"{name} "), detail=command.get("description", ""))

    def _begin(self, text: str) -> None:
        self._box.value = text
        self._box.run_method("focus")

    async def _key(self, event: GenericEventArguments) -> None:
        key, text = event.args
        if self._popup.visible:
            offer = self._offers[self._chosen]
            if key == "Escape":
                self._close()
                return
            if key in {"ArrowUp", "ArrowDown"}:
                self._chosen = (self._chosen + (1 if key == "ArrowDown" else -1)) % len(self._offers)
                self._show()
                return
            if key == "Tab" or self._word != offer.insert.strip():
                self._complete(text, offer)
                return
        if key == "Enter":
            await self._send(text)

    def _typed(self, text: str) -> None:
        self._word = begun(text) if self.thread is None or not text.startswith("/") else ""
        self._offers = offers(self.desk, self._word)
        self._chosen = 0
        if self._offers:
            self._show()
        else:
            self._close()

    def _show(self) -> None:
        self._popup.clear()
        with self._popup:
            for place, offer in enumerate(self._offers):
                item = ui.element("div").classes("offer chosen" if place == self._chosen else "offer")
                item.props["role"] = "option"
                item.on("mousedown.prevent", partial(self._pick, offer))
                with item:
                    explained(offer.title, offer.detail)
        self._opened(is_open=True)

    def _close(self) -> None:
        self._opened(is_open=False)

    def _opened(self, *, is_open: bool) -> None:
        self._popup.visible = is_open
        self._box.props["aria-expanded"] = "true" if is_open else "false"

    def _pick(self, offer: Offer) -> None:
        self._complete(self._box.value or "", offer)

    def _complete(self, text: str, offer: Offer) -> None:
        head, _, tail = text.rpartition(self._word)
        self._close()
        self._begin(f"{head}{offer.insert}{tail.lstrip()}")

    async def _send(self, text: str) -> None:
        self._close()
        self._box.value = ""
        if text.strip():
            await self.desk.person.types(text.strip(), self.channel.id, self.thread)

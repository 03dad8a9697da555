"""Fields: everything into which a person types, or where one picks something; drawn as NiceGUI elements."""

from collections.abc import Awaitable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from nicegui import ui
from nicegui.element import Element

from sandbox.forms import held, value_of
from sandbox.page.choices import Choices
from sandbox.page.selects import Changed, Select, caption
from sandbox.page.spot import Spot

TEXTS = {
    "plain_text_input": "text",
    "number_input": "text",
    "email_text_input": "email",
    "url_text_input": "url",
    "rich_text_input": "text",
}
_PICKERS = {"datepicker": "date", "timepicker": "time", "datetimepicker": "datetime-local"}


@dataclass(frozen=True, slots=True)
class Field:
    """A field under a label; `changed` is told its new state."""

    spot: Spot
    label: str
    changed: Changed

    def draw(self) -> Element:
        """Draw it, with what it holds."""
        kind = self.spot.kind
        if kind in TEXTS:
            return self._named(self._text())
        if kind in _PICKERS:
            return self._named(self._picker())
        if kind in {"checkboxes", "radio_buttons"}:
            return Choices(self.spot, self.label, self.changed).draw()
        if kind.endswith("_select"):
            return self._named(Select(self.spot, self.changed).draw())
        return ui.label(f"A field of the type “{kind}” is not drawn here.").classes("note")

    def _text(self) -> Element:
        element = self.spot.element
        is_long = bool(element.get("multiline")) or self.spot.kind == "rich_text_input"
        draw = ui.textarea if is_long else ui.input
        shown = draw(value=_words(held(self.spot.state)), placeholder=caption(element.get("placeholder")))
        shown.on_value_change(lambda event: self._typed(event.value))
        shown.props(f"outlined dense hide-bottom-space {'autogrow' if is_long else ''}")
        if not is_long:
            shown.props(f"type={TEXTS[self.spot.kind]}")
        if element.get("max_length"):
            shown.props(f"maxlength={int(element['max_length'])}")
        return shown

    def _typed(self, text: str | None) -> Awaitable[None] | None:
        value = _rich(text) if text and self.spot.kind == "rich_text_input" else text
        return self.changed(value_of(self.spot.element, value or None))

    def _picker(self) -> Element:
        value = held(self.spot.state)
        if value and self.spot.kind == "datetimepicker":
            value = f"{datetime.fromtimestamp(int(value), self._zone):%Y-%m-%dT%H:%M}"
        shown = ui.input(value=str(value or ""), on_change=lambda event: self._picked(event.value))
        return shown.props(f"outlined dense hide-bottom-space type={_PICKERS[self.spot.kind]}")

    def _picked(self, value: str | None) -> Awaitable[None] | None:
        picked: Any = value or None
        if value and self.spot.kind == "datetimepicker":
            picked = int(datetime.fromisoformat(value).replace(tzinfo=self._zone).timestamp())
        return self.changed(value_of(self.spot.element, picked))

    @property
    def _zone(self) -> ZoneInfo:
        return ZoneInfo(self.spot.desk.user.timezone)

    def _named(self, shown: Element) -> Element:
        shown.props["aria-label"] = self.label
        shown.props["data-action"] = self.spot.element["action_id"]
        if self.spot.element.get("focus_on_load"):
            shown.props("autofocus")
        return shown.classes("field")


def _words(value: Any) -> str:
    if isinstance(value, dict):
        parts = [leaf.get("text", "") for part in value["elements"] for leaf in part.get("elements", ())]
        return "".join(parts)
    return str(value or "")


def _rich(text: str) -> Any:
    section = {"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}
    return {"type": "rich_text", "elements": [section]}

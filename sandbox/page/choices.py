"""Boxes to tick, and buttons of which one is chosen."""

from collections.abc import Awaitable
from dataclasses import dataclass, field

from nicegui import ui
from nicegui.element import Element

from sandbox.forms import held, option, value_of
from sandbox.page.selects import Changed, caption, kept, options_of
from sandbox.page.spot import Spot
from sandbox.shapes import Json


@dataclass(slots=True)
class Choices:
    """The options of an element, all of them in sight."""

    spot: Spot
    label: str
    changed: Changed
    _boxes: dict[str, ui.checkbox] = field(default_factory=dict)

    def draw(self) -> Element:
        """Draw them, with those that are chosen."""
        is_radio = self.spot.kind == "radio_buttons"
        with ui.element("div").classes("choices") as group:
            group.props["role"] = "radiogroup" if is_radio else "group"
            group.props["aria-label"] = self.label
            if is_radio:
                self._radio(held(self.spot.state))
            else:
                self._draw_boxes(held(self.spot.state) or [])
        return group

    def _radio(self, chosen: Json | None) -> None:
        element = self.spot.element
        labels = {one["value"]: _described(one) for one in options_of(element)}
        shown = kept(ui.radio(labels, value=chosen["value"] if chosen else None)).props("dense")
        shown.on_value_change(lambda event: self.changed(value_of(element, option(element, event.value))))

    def _draw_boxes(self, chosen: list[Json]) -> None:
        ticked = {one["value"] for one in chosen}
        for one in options_of(self.spot.element):
            box = kept(ui.checkbox(_described(one), value=one["value"] in ticked)).props("dense")
            box.on_value_change(lambda _: self._toggled())
            self._boxes[one["value"]] = box

    def _toggled(self) -> Awaitable[None] | None:
        ticked = [one for one in options_of(self.spot.element) if self._boxes[one["value"]].value]
        return self.changed(value_of(self.spot.element, ticked))


def _described(one: Json) -> str:
    return " — ".join(part for part in (caption(one["text"]), caption(one.get("description"))) if part)

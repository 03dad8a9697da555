"""Input blocks: a label, a field, a hint, and what is wrong with it."""

from dataclasses import dataclass, field
from functools import partial
from html import escape

from nicegui import ui

from sandbox.page.desk import Desk
from sandbox.page.fields import TEXTS, Field
from sandbox.page.markup import html
from sandbox.page.selects import caption
from sandbox.page.spot import Spot
from sandbox.payloads import Surface
from sandbox.shapes import Json


@dataclass(slots=True)
class Inputs:
    """The input blocks of one view or message."""

    desk: Desk
    surface: Surface
    _complaints: dict[str, ui.label] = field(default_factory=dict)

    def draw(self, block: Json) -> None:
        """Draw one of them."""
        spot, label = Spot(self.desk, self.surface, block, block["element"]), caption(block["label"])
        with ui.element("div").classes("input") as shown:
            shown.props["data-block"] = block["block_id"]
            optional = " <small>(optional)</small>" if block.get("optional") else ""
            html(f"{escape(label)}{optional}", tag="label")
            drawn = Field(spot, label, partial(self._changed, spot)).draw()
            if block.get("dispatch_action") and spot.kind in TEXTS:
                drawn.on("keydown.enter", lambda: spot.act(spot.state))
            self._complaints[block["block_id"]] = complaint = ui.label().classes("complaint")
            complaint.props["role"] = "alert"
            complaint.visible = False
            if block.get("hint"):
                ui.label(caption(block["hint"])).classes("hint-text")

    async def _changed(self, spot: Spot, now: Json) -> None:
        spot.note(now)
        self._complain(spot.block["block_id"], "")
        if spot.block.get("dispatch_action") and spot.kind not in TEXTS:
            await spot.act(now)

    def complain(self, errors: dict[str, str]) -> None:
        """Show what is wrong, each sentence beside its field; nothing beside the others."""
        for block_id in self._complaints:
            self._complain(block_id, errors.get(block_id, ""))
        first = next((label for label in self._complaints.values() if label.text), None)
        if first is not None:
            ui.run_javascript(f"getHtmlElement({first.id}).scrollIntoView({{block: 'center'}})")

    def _complain(self, block_id: str, sentence: str) -> None:
        label = self._complaints.get(block_id)
        if label is not None and label.text != sentence:
            label.text = sentence
            label.visible = bool(sentence)

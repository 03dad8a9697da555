"""What can be pressed or picked in a message, a Home or a modal, outside of input blocks."""

from functools import partial

from nicegui import ui
from nicegui.element import Element

from sandbox.page import blocks
from sandbox.page.desk import Desk
from sandbox.page.fields import Field
from sandbox.page.markup import button, entry, html
from sandbox.page.selects import caption, options_of
from sandbox.page.spot import Spot
from sandbox.shapes import Json

_FIELDS = ("_select", "picker", "checkboxes", "radio_buttons", "_input")


def control(spot: Spot) -> Element:
    """Draw one element of an actions block, or an accessory."""
    if spot.kind == "button":
        return _button(spot)
    if spot.kind == "overflow":
        return _overflow(spot)
    if spot.kind == "image":
        url, alt = str(spot.element.get("image_url", "")), str(spot.element.get("alt_text", ""))
        return html(blocks.picture(url, alt, "accessory"))
    if spot.kind.endswith(_FIELDS):
        return _field(spot)
    return ui.label(f"An element of the type “{spot.kind}” is not drawn here.").classes("note")


def _button(spot: Spot) -> Element:
    async def pressed() -> None:
        if not await _is_wished(spot):
            return
        shown.disable()
        try:
            await spot.press()
        finally:
            if not shown.is_deleted:
                shown.enable()

    element = spot.element
    shown = button(caption(element["text"]), pressed, classes=f"press {element.get('style') or ''}")
    shown.props["data-action"] = element["action_id"]
    if element.get("accessibility_label"):
        shown.props["aria-label"] = element["accessibility_label"]
    if str(element.get("url", "")).startswith(("https://", "http://")):
        shown.props["href"], shown.props["target"] = element["url"], "_blank"
    return shown


def _overflow(spot: Spot) -> Element:
    async def chosen(one: Json) -> None:
        if await _is_wished(spot):
            await spot.act({"type": "overflow", "selected_option": one})

    shown = button(icon="more_horiz", classes="press overflow", name="More actions")
    with shown, ui.menu():
        for one in options_of(spot.element):
            entry(caption(one["text"]), partial(chosen, one))
    return shown


def _field(spot: Spot) -> Element:
    async def changed(state: Json) -> None:
        spot.note(state)
        if await _is_wished(spot):
            await spot.act(state)

    label = caption(spot.element.get("placeholder")) or caption(spot.block.get("text")) or "Choose"
    return Field(spot, label, changed).draw()


async def _is_wished(spot: Spot) -> bool:
    confirm = spot.element.get("confirm")
    return confirm is None or await _is_confirmed(spot.desk, confirm)


async def _is_confirmed(desk: Desk, confirm: Json) -> bool:
    with ui.dialog() as dialog, ui.card().classes("modal confirm"):
        html(f"<h2>{blocks.text(confirm['title'], desk.reader)}</h2>")
        html(blocks.text(confirm["text"], desk.reader), "text")
        with ui.element("footer"):
            button(caption(confirm["deny"]), lambda: dialog.submit(result=False), classes="press")
            style = confirm.get("style") or "primary"
            button(caption(confirm["confirm"]), lambda: dialog.submit(result=True), classes=f"press {style}")
    answer = await dialog
    dialog.delete()
    return bool(answer)

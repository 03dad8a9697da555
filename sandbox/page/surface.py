"""Draws the blocks of a message, a modal or a Home: runs of still ones as one piece, the rest as elements."""

from collections.abc import Callable, Sequence

from nicegui import ui

from sandbox.page import blocks
from sandbox.page.controls import control
from sandbox.page.desk import Desk
from sandbox.page.markup import html
from sandbox.page.spot import Spot
from sandbox.payloads import Surface
from sandbox.shapes import Json

DrawInput = Callable[[Json], None]
"""Draws an input block."""


def draw(desk: Desk, surface: Surface, shown: Sequence[Json], draw_input: DrawInput) -> None:
    """Draw blocks into the present slot."""
    run: list[str] = []
    for block in shown:
        if _is_still(block):
            run.append(blocks.still(block, desk.reader))
            continue
        _flush(run)
        _lively(desk, surface, block, draw_input)
    _flush(run)


def _is_still(block: Json) -> bool:
    return block.get("type") not in {"actions", "input"} and not block.get("accessory")


def _flush(run: list[str]) -> None:
    if run:
        html("".join(run), "blocks")
        run.clear()


def _lively(desk: Desk, surface: Surface, block: Json, draw_input: DrawInput) -> None:
    if block["type"] == "input":
        draw_input(block)
    elif block["type"] == "actions":
        with ui.element("div").classes("actions"):
            for element in block["elements"]:
                control(Spot(desk, surface, block, element))
    else:
        with ui.element("div").classes("with-accessory"):
            html(blocks.still(block, desk.reader), "blocks")
            control(Spot(desk, surface, block, block["accessory"]))

"""The two things that everything is drawn with: pieces of HTML that are safe already, and buttons."""

from collections.abc import Awaitable, Callable
from typing import Any

from nicegui import ui

Done = Callable[[], Any] | Callable[[], Awaitable[Any]]


def html(content: str, classes: str = "", tag: str = "div") -> ui.html:
    """Draw HTML in which everything that anybody wrote has been escaped."""
    return ui.html(content, sanitize=False, tag=tag).classes(classes)


def button(
    label: str = "", done: Done | None = None, *, icon: str = "", classes: str = "", name: str = ""
) -> ui.button:
    """Draw a button; `name` is what it is called where only an icon is seen."""
    shown = ui.button(label, on_click=done, icon=icon or None, color=None)
    shown.props("flat dense no-caps").classes(classes)
    if name:
        shown.props["aria-label"] = shown.props["title"] = name
    return shown


def entry(title: str, done: Done, *, detail: str = "", classes: str = "", name: str = "") -> ui.menu_item:
    """Draw an entry of a menu, with a smaller line that explains it."""
    with ui.menu_item(on_click=done).classes(classes) as shown:
        explained(title, detail)
    shown.props["role"] = "menuitem"
    if name:
        shown.props["aria-label"] = name
    return shown


def explained(title: str, detail: str) -> None:
    """Draw a line, and a smaller one under it that explains it."""
    ui.label(title)
    if detail:
        ui.label(detail).classes("detail")

"""The modals of a person: the one on top, what was typed into it, and what is wrong with it."""

from dataclasses import dataclass, field
from html import escape

from nicegui import ui

from sandbox.acts import WHOLE_FORM
from sandbox.page import surface
from sandbox.page.avatar import avatar
from sandbox.page.desk import Desk
from sandbox.page.inputs import Inputs
from sandbox.page.markup import button, html
from sandbox.page.selects import caption
from sandbox.views import View

_ON_ESCAPE = "() => document.querySelector('.q-menu') || emit()"
"""Escape closes an open menu first, and the modal the next time."""


@dataclass(slots=True)
class Modal:
    """Shows the modal on top of somebody's stack, while there is one."""

    desk: Desk
    _dialog: ui.dialog = field(init=False)
    _inputs: Inputs | None = None
    _whole: ui.label | None = None
    _submit: ui.button | None = None
    _shown: tuple[str, str] = ("", "")

    def draw(self) -> None:
        """Make the place for modals, and show the one that is open already."""
        self._dialog = ui.dialog().props("persistent no-shake transition-duration=120")
        self._dialog.on("keydown.escape", self._close, js_handler=_ON_ESCAPE)
        self.refresh()

    def refresh(self) -> None:
        """Show the modal on top, if it is another one or has changed."""
        views = self.desk.person.views
        if not views:
            self._shown = ("", "")
            self._dialog.close()
            return
        view = views[-1]
        if self._shown == (view.id, view.hash):
            return
        self._shown = (view.id, view.hash)
        self._dialog.clear()
        with self._dialog, ui.card().classes("modal") as card:
            card.props["role"] = "dialog"
            card.props["aria-label"] = view.title
            self._fill(view, is_root=len(views) == 1)
        self._dialog.open()

    def _fill(self, view: View, *, is_root: bool) -> None:
        with ui.element("header"):
            if not is_root:
                button(done=self._close, icon="arrow_back", name="Back")
            html(f"{avatar(self.desk.bot, 'tiny')}<h2>{escape(view.title)}</h2>", "name")
            button(done=self._close_all, icon="close", name="Close")
        with ui.element("div").classes("content"):
            self._inputs = Inputs(self.desk, view)
            surface.draw(self.desk, view, view.blocks, self._inputs.draw)
            self._whole = ui.label().classes("complaint whole")
            self._whole.props["role"] = "alert"
            self._whole.visible = False
        with ui.element("footer"):
            close = caption(view.payload["close"]) or ("Cancel" if view.payload["submit"] else "Close")
            button(close, self._close, classes="press")
            if view.payload["submit"]:
                submit = caption(view.payload["submit"])
                self._submit = button(submit, self._submits, classes="press primary submit")

    async def _submits(self) -> None:
        view, submit = self.desk.person.views[-1], self._submit
        if submit is not None:
            submit.props("loading")
            submit.disable()
        errors = await self.desk.person.submits()
        if self._shown == (view.id, view.hash) and self._inputs is not None and submit is not None:
            self._inputs.complain(errors)
            self._tell(errors.get(WHOLE_FORM, ""))
            submit.props(remove="loading")
            submit.enable()

    def _tell(self, sentence: str) -> None:
        if self._whole is not None:
            self._whole.text = sentence
            self._whole.visible = bool(sentence)

    async def _close(self) -> None:
        if self.desk.person.views:
            await self.desk.person.closes()

    async def _close_all(self) -> None:
        if self.desk.person.views:
            await self.desk.person.closes(everything=True)

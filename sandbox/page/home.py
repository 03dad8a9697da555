"""The app's Home tab, drawn from the view that it published."""

from dataclasses import dataclass, field

from nicegui import background_tasks, ui
from nicegui.element import Element

from sandbox.page import surface
from sandbox.page.desk import Desk
from sandbox.page.inputs import Inputs


@dataclass(slots=True)
class Home:
    """What one person sees in the app's Home."""

    desk: Desk
    _page: Element = field(init=False)

    def draw(self) -> None:
        """Draw it, and ask the app for it."""
        with ui.element("div").classes("scroller-down"):
            self._page = ui.element("section").classes("home")
            self._page.props["aria-label"] = "Home"
        self.refresh()
        self.open()

    def open(self) -> None:
        """Tell the app that somebody looks at its Home."""
        background_tasks.create(self.desk.person.opens_home(), name="app_home_opened")

    def refresh(self) -> None:
        """Draw what was published."""
        self._page.clear()
        view = self.desk.person.home
        with self._page:
            if view is None:
                ui.label(f"{self.desk.sandbox.app.name} has not drawn its Home for you yet.").classes("empty")
                return
            inputs = Inputs(self.desk, view)
            surface.draw(self.desk, view, view.blocks, inputs.draw)

"""Mounts the page beside the workspace's API. NiceGUI keeps its state in the process: one page in each."""

from pathlib import Path

from fastapi import FastAPI
from nicegui import background_tasks, ui
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp

from sandbox.page.desk import Desk
from sandbox.page.places import find
from sandbox.page.window import Window
from sandbox.server import Sandbox

STYLES = sorted((Path(__file__).parent / "style").glob("*.css"))
FIRST_PERSON, FIRST_PLACE = "bea", "alliance"
_HEAD = """<script>
if (localStorage.getItem("hint") === "off") document.documentElement.classList.add("hint-off");
addEventListener("popstate", () => location.reload());
</script>"""
_ICON = "🤝"


def mount(sandbox: Sandbox, application: Starlette) -> ASGIApp:
    """Return an application with the page at `/` and everything of `application` where it was."""
    whole = FastAPI(openapi_url=None, docs_url=None, redoc_url=None, routes=list(application.routes))

    @whole.get("/archives/{channel}/p{stamp}", include_in_schema=False)
    def permalink(channel: str, stamp: str) -> Response:
        """Lead the address of a message to the page."""
        return RedirectResponse(f"/?in={channel}&at={stamp[:10]}.{stamp[10:]}")

    @ui.page("/")
    def index(request: Request) -> None:
        """Draw the workspace as one person sees it."""
        _draw(sandbox, dict(request.query_params))

    for style in STYLES:
        ui.add_css(style.read_text(encoding="utf-8"), shared=True)
    ui.add_head_html(_HEAD, shared=True)
    ui.run_with(
        whole,
        title=sandbox.workspace.name,
        favicon=_ICON,
        dark=None,
        tailwind=False,
        show_welcome_message=False,
    )
    return whole


def _draw(sandbox: Sandbox, wished: dict[str, str]) -> None:
    user = sandbox.workspace.by_handle(wished.get("as", ""))
    if user is None or user.is_bot or user.deleted:
        user = sandbox.workspace.user(FIRST_PERSON)
    desk = Desk(sandbox, sandbox.person(user.id))
    changes = sandbox.workspace.subscribe()
    window = Window(desk, find(desk, wished.get("in", FIRST_PLACE)))
    window.draw(wished.get("at", ""))
    following = background_tasks.create(window.follow(changes), name=f"window of {user.name}")
    deaf = sandbox.slack.traffic.listen(window.connections_changed)
    ui.context.client.on_delete(following.cancel)
    ui.context.client.on_delete(deaf)

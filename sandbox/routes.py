"""The HTTP side: the Web API, sockets, response URLs and files, as one ASGI application."""

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route, WebSocketRoute

from sandbox.api.arguments import parse
from sandbox.api.dispatcher import Api
from sandbox.errors import RefusedError
from sandbox.shapes import Json
from sandbox.slack import Slack

_LOGIN = "<!doctype html><title>Sign in to Slack</title>"
_GONE = {"expired_url", "used_url"}


def build(slack: Slack) -> Starlette:
    """Return the application that serves this state; a page can be mounted beside it."""
    hooks = _Hooks(slack)
    return Starlette(
        routes=[
            Mount("/api", app=Api(slack)),
            WebSocketRoute("/link/", slack.socket.serve),
            Route("/commands/{team}/{key}", hooks.respond, methods=["POST"]),
            Route("/actions/{team}/{key}", hooks.respond, methods=["POST"]),
            Route("/upload/v1/{file_id}", hooks.upload, methods=["POST"]),
            Route("/files-pri/{file_id}/{name:path}", hooks.download),
        ]
    )


class _Hooks:
    def __init__(self, slack: Slack) -> None:
        self._slack = slack

    async def respond(self, request: Request) -> Response:
        """Take an answer at a response URL."""
        try:
            body = _body(request.headers.get("content-type", ""), await request.body())
            self._slack.replies.use(request.path_params["key"], body)
        except RefusedError as refusal:
            status = 404 if refusal.code in _GONE else 400
            return JSONResponse({"ok": False, "error": refusal.code}, status)
        return PlainTextResponse("ok")

    async def upload(self, request: Request) -> Response:
        """Take the bytes of a file."""
        file = self._slack.workspace.files.get(request.path_params["file_id"])
        if file is None or file.is_complete:
            return PlainTextResponse("file_not_found", 404)
        if request.headers.get("content-type", "").startswith("multipart/"):
            async with request.form() as form:
                sent = [part for part in form.values() if not isinstance(part, str)]
                file.content = await sent[0].read() if sent else b""
        else:
            file.content = await request.body()
        return PlainTextResponse(f"OK - {len(file.content)}")

    async def download(self, request: Request) -> Response:
        """Return a file to the app; anybody else gets a page to sign in, with status 200, as from Slack."""
        file = self._slack.workspace.files.get(request.path_params["file_id"])
        app = self._slack.app
        allowed = (
            request.headers.get("authorization") == f"Bearer {app.bot_token}" and "files:read" in app.scopes
        )
        if file is None or not allowed:
            return HTMLResponse(_LOGIN)
        return Response(file.content, media_type="application/octet-stream")


def _body(content_type: str, body: bytes) -> Json:
    if content_type.startswith("application/x-www-form-urlencoded"):
        body = parse(b"", content_type, body).get("payload", "{}").encode()
    return parse(b"", "application/json", body)

"""The way of a Web API call: record, faults, token, limits, scopes, method, answer."""

import asyncio
import json
import time
from email.utils import formatdate
from functools import lru_cache

from starlette.types import Receive, Scope, Send

from sandbox.api import METHODS
from sandbox.api.arguments import Arguments, parse
from sandbox.api.call import Call, Method
from sandbox.errors import RefusedError
from sandbox.faults import Fault, Hold
from sandbox.feed import Change
from sandbox.shapes import Json
from sandbox.slack import Slack
from sandbox.traffic import ApiCall

_TOO_MANY = 429
_SERVER_ERROR = 500
_PAGE = b"<!doctype html><title>Server Error</title>"
Headers = list[tuple[bytes, bytes]]


class Api:
    """An ASGI application that answers `/api/METHOD`."""

    def __init__(self, slack: Slack) -> None:
        self._slack = slack

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one call."""
        body = await _read(receive)
        headers = dict(scope["headers"])
        arguments, refusal = _arguments(scope, headers, body)
        token = _token(headers, arguments)
        call = self._record(scope, token, arguments)
        fault = self._slack.faults.next_for(call.method)
        if fault is None or fault.after:
            answer = self._answer(call, token, refusal)
        if fault is not None and fault.hold is not None:
            await self._wait(fault.hold)
            answer = answer if fault.after else self._answer(call, token, refusal)
        if fault is None or fault.hold is not None:
            await self._send(send, call, answer)
        else:
            await self._fail(fault, call, receive, send)

    def _record(self, scope: Scope, token: str, arguments: Json) -> ApiCall:
        port = scope["client"][1] if scope.get("client") else 0
        calls = self._slack.calls
        call = ApiCall(
            method=scope["path"].rpartition("/")[2],
            arguments={name: value for name, value in arguments.items() if name != "token"},
            token=self._kind(token),
            at=self._slack.workspace.now,
            monotonic=time.monotonic(),
            port=port,
            is_new_connection=calls.is_new(port),
        )
        calls.add(call)
        return call

    def _kind(self, token: str) -> str:
        app = self._slack.app
        return {app.bot_token: "bot", app.app_token: "app"}.get(token, "")

    def _answer(self, call: ApiCall, token: str, refusal: RefusedError | None) -> Json:
        try:
            if refusal is not None:
                raise refusal
            method = self._admit(call, token)
            return {"ok": True} | method.handle(Call(self._slack, Arguments(dict(call.arguments))))
        except RefusedError as error:
            self._slack.calls.refused(call, error.code)
            return {"ok": False, "error": error.code} | error.extra

    def _admit(self, call: ApiCall, token: str) -> Method:
        method = METHODS.get(call.method)
        if method is None:
            raise RefusedError("unknown_method", req_method=call.method)
        self._ensure_token(call, token, method)
        wait = self._slack.limiter.method(call.method, method.tier)
        if wait:
            raise RefusedError("ratelimited", retry_after=wait)
        if method.scopes and not self._slack.app.scopes.intersection(method.scopes):
            provided = ",".join(sorted(self._slack.app.scopes))
            raise RefusedError("missing_scope", needed=",".join(method.scopes), provided=provided)
        return method

    def _ensure_token(self, call: ApiCall, token: str, method: Method) -> None:
        if "" in method.tokens:
            return
        if not token:
            raise RefusedError("not_authed")
        if not call.token:
            raise RefusedError("invalid_auth")
        if self._slack.app.token_error:
            raise RefusedError(self._slack.app.token_error)
        if call.token not in method.tokens:
            raise RefusedError("not_allowed_token_type")

    async def _send(self, send: Send, call: ApiCall, answer: Json) -> None:
        call.status = _TOO_MANY if answer.get("error") == "ratelimited" else 200
        headers = self._headers(b"application/json; charset=utf-8")
        if call.status == _TOO_MANY:
            headers.append((b"retry-after", str(answer.pop("retry_after")).encode()))
        await self._respond(send, call, headers, json.dumps(answer).encode())

    async def _wait(self, hold: Hold) -> None:
        hold.reached.set()
        waits = {asyncio.create_task(event.wait()) for event in (hold.released, self._slack.closing)}
        _, pending = await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        for task in pending:
            task.cancel()

    async def _fail(self, fault: Fault, call: ApiCall, receive: Receive, send: Send) -> None:
        if not fault.status:
            self._slack.traffic.publish(Change("call"))
            await _until_gone(receive, self._slack.closing)
        elif fault.status >= _SERVER_ERROR:
            call.status = fault.status
            await self._respond(send, call, self._headers(b"text/html"), _PAGE)
        else:
            error = fault.error or "ratelimited"
            self._slack.calls.refused(call, error)
            await self._send(send, call, {"ok": False, "error": error, "retry_after": fault.retry_after})

    async def _respond(self, send: Send, call: ApiCall, headers: Headers, body: bytes) -> None:
        headers.append((b"content-length", str(len(body)).encode()))
        await send({"type": "http.response.start", "status": call.status, "headers": headers})
        await send({"type": "http.response.body", "body": body})
        self._slack.traffic.publish(Change("call"))

    def _headers(self, content_type: bytes) -> Headers:
        scopes = ",".join(sorted(self._slack.app.scopes)).encode()
        date = _date(self._slack.workspace.epoch)
        return [(b"content-type", content_type), (b"date", date), (b"x-oauth-scopes", scopes)]


@lru_cache(maxsize=1)
def _date(epoch: int) -> bytes:
    return formatdate(epoch, usegmt=True).encode()


async def _read(receive: Receive) -> bytes:
    message = await receive()
    body: bytes = message.get("body", b"")
    while message.get("more_body"):
        message = await receive()
        body += message.get("body", b"")
    return body


def _arguments(scope: Scope, headers: dict[bytes, bytes], body: bytes) -> tuple[Json, RefusedError | None]:
    try:
        content_type = headers.get(b"content-type", b"").decode("latin-1")
        return parse(scope["query_string"], content_type, body), None
    except RefusedError as refusal:
        return {}, refusal


def _token(headers: dict[bytes, bytes], arguments: Json) -> str:
    given = headers.get(b"authorization", b"").decode("latin-1")
    return given.removeprefix("Bearer ").strip() or str(arguments.get("token", ""))


async def _until_gone(receive: Receive, closing: asyncio.Event) -> None:
    async def gone() -> None:
        while (await receive())["type"] != "http.disconnect":
            pass

    waits = {asyncio.create_task(gone()), asyncio.create_task(closing.wait())}
    _, pending = await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
    for task in pending:
        task.cancel()

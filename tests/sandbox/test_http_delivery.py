"""Signed HTTP: what is on the wire, and how the sandbox comes to use it."""

import copy
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from urllib.parse import parse_qs

import pytest
from aiohttp import web
from slack_bolt.async_app import AsyncApp
from slack_sdk.signature import SignatureVerifier

from sandbox.http_delivery import signature
from sandbox.server import Sandbox
from sandbox.shapes import Json
from tests.sandbox.apps import served
from tests.sandbox.manifests import MANIFEST


@dataclass
class Receiver:
    """A bare HTTP endpoint: notes what comes, and answers as told."""

    url: str = ""
    status: int = 200
    answer: str = ""
    content_type: str = "text/plain"
    got: list[tuple[dict[str, str], str]] = field(default_factory=list)

    async def take(self, request: web.Request) -> web.Response:
        """Note a request."""
        headers = {name.lower(): value for name, value in request.headers.items()}
        self.got.append((headers, await request.text()))
        return web.Response(status=self.status, text=self.answer, content_type=self.content_type)


@asynccontextmanager
async def receiving() -> AsyncIterator[Receiver]:
    """Run a receiver."""
    receiver = Receiver()
    application = web.Application()
    application.router.add_post("/{any:.*}", receiver.take)
    runner = web.AppRunner(application)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    receiver.url = f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events"
    try:
        yield receiver
    finally:
        await runner.cleanup()


@pytest.fixture
async def receiver(sandbox: Sandbox) -> AsyncIterator[Receiver]:
    """Return a receiver to which the sandbox delivers."""
    async with receiving() as running:
        sandbox.app.request_url = running.url
        yield running


def test_signature() -> None:
    """The signature is the one that Slack's own verifier computes."""
    verifier = SignatureVerifier("secret")
    assert signature("secret", "123", "a=b") == verifier.generate_signature(timestamp="123", body="a=b")


async def test_command_on_the_wire(sandbox: Sandbox, receiver: Receiver) -> None:
    """A command is a signed form."""
    receiver.answer = "Thanks"
    (shown,) = await sandbox.person("ana").types("/kudos @leo", channel="alliance")
    ((headers, body),) = receiver.got
    assert SignatureVerifier(sandbox.app.signing_secret).is_valid_request(body, headers)
    assert headers["content-type"] == "application/x-www-form-urlencoded"
    assert parse_qs(body)["text"] == ["<@U0LEO00000|leo>"]
    assert shown.text == "Thanks"


async def test_interaction_on_the_wire(sandbox: Sandbox, receiver: Receiver) -> None:
    """An interaction is a form with JSON in its `payload`; the answer may be JSON."""
    await sandbox.person("ana").uses("action.new")
    ((_, body),) = receiver.got
    assert json.loads(parse_qs(body)["payload"][0])["callback_id"] == "action.new"


async def test_event_on_the_wire(sandbox: Sandbox, receiver: Receiver) -> None:
    """An event is JSON, and says nothing of retries the first time."""
    await sandbox.person("ana").types("help")
    ((headers, body),) = receiver.got
    assert headers["content-type"] == "application/json"
    assert json.loads(body)["event"]["text"] == "help"
    assert "x-slack-retry-num" not in headers


async def test_options_have_their_own_address(sandbox: Sandbox, receiver: Receiver) -> None:
    """A menu's options are asked for at the address for options, where there is one."""
    sandbox.app.options_url = f"{receiver.url}/options"
    sandbox.app.request_url = "http://127.0.0.1:9/nobody"
    receiver.answer, receiver.content_type = '{"options": []}', "application/json"
    ana = sandbox.person("ana")
    menu = {"type": "external_select", "action_id": "pick", "min_query_length": 0}
    view = {"type": "home", "blocks": [{"type": "actions", "elements": [menu]}]}
    sandbox.slack.views.publish(ana.id, view)
    assert await ana.suggested("pick", "x") == []
    assert len(receiver.got) == 1


async def test_broken_answer(sandbox: Sandbox, receiver: Receiver) -> None:
    """An answer that claims to be JSON and is not is a failed dispatch."""
    receiver.answer, receiver.content_type = "{", "application/json"
    (shown,) = await sandbox.person("ana").types("/kudos")
    assert shown.text == "/kudos failed with the error “dispatch_failed”"


async def test_nobody_there(sandbox: Sandbox) -> None:
    """A request URL where nobody answers is a failed dispatch."""
    sandbox.app.request_url = "http://127.0.0.1:9/nobody"
    (shown,) = await sandbox.person("ana").types("/kudos")
    assert shown.text == "/kudos failed with the error “dispatch_failed”"


def http_manifest(url: str) -> Json:
    """Return a manifest without Socket Mode."""
    manifest = copy.deepcopy(MANIFEST)
    manifest["settings"] |= {"socket_mode_enabled": False, "interactivity": {"request_url": url}}
    manifest["settings"]["event_subscriptions"]["request_url"] = url
    return manifest


async def test_manifest_chooses_http() -> None:
    """Without Socket Mode in the manifest, its request URL is used."""
    async with receiving() as receiver, Sandbox.running(http_manifest(receiver.url)) as sandbox:
        receiver.answer = "Thanks"
        (shown,) = await sandbox.person("ana").types("/kudos")
    assert shown.text == "Thanks"


async def test_wrong_secret(sandbox: Sandbox, app: AsyncApp) -> None:
    """An app that has another signing secret does not believe a word."""
    sandbox.app.signing_secret = "another"
    async with served(sandbox, app):
        (shown,) = await sandbox.person("ana").types("/kudos")
    assert shown.text == "/kudos failed with the error “dispatch_failed”"

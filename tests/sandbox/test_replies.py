"""Response URLs: what an app says later."""

from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from sandbox.sample import sample_workspace
from sandbox.server import Sandbox
from sandbox.shapes import Json
from tests.sandbox.apps import connected
from tests.sandbox.forms import button
from tests.sandbox.manifests import MANIFEST

ANA = "U0ANA00000"


@pytest.fixture
def hook(sandbox: Sandbox) -> AsyncWebhookClient:
    """Return Slack's client for the response URL of a command that Ana typed in #alliance."""
    path = sandbox.slack.replies.give(ANA, sandbox.channel("alliance"))
    return AsyncWebhookClient(sandbox.url + path)


async def test_private_by_default(sandbox: Sandbox, hook: AsyncWebhookClient) -> None:
    """An answer is for the one who asked, unless it is for all; the bot need not be in the channel."""
    answer = await hook.send(text="Only you")
    await hook.send(text="Everybody", response_type="in_channel")
    assert (answer.status_code, answer.body) == (200, "ok")
    assert [message.text for message in sandbox.person("ana").sees("alliance")] == ["Only you", "Everybody"]
    assert [message.text for message in sandbox.person("leo").sees("alliance")] == ["Everybody"]


async def test_five_uses(hook: AsyncWebhookClient) -> None:
    """It works five times."""
    answers = [await hook.send(text=str(number)) for number in range(6)]
    assert [answer.status_code for answer in answers] == [200] * 5 + [404]
    assert "used_url" in answers[5].body


async def test_half_an_hour() -> None:
    """It works for thirty minutes."""
    moment = [datetime(2031, 5, 1, tzinfo=UTC)]
    async with Sandbox.running(MANIFEST, sample_workspace(lambda: moment[0])) as sandbox:
        hook = AsyncWebhookClient(sandbox.url + sandbox.slack.replies.give(ANA, sandbox.channel("alliance")))
        moment[0] += timedelta(minutes=30)
        assert (await hook.send(text="In time")).status_code == 200
        moment[0] += timedelta(seconds=1)
        late = await hook.send(text="Too late")
    assert (late.status_code, "expired_url" in late.body) == (404, True)


async def test_refusals(sandbox: Sandbox, hook: AsyncWebhookClient) -> None:
    """An answer needs something in it that Slack can show; a refused one is not counted."""
    empty = await hook.send_dict({"response_type": "ephemeral"})
    broken = await hook.send(text="Hi", blocks=[{"type": "header"}])
    assert (empty.status_code, empty.body) == (400, '{"ok":false,"error":"no_text"}')
    assert (broken.status_code, "invalid_blocks" in broken.body) == (400, True)
    assert (await AsyncWebhookClient(f"{sandbox.url}commands/T0/none").send(text="Hi")).status_code == 404


async def test_form(sandbox: Sandbox, hook: AsyncWebhookClient) -> None:
    """The answer may come as a form."""
    async with aiohttp.ClientSession() as session:
        sent = await session.post(hook.url, data={"payload": '{"text": "Hi"}'})
        assert await sent.text() == "ok"
    assert sandbox.person("ana").sees("alliance")[0].text == "Hi"


async def pressing(sandbox: Sandbox, app: AsyncApp, answer: Json) -> Any:
    """Press the button of the last message that Ana sees, to which the app responds so."""

    @app.action("undo")
    async def pressed(ack: Any, respond: Any) -> None:
        await respond(**answer)
        await ack()

    ana = sandbox.person("ana")
    async with connected(sandbox, app):
        return await ana.presses("undo", ana.sees("alliance")[-1])


@pytest.fixture
async def public(client: AsyncWebClient) -> None:
    """Post a message with a button."""
    await client.conversations_join(channel="C0ALLIANCE")
    await client.chat_postMessage(channel="C0ALLIANCE", text="Kudos", blocks=[button("undo")])


@pytest.fixture
async def private(client: AsyncWebClient) -> None:
    """Show Ana a message with a button."""
    await client.conversations_join(channel="C0ALLIANCE")
    await client.chat_postEphemeral(channel="C0ALLIANCE", user=ANA, text="Kudos", blocks=[button("undo")])


@pytest.mark.usefixtures("public")
async def test_replace_a_public_message(sandbox: Sandbox, app: AsyncApp) -> None:
    """`replace_original` changes the message that was pressed."""
    assert await pressing(sandbox, app, {"text": "Undone", "replace_original": True}) == []
    (message,) = sandbox.channel("alliance").messages
    assert (message.text, message.blocks) == ("Undone", [])


@pytest.mark.usefixtures("private")
async def test_replace_a_private_message(sandbox: Sandbox, app: AsyncApp) -> None:
    """The same with a message that one person sees, which stays private."""
    (shown,) = await pressing(
        sandbox, app, {"text": "Undone", "replace_original": True, "response_type": "in_channel"}
    )
    assert [message.text for message in sandbox.person("ana").sees("alliance")] == ["Undone"]
    assert shown.visible_to == ANA
    assert sandbox.person("leo").sees("alliance") == []


@pytest.mark.usefixtures("private")
async def test_delete_a_private_message(sandbox: Sandbox, app: AsyncApp) -> None:
    """`delete_original` takes the message away."""
    await pressing(sandbox, app, {"delete_original": True})
    assert sandbox.person("ana").sees("alliance") == []


@pytest.mark.usefixtures("public")
async def test_answer_beside_the_message(sandbox: Sandbox, app: AsyncApp) -> None:
    """Without either, the answer is a message of its own."""
    (shown,) = await pressing(sandbox, app, {"text": "Not yours", "replace_original": False})
    assert shown.text == "Not yours"
    assert sandbox.channel("alliance").messages[0].text == "Kudos"

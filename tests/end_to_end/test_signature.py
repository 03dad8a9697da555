"""HTTP mode believes nobody but Slack."""

import json
import time
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from sandbox.http_delivery import signature
from sandbox.server import Sandbox
from tests.end_to_end.inside import Inside, inside

BODY = json.dumps({"type": "url_verification", "challenge": "are you there"})


@pytest.fixture
async def bot(workspace: Sandbox, tmp_path: Path) -> AsyncIterator[Inside]:
    """Run the bot in HTTP mode."""
    async with inside(workspace, f"sqlite:///{tmp_path}/alliance.db", http=True) as running:
        yield running


async def test_what_slack_signed_is_taken(workspace: Sandbox, bot: Inside) -> None:
    """A fresh request with Slack's signature is answered."""
    status, answer = await _post(bot, *_signed(workspace, int(time.time())))
    assert status == 200
    assert "are you there" in answer


@pytest.mark.parametrize("age", [301, -301])
async def test_a_request_from_another_time_is_refused(workspace: Sandbox, bot: Inside, age: int) -> None:
    """A request more than five minutes old, or from the future, may be somebody's recording."""
    assert (await _post(bot, *_signed(workspace, int(time.time()) - age)))[0] == 401


async def test_another_secret_is_refused(bot: Inside) -> None:
    """Whoever does not know the secret cannot sign."""
    now = str(int(time.time()))
    assert (await _post(bot, now, signature("another secret", now, BODY)))[0] == 401


async def test_a_changed_body_is_refused(workspace: Sandbox, bot: Inside) -> None:
    """A signature is good for the body that it was made for."""
    stamp, signed = _signed(workspace, int(time.time()))
    assert (await _post(bot, stamp, signed, BODY.replace("you", "they")))[0] == 401


@pytest.mark.parametrize("stamp", ["", "soon", "1e9", "-1", "12.5", "9" * 6000, "\u0663" * 10, "\u00b2"])
async def test_a_nonsensical_time_is_refused(workspace: Sandbox, bot: Inside, stamp: str) -> None:
    """Whatever stands where the time should be, the answer is no, and not a failure."""
    try:
        signed = signature(workspace.app.signing_secret, stamp, BODY)
        assert (await _post(bot, stamp, signed))[0] == 401
    except aiohttp.ClientError:
        assert len(stamp) > 5000


@pytest.mark.parametrize("signed", ["", "v0=", "v1=00", "v0=\u00e9", "v0=" + "0" * 64])
async def test_a_nonsensical_signature_is_refused(bot: Inside, signed: str) -> None:
    """So it is for whatever stands where the signature should be."""
    assert (await _post(bot, str(int(time.time())), signed))[0] == 401


async def test_bytes_that_are_no_text_are_refused(bot: Inside) -> None:
    """A body that is no text at all is not Slack's."""
    assert (await _post(bot, str(int(time.time())), "v0=00", b"\xff\xfe"))[0] == 401


def _signed(workspace: Sandbox, at: int) -> tuple[str, str]:
    return str(at), signature(workspace.app.signing_secret, str(at), BODY)


async def _post(bot: Inside, stamp: str, signed: str, body: str | bytes = BODY) -> tuple[int, str]:
    headers = {
        "content-type": "application/json",
        "x-slack-request-timestamp": stamp,
        "x-slack-signature": signed,
    }
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{bot.url}/slack/events", data=body, headers=headers) as answer,
    ):
        return answer.status, await answer.text()

"""Signed HTTP: how Slack posts to the request URL of an app that has one."""

import hashlib
import hmac
import json
import time
from urllib.parse import urlencode

import aiohttp

from sandbox.apps import InstalledApp
from sandbox.envelope import COMMAND, EVENT, FAILED, TIMEOUT, Envelope, Outcome
from sandbox.shapes import Json

_FORM = "application/x-www-form-urlencoded"


def signature(secret: str, timestamp: str, body: str) -> str:
    """Return the `v0` signature of a request."""
    digest = hmac.new(secret.encode(), f"v0:{timestamp}:{body}".encode(), hashlib.sha256).hexdigest()
    return f"v0={digest}"


class HttpDelivery:
    """Posts to the app's request URL, and reads the ack from the answer."""

    def __init__(self, app: InstalledApp) -> None:
        self._app = app
        self._session: aiohttp.ClientSession | None = None

    async def send(self, envelope: Envelope, seconds: float) -> Outcome:
        """Post one signed request."""
        body, content_type = _body(envelope)
        headers = self._signed(body) | {"content-type": content_type} | _retry(envelope)
        timeout = aiohttp.ClientTimeout(total=seconds)
        try:
            posted = self._client().post(
                self._url(envelope), data=body.encode(), headers=headers, timeout=timeout
            )
            async with posted as answer:
                return await _outcome(answer)
        except TimeoutError:
            return Outcome(error=TIMEOUT, reason="http_timeout")
        except (aiohttp.ClientError, ValueError):
            return Outcome(error=FAILED, reason="connection_failed")

    async def close(self) -> None:
        """Close the connections to the app."""
        if self._session is not None:
            await self._session.close()

    def _client(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession()
        return self._session

    def _url(self, envelope: Envelope) -> str:
        asks_options = envelope.payload.get("type") == "block_suggestion"
        return (self._app.options_url if asks_options else "") or self._app.request_url

    def _signed(self, body: str) -> dict[str, str]:
        timestamp = str(int(time.time()))
        return {
            "user-agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
            "x-slack-request-timestamp": timestamp,
            "x-slack-signature": signature(self._app.signing_secret, timestamp, body),
        }


def _body(envelope: Envelope) -> tuple[str, str]:
    if envelope.kind == EVENT:
        return json.dumps(envelope.payload), "application/json"
    if envelope.kind == COMMAND:
        return urlencode(envelope.payload), _FORM
    return urlencode({"payload": json.dumps(envelope.payload)}), _FORM


def _retry(envelope: Envelope) -> dict[str, str]:
    if not envelope.retry_attempt:
        return {}
    return {"x-slack-retry-num": str(envelope.retry_attempt), "x-slack-retry-reason": envelope.retry_reason}


async def _outcome(answer: aiohttp.ClientResponse) -> Outcome:
    if not answer.ok:
        no_retry = answer.headers.get("x-slack-no-retry") == "1"
        return Outcome(error=FAILED, reason="http_error", no_retry=no_retry)
    text = await answer.text()
    return Outcome(_acked(text, answer.content_type))


def _acked(text: str, content_type: str) -> Json:
    if not text:
        return {}
    if content_type == "application/json":
        acked: Json = json.loads(text)
        return acked
    return {"text": text}

"""Posting to Slack, and finding out whether something was posted."""

from collections.abc import Awaitable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot.rules.outbox import ALLIANCE
from bot.services.outbox import Claimed
from handlers.kit.channel import AllianceChannel
from handlers.kit.rendering import Message

Result = TypeVar("Result")

EVENT_TYPE = "alliance_notice"
CLOCK_TOLERANCE = timedelta(minutes=2)
"""How far Slack's clock and ours may differ before a look-up would miss a message."""
PAGE = 200


@dataclass(frozen=True, slots=True)
class Place:
    """Where a message stands."""

    channel: str
    ts: str


class PostError(Exception):
    """Slack did not take a message. `arrived` is False where that is sure, None where nobody knows."""

    def __init__(self, code: str, *, arrived: bool | None, retry_after: float | None = None) -> None:
        """Keep Slack's error code and what it asked for."""
        super().__init__(code)
        self.code = code
        self.arrived = arrived
        self.retry_after = retry_after


class Poster:
    """Posts claimed notices. A message carries its notice's id, so that it can be found again."""

    def __init__(self, slack: AsyncWebClient, channel: AllianceChannel) -> None:
        """Take the client and the way to the alliance channel."""
        self._slack = slack
        self._channel = channel

    async def address(self, claimed: Claimed) -> str:
        """Return what to post to: a user id opens the direct message by itself."""
        return claimed.edits[0] if claimed.edits else await self._address(claimed.target)

    async def post(self, claimed: Claimed, address: str, message: Message) -> Place:
        """Post, or change, a message, by one request; PostError where Slack did not take it."""
        if claimed.edits:
            return await self._edit(*claimed.edits, message)
        answer = await asking(
            self._slack.chat_postMessage(
                channel=address,
                text=message.text,
                blocks=list(message.blocks) or None,
                metadata={"event_type": EVENT_TYPE, "event_payload": {"notice": claimed.uid}},
                unfurl_links=False,
                unfurl_media=False,
            )
        )
        return Place(answer["channel"], answer["ts"])

    async def find(self, claimed: Claimed, since: datetime) -> Place | None:
        """Return where a notice was posted since then; None where it was not."""
        channel = await self._conversation(claimed.target)
        oldest = f"{(since - CLOCK_TOLERANCE).timestamp():.6f}"
        cursor: str | None = None
        while True:
            history = await asking(
                self._slack.conversations_history(
                    channel=channel, oldest=oldest, limit=PAGE, cursor=cursor, include_all_metadata=True
                )
            )
            for message in history["messages"]:
                if _notice(message) == claimed.uid:
                    return Place(channel, message["ts"])
            cursor = (history.get("response_metadata") or {}).get("next_cursor")
            if not cursor:
                return None

    async def _edit(self, channel: str, ts: str, message: Message) -> Place:
        blocks = list(message.blocks)
        await asking(self._slack.chat_update(channel=channel, ts=ts, text=message.text, blocks=blocks))
        return Place(channel, ts)

    async def _address(self, target: str) -> str:
        if target != ALLIANCE:
            return target
        channel_id = await asking(self._channel.find())
        if channel_id is None:
            raise PostError("channel_not_found", arrived=False)
        return str(channel_id)

    async def _conversation(self, target: str) -> str:
        """Return the conversation whose history holds a target's messages."""
        if target == ALLIANCE or target[:1] not in {"U", "W"}:
            return await self._address(target)
        opened = await asking(self._slack.conversations_open(users=target))
        return str(opened["channel"]["id"])


async def asking(request: Awaitable[Result]) -> Result:
    """Await a request to Slack; what goes wrong becomes a PostError that says whether it arrived."""
    try:
        return await request
    except SlackApiError as error:
        raise _refusal(error) from error
    except (aiohttp.ClientConnectorError, SlackClientError) as error:
        raise PostError("connection_failed", arrived=False) from error
    except (TimeoutError, aiohttp.ClientError, OSError) as error:
        raise PostError("no_answer", arrived=None) from error


def _refusal(error: SlackApiError) -> PostError:
    response = error.response
    status = getattr(response, "status_code", 200)
    if status == 429:  # noqa: PLR2004 - HTTP: too many requests
        return PostError(
            "ratelimited", arrived=False, retry_after=float(response.headers.get("Retry-After", 30))
        )
    if status >= 500:  # noqa: PLR2004 - HTTP: the server failed, perhaps after it had done its work
        return PostError(f"http_{status}", arrived=None)
    data: Any = response.data
    code = data.get("error") if isinstance(data, Mapping) else None
    unsure = code in {None, "fatal_error", "internal_error", "request_timeout", "service_unavailable"}
    return PostError(str(code or f"http_{status}"), arrived=None if unsure else False)


def _notice(message: Mapping[str, Any]) -> str | None:
    metadata = message.get("metadata") or {}
    payload = metadata.get("event_payload") or {}
    return payload.get("notice") if metadata.get("event_type") == EVENT_TYPE else None

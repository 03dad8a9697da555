"""Answering through a response URL, over the shared session."""

from collections.abc import Sequence
from typing import Any

import structlog
from slack_sdk.models.blocks import Block
from slack_sdk.web.async_client import AsyncWebClient

log = structlog.get_logger()


async def post(
    slack: AsyncWebClient,
    response_url: str,
    *,
    text: str,
    blocks: Sequence[Block] | None = None,
    response_type: str = "ephemeral",
    replace_original: bool = False,
) -> None:
    """Send an answer that only its reader sees; Slack takes five within half an hour."""
    session = slack.session
    if session is None:
        raise TypeError("the Slack client needs a shared session")
    body: dict[str, Any] = {
        "text": text,
        "response_type": response_type,
        "replace_original": replace_original,
    }
    if blocks:
        body["blocks"] = [block.to_dict() for block in blocks]
    async with session.post(response_url, json=body) as response:
        if response.status >= 400:  # noqa: PLR2004 - HTTP's own border
            log.warning("response_url.refused", status=response.status)

"""Slack's limits on what is shown, those that its SDK does not check included."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

TEXT_MAX = 3000
MESSAGE_BLOCKS_MAX = 50
VIEW_BLOCKS_MAX = 100
OPTIONS_MAX = 100
METADATA_MAX = 3000
VIEW_BYTES_MAX = 250_000


def assert_message_fits(text: str, blocks: Sequence[Block]) -> None:
    """Check a message: it has a text for notifications, and few enough blocks that fit."""
    assert text.strip()
    assert len(text) < 40_000
    assert 1 <= len(blocks) <= MESSAGE_BLOCKS_MAX
    _assert_blocks_fit([block.to_dict() for block in blocks])


def assert_view_fits(view: View) -> None:
    """Check a modal or a Home: what the SDK checks, and what it does not."""
    shown = view.to_dict()
    assert 1 <= len(shown["blocks"]) <= VIEW_BLOCKS_MAX
    assert len(shown.get("private_metadata", "")) <= METADATA_MAX
    assert len(json.dumps(shown)) <= VIEW_BYTES_MAX
    if any(block["type"] == "input" for block in shown["blocks"]):
        assert shown["submit"]
    _assert_blocks_fit(shown["blocks"])


def _assert_blocks_fit(blocks: Sequence[dict[str, Any]]) -> None:
    ids = [block["block_id"] for block in blocks if "block_id" in block]
    assert len(ids) == len(set(ids))
    for part in _parts(blocks):
        if part.get("type") in {"plain_text", "mrkdwn"}:
            assert 1 <= len(part.get("text", "").strip()) <= TEXT_MAX, part
        assert len(part.get("options", ())) <= OPTIONS_MAX
        assert len(part.get("placeholder", {}).get("text", "")) <= 150
        actions = [element["action_id"] for element in part.get("elements", ()) if "action_id" in element]
        assert len(actions) == len(set(actions))


def _parts(content: Any) -> Iterator[dict[str, Any]]:
    if isinstance(content, dict):
        yield content
        for value in content.values():
            yield from _parts(value)
    elif isinstance(content, list | tuple):
        for value in content:
            yield from _parts(value)

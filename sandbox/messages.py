"""Messages, in a channel and as one person alone sees them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sandbox.shapes import Json

SYSTEM = frozenset(
    {"channel_join", "channel_leave", "channel_topic", "channel_purpose", "channel_name", "channel_archive"}
)
"""Subtypes of what Slack itself writes into a channel."""


@dataclass(slots=True)
class Draft:
    """What somebody wants to post; Slack gives it a timestamp."""

    text: str = ""
    blocks: list[Json] = field(default_factory=list)
    attachments: list[Json] = field(default_factory=list)
    metadata: Json | None = None
    thread_ts: str | None = None
    broadcast: bool = False
    subtype: str = ""
    files: list[str] = field(default_factory=list)
    username: str = ""
    icon: str = ""


@dataclass(slots=True, eq=False)
class Message:
    """A message; `visible_to` names the only reader of an ephemeral one, `is_error` marks Slack's own."""

    ts: str
    channel: str
    user: str
    text: str = ""
    bot_id: str = ""
    app_id: str = ""
    blocks: list[Json] = field(default_factory=list)
    attachments: list[Json] = field(default_factory=list)
    metadata: Json | None = None
    thread_ts: str | None = None
    subtype: str = ""
    files: list[str] = field(default_factory=list)
    username: str = ""
    icon: str = ""
    edited: Json | None = None
    reactions: dict[str, list[str]] = field(default_factory=dict)
    visible_to: str | None = None
    is_error: bool = False
    entered: dict[str, Json] = field(default_factory=dict)

    @property
    def is_system(self) -> bool:
        """Whether Slack wrote this, and neither a person nor an app."""
        return self.subtype in SYSTEM

    @property
    def is_reply(self) -> bool:
        """Whether this belongs into a thread, and not into the channel itself."""
        return self.thread_ts is not None and self.thread_ts != self.ts and self.subtype != "thread_broadcast"

    @property
    def words(self) -> str:
        """Everything that a reader sees: the text of all blocks, or the plain text where there are none."""
        return words(self.blocks) if self.blocks else self.text


Shown = Message
"""What a person is shown; the same as a message, ephemeral ones and Slack's own errors included."""


def words(blocks: list[Json]) -> str:
    """Return all the text in blocks, one piece a line: labels of buttons and options, too."""
    return "\n".join(_words(blocks))


def _words(node: Any) -> Iterator[str]:
    if isinstance(node, list):
        for child in node:
            yield from _words(child)
    elif isinstance(node, dict):
        for key, value in node.items():
            if key in {"text", "alt_text"} and isinstance(value, str):
                yield value
            elif isinstance(value, dict | list):
                yield from _words(value)


def as_slack(message: Message, team_id: str, *, metadata: bool = False) -> Json:
    """Return the message object of Slack's methods and events."""
    shown: Json = {
        "type": "message",
        "user": message.user,
        "text": message.text,
        "ts": message.ts,
        "team": team_id,
    }
    for key in ("subtype", "bot_id", "app_id", "blocks", "attachments", "thread_ts", "edited", "username"):
        value = getattr(message, key)
        if value:
            shown[key] = value
    if message.bot_id:
        shown["bot_profile"] = {"id": message.bot_id, "app_id": message.app_id, "team_id": team_id}
    if message.reactions:
        shown["reactions"] = reactions(message)
    if metadata and message.metadata:
        shown["metadata"] = message.metadata
    return shown


def reactions(message: Message) -> list[Json]:
    """Return the reactions of a message, as Slack lists them."""
    return [
        {"name": name, "users": list(users), "count": len(users)} for name, users in message.reactions.items()
    ]

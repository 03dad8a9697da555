"""Conversations: public and private channels, and direct messages."""

from bisect import bisect_left
from dataclasses import dataclass, field
from operator import attrgetter

from sandbox.messages import Message
from sandbox.shapes import Json

_TS = attrgetter("ts")


@dataclass(slots=True, eq=False)
class Channel:
    """A conversation. `kind` is `channel` (public), `group` (private), `im` or `mpim`."""

    id: str
    name: str
    kind: str = "channel"
    creator: str = ""
    created: int = 0
    is_general: bool = False
    is_archived: bool = False
    is_ext_shared: bool = False
    topic: str = ""
    purpose: str = ""
    members: list[str] = field(default_factory=list)
    history: list[Message] = field(default_factory=list)
    ephemerals: list[Message] = field(default_factory=list)
    pins: list[Json] = field(default_factory=list)
    bookmarks: list[Json] = field(default_factory=list)
    last_read: dict[str, str] = field(default_factory=dict)

    @property
    def messages(self) -> list[Message]:
        """What people and apps wrote here, replies included; not Slack's own notes, as on joining."""
        return [message for message in self.history if not message.is_system]

    def message(self, ts: str) -> Message | None:
        """Return the message with this timestamp, if there is one."""
        place = bisect_left(self.history, ts, key=_TS)
        found = place < len(self.history) and self.history[place].ts == ts
        return self.history[place] if found else None

    def replies(self, ts: str) -> list[Message]:
        """Return the replies in the thread under the message with this timestamp."""
        start = bisect_left(self.history, ts, key=_TS)
        return [m for m in self.history[start:] if m.thread_ts == ts and m.ts != ts]

    def seen_by(self, user_id: str) -> list[Message]:
        """Return everything in here that this person sees, in order of time."""
        own = [message for message in self.ephemerals if message.visible_to == user_id]
        return sorted([*self.history, *own], key=_TS)

    def unread_by(self, user_id: str) -> int:
        """Count the messages by others that came after this person last looked."""
        start = bisect_left(self.history, self.last_read.get(user_id, ""), key=_TS)
        seen = self.last_read.get(user_id, "")
        return sum(m.ts > seen and m.user != user_id and not m.is_system for m in self.history[start:])


def as_slack(channel: Channel, viewer: str, *, members: bool = False) -> Json:
    """Return the conversation object as `viewer` gets it."""
    shown: Json = {
        "id": channel.id,
        "created": channel.created,
        "is_archived": channel.is_archived,
        "is_channel": channel.kind == "channel",
        "is_group": channel.kind == "group",
        "is_im": channel.kind == "im",
        "is_mpim": channel.kind == "mpim",
        "is_private": channel.kind != "channel",
        "is_org_shared": False,
        "is_ext_shared": channel.is_ext_shared,
        "is_shared": channel.is_ext_shared,
    }
    if channel.kind == "im":
        other = [member for member in channel.members if member != viewer]
        return shown | {"user": other[0] if other else viewer, "is_user_deleted": False, "priority": 0}
    shown |= _named(channel, viewer)
    return shown | ({"num_members": len(channel.members)} if members else {})


def _named(channel: Channel, viewer: str) -> Json:
    return {
        "name": channel.name,
        "name_normalized": channel.name,
        "creator": channel.creator,
        "is_general": channel.is_general,
        "is_member": viewer in channel.members,
        "unlinked": 0,
        "topic": {"value": channel.topic, "creator": "", "last_set": 0},
        "purpose": {"value": channel.purpose, "creator": "", "last_set": 0},
    }

"""One Slack workspace: its people, conversations, groups and files, and the feed of what changes in it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from sandbox.channels import Channel
from sandbox.feed import Change, Feed, Subscription
from sandbox.ids import Ids
from sandbox.messages import Message
from sandbox.shapes import Json
from sandbox.users import User, as_slack

_PAIR = 2

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """Return the present moment."""
    return datetime.now(UTC)


@dataclass(slots=True, eq=False)
class UserGroup:
    """A named group of people, mentioned as `@handle`."""

    id: str
    handle: str
    name: str
    description: str = ""
    members: list[str] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class File:
    """An uploaded file; `content` is empty until it has been uploaded."""

    id: str
    name: str
    title: str
    user: str
    created: int
    length: int
    content: bytes = b""
    channels: list[str] = field(default_factory=list)
    is_complete: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """Something that apps may subscribe to; `channel` is where it happened, if anywhere."""

    body: Json
    channel: Channel | None = None


class Workspace:
    """The state of a workspace. What is done to it is in `posting`, `membership` and `accounts`."""

    def __init__(
        self,
        team_id: str = "T0SANDBOX",
        name: str = "Sandbox",
        domain: str = "sandbox",
        clock: Clock = utc_now,
    ) -> None:
        self.team_id = team_id
        self.name = name
        self.domain = domain
        self.clock = clock
        self.ids = Ids()
        self.feed = Feed()
        self.hearers: list[Callable[[Event], None]] = []
        self.users: dict[str, User] = {}
        self.channels: dict[str, Channel] = {}
        self.groups: dict[str, UserGroup] = {}
        self.files: dict[str, File] = {}
        self.homes: dict[str, Json] = {}
        self._directs: dict[frozenset[str], Channel] = {}

    @property
    def now(self) -> datetime:
        """The present moment, by the clock of this workspace."""
        return self.clock()

    @property
    def epoch(self) -> int:
        """The present moment in whole seconds, as most of Slack's fields carry it."""
        return int(self.now.timestamp())

    def ts(self) -> str:
        """Return a fresh message timestamp."""
        return self.ids.ts(self.now)

    def subscribe(self) -> Subscription:
        """Return an async iterator over the changes from now on."""
        return self.feed.subscribe()

    def changed(
        self, kind: str, channel: str | None = None, user: str | None = None, ts: str | None = None
    ) -> None:
        """Tell the feed."""
        self.feed.publish(Change(kind, channel, user, ts))

    def announce(self, body: Json, channel: Channel | None = None) -> None:
        """Tell the installed app, if it has subscribed to this event."""
        for hearer in self.hearers:
            hearer(Event(body, channel))

    def user(self, who: str) -> User:
        """Return an account by id or handle; raises LookupError."""
        found = self.users.get(who) or self.by_handle(who.removeprefix("@"))
        if found is None:
            raise LookupError(f"There is nobody called {who!r} in this workspace.")
        return found

    def by_handle(self, handle: str) -> User | None:
        """Return the account with this handle."""
        return next((user for user in self.users.values() if user.name == handle), None)

    def channel(self, which: str) -> Channel:
        """Return a conversation by id or name; raises LookupError."""
        found = self.channels.get(which) or self.named(which.removeprefix("#"))
        if found is None:
            raise LookupError(f"There is no channel {which!r} in this workspace.")
        return found

    def named(self, name: str) -> Channel | None:
        """Return the channel with this name."""
        rooms = (channel for channel in self.channels.values() if channel.kind in {"channel", "group"})
        return next((channel for channel in rooms if channel.name == name), None)

    def add_channel(self, channel: Channel) -> Channel:
        """Take a conversation into the workspace."""
        self.channels[channel.id] = channel
        if channel.kind in {"im", "mpim"}:
            self._directs[frozenset(channel.members)] = channel
        self.changed("channel", channel.id)
        return channel

    def direct(self, *members: str) -> Channel:
        """Return the direct messages between these accounts, and start them where there are none yet."""
        known = self._directs.get(frozenset(members))
        if known is not None:
            return known
        if len(set(members)) <= _PAIR:
            return self.add_channel(Channel(self.ids.new("D"), "", "im", "", self.epoch, members=[*members]))
        name = f"mpdm-{'--'.join(self.users[member].name for member in members)}-1"
        return self.add_channel(Channel(self.ids.new("G"), name, "mpim", "", self.epoch, members=[*members]))

    def channels_of(self, user_id: str) -> Iterator[Channel]:
        """Yield the conversations in which this account takes part."""
        return (channel for channel in self.channels.values() if user_id in channel.members)

    def message(self, channel_id: str, ts: str) -> Message | None:
        """Return a message by its place and timestamp."""
        channel = self.channels.get(channel_id)
        return channel.message(ts) if channel else None

    def user_object(self, user: User, *, email: bool = True, locale: bool = False) -> Json:
        """Return the user object of Slack's methods and events."""
        return as_slack(user, self.now, email=email, locale=locale)

    @staticmethod
    def load(path: Path, clock: Clock = utc_now) -> "Workspace":
        """Return the workspace that was saved there."""
        from sandbox.state import load  # noqa: PLC0415 - state knows the workspace, which only offers it

        return load(path, clock)

    def save(self, path: Path) -> None:
        """Write everything to a JSON file, at once or not at all."""
        from sandbox.state import save  # noqa: PLC0415

        save(self, path)

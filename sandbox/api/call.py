"""A Web API call as the methods see it, and how a method is declared."""

from base64 import b64decode, b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from sandbox.api.arguments import Arguments
from sandbox.apps import InstalledApp
from sandbox.channels import Channel
from sandbox.errors import RefusedError
from sandbox.shapes import Json
from sandbox.slack import Slack
from sandbox.users import SLACKBOT, User, slackbot
from sandbox.workspace import Workspace

Item = TypeVar("Item")

READ = {"channel": "channels:read", "group": "groups:read", "im": "im:read", "mpim": "mpim:read"}
HISTORY = {kind: scope.replace(":read", ":history") for kind, scope in READ.items()}
MANAGE = {"channel": "channels:manage", "group": "groups:write", "im": "im:write", "mpim": "mpim:write"}
_FINER = {
    "channels:manage": {"channels:write.invites", "channels:write.topic"},
    "groups:write": {"groups:write.invites", "groups:write.topic"},
}


@dataclass(frozen=True, slots=True)
class Call:
    """One call: who calls, with which arguments, and the workspace that it is about."""

    slack: Slack
    args: Arguments

    @property
    def workspace(self) -> Workspace:
        """The workspace."""
        return self.slack.workspace

    @property
    def app(self) -> InstalledApp:
        """The calling app."""
        return self.slack.app

    @property
    def bot(self) -> User:
        """The bot user of the calling app."""
        return self.workspace.users[self.app.bot_user_id]

    def require(self, *scopes: str) -> None:
        """Refuse unless the app has one of these scopes."""
        if scopes and not self.app.scopes.intersection(scopes):
            provided = ",".join(sorted(self.app.scopes))
            raise RefusedError("missing_scope", needed=scopes[0], provided=provided)

    def require_for(self, channel: Channel, scopes: dict[str, str]) -> None:
        """Refuse unless the app has the scope for this kind of conversation."""
        needed = scopes[channel.kind]
        finer = {scope for scope in _FINER.get(needed, ()) if scopes is MANAGE}
        self.require(needed, *sorted(finer))

    def channel(self, name: str = "channel") -> Channel:
        """Return the conversation that an argument names, if the bot can see it."""
        channel = self.workspace.channels.get(self.args.needed(name))
        if channel is None or (channel.kind != "channel" and not self.is_in(channel)):
            raise RefusedError("channel_not_found")
        return channel

    def joined(self, name: str = "channel") -> Channel:
        """Return the conversation that an argument names, of which the bot must be a member."""
        channel = self.channel(name)
        if not self.is_in(channel):
            raise RefusedError("not_in_channel")
        return channel

    def is_in(self, channel: Channel) -> bool:
        """Tell whether the bot is a member."""
        return self.app.bot_user_id in channel.members

    def user(self, name: str = "user", refusal: str = "user_not_found") -> User:
        """Return the account that an argument names."""
        wanted = self.args.needed(name)
        found = slackbot(self.workspace.team_id) if wanted == SLACKBOT else self.workspace.users.get(wanted)
        if found is None:
            raise RefusedError(refusal)
        return found


Handler = Callable[[Call], Json]


@dataclass(frozen=True, slots=True)
class Method:
    """A method of the Web API: who may call it, with any one of which scopes, and how often (`tier`)."""

    handle: Handler
    tier: int
    scopes: tuple[str, ...] = field(default=())
    tokens: frozenset[str] = frozenset({"bot"})


def page(
    call: Call, items: Sequence[Item], default: int = 100, most: int = 1000
) -> tuple[Sequence[Item], Json]:
    """Return one page of the items, and the metadata that leads to the next one."""
    start = _offset(call.args.text("cursor"))
    end = start + call.args.number("limit", default, most)
    cursor = b64encode(f"next:{end}".encode()).decode() if end < len(items) else ""
    return items[start:end], {"response_metadata": {"next_cursor": cursor}}


def _offset(cursor: str) -> int:
    if not cursor:
        return 0
    try:
        return int(b64decode(cursor).decode().removeprefix("next:"))
    except ValueError:
        raise RefusedError("invalid_cursor") from None

"""Whoever reads the page: the names that ids stand for, and what a private channel hides."""

from dataclasses import dataclass

from sandbox.page.dates import Calendar
from sandbox.sample import ORGANISATIONS
from sandbox.users import User
from sandbox.workspace import Workspace

_TWELVE_HOURS = ("en-US", "en-CA", "en-AU", "es-LA")


@dataclass(frozen=True, slots=True)
class Reader:
    """A person to whom texts are shown; `url` is where the workspace is served."""

    workspace: Workspace
    user: User
    url: str = ""

    @property
    def calendar(self) -> Calendar:
        """The reader's clock."""
        return Calendar(self.user.timezone, self.workspace.now, self.user.locale in _TWELVE_HOURS)

    def account(self, user_id: str) -> User | None:
        """Return an account, if there is one."""
        return self.workspace.users.get(user_id)

    def name(self, user_id: str) -> str:
        """Return the name of an account, as messages show it."""
        user = self.account(user_id)
        return user.shown_name if user else user_id

    def is_addressed(self, target: str) -> bool:
        """Tell whether a mention of this account or group means the reader."""
        group = self.workspace.groups.get(target)
        return target == self.user.id or (group is not None and self.user.id in group.members)

    def room(self, channel_id: str) -> str | None:
        """Return the name of a channel; None if the reader may not know it."""
        channel = self.workspace.channels.get(channel_id)
        if channel is None or (channel.kind != "channel" and self.user.id not in channel.members):
            return None
        return channel.name or "direct message"


def organisation(user: User) -> str:
    """Return the name of the organisation that a person works for; empty if none is known."""
    domain = user.email.rpartition("@")[2]
    return next((one.name for one in ORGANISATIONS if domain in one.domains), "")


def described(user: User) -> str:
    """Return who somebody is, in one line."""
    return " · ".join(part for part in (user.real_name, user.title, organisation(user)) if part)

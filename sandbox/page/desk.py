"""Who sits in front of the page: whose name texts are drawn and things are done in."""

from dataclasses import dataclass

from sandbox.channels import Channel
from sandbox.messages import Message
from sandbox.page.reader import Reader
from sandbox.person import Person
from sandbox.posting import unreact
from sandbox.server import Sandbox
from sandbox.slack import Slack
from sandbox.users import User
from sandbox.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Desk:
    """A person in front of the page."""

    sandbox: Sandbox
    person: Person

    @property
    def workspace(self) -> Workspace:
        """The workspace."""
        return self.sandbox.workspace

    @property
    def slack(self) -> Slack:
        """The state behind it."""
        return self.sandbox.slack

    @property
    def user(self) -> User:
        """The account that the person acts as."""
        return self.person.user

    @property
    def reader(self) -> Reader:
        """The person as a reader."""
        return Reader(self.workspace, self.user, self.sandbox.url)

    @property
    def bot(self) -> User:
        """The bot user of the installed app."""
        return self.workspace.users[self.sandbox.app.bot_user_id]

    def known_channels(self) -> list[Channel]:
        """Return the channels that the person may know of."""
        return [
            one
            for one in self.workspace.channels.values()
            if one.kind == "channel" or (one.kind == "group" and self.user.id in one.members)
        ]

    async def use(self, shortcut: str, message: Message | None = None) -> None:
        """Use a shortcut, on a message or a global one."""
        await self.person.uses(shortcut, message)

    async def toggle_reaction(self, name: str, message: Message) -> None:
        """Add a reaction, or take one's own back."""
        if not unreact(self.workspace, message, self.user.id, name):
            await self.person.reacts(name, message)

"""What the bot knows of the Slack workspace that it serves."""

from dataclasses import dataclass


@dataclass(slots=True)
class Workspace:
    """The workspace: who the bot is there, and which channel is the alliance's.

    `alliance_channel` is the name or id from the settings; `alliance_channel_id` is what Slack says
    it is, and None until the channel was found.
    """

    team_id: str
    url: str
    bot_user_id: str
    alliance_channel: str
    alliance_channel_id: str | None = None
    command_prefix: str = ""

    def command(self, name: str) -> str:
        """Return a command as people type it here: `/kudos` may be `/sha-kudos`."""
        return f"/{self.command_prefix}{name.removeprefix('/')}"

    def permalink(self, channel_id: str, ts: str) -> str:
        """Return the address of a message."""
        return f"{self.url.rstrip('/')}/archives/{channel_id}/p{ts.replace('.', '')}"

"""Handing a file to somebody."""

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import RuleError

SCOPE = "files:write"
"""The scope that it takes, which whoever installs the bot may leave out."""


class Files:
    """The way to send files by direct message."""

    def __init__(self, slack: AsyncWebClient | None = None) -> None:
        """Take the client of the installation; without one, nobody is let in."""
        self._slack = slack or AsyncWebClient()

    async def send(self, user_id: str, name: str, content: bytes, comment: str) -> None:
        """Send a file to one person alone; RuleError where the bot was not allowed to send files."""
        opened = await self._slack.conversations_open(users=user_id)
        try:
            await self._slack.files_upload_v2(
                channel=opened["channel"]["id"],
                file_uploads=[{"filename": name, "content": content, "title": name}],
                initial_comment=comment,
            )
        except SlackApiError as error:
            if error.response.get("error") == "missing_scope":
                raise RuleError(
                    f"I was installed without the right to send files ({SCOPE}). Ask whoever installed me "
                    "to add it; until then, they can make the file for you with `alliance export`."
                ) from error
            raise

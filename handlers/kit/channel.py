"""The alliance channel: which one it is, how the bot gets in, and who reads it."""

import re
from typing import Any

import structlog
from cachetools import TTLCache
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from handlers.kit.workspace import Workspace

log = structlog.get_logger()

READERS_KNOWN_FOR = 60.0
"""Seconds; who has just joined or left the channel may get one direct message too many or too few."""
PAGE = 200
ID = re.compile("[CG][A-Z0-9]{5,}")


class AllianceChannel:
    """Finds the channel that the settings name, and keeps in mind who reads it."""

    def __init__(self, slack: AsyncWebClient, workspace: Workspace, *, enters: bool = True) -> None:
        """Take the client, and the workspace that is told the channel's id; who only looks does not enter."""
        self._slack = slack
        self._workspace = workspace
        self._enters = enters
        self._readers: TTLCache[str, frozenset[str]] = TTLCache(1, READERS_KNOWN_FOR)

    async def find(self) -> str | None:
        """Return the channel's id, None where there is no such channel or the bot cannot see it."""
        if self._workspace.alliance_channel_id is None:
            channel = await self._look_up(self._workspace.alliance_channel.removeprefix("#"))
            if channel is not None:
                self._workspace.alliance_channel_id = channel["id"]
                await self._enter(channel)
        return self._workspace.alliance_channel_id

    async def has_reader(self, user_id: str) -> bool:
        """Tell whether a user is known to be in the alliance channel; not so where Slack does not say."""
        channel_id = await self.find()
        if channel_id is None:
            return False
        if channel_id not in self._readers:
            self._readers[channel_id] = await self._members(channel_id)
        return user_id in self._readers[channel_id]

    async def readers(self) -> frozenset[str]:
        """Return the user ids of everybody in the channel, as Slack says it now; none where it does not."""
        channel_id = await self.find()
        return await self._members(channel_id) if channel_id else frozenset()

    async def is_in(self) -> bool:
        """Tell whether the bot is in the channel, which it enters where it can."""
        channel_id = await self.find()
        return bool(channel_id) and await self.enter(channel_id or "")

    async def enter(self, channel_id: str) -> bool:
        """Enter any channel, and tell whether the bot is in it now: into a private one it is invited."""
        channel = await self._info(channel_id)
        return channel is not None and await self._enter(channel)

    async def _look_up(self, wanted: str) -> dict[str, Any] | None:
        """Return the channel of this name or id; None where the bot sees no such channel."""
        if ID.fullmatch(wanted):
            return await self._info(wanted)
        try:
            return await self._named(wanted, "public_channel,private_channel")
        except SlackApiError as error:
            if error.response.get("error") != "missing_scope":
                raise
            return await self._named(wanted, "public_channel")

    async def _info(self, channel_id: str) -> dict[str, Any] | None:
        """Return a channel by its id, which is as good as any answer where Slack gives none."""
        try:
            return dict((await self._slack.conversations_info(channel=channel_id))["channel"])
        except SlackApiError as error:
            if error.response.get("error") == "channel_not_found":
                return None
            log.warning("channel.not_described", error=error.response.get("error"))
            return {"id": channel_id, "is_member": True}

    async def _named(self, name: str, types: str) -> dict[str, Any] | None:
        cursor: str | None = None
        while True:
            page = await self._slack.conversations_list(
                types=types, exclude_archived=True, limit=PAGE, cursor=cursor
            )
            for channel in page["channels"]:
                if channel["name"] == name:
                    return dict(channel)
            cursor = (page.get("response_metadata") or {}).get("next_cursor")
            if not cursor:
                return None

    async def _enter(self, channel: dict[str, Any]) -> bool:
        """Join a public channel; into a private one somebody has to invite the bot. Tell whether it is in."""
        if channel.get("is_member") or channel.get("is_private") or not self._enters:
            return bool(channel.get("is_member"))
        try:
            await self._slack.conversations_join(channel=channel["id"])
        except SlackApiError as error:
            log.warning("channel.join_refused", error=error.response.get("error"))
            return False
        return True

    async def _members(self, channel_id: str) -> frozenset[str]:
        members: list[str] = []
        cursor: str | None = None
        while True:
            try:
                page = await self._slack.conversations_members(channel=channel_id, limit=PAGE, cursor=cursor)
            except SlackApiError as error:
                log.warning("channel.readers_unknown", error=error.response.get("error"))
                return frozenset(members)
            members += page["members"]
            cursor = (page.get("response_metadata") or {}).get("next_cursor")
            if not cursor:
                return frozenset(members)

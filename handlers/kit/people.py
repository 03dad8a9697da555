"""Asking Slack who somebody is."""

import asyncio
from collections.abc import Iterable, Mapping
from typing import Any

from cachetools import TTLCache
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.actor import SlackAccount
from bot.errors import RuleError
from bot.rules.members import Profile

SLACKBOT = "USLACKBOT"
AT_ONCE = 8
SEEN_MAX = 1000
SEEN_FOR = 600.0
"""Seconds; long enough to choose from what was seen."""
PATIENCE = 60
"""Times that Slack may ask to wait, for one profile."""
NAME_MAX = 200
"""Characters of a name that are kept; Slack allows fewer."""


class People:
    """Slack's directory: profiles of users, and the members of user groups."""

    def __init__(self, slack: AsyncWebClient) -> None:
        """Take the client of the installation."""
        self._slack = slack
        self._turns = asyncio.Semaphore(AT_ONCE)
        self._looks = asyncio.Semaphore(AT_ONCE)
        self._seen: TTLCache[str, Profile] = TTLCache(SEEN_MAX, SEEN_FOR)

    async def fetch(self, user_ids: Iterable[str]) -> list[Profile]:
        """Return the profiles of these users; RuleError where Slack does not know one."""
        return list(await asyncio.gather(*(self._fetch(user_id) for user_id in user_ids)))

    async def look_at(self, user_ids: Iterable[str]) -> list[Profile]:
        """Return the profiles of many users, in their order; those whom Slack does not know are left out.

        It waits where Slack asks for patience, and keeps what it saw in mind for a while.
        """
        found = await asyncio.gather(*(self._look_at(user_id) for user_id in user_ids))
        return [one for one in found if one]

    async def _look_at(self, user_id: str) -> Profile | None:
        async with self._looks:
            for _ in range(PATIENCE):
                if user_id in self._seen:
                    return self._seen[user_id]
                try:
                    self._seen[user_id] = await self._fetch(user_id)
                except RuleError:
                    return None
                except SlackApiError as error:
                    if error.response.get("error") != "ratelimited":
                        raise
                    await asyncio.sleep(float(error.response.headers.get("Retry-After", 1)))
        raise RuleError("Slack is busy just now. Wait a minute, and try once more.")

    async def _fetch(self, user_id: str) -> Profile:
        async with self._turns:
            try:
                answer = await self._slack.users_info(user=user_id, include_locale=True)
            except SlackApiError as error:
                if error.response.get("error") in {"user_not_found", "user_not_visible"}:
                    raise RuleError(
                        "Slack does not know one of the people whom you named. Pick them from the list "
                        "that appears after @, or use the form.",
                        field="people",
                    ) from error
                raise
        return profile(answer["user"])

    async def of_group(self, group_id: str) -> list[str]:
        """Return the user ids of a user group's people; apps and deactivated accounts are left out."""
        try:
            answer = await self._slack.usergroups_users_list(usergroup=group_id)
        except SlackApiError as error:
            raise RuleError(
                "I cannot look into that user group. Name its people one by one.", field="people"
            ) from error
        profiles = await self.fetch(answer["users"])
        return [one.account.user_id for one in profiles if not (one.is_app or one.is_deactivated)]


def profile(user: Mapping[str, Any]) -> Profile:
    """Return what Slack's user object says, with the name that people see."""
    shown: Mapping[str, Any] = user.get("profile") or {}
    return Profile(
        account=SlackAccount(user.get("team_id") or shown.get("team") or "", user["id"]),
        name=_one_line(shown.get("display_name"), shown.get("real_name"), user.get("real_name")),
        email=shown.get("email"),
        timezone=user.get("tz"),
        locale=user.get("locale"),
        is_app=bool(user.get("is_bot")) or user["id"] == SLACKBOT,
        is_deactivated=bool(user.get("deleted")),
        is_admin=bool(user.get("is_admin") or user.get("is_owner")),
    )


def _one_line(*names: str | None) -> str:
    """Return the first of these names that says something, without its line breaks."""
    lines = (" ".join((name or "").split()) for name in names)
    return next(filter(None, lines), "Somebody")[:NAME_MAX]

"""The accounts of a workspace: people, guests, visitors and bots, in Slack's shape."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sandbox.shapes import Json

SLACKBOT = "USLACKBOT"


@dataclass(slots=True, eq=False)
class User:
    """One account. `name` is its handle; `team_id` differs from the workspace's for an external visitor."""

    id: str
    name: str
    real_name: str
    team_id: str
    display_name: str = ""
    title: str = ""
    email: str = ""
    pronouns: str = ""
    timezone: str = "America/New_York"
    locale: str = "en-US"
    image: str = ""
    bot_id: str = ""
    app_id: str = ""
    is_admin: bool = False
    is_bot: bool = False
    is_restricted: bool = False
    is_ultra_restricted: bool = False
    deleted: bool = False
    status_text: str = ""
    status_emoji: str = ""
    presence: str = "active"
    dnd_start: int = 0
    dnd_end: int = 0
    updated: int = 0

    @property
    def shown_name(self) -> str:
        """The name that others see."""
        return self.display_name or self.real_name


def slackbot(team_id: str) -> User:
    """Return Slack's own account, which is in every workspace, and does not say that it is a bot."""
    return User(SLACKBOT, "slackbot", "Slackbot", team_id, display_name="Slackbot")


def profile(user: User, *, email: bool = True) -> Json:
    """Return the profile of `user`; the address only with `email`, for which an app needs another scope."""
    shown: Json = {
        "title": user.title,
        "real_name": user.real_name,
        "real_name_normalized": user.real_name,
        "display_name": user.display_name,
        "display_name_normalized": user.display_name,
        "pronouns": user.pronouns,
        "status_text": user.status_text,
        "status_emoji": user.status_emoji,
        "status_expiration": 0,
        "team": user.team_id,
        **{f"image_{size}": user.image for size in (24, 32, 48, 72, 192, 512)},
    }
    if user.is_bot:
        shown |= {"bot_id": user.bot_id, "api_app_id": user.app_id}
    elif email and user.email:
        shown["email"] = user.email
    return shown


def as_slack(user: User, now: datetime, *, email: bool = True, locale: bool = False) -> Json:
    """Return the user object that Slack's methods and events carry."""
    shown: Json = {
        "id": user.id,
        "team_id": user.team_id,
        "name": user.name,
        "deleted": user.deleted,
        "real_name": user.real_name,
        "profile": profile(user, email=email),
        "is_bot": user.is_bot,
        "is_app_user": False,
        "updated": user.updated,
    }
    if user.deleted:
        return shown
    return shown | _standing(user) | _zone(user, now) | ({"locale": user.locale} if locale else {})


def _standing(user: User) -> Json:
    return {
        "is_admin": user.is_admin,
        "is_owner": user.is_admin,
        "is_primary_owner": False,
        "is_restricted": user.is_restricted or user.is_ultra_restricted,
        "is_ultra_restricted": user.is_ultra_restricted,
    }


def _zone(user: User, now: datetime) -> Json:
    local = now.astimezone(ZoneInfo(user.timezone))
    offset = local.utcoffset()
    return {
        "tz": user.timezone,
        "tz_label": local.tzname() or user.timezone,
        "tz_offset": int(offset.total_seconds()) if offset else 0,
    }

"""Which events reach the installed app: by its manifest, its scopes, and the channels it is in."""

from sandbox.apps import InstalledApp
from sandbox.shapes import Json
from sandbox.workspace import Event

_MESSAGES = {
    "channel": "message.channels",
    "group": "message.groups",
    "im": "message.im",
    "mpim": "message.mpim",
}
_SCOPES = {
    "message.channels": {"channels:history"},
    "message.groups": {"groups:history"},
    "message.im": {"im:history"},
    "message.mpim": {"mpim:history"},
    "app_mention": {"app_mentions:read"},
    "reaction_added": {"reactions:read"},
    "reaction_removed": {"reactions:read"},
    "pin_added": {"pins:read"},
    "pin_removed": {"pins:read"},
    "user_change": {"users:read"},
    "team_join": {"users:read"},
    "channel_created": {"channels:read"},
    "channel_archive": {"channels:read"},
    "channel_rename": {"channels:read"},
    "group_archive": {"groups:read"},
    "group_rename": {"groups:read"},
    "member_joined_channel": {"channels:read", "groups:read"},
    "member_left_channel": {"channels:read", "groups:read"},
}


def reaches(app: InstalledApp, event: Event) -> bool:
    """Tell whether Slack would send this event to the app."""
    name = _name(event)
    needed = _SCOPES.get(name)
    if name not in app.events or (needed and not needed & app.scopes):
        return False
    if event.body["type"] == "app_mention" and f"<@{app.bot_user_id}>" not in event.body.get("text", ""):
        return False
    return event.channel is None or app.bot_user_id in event.channel.members


def callback(app: InstalledApp, team_id: str, event_id: str, event: Event, now: int) -> Json:
    """Return the outer body in which Slack sends an event."""
    authorization = {"enterprise_id": None, "team_id": team_id, "user_id": app.bot_user_id, "is_bot": True}
    return {
        "team_id": team_id,
        "context_team_id": team_id,
        "context_enterprise_id": None,
        "api_app_id": app.app_id,
        "event": event.body,
        "type": "event_callback",
        "event_id": event_id,
        "event_time": now,
        "authorizations": [authorization | {"is_enterprise_install": False}],
        "is_ext_shared_channel": bool(event.channel and event.channel.is_ext_shared),
        "event_context": f"4-{event_id}",
    }


def _name(event: Event) -> str:
    if event.body["type"] == "message" and event.channel is not None:
        return _MESSAGES[event.channel.kind]
    return str(event.body["type"])

"""The manifest of the small app that the tests install."""

import copy

from sandbox.shapes import Json

_SCOPES = """
app_mentions:read bookmarks:read bookmarks:write channels:history channels:join channels:manage
channels:read chat:write chat:write.customize commands dnd:read files:read files:write
groups:history groups:read groups:write im:history im:read im:write mpim:history mpim:read
mpim:write pins:read pins:write reactions:read reactions:write team:read usergroups:read
users.profile:read users:read users:read.email
"""
_EVENTS = """
app_home_opened app_mention app_uninstalled tokens_revoked pin_added pin_removed channel_archive
channel_created channel_rename member_joined_channel member_left_channel message.channels
message.groups message.im reaction_added reaction_removed team_join user_change
"""
MANIFEST: Json = {
    "display_information": {"name": "Alliance Bot"},
    "features": {
        "bot_user": {"display_name": "alliance-bot"},
        "slash_commands": [
            {"command": "/kudos", "description": "Thank somebody", "should_escape": True},
            {"command": "/plain", "description": "Takes text as it is"},
        ],
        "shortcuts": [
            {"name": "New action", "type": "global", "callback_id": "action.new", "description": "Start"},
            {
                "name": "Give kudos",
                "type": "message",
                "callback_id": "kudos.for_message",
                "description": "Thank",
            },
        ],
    },
    "oauth_config": {"scopes": {"bot": _SCOPES.split()}},
    "settings": {"event_subscriptions": {"bot_events": _EVENTS.split()}, "socket_mode_enabled": True},
}


def without_scope(*scopes: str) -> Json:
    """Return the manifest without some of its scopes."""
    manifest = copy.deepcopy(MANIFEST)
    kept = [scope for scope in manifest["oauth_config"]["scopes"]["bot"] if scope not in scopes]
    manifest["oauth_config"]["scopes"]["bot"] = kept
    return manifest

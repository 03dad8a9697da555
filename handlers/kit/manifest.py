"""The Slack app manifest, made from what the capabilities declare."""

from collections.abc import Iterable
from typing import Any

from handlers.kit.feature import Feature

NAME = "Alliance"
DESCRIPTION = "Keeps a health alliance together: kudos, check-ins, actions, concerns, escalations."
LONG_DESCRIPTION = (
    "Alliance holds what several organisations agree on while they work for one goal: who belongs, who does "
    "what by when, who is thanked. It asks, reminds and reports at the right moment, inside Slack, so that "
    "nothing that was agreed on gets lost between two meetings. No patient or client information, please."
)
ESSENTIAL_SCOPES = frozenset({"chat:write", "commands", "users:read"})
"""Without these the bot does not start; without the others of the required ones it can do less."""
BASE_SCOPES = frozenset(
    {
        "channels:history",  # to find out whether a message arrived before it is sent again
        "channels:join",  # to enter the public alliance channel
        "channels:read",  # to find the alliance channel, and who reads it
        "chat:write",
        "commands",
        "im:history",  # as channels:history, for direct messages
        "im:write",  # to open the conversation whose history is looked at
    }
)
BASE_OPTIONAL_SCOPES = frozenset({"groups:history", "groups:read"})
"""Needed where the alliance channel is private."""


def required_scopes(features: Iterable[Feature]) -> frozenset[str]:
    """Return the scopes without which something that the bot promises does not hold."""
    return BASE_SCOPES.union(*(feature.scopes for feature in features))


def optional_scopes(features: Iterable[Feature]) -> frozenset[str]:
    """Return the scopes that the bot can do without."""
    return BASE_OPTIONAL_SCOPES.union(*(feature.optional_scopes for feature in features))


def manifest(features: Iterable[Feature], *, prefix: str = "", url: str | None = None) -> dict[str, Any]:
    """Return the manifest (Slack's schema, version 2); with a URL, for HTTP mode instead of Socket Mode."""
    features = tuple(features)
    scopes = {
        "bot": sorted(required_scopes(features)),
        "bot_optional": sorted(optional_scopes(features)),
    }
    return {
        "_metadata": {"major_version": 2},
        "display_information": {
            "name": NAME,
            "description": DESCRIPTION,
            "background_color": "#1d3557",
            "long_description": LONG_DESCRIPTION,
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": NAME.lower(), "always_online": True},
            "slash_commands": _commands(features, prefix, url),
            "shortcuts": _shortcuts(features),
        },
        "oauth_config": {"scopes": scopes},
        "settings": _settings(features, url),
    }


def _settings(features: Iterable[Feature], url: str | None) -> dict[str, Any]:
    subscriptions: dict[str, Any] = {
        "bot_events": sorted(set().union(*(feature.events for feature in features)))
    }
    interactivity: dict[str, Any] = {"is_enabled": True}
    if url:
        subscriptions["request_url"] = interactivity["request_url"] = url
        interactivity["message_menu_options_url"] = url
    return {
        "event_subscriptions": subscriptions,
        "interactivity": interactivity,
        "org_deploy_enabled": False,
        "socket_mode_enabled": url is None,
        "token_rotation_enabled": False,
    }


def _commands(features: Iterable[Feature], prefix: str, url: str | None) -> list[dict[str, Any]]:
    return [
        {
            "command": f"/{prefix}{name.removeprefix('/')}",
            "description": command.description,
            "usage_hint": command.usage,
            "should_escape": True,
            **({"url": url} if url else {}),
        }
        for feature in features
        for name, command in feature.commands.items()
    ]


def _shortcuts(features: Iterable[Feature]) -> list[dict[str, Any]]:
    return [
        {
            "name": shortcut.name,
            "type": "message" if shortcut.on_message else "global",
            "callback_id": callback_id,
            "description": shortcut.description,
        }
        for feature in features
        for callback_id, shortcut in feature.shortcuts.items()
    ]

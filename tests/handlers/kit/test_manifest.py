"""The app manifest: within Slack's limits, complete, and asking for no more than is used."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from handlers import FEATURES
from handlers.kit.manifest import manifest, optional_scopes, required_scopes

URL = "https://bot.example.org/slack/events"
NEEDED = {
    "auth_test": frozenset[str](),
    "apps_connections_open": frozenset[str](),
    "views_open": frozenset[str](),
    "views_push": frozenset[str](),
    "views_update": frozenset[str](),
    "views_publish": frozenset[str](),
    "chat_postMessage": frozenset({"chat:write"}),
    "chat_update": frozenset({"chat:write"}),
    "conversations_history": frozenset({"channels:history", "groups:history", "im:history"}),
    "conversations_info": frozenset({"channels:read", "groups:read"}),
    "conversations_join": frozenset({"channels:join"}),
    "conversations_list": frozenset({"channels:read", "groups:read"}),
    "conversations_members": frozenset({"channels:read", "groups:read"}),
    "conversations_open": frozenset({"im:write"}),
    "files_upload_v2": frozenset({"files:write"}),
    "usergroups_users_list": frozenset({"usergroups:read"}),
    "users_info": frozenset({"users:read", "users:read.email"}),
}
"""The scopes that Slack asks for, for each method that the bot calls."""
EVENTS_NEED = {
    "app_home_opened": frozenset[str](),
    "member_joined_channel": frozenset({"channels:read"}),
    "message.im": frozenset({"im:history"}),
    "user_change": frozenset({"users:read"}),
}


@pytest.fixture(params=[{}, {"url": URL}, {"prefix": "sha-"}, {"url": URL, "prefix": "x" * 20}])
def made(request: pytest.FixtureRequest) -> dict[str, Any]:
    """Return the manifest for each way of running the bot in turn."""
    return manifest(FEATURES, **request.param)


def test_texts_fit(made: dict[str, Any]) -> None:
    """What Slack shows of the app is within its limits."""
    shown = made["display_information"]
    assert made["_metadata"] == {"major_version": 2}
    assert 1 <= len(shown["name"]) <= 35
    assert 1 <= len(shown["description"]) <= 140
    assert 175 <= len(shown["long_description"]) <= 4000
    assert 1 <= len(made["features"]["bot_user"]["display_name"]) <= 80


def test_commands_fit(made: dict[str, Any]) -> None:
    """Commands are few, short, described, named once, and get mentions as ids."""
    commands = made["features"]["slash_commands"]
    names = [command["command"] for command in commands]
    assert 1 <= len(names) == len(set(names)) <= 50
    for command in commands:
        assert command["command"].startswith("/")
        assert len(command["command"]) <= 32
        assert 1 <= len(command["description"]) <= 2000
        assert 1 <= len(command["usage_hint"]) <= 1000
        assert command["should_escape"] is True


def test_shortcuts_fit(made: dict[str, Any]) -> None:
    """Shortcuts are few, with names that Slack can show, and with ids of their own."""
    shortcuts = made["features"]["shortcuts"]
    assert len(shortcuts) == len({shortcut["callback_id"] for shortcut in shortcuts}) <= 10
    for shortcut in shortcuts:
        assert shortcut["type"] in {"message", "global"}
        assert 1 <= len(shortcut["name"]) <= 24
        assert 1 <= len(shortcut["description"]) <= 150
        assert 1 <= len(shortcut["callback_id"]) <= 255


def test_lists_fit(made: dict[str, Any]) -> None:
    """Scopes and events are listed once each, in an order that does not change, within the limits."""
    scopes = made["oauth_config"]["scopes"]
    assert not set(scopes["bot"]) & set(scopes["bot_optional"])
    for listed, most in ((scopes["bot"], 255), (scopes["bot_optional"], 255), (_events(made), 100)):
        assert listed == sorted(set(listed))
        assert len(listed) <= most


def test_socket_mode_needs_no_url() -> None:
    """Without a URL the app connects by itself, and nothing in the manifest says where to reach it."""
    made = manifest(FEATURES)
    assert made["settings"]["socket_mode_enabled"] is True
    assert "url" not in str(made)


def test_http_mode_says_where() -> None:
    """With a URL, commands, events, buttons and menus all go there."""
    made = manifest(FEATURES, url=URL)
    settings = made["settings"]
    assert settings["socket_mode_enabled"] is False
    assert settings["event_subscriptions"]["request_url"] == URL
    assert settings["interactivity"]["request_url"] == URL
    assert settings["interactivity"]["message_menu_options_url"] == URL
    assert {command["url"] for command in made["features"]["slash_commands"]} == {URL}


def test_a_prefix_stands_before_each_command() -> None:
    """A prefix keeps the commands apart from those of other apps."""
    plain, prefixed = manifest(FEATURES), manifest(FEATURES, prefix="sha-")
    assert _names(prefixed) == [f"/sha-{name.removeprefix('/')}" for name in _names(plain)]


def test_home_and_messages_are_open() -> None:
    """People can open Home, and write to the bot."""
    assert manifest(FEATURES)["features"]["app_home"] == {
        "home_tab_enabled": True,
        "messages_tab_enabled": True,
        "messages_tab_read_only_enabled": False,
    }


def test_no_scope_without_a_use() -> None:
    """The app asks for exactly the scopes of the methods it calls and the events it hears."""
    used = set(_methods())
    assert used <= NEEDED.keys(), "a new method: say which scopes it needs"
    needed = {scope for method in used for scope in NEEDED[method]}
    needed |= {scope for event in _events(manifest(FEATURES)) for scope in EVENTS_NEED[event]}
    asked = required_scopes(FEATURES) | optional_scopes(FEATURES)
    assert asked == needed | {"commands"}


def _methods() -> Iterator[str]:
    """Yield the Web API methods that the code calls."""
    for path in (*Path("bot").rglob("*.py"), *Path("handlers").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Attribute) and "_" in node.attr.strip("_") and _is_method(node.attr):
                yield node.attr


def _is_method(name: str) -> bool:
    return not name.startswith("_") and hasattr(AsyncWebClient, name) and name != "api_call"


def _events(made: dict[str, Any]) -> list[str]:
    return list(made["settings"]["event_subscriptions"]["bot_events"])


def _names(made: dict[str, Any]) -> list[str]:
    return [command["command"] for command in made["features"]["slash_commands"]]

"""The payloads in which Slack tells an app what a person did."""

from sandbox.apps import LEGACY_TOKEN
from sandbox.channels import Channel
from sandbox.composer import as_command_text, escape
from sandbox.forms import initial_values
from sandbox.messages import Message
from sandbox.posting import as_slack_with_thread
from sandbox.shapes import Json
from sandbox.slack import Slack
from sandbox.users import User
from sandbox.views import View

Surface = Message | View
"""Where somebody acts: on a message, in a modal, or in a Home."""

_NAMES = {"im": "directmessage", "group": "privategroup"}


def _base(slack: Slack, user: User, kind: str) -> Json:
    domain = slack.workspace.domain
    return {
        "type": kind,
        "team": {"id": slack.workspace.team_id, "domain": domain},
        "user": {"id": user.id, "username": user.name, "name": user.name, "team_id": user.team_id},
        "api_app_id": slack.app.app_id,
        "token": LEGACY_TOKEN,
        "enterprise": None,
        "is_enterprise_install": False,
    }


def _place(channel: Channel) -> Json:
    return {"id": channel.id, "name": _NAMES.get(channel.kind, channel.name)}


def command(slack: Slack, user: User, channel: Channel, name: str, text: str) -> Json:
    """Return what a slash command sends; all of it is text."""
    escapes = slack.app.commands[name].get("should_escape", False)
    return {
        "token": LEGACY_TOKEN,
        "team_id": slack.workspace.team_id,
        "team_domain": slack.workspace.domain,
        "channel_id": channel.id,
        "channel_name": _place(channel)["name"],
        "user_id": user.id,
        "user_name": user.name,
        "command": name,
        "text": as_command_text(slack.workspace, text) if escapes else escape(text),
        "api_app_id": slack.app.app_id,
        "is_enterprise_install": "false",
        "response_url": slack.url + slack.replies.give(user.id, channel),
        "trigger_id": slack.triggers.give(user.id),
    }


def view_object(slack: Slack, view: View) -> Json:
    """Return a view as Slack describes it."""
    team_id = slack.workspace.team_id
    return {
        "id": view.id,
        "team_id": team_id,
        "type": view.kind,
        **view.payload,
        "state": {"values": view.state},
        "hash": view.hash,
        "root_view_id": view.root_id,
        "previous_view_id": view.previous_id,
        "app_id": slack.app.app_id,
        "app_installed_team_id": team_id,
        "bot_id": slack.app.bot_id,
    }


def _surface(slack: Slack, user: User, surface: Surface) -> Json:
    if isinstance(surface, View):
        shown = {"container": {"type": "view", "view_id": surface.id}, "view": view_object(slack, surface)}
        return shown | {"state": {"values": surface.state}} if surface.kind == "home" else shown
    return {
        "container": {
            "type": "message",
            "message_ts": surface.ts,
            "channel_id": surface.channel,
            "is_ephemeral": surface.visible_to is not None,
        }
        | ({"thread_ts": surface.thread_ts} if surface.thread_ts else {}),
        "channel": _place(slack.workspace.channels[surface.channel]),
        "message": as_slack_with_thread(slack.workspace, surface),
        "state": {"values": initial_values(surface.blocks, surface.entered.get(user.id, {}))},
    }


def block_action(slack: Slack, user: User, surface: Surface, action: Json) -> Json:
    """Return what a press or a choice sends."""
    done = action | {"action_ts": slack.workspace.ts()}
    payload = _base(slack, user, "block_actions") | _surface(slack, user, surface)
    payload |= {"trigger_id": slack.triggers.give(user.id), "actions": [done]}
    if isinstance(surface, Message):
        channel = slack.workspace.channels[surface.channel]
        payload["response_url"] = slack.url + slack.replies.give(user.id, channel, surface)
    return payload


def suggestion(slack: Slack, user: User, surface: Surface, place: Json, typed: str) -> Json:
    """Return what typing into a menu of the app's own options sends; `place` has its ids."""
    base = _base(slack, user, "block_suggestion") | _surface(slack, user, surface)
    return base | place | {"value": typed}


def global_shortcut(slack: Slack, user: User, callback_id: str) -> Json:
    """Return what a global shortcut sends."""
    trigger = {"callback_id": callback_id, "trigger_id": slack.triggers.give(user.id)}
    return _base(slack, user, "shortcut") | trigger | {"action_ts": slack.workspace.ts()}


def message_shortcut(slack: Slack, user: User, callback_id: str, message: Message) -> Json:
    """Return what a shortcut on a message sends."""
    channel = slack.workspace.channels[message.channel]
    return _base(slack, user, "message_action") | {
        "callback_id": callback_id,
        "trigger_id": slack.triggers.give(user.id),
        "action_ts": slack.workspace.ts(),
        "message_ts": message.ts,
        "channel": _place(channel),
        "message": as_slack_with_thread(slack.workspace, message),
        "response_url": slack.url + slack.replies.give(user.id, channel),
    }


def submission(slack: Slack, user: User, view: View) -> Json:
    """Return what the submit button of a modal sends."""
    base = _base(slack, user, "view_submission")
    own = {"trigger_id": slack.triggers.give(user.id), "view": view_object(slack, view), "response_urls": []}
    return base | own


def closing(slack: Slack, user: User, view: View, *, is_cleared: bool) -> Json:
    """Return what closing a modal sends."""
    base = _base(slack, user, "view_closed")
    return base | {"view": view_object(slack, view), "is_cleared": is_cleared}

"""conversations.*: starting, joining, leaving, describing and closing channels."""

import re

from sandbox import membership
from sandbox.api.call import MANAGE, Call, Method
from sandbox.channels import Channel, as_slack
from sandbox.errors import RefusedError
from sandbox.shapes import Json

MOST_NAME = 80
MOST_DESCRIPTION = 250
_MANAGE = ("channels:manage", "groups:write")
_INVITE = (*_MANAGE, "channels:write.invites", "groups:write.invites")
_TOPIC = (*_MANAGE, "channels:write.topic", "groups:write.topic")


def create(call: Call) -> Json:
    """conversations.create."""
    name, is_private = call.args.text("name"), call.args.flag("is_private")
    call.require("groups:write" if is_private else "channels:manage")
    _ensure_free(call, name)
    channel = membership.create(call.workspace, call.bot, name, is_private=is_private)
    return {"channel": as_slack(channel, call.bot.id)}


def join(call: Call) -> Json:
    """conversations.join."""
    channel = _open(call.channel())
    if channel.kind != "channel":
        raise RefusedError("method_not_supported_for_channel_type")
    was_in = not membership.join(call.workspace, channel, call.bot)
    shown = {"channel": as_slack(channel, call.bot.id)}
    return shown | ({"warning": "already_in_channel"} if was_in else {})


def leave(call: Call) -> Json:
    """conversations.leave."""
    channel = _open(call.channel())
    if channel.is_general:
        raise RefusedError("cant_leave_general")
    return {} if membership.leave(call.workspace, channel, call.bot) else {"not_in_channel": True}


def invite(call: Call) -> Json:
    """conversations.invite."""
    channel = _managed(call)
    user_ids = call.args.words("users")
    if not user_ids:
        raise RefusedError("no_user")
    problems = [(user_id, _cannot_invite(call, channel, user_id)) for user_id in user_ids]
    errors = [{"user": user_id, "ok": False, "error": problem} for user_id, problem in problems if problem]
    if errors and (len(errors) == len(user_ids) or not call.args.flag("force")):
        raise RefusedError(str(errors[0]["error"]), errors=errors)
    for user_id, problem in problems:
        if not problem:
            membership.join(call.workspace, channel, call.workspace.users[user_id], call.bot.id)
    return {"channel": as_slack(channel, call.bot.id)} | ({"errors": errors} if errors else {})


def kick(call: Call) -> Json:
    """conversations.kick."""
    channel = _managed(call)
    user = call.user()
    if user.id == call.bot.id:
        raise RefusedError("cant_kick_self")
    if channel.is_general:
        raise RefusedError("cant_kick_from_general")
    if not membership.leave(call.workspace, channel, user):
        raise RefusedError("not_in_channel")
    return {}


def archive(call: Call) -> Json:
    """conversations.archive."""
    channel = call.channel()
    call.require_for(channel, MANAGE)
    if channel.is_archived:
        raise RefusedError("already_archived")
    if channel.is_general:
        raise RefusedError("cant_archive_general")
    if not call.is_in(channel):
        raise RefusedError("not_in_channel")
    membership.archive(call.workspace, channel, call.bot)
    return {}


def rename(call: Call) -> Json:
    """conversations.rename."""
    channel = _managed(call)
    name = call.args.text("name")
    _ensure_free(call, name)
    membership.rename(call.workspace, channel, call.bot, name)
    return {"channel": as_slack(channel, call.bot.id)}


def set_topic(call: Call) -> Json:
    """conversations.setTopic."""
    return _describe(call, "topic")


def set_purpose(call: Call) -> Json:
    """conversations.setPurpose."""
    return _describe(call, "purpose")


def _describe(call: Call, which: str) -> Json:
    channel = _managed(call)
    text = call.args.text(which)
    if len(text) > MOST_DESCRIPTION:
        raise RefusedError("too_long")
    membership.describe(call.workspace, channel, call.bot, which, text)
    return {which: text, "channel": as_slack(channel, call.bot.id)}


def _managed(call: Call) -> Channel:
    channel = _open(call.joined())
    call.require_for(channel, MANAGE)
    if channel.kind not in {"channel", "group"}:
        raise RefusedError("method_not_supported_for_channel_type")
    return channel


def _open(channel: Channel) -> Channel:
    if channel.is_archived:
        raise RefusedError("is_archived")
    return channel


def _ensure_free(call: Call, name: str) -> None:
    if not name:
        raise RefusedError("invalid_name_required")
    if len(name) > MOST_NAME:
        raise RefusedError("invalid_name_maxlength")
    if not re.fullmatch(r"[\w-]+", name) or name != name.lower():
        raise RefusedError("invalid_name_specials")
    if not re.search(r"\w", name.replace("_", "")):
        raise RefusedError("invalid_name_punctuation")
    if call.workspace.named(name):
        raise RefusedError("name_taken")


def _cannot_invite(call: Call, channel: Channel, user_id: str) -> str:
    user = call.workspace.users.get(user_id)
    if user is None or user.deleted:
        return "user_not_found"
    if user_id == call.bot.id:
        return "cant_invite_self"
    if user_id in channel.members:
        return "already_in_channel"
    if user.is_ultra_restricted:
        return "ura_max_channels"
    return "user_is_restricted" if user.team_id != call.workspace.team_id else ""


METHODS = {
    "conversations.create": Method(create, 2, _MANAGE),
    "conversations.join": Method(join, 3, ("channels:join",)),
    "conversations.leave": Method(leave, 3, (*_MANAGE, "im:write", "mpim:write")),
    "conversations.invite": Method(invite, 3, _INVITE),
    "conversations.kick": Method(kick, 3, _MANAGE),
    "conversations.archive": Method(archive, 2, _MANAGE),
    "conversations.rename": Method(rename, 2, _MANAGE),
    "conversations.setTopic": Method(set_topic, 2, _TOPIC),
    "conversations.setPurpose": Method(set_purpose, 2, _TOPIC),
}

"""conversations.*: looking at channels, their members and their messages."""

from collections.abc import Sequence

from sandbox.api.call import HISTORY, READ, Call, Method, page
from sandbox.channels import Channel, as_slack
from sandbox.errors import RefusedError
from sandbox.messages import Message
from sandbox.posting import as_slack_with_thread
from sandbox.shapes import Json

_TYPES = {"public_channel": "channel", "private_channel": "group", "im": "im", "mpim": "mpim"}
MOST_IN_MPIM = 8


def listed(call: Call) -> Json:
    """conversations.list: the public channels, and those in which the bot is."""
    visible = [c for c in call.workspace.channels.values() if c.kind == "channel" or call.is_in(c)]
    return _channels(call, visible)


def of_user(call: Call) -> Json:
    """users.conversations: the conversations of somebody, or of the bot."""
    user_id = call.user().id if call.args.has("user") else call.bot.id
    shared = [c for c in call.workspace.channels_of(user_id) if c.kind == "channel" or call.is_in(c)]
    return _channels(call, shared)


def info(call: Call) -> Json:
    """conversations.info."""
    channel = call.channel()
    call.require_for(channel, READ)
    members = call.args.flag("include_num_members")
    return {"channel": as_slack(channel, call.bot.id, members=members)}


def members(call: Call) -> Json:
    """conversations.members."""
    channel = call.channel()
    call.require_for(channel, READ)
    items, more = page(call, channel.members)
    return {"members": list(items), **more}


def opened(call: Call) -> Json:
    """conversations.open: direct messages with one person or several."""
    channel = call.channel() if call.args.has("channel") else _with(call, call.args.words("users"))
    if call.args.flag("return_im"):
        return {"channel": as_slack(channel, call.bot.id)}
    return {"channel": {"id": channel.id}}


def history(call: Call) -> Json:
    """conversations.history: the newest first, without the replies in threads."""
    channel = call.joined()
    call.require_for(channel, HISTORY)
    found = [m for m in reversed(channel.history) if _is_within(call, m) and not m.is_reply]
    items, more = page(call, found)
    has_more = bool(more["response_metadata"]["next_cursor"])
    return {"messages": _shown(call, items), "has_more": has_more, "pin_count": len(channel.pins), **more}


def replies(call: Call) -> Json:
    """conversations.replies: a message and the thread under it, the oldest first."""
    channel = call.joined()
    call.require_for(channel, HISTORY)
    parent = channel.message(call.args.needed("ts"))
    if parent is None:
        raise RefusedError("thread_not_found")
    if parent.is_reply:
        parent = channel.message(parent.thread_ts or "") or parent
    thread = [parent, *(m for m in channel.replies(parent.ts) if _is_within(call, m))]
    items, more = page(call, thread)
    has_more = bool(more["response_metadata"]["next_cursor"])
    return {"messages": _shown(call, items), "has_more": has_more, **more}


def _channels(call: Call, channels: list[Channel]) -> Json:
    kinds = {_TYPES.get(word) for word in call.args.words("types")} or {"channel"}
    if None in kinds:
        raise RefusedError("invalid_types")
    for kind in sorted(filter(None, kinds)):
        call.require(READ[kind])
    archived = not call.args.flag("exclude_archived")
    found = [c for c in channels if c.kind in kinds and (archived or not c.is_archived)]
    items, more = page(call, found)
    return {"channels": [as_slack(c, call.bot.id, members=True) for c in items], **more}


def _with(call: Call, user_ids: list[str]) -> Channel:
    if not user_ids:
        raise RefusedError("users_list_not_supplied")
    if len(user_ids) > MOST_IN_MPIM:
        raise RefusedError("too_many_users")
    for user_id in user_ids:
        _ensure_reachable(call, user_id)
    if len(user_ids) == 1:
        call.require("im:write")
        return call.workspace.direct(call.bot.id, user_ids[0])
    call.require("mpim:write")
    return call.workspace.direct(call.bot.id, *user_ids)


def _ensure_reachable(call: Call, user_id: str) -> None:
    user = call.workspace.users.get(user_id)
    if user is None:
        raise RefusedError("user_not_found")
    if user.deleted:
        raise RefusedError("user_disabled")
    if user.is_bot:
        raise RefusedError("cannot_dm_bot")


def _is_within(call: Call, message: Message) -> bool:
    oldest, latest = call.args.text("oldest"), call.args.text("latest")
    if call.args.flag("inclusive") and message.ts in {oldest, latest}:
        return True
    return float(oldest or 0) < float(message.ts) and (not latest or float(message.ts) < float(latest))


def _shown(call: Call, messages: Sequence[Message]) -> list[Json]:
    metadata = call.args.flag("include_all_metadata")
    return [as_slack_with_thread(call.workspace, m, metadata=metadata) for m in messages]


_ANY_READ = tuple(READ.values())
_ANY_HISTORY = tuple(HISTORY.values())

METHODS = {
    "conversations.list": Method(listed, 2, _ANY_READ),
    "users.conversations": Method(of_user, 2, _ANY_READ),
    "conversations.info": Method(info, 3, _ANY_READ),
    "conversations.members": Method(members, 4, _ANY_READ),
    "conversations.open": Method(opened, 3, ("im:write", "mpim:write")),
    "conversations.history": Method(history, 3, _ANY_HISTORY),
    "conversations.replies": Method(replies, 3, _ANY_HISTORY),
}

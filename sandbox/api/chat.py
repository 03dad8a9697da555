"""chat.*: posting, changing and deleting messages."""

from sandbox.api.call import Call, Method
from sandbox.blocks import ensure_blocks
from sandbox.channels import Channel
from sandbox.errors import RefusedError
from sandbox.forms import with_ids
from sandbox.messages import Draft, Message, as_slack
from sandbox.posting import delete, edit, post, post_ephemeral
from sandbox.shapes import Json
from sandbox.users import User

MOST_TEXT = 40_000
MOST_TEXT_IN_UPDATE = 4_000
MOST_MARKDOWN = 12_000
MOST_ATTACHMENTS = 100


def post_message(call: Call) -> Json:
    """chat.postMessage."""
    channel = _target(call)
    draft = _draft(call, channel)
    wait = call.slack.limiter.post(channel.id)
    if wait:
        raise RefusedError("ratelimited", retry_after=wait)
    message = post(call.workspace, channel, call.bot, draft)
    shown = as_slack(message, call.workspace.team_id, metadata=True)
    return {"channel": channel.id, "ts": message.ts, "message": shown}


def post_private(call: Call) -> Json:
    """chat.postEphemeral."""
    channel = _writable(call, call.joined())
    reader = call.args.needed("user")
    if reader not in channel.members:
        raise RefusedError("user_not_in_channel")
    message = post_ephemeral(call.workspace, channel, call.bot, reader, _draft(call, channel))
    return {"message_ts": message.ts}


def update(call: Call) -> Json:
    """chat.update."""
    channel = _writable(call, call.channel())
    message = _own(call, channel, "cant_update_message")
    draft = _draft(call, channel, MOST_TEXT_IN_UPDATE)
    metadata = draft.metadata if call.args.has("metadata") else message.metadata
    attachments = draft.attachments
    fields = {"text": draft.text, "blocks": draft.blocks, "attachments": attachments, "metadata": metadata}
    edit(call.workspace, message, call.bot.id, **fields)
    shown = as_slack(message, call.workspace.team_id, metadata=True)
    return {"channel": channel.id, "ts": message.ts, "text": message.text, "message": shown}


def remove(call: Call) -> Json:
    """chat.delete."""
    channel = call.channel()
    message = _own(call, channel, "cant_delete_message")
    delete(call.workspace, message)
    return {"channel": channel.id, "ts": message.ts}


def permalink(call: Call) -> Json:
    """chat.getPermalink."""
    channel = call.channel()
    message = channel.message(call.args.needed("message_ts"))
    if message is None:
        raise RefusedError("message_not_found")
    link = f"{call.slack.url}archives/{channel.id}/p{message.ts.replace('.', '')}"
    if message.is_reply:
        link += f"?thread_ts={message.thread_ts}&cid={channel.id}"
    return {"channel": channel.id, "permalink": link}


def _target(call: Call) -> Channel:
    wanted = call.args.needed("channel")
    user = call.workspace.users.get(wanted)
    if user is not None:
        _ensure_messages_tab(call)
        return call.workspace.direct(call.bot.id, _reachable(user).id)
    if wanted not in call.workspace.channels:
        named = call.workspace.named(wanted.removeprefix("#"))
        call.args.given["channel"] = named.id if named else wanted
    channel = call.channel()
    if channel.kind == "im":
        _ensure_messages_tab(call)
        for member in channel.members:
            _reachable(call.workspace.users[member], call.bot.id)
    elif not call.is_in(channel) and "chat:write.public" not in call.app.scopes:
        raise RefusedError("not_in_channel")
    return _writable(call, channel)


def _ensure_messages_tab(call: Call) -> None:
    if not call.app.has_messages:
        raise RefusedError("messages_tab_disabled")


def _reachable(user: User, but: str = "") -> User:
    if user.deleted:
        raise RefusedError("user_disabled")
    if user.is_bot and user.id != but:
        raise RefusedError("cannot_dm_bot")
    return user


def _writable(call: Call, channel: Channel) -> Channel:
    if channel.is_archived:
        raise RefusedError("is_archived")
    return call.workspace.channels[channel.id]


def _own(call: Call, channel: Channel, refusal: str) -> Message:
    message = channel.message(call.args.needed("ts"))
    if message is None:
        raise RefusedError("message_not_found")
    if message.user != call.bot.id or message.is_system:
        raise RefusedError(refusal)
    return message


def _draft(call: Call, channel: Channel, most_text: int = MOST_TEXT) -> Draft:
    blocks = call.args.structure("blocks", "invalid_blocks_format") or []
    ensure_blocks(blocks)
    attachments = call.args.structure("attachments", "invalid_attachments") or []
    if len(attachments) > MOST_ATTACHMENTS:
        raise RefusedError("too_many_attachments")
    return Draft(
        text=_text(call, has_more=bool(blocks or attachments), most=most_text),
        blocks=with_ids(blocks),
        attachments=attachments,
        metadata=_metadata(call),
        thread_ts=_thread(call, channel),
        broadcast=call.args.flag("reply_broadcast"),
        username=_custom(call, "username"),
        icon=_custom(call, "icon_emoji") or _custom(call, "icon_url"),
    )


def _text(call: Call, *, has_more: bool, most: int) -> str:
    text, markdown = call.args.text("text"), call.args.text("markdown_text")
    if markdown and (text or has_more):
        raise RefusedError("markdown_text_conflict")
    if not (text or markdown or has_more):
        raise RefusedError("no_text")
    if len(text) > most or len(markdown) > MOST_MARKDOWN:
        raise RefusedError("msg_too_long")
    return text or markdown


def _metadata(call: Call) -> Json | None:
    metadata: Json | None = call.args.structure("metadata", "invalid_metadata_format")
    if metadata is None:
        return None
    if not isinstance(metadata.get("event_type"), str) or not isinstance(metadata.get("event_payload"), dict):
        raise RefusedError("invalid_metadata_schema")
    return metadata


def _thread(call: Call, channel: Channel) -> str | None:
    ts = call.args.text("thread_ts")
    if not ts:
        return None
    parent = channel.message(ts)
    if parent is None:
        raise RefusedError("thread_not_found")
    return parent.thread_ts or parent.ts


def _custom(call: Call, name: str) -> str:
    if call.args.has(name):
        call.require("chat:write.customize")
    return call.args.text(name)


METHODS = {
    "chat.postMessage": Method(post_message, 0, ("chat:write",)),
    "chat.postEphemeral": Method(post_private, 4, ("chat:write",)),
    "chat.update": Method(update, 3, ("chat:write",)),
    "chat.delete": Method(remove, 3, ("chat:write",)),
    "chat.getPermalink": Method(permalink, 5),
}

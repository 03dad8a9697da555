"""What happens to messages: posting, changing, deleting, reacting, pinning."""

from sandbox.channels import Channel
from sandbox.messages import Draft, Message, as_slack
from sandbox.shapes import Json
from sandbox.users import User
from sandbox.workspace import File, Workspace

_FROM_DRAFT = (
    "text",
    "blocks",
    "attachments",
    "metadata",
    "thread_ts",
    "subtype",
    "files",
    "username",
    "icon",
)


def post(workspace: Workspace, channel: Channel, author: User, draft: Draft) -> Message:
    """Post a message, and tell everybody who listens."""
    message = _message(workspace, channel, author, draft)
    channel.history.append(message)
    if not author.is_bot:
        channel.last_read[author.id] = message.ts
    workspace.changed("message", channel.id, author.id, message.ts)
    body = _event(workspace, channel, message)
    workspace.announce(body, channel)
    if not message.is_system and channel.kind != "im":
        workspace.announce({**body, "type": "app_mention"}, channel)
    return message


def post_ephemeral(
    workspace: Workspace, channel: Channel, author: User, reader: str, draft: Draft, *, is_error: bool = False
) -> Message:
    """Show a message to one person only; nobody else, and no app, hears of it."""
    message = _message(workspace, channel, author, draft)
    message.visible_to = reader
    message.is_error = is_error
    channel.ephemerals.append(message)
    workspace.changed("ephemeral", channel.id, reader, message.ts)
    return message


def edit(workspace: Workspace, message: Message, editor: str, **fields: object) -> None:
    """Change some fields of a message."""
    before = as_slack(message, workspace.team_id)
    for name, value in fields.items():
        setattr(message, name, value)
    message.entered.clear()
    if message.visible_to:
        workspace.changed("ephemeral", message.channel, message.visible_to, message.ts)
        return
    message.edited = {"user": editor, "ts": workspace.ts()}
    workspace.changed("message_changed", message.channel, editor, message.ts)
    after = as_slack(message, workspace.team_id, metadata=True)
    _announce_change(workspace, message, "message_changed", {"message": after, "previous_message": before})


def delete(workspace: Workspace, message: Message) -> None:
    """Take a message away."""
    channel = workspace.channels[message.channel]
    if message.visible_to:
        channel.ephemerals.remove(message)
        workspace.changed("ephemeral", channel.id, message.visible_to, message.ts)
        return
    channel.history.remove(message)
    workspace.changed("message_deleted", channel.id, message.user, message.ts)
    before = as_slack(message, workspace.team_id)
    _announce_change(
        workspace, message, "message_deleted", {"deleted_ts": message.ts, "previous_message": before}
    )


def react(workspace: Workspace, message: Message, user_id: str, name: str) -> bool:
    """Add a reaction; False if this person has given it already."""
    givers = message.reactions.setdefault(name, [])
    if user_id in givers:
        return False
    givers.append(user_id)
    _announce_reaction(workspace, message, "reaction_added", user_id, name)
    return True


def unreact(workspace: Workspace, message: Message, user_id: str, name: str) -> bool:
    """Take a reaction back; False if there was none."""
    givers = message.reactions.get(name, [])
    if user_id not in givers:
        return False
    givers.remove(user_id)
    if not givers:
        del message.reactions[name]
    _announce_reaction(workspace, message, "reaction_removed", user_id, name)
    return True


def pin(workspace: Workspace, message: Message, user_id: str) -> bool:
    """Pin a message to its channel; False if it is pinned already."""
    channel = workspace.channels[message.channel]
    if any(item["message"]["ts"] == message.ts for item in channel.pins):
        return False
    item: Json = {"type": "message", "channel": channel.id, "message": as_slack(message, workspace.team_id)}
    channel.pins.append(item | {"created": workspace.epoch, "created_by": user_id})
    _announce_pin(workspace, message, "pin_added", user_id)
    return True


def unpin(workspace: Workspace, message: Message, user_id: str) -> bool:
    """Take a pin off; False if there was none."""
    channel = workspace.channels[message.channel]
    kept = [item for item in channel.pins if item["message"]["ts"] != message.ts]
    if len(kept) == len(channel.pins):
        return False
    channel.pins = kept
    _announce_pin(workspace, message, "pin_removed", user_id)
    return True


def mark_read(workspace: Workspace, channel: Channel, user_id: str) -> None:
    """Note that this person has seen everything in the channel."""
    if channel.history:
        channel.last_read[user_id] = channel.history[-1].ts
    workspace.changed("unread", channel.id, user_id)


def as_slack_with_thread(workspace: Workspace, message: Message, *, metadata: bool = False) -> Json:
    """Return the message object as history shows it: with its thread's figures and its files."""
    shown = as_slack(message, workspace.team_id, metadata=metadata)
    if message.files:
        shown["files"] = [file_object(workspace.files[file_id]) for file_id in message.files]
    if message.thread_ts == message.ts:
        replies = workspace.channels[message.channel].replies(message.ts)
        users = list(dict.fromkeys(reply.user for reply in replies))
        shown |= {"reply_count": len(replies), "reply_users": users, "reply_users_count": len(users)}
        shown |= {"latest_reply": replies[-1].ts} if replies else {}
    return shown


def file_object(file: File, base_url: str = "") -> Json:
    """Return the file object of Slack's methods and messages."""
    _, _, kind = file.name.rpartition(".")
    return {
        "id": file.id,
        "created": file.created,
        "timestamp": file.created,
        "name": file.name,
        "title": file.title,
        "filetype": kind.lower() if kind != file.name else "binary",
        "user": file.user,
        "size": len(file.content),
        "channels": list(file.channels),
        "url_private": f"{base_url}files-pri/{file.id}/{file.name}",
        "url_private_download": f"{base_url}files-pri/{file.id}/download/{file.name}",
    }


def _message(workspace: Workspace, channel: Channel, author: User, draft: Draft) -> Message:
    fields = {name: getattr(draft, name) for name in _FROM_DRAFT}
    if draft.thread_ts and draft.broadcast:
        fields["subtype"] = "thread_broadcast"
    parent = channel.message(draft.thread_ts) if draft.thread_ts else None
    if parent is not None:
        parent.thread_ts = parent.ts
    return Message(
        ts=workspace.ts(),
        channel=channel.id,
        user=author.id,
        bot_id=author.bot_id,
        app_id=author.app_id,
        **fields,
    )


def _event(workspace: Workspace, channel: Channel, message: Message) -> Json:
    shown = as_slack_with_thread(workspace, message, metadata=True)
    place = {"channel": channel.id, "channel_type": channel.kind, "event_ts": message.ts}
    return shown | place


def _announce_change(workspace: Workspace, message: Message, subtype: str, detail: Json) -> None:
    channel = workspace.channels[message.channel]
    ts = workspace.ts()
    body = {
        "type": "message",
        "subtype": subtype,
        "hidden": True,
        "channel": channel.id,
        "ts": ts,
        "event_ts": ts,
    }
    workspace.announce(body | {"channel_type": channel.kind} | detail, channel)


def _announce_reaction(workspace: Workspace, message: Message, kind: str, user_id: str, name: str) -> None:
    workspace.changed("reaction", message.channel, user_id, message.ts)
    body: Json = {"type": kind, "user": user_id, "reaction": name, "item_user": message.user}
    body["item"] = {"type": "message", "channel": message.channel, "ts": message.ts}
    workspace.announce(body | {"event_ts": workspace.ts()}, workspace.channels[message.channel])


def _announce_pin(workspace: Workspace, message: Message, kind: str, user_id: str) -> None:
    channel = workspace.channels[message.channel]
    workspace.changed("channel", channel.id)
    shown = {"type": "message", "channel": channel.id, "message": as_slack(message, workspace.team_id)}
    body: Json = {"type": kind, "user": user_id, "channel_id": channel.id, "item": shown}
    workspace.announce(body | {"event_ts": workspace.ts()}, channel)

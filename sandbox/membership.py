"""Who is in which channel, and what the channels are called."""

from sandbox.channels import Channel
from sandbox.messages import Draft
from sandbox.posting import post
from sandbox.shapes import Json
from sandbox.users import User
from sandbox.workspace import Workspace


def create(workspace: Workspace, creator: User, name: str, *, is_private: bool = False) -> Channel:
    """Start a channel; its creator is its first member."""
    kind = "group" if is_private else "channel"
    channel = Channel(workspace.ids.new("C"), name, kind, creator.id, workspace.epoch, members=[creator.id])
    workspace.add_channel(channel)
    if not is_private:
        told = {"id": channel.id, "name": name, "created": channel.created, "creator": creator.id}
        workspace.announce({"type": "channel_created", "channel": told, "event_ts": workspace.ts()})
    return channel


def join(workspace: Workspace, channel: Channel, user: User, inviter: str = "") -> bool:
    """Make somebody a member; False if they are one already."""
    if user.id in channel.members:
        return False
    channel.members.append(user.id)
    post(workspace, channel, user, Draft(f"<@{user.id}> has joined the channel", subtype="channel_join"))
    workspace.changed("channel", channel.id, user.id)
    told = _moved(workspace, channel, user, "member_joined_channel")
    workspace.announce(told | ({"inviter": inviter} if inviter else {}), channel)
    return True


def leave(workspace: Workspace, channel: Channel, user: User) -> bool:
    """End a membership; False if there was none."""
    if user.id not in channel.members:
        return False
    post(workspace, channel, user, Draft(f"<@{user.id}> has left the channel", subtype="channel_leave"))
    workspace.announce(_moved(workspace, channel, user, "member_left_channel"), channel)
    channel.members.remove(user.id)
    workspace.changed("channel", channel.id, user.id)
    return True


def archive(workspace: Workspace, channel: Channel, user: User) -> None:
    """Close a channel; it stays readable."""
    channel.is_archived = True
    workspace.changed("channel", channel.id)
    kind = "channel_archive" if channel.kind == "channel" else "group_archive"
    body = {"type": kind, "channel": channel.id, "user": user.id, "event_ts": workspace.ts()}
    workspace.announce(body, channel)


def rename(workspace: Workspace, channel: Channel, user: User, name: str) -> None:
    """Give a channel another name."""
    text = f'<@{user.id}> has renamed the channel from "{channel.name}" to "{name}"'
    channel.name = name
    post(workspace, channel, user, Draft(text, subtype="channel_name"))
    workspace.changed("channel", channel.id)
    kind = "channel_rename" if channel.kind == "channel" else "group_rename"
    told: Json = {"id": channel.id, "name": name, "created": channel.created}
    workspace.announce({"type": kind, "channel": told, "event_ts": workspace.ts()}, channel)


def describe(workspace: Workspace, channel: Channel, user: User, which: str, text: str) -> None:
    """Set the `topic` or the `purpose` of a channel."""
    setattr(channel, which, text)
    note = f"<@{user.id}> set the channel {which}: {text}"
    post(workspace, channel, user, Draft(note, subtype=f"channel_{which}"))
    workspace.changed("channel", channel.id)


def _moved(workspace: Workspace, channel: Channel, user: User, kind: str) -> Json:
    letter = "C" if channel.kind == "channel" else "G"
    body = {"type": kind, "user": user.id, "channel": channel.id, "channel_type": letter}
    return body | {"team": workspace.team_id, "event_ts": workspace.ts()}

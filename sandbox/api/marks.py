"""reactions.*, pins.*, bookmarks.*: what is stuck to messages and channels."""

import re

from sandbox.api.call import Call, Method
from sandbox.errors import RefusedError
from sandbox.messages import Message, as_slack, reactions
from sandbox.posting import pin, react, unpin, unreact
from sandbox.shapes import Json

MOST_PINS = 100
MOST_BOOKMARKS = 100


def add_reaction(call: Call) -> Json:
    """reactions.add."""
    message, name = _message(call), _emoji(call)
    if not react(call.workspace, message, call.bot.id, name):
        raise RefusedError("already_reacted")
    return {}


def remove_reaction(call: Call) -> Json:
    """reactions.remove."""
    message, name = _message(call), _emoji(call)
    if not unreact(call.workspace, message, call.bot.id, name):
        raise RefusedError("no_reaction")
    return {}


def get_reactions(call: Call) -> Json:
    """reactions.get."""
    message = _message(call)
    shown = as_slack(message, call.workspace.team_id) | {"reactions": reactions(message)}
    return {"type": "message", "channel": message.channel, "message": shown}


def add_pin(call: Call) -> Json:
    """pins.add."""
    channel, message = call.joined(), _message(call)
    if len(channel.pins) >= MOST_PINS:
        raise RefusedError("too_many_pins")
    if not pin(call.workspace, message, call.bot.id):
        raise RefusedError("already_pinned")
    return {}


def remove_pin(call: Call) -> Json:
    """pins.remove."""
    if not unpin(call.workspace, _message(call), call.bot.id):
        raise RefusedError("no_pin")
    return {}


def list_pins(call: Call) -> Json:
    """pins.list."""
    return {"items": call.joined().pins}


def add_bookmark(call: Call) -> Json:
    """bookmarks.add."""
    channel = call.joined("channel_id")
    title, kind = call.args.needed("title"), call.args.needed("type")
    if kind != "link":
        raise RefusedError("invalid_bookmark_type")
    if len(channel.bookmarks) >= MOST_BOOKMARKS:
        raise RefusedError("too_many_bookmarks")
    bookmark = {
        "id": call.workspace.ids.new("Bk"),
        "channel_id": channel.id,
        "title": title,
        "link": _link(call),
        "emoji": call.args.text("emoji"),
        "type": kind,
        "date_created": call.workspace.epoch,
        "date_updated": 0,
    }
    channel.bookmarks.append(bookmark)
    call.workspace.changed("channel", channel.id)
    return {"bookmark": bookmark}


def edit_bookmark(call: Call) -> Json:
    """bookmarks.edit."""
    bookmark = _bookmark(call)
    for name in ("title", "emoji", "link"):
        if call.args.has(name):
            bookmark[name] = _link(call) if name == "link" else call.args.text(name)
    bookmark["date_updated"] = call.workspace.epoch
    call.workspace.changed("channel", bookmark["channel_id"])
    return {"bookmark": bookmark}


def remove_bookmark(call: Call) -> Json:
    """bookmarks.remove."""
    bookmark = _bookmark(call)
    channel = call.joined("channel_id")
    channel.bookmarks.remove(bookmark)
    call.workspace.changed("channel", channel.id)
    return {}


def list_bookmarks(call: Call) -> Json:
    """bookmarks.list."""
    return {"bookmarks": call.joined("channel_id").bookmarks}


def _message(call: Call) -> Message:
    channel = call.joined()
    if not call.args.has("timestamp"):
        raise RefusedError("no_item_specified")
    message = channel.message(call.args.text("timestamp"))
    if message is None:
        raise RefusedError("message_not_found")
    return message


def _emoji(call: Call) -> str:
    name = call.args.text("name").strip(":")
    if not re.fullmatch(r"[\w+:'-]+", name):
        raise RefusedError("invalid_name")
    return name


def _link(call: Call) -> str:
    link = call.args.text("link")
    if not re.match(r"https?://\S+$", link):
        raise RefusedError("invalid_link")
    return link


def _bookmark(call: Call) -> Json:
    channel, wanted = call.joined("channel_id"), call.args.needed("bookmark_id")
    for bookmark in channel.bookmarks:
        if bookmark["id"] == wanted:
            return bookmark
    raise RefusedError("not_found")


METHODS = {
    "reactions.add": Method(add_reaction, 3, ("reactions:write",)),
    "reactions.remove": Method(remove_reaction, 2, ("reactions:write",)),
    "reactions.get": Method(get_reactions, 3, ("reactions:read",)),
    "pins.add": Method(add_pin, 2, ("pins:write",)),
    "pins.remove": Method(remove_pin, 2, ("pins:write",)),
    "pins.list": Method(list_pins, 2, ("pins:read",)),
    "bookmarks.add": Method(add_bookmark, 2, ("bookmarks:write",)),
    "bookmarks.edit": Method(edit_bookmark, 2, ("bookmarks:write",)),
    "bookmarks.remove": Method(remove_bookmark, 2, ("bookmarks:write",)),
    "bookmarks.list": Method(list_bookmarks, 3, ("bookmarks:read",)),
}

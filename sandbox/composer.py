"""The message box: how Slack turns what a person types into what an app receives."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sandbox.shapes import Json
from sandbox.workspace import Workspace

_TOKEN = re.compile(
    r"(?P<link>https?://[^\s<>]+[^\s<>.,;:!?)\"'])"
    r"|(?P<mail>(?<![\w.])[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
    r"|(?<![\w@])@(?P<at>\w[\w.-]*)"
    r"|(?<![\w#])#(?P<room>\w[\w-]*)"
)
_BROADCASTS = {"channel", "here", "everyone"}


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of typed text; `kind` is `text`, `link`, `mail`, `user`, `channel`, `group` or `broadcast`."""

    kind: str
    text: str
    target: str = ""


def escape(text: str) -> str:
    """Return text with Slack's three control characters as entities."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def pieces(workspace: Workspace, text: str) -> Iterator[Piece]:
    """Yield what a text is made of; an unknown name stays text."""
    done = 0
    for match in _TOKEN.finditer(text):
        piece = _piece(workspace, match)
        if piece is not None:
            start = match.start()
            if start > done:
                yield Piece("text", text[done:start])
            yield piece
            done = start + len(piece.text)
    if done < len(text):
        yield Piece("text", text[done:])


def as_command_text(workspace: Workspace, text: str) -> str:
    """Return the text of a command whose manifest says `should_escape`."""
    return "".join(_in_command(piece) for piece in pieces(workspace, text))


def as_message_text(workspace: Workspace, text: str) -> str:
    """Return the text of a message."""
    return "".join(_in_message(piece) for piece in pieces(workspace, text))


def as_rich_text(workspace: Workspace, text: str) -> Json:
    """Return the block that Slack stores for a typed message."""
    found = [_rich(piece) for piece in pieces(workspace, text)]
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": found}]}


def _piece(workspace: Workspace, match: re.Match[str]) -> Piece | None:
    kind, word = str(match.lastgroup), match.group()
    if kind in {"link", "mail"}:
        return Piece(kind, word, word)
    name = match.group(kind).rstrip(".-_") if kind == "at" else match.group(kind)
    if kind == "room":
        return _room(workspace, name)
    if name in _BROADCASTS:
        return Piece("broadcast", f"@{name}", name)
    return _somebody(workspace, name)


def _room(workspace: Workspace, name: str) -> Piece | None:
    channel = workspace.named(name)
    if channel is None:
        return None
    return Piece("channel", f"#{name}", f"{channel.id}|{name if channel.kind == 'channel' else ''}")


def _somebody(workspace: Workspace, name: str) -> Piece | None:
    user = workspace.by_handle(name)
    if user is not None and not user.deleted:
        return Piece("user", f"@{name}", f"{user.id}|{name}")
    for group in workspace.groups.values():
        if group.handle == name:
            return Piece("group", f"@{name}", f"{group.id}|@{name}")
    return None


def _in_command(piece: Piece) -> str:
    forms = {
        "user": f"<@{piece.target}>",
        "channel": f"<#{piece.target}>",
        "group": f"<!subteam^{piece.target}>",
        "broadcast": f"<!{piece.target}>",
        "link": f"<{escape(piece.target)}>",
        "mail": f"<mailto:{piece.target}|{piece.target}>",
    }
    return forms.get(piece.kind) or escape(piece.text)


def _in_message(piece: Piece) -> str:
    bare = piece.target.partition("|")[0]
    forms = {"user": f"<@{bare}>", "group": f"<!subteam^{bare}>"}
    return forms.get(piece.kind) or _in_command(piece)


def _rich(piece: Piece) -> Json:
    bare = piece.target.partition("|")[0]
    forms: dict[str, Json] = {
        "user": {"type": "user", "user_id": bare},
        "channel": {"type": "channel", "channel_id": bare},
        "group": {"type": "usergroup", "usergroup_id": bare},
        "broadcast": {"type": "broadcast", "range": bare},
        "link": {"type": "link", "url": bare},
        "mail": {"type": "link", "url": f"mailto:{bare}", "text": bare},
    }
    return forms.get(piece.kind) or {"type": "text", "text": piece.text}

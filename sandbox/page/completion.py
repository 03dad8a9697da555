"""What the message box offers while one types: commands, people, channels."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sandbox.page.desk import Desk
from sandbox.page.reader import organisation

_MOST = 8
_WORD = re.compile(r"(?:^|\s)([@#][\w.-]*)$")
_COMMAND = re.compile(r"^/[\w-]*$")


@dataclass(frozen=True, slots=True)
class Offer:
    """Something to complete with: `insert` replaces the word that was begun."""

    insert: str
    title: str
    detail: str


def begun(before_caret: str) -> str:
    """Return the word that can be completed: a command, @somebody or #channel; else nothing."""
    if _COMMAND.match(before_caret):
        return before_caret
    match = _WORD.search(before_caret)
    return match.group(1) if match else ""


def offers(desk: Desk, word: str) -> list[Offer]:
    """Return what a begun word may become."""
    if not word:
        return []
    find = {"/": _commands, "@": _people, "#": _channels}[word[0]]
    return list(find(desk, word[1:].lower()))[:_MOST]


def _commands(desk: Desk, start: str) -> Iterator[Offer]:
    for name, command in sorted(desk.sandbox.app.commands.items()):
        if name[1:].startswith(start):
            hint = command.get("usage_hint") or ""
            yield Offer(f"{name} ", f"{name} {hint}".strip(), command.get("description", ""))


def _people(desk: Desk, start: str) -> Iterator[Offer]:
    for user in sorted(desk.workspace.users.values(), key=lambda one: one.real_name):
        names = [user.name, *user.real_name.lower().split()]
        if not user.deleted and any(name.startswith(start) for name in names):
            yield Offer(
                f"@{user.name} ", f"@{user.name}", f"{user.real_name} · {organisation(user)}".strip(" ·")
            )
    for group in desk.workspace.groups.values():
        if group.handle.startswith(start):
            yield Offer(f"@{group.handle} ", f"@{group.handle}", group.name)


def _channels(desk: Desk, start: str) -> Iterator[Offer]:
    for channel in desk.known_channels():
        if channel.name.startswith(start):
            yield Offer(f"#{channel.name} ", f"#{channel.name}", channel.purpose)

"""What the message box can complete a word to: commands, people, channels."""

from collections.abc import Iterator
from dataclasses import dataclass

from sandbox.page.desk import Desk
from sandbox.page.reader import organisation


@dataclass(frozen=True, slots=True)
class Offer:
    """Something to complete with: `insert` replaces a word that is the beginning of one of `starts`."""

    insert: str
    title: str
    detail: str
    starts: tuple[str, ...]


def commands(desk: Desk) -> Iterator[Offer]:
    """Return the commands of the app."""
    for name, command in sorted(desk.sandbox.app.commands.items()):
        hint = command.get("usage_hint") or ""
        yield Offer(f"{name} ", f"{name} {hint}".strip(), command.get("description", ""), (name,))


def names(desk: Desk) -> Iterator[Offer]:
    """Return people, by handle and by each of their names, then groups and channels."""
    for user in sorted(desk.workspace.users.values(), key=lambda one: one.real_name):
        if not user.deleted:
            known_as = [user.name, *user.real_name.lower().split()]
            works_for = f"{user.real_name} · {organisation(user)}".strip(" ·")
            yield Offer(f"@{user.name} ", f"@{user.name}", works_for, tuple(f"@{name}" for name in known_as))
    for group in desk.workspace.groups.values():
        handle = f"@{group.handle}"
        yield Offer(f"{handle} ", handle, group.name, (handle,))
    for channel in desk.known_channels():
        name = f"#{channel.name}"
        yield Offer(f"{name} ", name, channel.purpose, (name,))

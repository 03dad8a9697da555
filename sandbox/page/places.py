"""Where a person can be on the page: conversations, and the app's Home; each has an address."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from sandbox.channels import Channel
from sandbox.page.desk import Desk

HOME = "home"
MESSAGES = "messages"


@dataclass(frozen=True, slots=True)
class Place:
    """A place: `key` is what the address calls it, `channel` the conversation, if it is one."""

    key: str
    name: str
    channel: Channel | None = None

    @property
    def is_app(self) -> bool:
        """Whether this is one of the app's own tabs."""
        return self.key in {HOME, MESSAGES}


def address(handle: str, key: str) -> str:
    """Return the address at which somebody sees a place."""
    return f"/?{urlencode({'as': handle, 'in': key})}"


def rooms(desk: Desk) -> Iterator[Place]:
    """Yield the channels in which the person takes part."""
    mine = desk.workspace.channels_of(desk.user.id)
    for channel in sorted(mine, key=lambda one: one.name):
        if channel.kind in {"channel", "group"} and not channel.is_archived:
            yield Place(channel.name, channel.name, channel)


def joinable(desk: Desk) -> Iterator[Channel]:
    """Yield the public channels in which the person does not take part yet."""
    for channel in desk.workspace.channels.values():
        if channel.kind == "channel" and not channel.is_archived and desk.user.id not in channel.members:
            yield channel


def directs(desk: Desk) -> Iterator[Place]:
    """Yield the direct messages with people, the latest first."""
    mine = [one for one in desk.workspace.channels_of(desk.user.id) if one.kind in {"im", "mpim"}]
    mine.sort(key=lambda one: one.history[-1].ts if one.history else "", reverse=True)
    for channel in mine:
        if desk.bot.id not in channel.members or channel.kind == "mpim":
            yield _direct(desk, channel)


def app_tabs(desk: Desk) -> tuple[Place, Place]:
    """Return the tabs of the app."""
    return Place(HOME, "Home"), Place(MESSAGES, "Messages", desk.person.direct)


def find(desk: Desk, key: str) -> Place:
    """Return the place of an address; the first channel where the person may not go, or nothing is."""
    for tab in app_tabs(desk):
        if tab.key == key:
            return tab
    place = _with_person(desk, key[1:]) if key.startswith("@") else _conversation(desk, key)
    return place or next(rooms(desk), app_tabs(desk)[0])


def _with_person(desk: Desk, handle: str) -> Place | None:
    user = desk.workspace.by_handle(handle)
    if user is None or user.id == desk.user.id:
        return None
    if user.id == desk.bot.id:
        return app_tabs(desk)[1]
    return _direct(desk, desk.workspace.direct(desk.user.id, user.id))


def _conversation(desk: Desk, key: str) -> Place | None:
    channel = desk.workspace.channels.get(key) or desk.workspace.named(key)
    if channel is None or (channel.kind != "channel" and desk.user.id not in channel.members):
        return None
    if channel.kind == "im" and desk.bot.id in channel.members:
        return app_tabs(desk)[1]
    return (
        Place(channel.name, channel.name, channel)
        if channel.kind in {"channel", "group"}
        else _direct(desk, channel)
    )


def _direct(desk: Desk, channel: Channel) -> Place:
    others = [desk.workspace.users[one] for one in channel.members if one != desk.user.id]
    name = ", ".join(user.real_name for user in others)
    key = f"@{others[0].name}" if channel.kind == "im" and others else channel.id
    return Place(key, name or desk.user.real_name, channel)

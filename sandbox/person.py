"""A person in front of Slack: types, presses, fills in, and sees what there is to see."""

from collections.abc import Awaitable
from typing import Any

from sandbox import accounts, acts, membership
from sandbox.channels import Channel
from sandbox.composer import as_message_text, as_rich_text
from sandbox.feed import Change
from sandbox.forms import entered, find
from sandbox.messages import Draft, Message, Shown
from sandbox.payloads import Surface, view_object
from sandbox.posting import delete, edit, mark_read, post, react
from sandbox.shapes import Json
from sandbox.slack import Slack
from sandbox.users import User
from sandbox.views import View

_SUGGESTED = {"external_select", "multi_external_select"}


class Person:
    """Acts as one account. What the app answers is awaited; channels and people go by name or by id."""

    def __init__(self, slack: Slack, user: User) -> None:
        self._slack = slack
        self.user = user

    @property
    def id(self) -> str:
        """The id of the account."""
        return self.user.id

    @property
    def views(self) -> list[View]:
        """The open modals, the one on top last."""
        return self._slack.views.of(self.id)

    @property
    def modal(self) -> View | None:
        """The modal on top."""
        return self.views[-1] if self.views else None

    @property
    def home(self) -> View | None:
        """The Home of the app, as this person last got it."""
        return self._slack.views.homes.get(self.id)

    @property
    def dms(self) -> list[Message]:
        """The messages between this person and the app."""
        return self.sees(self.direct.id)

    @property
    def direct(self) -> Channel:
        """The direct messages with the app."""
        return self._slack.workspace.direct(self.id, self._slack.app.bot_user_id)

    def sees(self, channel: str) -> list[Message]:
        """Return the messages in a channel, those that only this person sees included."""
        return [m for m in self._channel(channel).seen_by(self.id) if not m.is_system]

    async def types(self, text: str, channel: str | None = None, thread: str | None = None) -> list[Shown]:
        """Type a message or a command, by default to the app itself, and return what is shown for it."""
        room = self.direct if channel is None else self._channel(channel)
        if self.id not in room.members:
            raise LookupError(f"{self.user.name} is not in #{room.name}.")
        if room.is_archived:
            raise LookupError(f"#{room.name} is archived.")
        if self._is_muted(room):
            raise LookupError(
                "The app takes no messages: see messages_tab_read_only_enabled in its manifest."
            )
        if not text.startswith("/"):
            return [await self._writes(text, room, thread)]
        name, _, rest = text.partition(" ")
        if thread is not None:
            return [
                self._slack.replies.complain(self.id, room, f"{name} is not supported in threads. Sorry!")
            ]
        return await self._shown(acts.run_command(self._slack, self.user, room, name, rest.strip()))

    async def edits(self, message: Message, text: str) -> None:
        """Change a message of one's own."""
        workspace = self._slack.workspace
        blocks = [as_rich_text(workspace, text)]
        edit(workspace, message, self.id, text=as_message_text(workspace, text), blocks=blocks)
        await self._slack.delivery.settled()

    async def deletes(self, message: Message) -> None:
        """Delete a message of one's own, or wave an ephemeral one away."""
        delete(self._slack.workspace, message)
        await self._slack.delivery.settled()

    async def reacts(self, name: str, message: Message) -> None:
        """Add a reaction, such as `+1`."""
        react(self._slack.workspace, message, self.id, name)
        await self._slack.delivery.settled()

    async def presses(self, action: str, message: Message | None = None) -> list[Shown]:
        """Press a button in a message, or in the modal on top, or in the Home; return what is shown for it.

        `action` is the action id or block id, or its part before a colon.
        """
        surface = self._surface(message)
        block, element = find(surface.blocks, action)
        told = {
            key: element[key] for key in ("type", "action_id", "text", "value", "style") if key in element
        }
        return await self._acts(surface, told | {"block_id": block["block_id"]})

    async def picks(self, action: str, value: Any, message: Message | None = None) -> list[Shown]:
        """Choose or enter a value: text, an option (value or text), a handle, a channel, or a list."""
        surface = self._surface(message)
        block, element = find(surface.blocks, action)
        state = entered(await self._with_options(surface, block, element, value), value, self._lookup)
        if element["type"] != "overflow":
            self._note(surface, block["block_id"], element["action_id"], state)
        if block["type"] == "input" and not block.get("dispatch_action"):
            return []
        ids = {"block_id": block["block_id"], "action_id": element["action_id"]}
        return await self._acts(surface, state | ids)

    async def fills(self, values: Json) -> None:
        """Fill in fields of the modal on top, by block id."""
        for block_id, value in values.items():
            await self.picks(block_id, value)

    async def suggested(self, action: str, typed: str, message: Message | None = None) -> list[Json]:
        """Type into a menu whose options the app supplies, and return them."""
        surface = self._surface(message)
        block, element = find(surface.blocks, action)
        place = {"block_id": block["block_id"], "action_id": element["action_id"]}
        return await acts.ask_options(self._slack, self.user, surface, place, typed)

    async def submits(self) -> dict[str, str]:
        """Submit the modal on top; returns what is shown beside its fields by block id, `""` for all."""
        return await acts.submit(self._slack, self.user, self._open_modal())

    async def closes(self, *, everything: bool = False) -> None:
        """Close the modal on top, or all of them."""
        await acts.close(self._slack, self.user, self._open_modal(), everything=everything)

    async def uses(self, shortcut: str, message: Message | None = None) -> list[Shown]:
        """Use a shortcut by its callback id: on a message, or a global one."""
        return await self._shown(self._uses(shortcut, message))

    async def opens_home(self, tab: str = "home") -> None:
        """Open the app's Home, or its `messages` tab."""
        direct, view = self.direct, self.home
        event: Json = {"type": "app_home_opened", "user": self.id, "channel": direct.id, "tab": tab}
        if view is not None and tab == "home":
            event["view"] = view_object(self._slack, view)
        self._slack.workspace.announce(event | {"event_ts": self._slack.workspace.ts()})
        await self._slack.delivery.settled()

    async def joins(self, channel: str) -> None:
        """Become a member of a channel."""
        membership.join(self._slack.workspace, self._channel(channel), self.user)
        await self._slack.delivery.settled()

    async def leaves(self, channel: str) -> None:
        """Leave a channel."""
        membership.leave(self._slack.workspace, self._channel(channel), self.user)
        await self._slack.delivery.settled()

    async def invites(self, who: str, channel: str) -> None:
        """Bring somebody, or the app's bot user, into a channel."""
        workspace = self._slack.workspace
        membership.join(workspace, self._channel(channel), workspace.user(who), self.id)
        await self._slack.delivery.settled()

    async def changes(self, **fields: object) -> None:
        """Change one's account, such as `timezone` or `status_text`."""
        accounts.change(self._slack.workspace, self.user, **fields)
        await self._slack.delivery.settled()

    def reads(self, channel: str) -> None:
        """See everything in a channel."""
        mark_read(self._slack.workspace, self._channel(channel), self.id)

    def _channel(self, which: str) -> Channel:
        workspace = self._slack.workspace
        if which.startswith("@"):
            return workspace.direct(self.id, workspace.user(which).id)
        return workspace.channel(which)

    def _lookup(self, name: str) -> str:
        workspace = self._slack.workspace
        known = workspace.users.get(name) or workspace.by_handle(name.removeprefix("@"))
        return known.id if known else workspace.channel(name).id

    def _surface(self, message: Message | None) -> Surface:
        surface = message or self.modal or self.home
        if surface is None:
            raise LookupError(f"{self.user.name} has neither a modal nor a Home open.")
        return surface

    def _is_muted(self, room: Channel) -> bool:
        app = self._slack.app
        return room.kind == "im" and app.bot_user_id in room.members and not app.takes_messages

    def _open_modal(self) -> View:
        if self.modal is None:
            raise LookupError(f"{self.user.name} has no modal open.")
        return self.modal

    def _note(self, surface: Surface, block_id: str, action_id: str, state: Json) -> None:
        mine = surface.entered if isinstance(surface, View) else surface.entered.setdefault(self.id, {})
        mine.setdefault(block_id, {})[action_id] = state

    async def _writes(self, text: str, channel: Channel, thread: str | None) -> Message:
        workspace = self._slack.workspace
        draft = Draft(as_message_text(workspace, text), [as_rich_text(workspace, text)], thread_ts=thread)
        message = post(workspace, channel, self.user, draft)
        await self._slack.delivery.settled()
        return message

    async def _with_options(self, surface: Surface, block: Json, element: Json, value: Any) -> Json:
        if element["type"] not in _SUGGESTED or not value:
            return element
        place = {"block_id": block["block_id"], "action_id": element["action_id"]}
        typed = [value] if isinstance(value, str) else value
        asked = [await acts.ask_options(self._slack, self.user, surface, place, one) for one in typed]
        return element | {"options": [option for options in asked for option in options]}

    async def _acts(self, surface: Surface, action: Json) -> list[Shown]:
        return await self._shown(self._acted(surface, action))

    async def _acted(self, surface: Surface, action: Json) -> list[Shown]:
        place = surface.channel if isinstance(surface, Message) else self.direct.id
        if await acts.act(self._slack, self.user, surface, action):
            return []
        return [self._slack.replies.complain(self.id, self._channel(place), acts.TROUBLE)]

    async def _uses(self, shortcut: str, message: Message | None) -> list[Shown]:
        place = message.channel if message else self.direct.id
        if await acts.use_shortcut(self._slack, self.user, shortcut, message):
            return []
        return [self._slack.replies.complain(self.id, self._channel(place), acts.TROUBLE)]

    async def _shown(self, act: Awaitable[list[Message]]) -> list[Shown]:
        """Await an act, and return what it shows: its own answer, and whatever else appears meanwhile."""
        seen: list[Change] = []
        stop = self._slack.workspace.feed.listen(seen.append)
        try:
            answers = await act
        finally:
            stop()
        appeared = {(c.channel, c.ts) for c in seen if c.kind == "ephemeral" and c.user == self.id}
        rooms = {self._slack.workspace.channels[channel] for channel, _ in appeared if channel}
        others = [m for room in rooms for m in room.ephemerals if (m.channel, m.ts) in appeared]
        public = [m for m in answers if m.visible_to is None]
        return sorted([*others, *public], key=lambda message: message.ts)

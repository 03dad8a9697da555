"""Modals and App Home: what each person has open, and what was typed into it."""

import secrets
from dataclasses import dataclass, field

from sandbox.errors import RefusedError
from sandbox.forms import initial_values, with_ids
from sandbox.messages import words
from sandbox.shapes import Json
from sandbox.workspace import Workspace

DEEPEST = 3
_GIVEN = (
    "blocks",
    "callback_id",
    "private_metadata",
    "title",
    "submit",
    "close",
    "external_id",
    "clear_on_close",
    "notify_on_close",
)
_DEFAULTS: Json = {
    "callback_id": "",
    "private_metadata": "",
    "external_id": "",
    "title": None,
    "submit": None,
    "close": None,
    "clear_on_close": False,
    "notify_on_close": False,
}


@dataclass(slots=True, eq=False)
class View:
    """A modal or a Home as it stands. `entered` is what the person changed, by block id and action id."""

    id: str
    user_id: str
    kind: str
    payload: Json
    hash: str = ""
    root_id: str = ""
    previous_id: str | None = None
    entered: Json = field(default_factory=dict)

    @property
    def callback_id(self) -> str:
        """The name by which the app knows it."""
        return str(self.payload["callback_id"])

    @property
    def external_id(self) -> str:
        """The app's own id for it."""
        return str(self.payload["external_id"])

    @property
    def blocks(self) -> list[Json]:
        """What it shows."""
        blocks: list[Json] = self.payload["blocks"]
        return blocks

    @property
    def title(self) -> str:
        """The title of a modal."""
        return str((self.payload["title"] or {}).get("text", ""))

    @property
    def words(self) -> str:
        """Everything that a reader sees: the title of a modal, and the text of all blocks."""
        return "\n".join(filter(None, (self.title, words(self.blocks))))

    @property
    def state(self) -> Json:
        """The values of all fields, by block id and action id."""
        return initial_values(self.blocks, self.entered)

    def show(self, given: Json) -> None:
        """Show something else; fields whose block and action ids stay keep what was typed."""
        blocks = with_ids(given.get("blocks", []))
        payload = {key: given[key] for key in _GIVEN if given.get(key) is not None}
        self.payload = _DEFAULTS | payload | {"blocks": blocks}
        self.hash = f"{secrets.randbelow(10**10):010d}.{secrets.token_hex(4)}"
        kept = initial_values(blocks, {})
        self.entered = {
            block_id: {action_id: value for action_id, value in fields.items() if action_id in kept[block_id]}
            for block_id, fields in self.entered.items()
            if block_id in kept
        }


class Views:
    """The modals of everybody, each person's last one on top, and everybody's Home."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self.stacks: dict[str, list[View]] = {}
        self.homes: dict[str, View] = {}
        for user_id, saved in workspace.homes.items():
            self.homes[user_id] = self._home(user_id, saved)

    def of(self, user_id: str) -> list[View]:
        """Return the modals that this person has open, the one on top last."""
        return self.stacks.get(user_id, [])

    def open(self, user_id: str, given: Json) -> View:
        """Open a modal, in place of any that is open."""
        view = self._new(user_id, given)
        self.stacks[user_id] = [view]
        return self._changed(view)

    def push(self, user_id: str, given: Json) -> View:
        """Put a modal on top of those that are open; Slack takes three."""
        stack = self.of(user_id)
        if not stack:
            raise RefusedError("not_found")
        if len(stack) >= DEEPEST:
            raise RefusedError("push_limit_reached")
        view = self._new(user_id, given)
        view.root_id, view.previous_id = stack[0].id, stack[-1].id
        stack.append(view)
        return self._changed(view)

    def update(self, view: View, given: Json, expected_hash: str = "") -> View:
        """Show something else in an open modal; refused if it has changed since the caller looked."""
        if expected_hash and expected_hash != view.hash:
            raise RefusedError("hash_conflict")
        self._ensure_unused(given.get("external_id"), view)
        view.show(given)
        if view.kind == "home":
            self._workspace.homes[view.user_id] = view.payload
        return self._changed(view)

    def publish(self, user_id: str, given: Json, expected_hash: str = "") -> View:
        """Show a Home to somebody."""
        known = self.homes.get(user_id)
        if known is not None and expected_hash and expected_hash != known.hash:
            raise RefusedError("hash_conflict")
        if known is None:
            self.homes[user_id] = known = self._home(user_id, given)
        else:
            known.show(given)
        self._workspace.homes[user_id] = known.payload
        return self._changed(known)

    def drop(self, view: View) -> None:
        """Close a modal; the one beneath comes up again."""
        stack = self.of(view.user_id)
        if view in stack:
            stack.remove(view)
        self._changed(view)

    def clear(self, user_id: str) -> None:
        """Close all modals of this person."""
        self.stacks.pop(user_id, None)
        self._workspace.changed("views", user=user_id)

    def find(self, view_id: str, external_id: str = "") -> View:
        """Return an open modal or a Home by its id, or by the id that the app has given it."""
        everything = [view for stack in self.stacks.values() for view in stack] + list(self.homes.values())
        for view in everything:
            if view.id == view_id or (external_id and view.external_id == external_id):
                return view
        raise RefusedError("not_found")

    def _new(self, user_id: str, given: Json) -> View:
        self._ensure_unused(given.get("external_id"))
        view = View(self._workspace.ids.new("V"), user_id, "modal", {})
        view.root_id = view.id
        view.show(given)
        return view

    def _home(self, user_id: str, given: Json) -> View:
        view = View(self._workspace.ids.new("V"), user_id, "home", {})
        view.root_id = view.id
        view.show(given)
        return view

    def _ensure_unused(self, external_id: str | None, but: View | None = None) -> None:
        taken = (view for stack in self.stacks.values() for view in stack if view is not but)
        if external_id and any(view.external_id == external_id for view in taken):
            raise RefusedError("duplicate_external_id")

    def _changed(self, view: View) -> View:
        self._workspace.changed("home" if view.kind == "home" else "views", user=view.user_id)
        return view

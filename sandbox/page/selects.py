"""Menus to pick from: people, channels, options, and options that the app supplies while one types."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from nicegui import ui
from nicegui.elements.mixins.value_element import ValueElement
from nicegui.events import GenericEventArguments

from sandbox.forms import held, value_of
from sandbox.page.shortcodes import with_emoji
from sandbox.page.spot import Spot
from sandbox.shapes import Json

_KEEPS = "(now) => {{ mounted_app.elements[{id}].props['model-value'] = now }}"
Kept = TypeVar("Kept", bound=ValueElement[Any])
Changed = Callable[[Json], Awaitable[None] | None]
"""Told the new state of a field, in Slack's form."""


def options_of(element: Json) -> list[Json]:
    """Return the options of a menu, those of its groups included."""
    groups = [{"options": element.get("options") or []}, *(element.get("option_groups") or [])]
    return [one for group in groups for one in group["options"]]


def caption(node: Json | None) -> str:
    """Return the words of a text object, with emoji."""
    return with_emoji(str((node or {}).get("text", "")))


def kept(shown: Kept) -> Kept:
    """Have the browser keep what is picked: the next pick does not wait for the server to repeat the last."""
    shown.LOOPBACK = False
    shown.props["loopback"] = None
    return shown.on("update:model-value", js_handler=_KEEPS.format(id=shown.id))


@dataclass(slots=True)
class Select:
    """A menu in a block of a view or a message."""

    spot: Spot
    changed: Changed
    _options: dict[str, Json] = field(default_factory=dict)
    _shown: ui.select = field(init=False)

    def draw(self) -> ui.select:
        """Draw it, with what it holds."""
        chosen = held(self.spot.state)
        several = chosen if isinstance(chosen, list) else [chosen] if chosen else []
        self._options = {one["value"]: one for one in [*options_of(self.spot.element), *_options_in(several)]}
        keys = [one["value"] if isinstance(one, dict) else one for one in several]
        value: Any = keys if self._is_many else next(iter(keys), None)
        is_many, offered = self._is_many, self._offered()
        self._shown = kept(
            ui.select(offered, multiple=is_many, with_input=True, value=value, clearable=not is_many)
        )
        self._shown.on_value_change(lambda event: self._picked(event.value))
        self._shown.props("outlined dense hide-bottom-space options-dense")
        if self._is_many:
            self._shown.props("use-chips")
        if not keys:
            self._shown.props["placeholder"] = caption(self.spot.element.get("placeholder"))
        if self._kind == "external_select":
            self._shown.on("input-value", self._typed)
        return self._shown

    @property
    def _is_many(self) -> bool:
        return self.spot.kind.startswith("multi_")

    @property
    def _kind(self) -> str:
        return self.spot.kind.removeprefix("multi_")

    def _picked(self, now: Any) -> Awaitable[None] | None:
        if self._kind not in {"static_select", "external_select"}:
            return self.changed(value_of(self.spot.element, now))
        if self._is_many:
            return self.changed(value_of(self.spot.element, [self._options[one] for one in now]))
        return self.changed(value_of(self.spot.element, self._options[now] if now else None))

    async def _typed(self, event: GenericEventArguments) -> None:
        typed = str(event.args or "")
        if len(typed) < int(self.spot.element.get("min_query_length", 3)):
            return
        found = await self.spot.suggestions(typed)
        self._options |= {one["value"]: one for one in found}
        self._shown.set_options(self._offered(), value=self._shown.value)

    def _offered(self) -> dict[str, str]:
        if self._kind == "users_select":
            people = [user for user in self.spot.desk.workspace.users.values() if not user.deleted]
            return {user.id: user.real_name for user in sorted(people, key=lambda user: user.real_name)}
        if self._kind in {"channels_select", "conversations_select"}:
            return {one.id: f"#{one.name}" for one in self.spot.desk.known_channels()}
        return {key: caption(one["text"]) for key, one in self._options.items()}


def _options_in(chosen: list[Any]) -> list[Json]:
    return [one for one in chosen if isinstance(one, dict)]

"""What a capability declares: every way in which the outside touches it, in one manifest."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from slack_sdk.models.blocks import Block

from handlers.kit.answers import Nothing, OpenForm, Reply, ShowHome
from handlers.kit.call import Call
from handlers.kit.rendering import Message, Rendering

Listener = Callable[[Call], Awaitable[Reply | OpenForm | ShowHome | Nothing]]
Renderer = Callable[[Rendering], Awaitable[Message | None]]
HomeSection = Callable[[Call], Awaitable[list[Block]]]


@dataclass(frozen=True, slots=True)
class Command:
    """A slash command; `usage` is Slack's hint behind it, `examples` are what help shows."""

    listener: Listener
    description: str
    usage: str
    examples: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Shortcut:
    """An entry of Slack's shortcut menus: of a message, or global. Names hold 24 characters at most."""

    listener: Listener
    name: str
    description: str
    on_message: bool = False


@dataclass(frozen=True, slots=True)
class Job:
    """A use case that a clock runs."""

    name: str
    every: timedelta
    run: Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Feature:
    """A capability of the bot. Scopes are the ones that it needs beyond those that all share.

    `events` are named as the app subscribes to them: `message.im`, not `message`.
    """

    name: str
    commands: Mapping[str, Command] = field(default_factory=dict)
    actions: Mapping[str, Listener] = field(default_factory=dict)
    forms: Mapping[str, Listener] = field(default_factory=dict)
    shortcuts: Mapping[str, Shortcut] = field(default_factory=dict)
    events: Mapping[str, Listener] = field(default_factory=dict)
    renderers: Mapping[str, Renderer] = field(default_factory=dict)
    jobs: tuple[Job, ...] = ()
    home: HomeSection | None = None
    scopes: frozenset[str] = frozenset()
    optional_scopes: frozenset[str] = frozenset()

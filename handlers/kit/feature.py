"""What a capability declares: every way in which the outside touches it, in one manifest."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import IntEnum
from typing import Any

from slack_sdk.models.blocks import Block, ButtonElement

from handlers.kit.answers import Nothing, OpenForm, Reply, ShowHome
from handlers.kit.call import Call
from handlers.kit.rendering import Message, Rendering

Listener = Callable[[Call], Awaitable[Reply | OpenForm | ShowHome | Nothing]]
Renderer = Callable[[Rendering], Awaitable[Message | None]]
HomeSection = Callable[[Call], Awaitable[list[Block]]]
HUB = "/alliance"
"""The command behind which the nouns stand."""


class Urgency(IntEnum):
    """How soon somebody should take a step; the lowest goes first."""

    NOW = 0
    TODAY = 10
    SOON = 20
    SOMETIME = 30


@dataclass(frozen=True, slots=True)
class Step:
    """What somebody could do next, as mrkdwn, and the one button that does it."""

    urgency: Urgency
    text: str
    button: ButtonElement


NextStep = Callable[[Call], Awaitable[Step | None]]


@dataclass(frozen=True, slots=True)
class Command:
    """A slash command; `usage` is Slack's hint behind it, `examples` are what help shows."""

    listener: Listener
    description: str
    usage: str
    examples: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Noun:
    """A word behind the hub's command, such as `members`; its listener gets the text that follows it.

    `examples` begin with the noun; `aliases` are other spellings that people try.
    """

    listener: Listener
    description: str
    examples: tuple[tuple[str, str], ...] = ()
    aliases: tuple[str, ...] = ()


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

    `stoppable` names the kinds of its messages that a reader can do without, as the reader knows them.
    `home` is its part of App Home; one feature draws the whole of it. One answers those who take no part.
    `events` are named as the app subscribes to them: `message.im`, not `message`. `phrases` are what a direct
    message may begin with, such as "my actions"; their listeners get the text that follows.
    """

    name: str
    commands: Mapping[str, Command] = field(default_factory=dict)
    nouns: Mapping[str, Noun] = field(default_factory=dict)
    actions: Mapping[str, Listener] = field(default_factory=dict)
    forms: Mapping[str, Listener] = field(default_factory=dict)
    phrases: Mapping[str, Listener] = field(default_factory=dict)
    shortcuts: Mapping[str, Shortcut] = field(default_factory=dict)
    events: Mapping[str, Listener] = field(default_factory=dict)
    renderers: Mapping[str, Renderer] = field(default_factory=dict)
    stoppable: Mapping[str, str] = field(default_factory=dict)
    jobs: tuple[Job, ...] = ()
    home: HomeSection | None = None
    next_step: NextStep | None = None
    draws_home: Listener | None = None
    meets_outsiders: Listener | None = None
    scopes: frozenset[str] = frozenset()
    optional_scopes: frozenset[str] = frozenset()

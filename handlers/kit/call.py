"""A call: somebody asks for something, by whichever way in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Concatenate, ParamSpec, TypeVar

from bot.errors import RuleError
from bot.rules.privacy import PrivacyError
from bot.services import clocks, privacy
from handlers.kit.channel import AllianceChannel
from handlers.kit.files import Files
from handlers.kit.people import People
from handlers.kit.privacy import is_confirmed
from handlers.kit.runner import Runner, UseCase
from handlers.kit.workspace import Workspace

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")


class Way(StrEnum):
    """The kinds of request that Slack sends."""

    COMMAND = "command"
    ACTION = "action"
    FORM = "form"
    SHORTCUT = "shortcut"
    EVENT = "event"


@dataclass(slots=True)
class Call:
    """Who asks, for what, from where; and `run`, the way to a use case.

    `text` is what follows a command, or what a button carries; `argument` what follows the colon of an
    id; `values` a form's fields by block id. `metadata` travelled through Slack's client, and `payload`
    is the request as Slack sent it: both are input like any other. `changes` lists the routes under
    which something was changed, and a copy of the call shares it. `channel` is the alliance channel.
    """

    runner: Runner
    people: People
    workspace: Workspace
    user_id: str
    route: str
    argument: str = ""
    text: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)
    metadata: Mapping[str, Any] = field(default_factory=dict)
    payload: Mapping[str, Any] = field(default_factory=dict)
    delivery: str | None = None
    way: Way = Way.COMMAND
    changes: list[str] = field(default_factory=list)
    channel: AllianceChannel | None = None
    files: Files = field(default_factory=Files)

    @property
    def is_confirmed(self) -> bool:
        """Tell whether the caller has ticked that the text is about no patient or client."""
        return is_confirmed(self.values)

    @property
    def number(self) -> int:
        """Return the argument of the id as a row's number; RuleError where Slack's client sent nonsense."""
        if not self.argument.isdecimal():
            raise RuleError("This button says nothing that I understand. Ask me again, and use the new one.")
        return int(self.argument)

    async def now(self) -> datetime:
        """Return the present moment where the caller is."""
        return await self.read(clocks.local_now)

    async def run(
        self, use_case: UseCase[Arguments, Result], *args: Arguments.args, **kwargs: Arguments.kwargs
    ) -> Result:
        """Run a use case as the caller, in one transaction; a repeated delivery raises.

        What the privacy guard refuses is counted, by category and route, after that transaction is undone.
        """
        delivery, self.delivery = self.delivery, None
        try:
            result = await self.runner.run(self.user_id, delivery, use_case, *args, **kwargs)
        except PrivacyError as error:
            await self.run_for_nobody(privacy.count_hit, error.category, self.route)
            raise
        self.changes.append(self.route)
        return result

    async def note(
        self, use_case: UseCase[Arguments, Result], *args: Arguments.args, **kwargs: Arguments.kwargs
    ) -> Result:
        """Run a use case that notes what the caller looked at: a newcomer has not agreed by that."""
        return await self.runner.note(self.user_id, use_case, *args, **kwargs)

    async def read(
        self, query: UseCase[Arguments, Result], *args: Arguments.args, **kwargs: Arguments.kwargs
    ) -> Result:
        """Run a query as the caller."""
        return await self.runner.read(self.user_id, query, *args, **kwargs)

    async def run_for_nobody(
        self,
        use_case: Callable[Concatenate[Any, Arguments], Result],
        *args: Arguments.args,
        **kwargs: Arguments.kwargs,
    ) -> Result:
        """Run what Slack itself gives rise to, on behalf of no member."""
        return await self.runner.database.run(use_case, *args, **kwargs)

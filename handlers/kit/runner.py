"""From a call to a use case: one transaction that knows who acts and that happens once."""

from collections.abc import Awaitable, Callable
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

from bot.actor import Actor
from bot.errors import UnknownPeopleError
from bot.services import deliveries, joining, members
from handlers.kit.people import People

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")
UseCase = Callable[Concatenate[Any, Actor, Arguments], Result]

INTRODUCTIONS = 3
"""Rounds of asking Slack who somebody is: the caller, those named, and one to spare."""


class Transactions(Protocol):
    """What runs functions of a unit in transactions: the database, seen from here."""

    async def run(
        self,
        use_case: Callable[Concatenate[Any, Arguments], Result],
        /,
        *args: Arguments.args,
        **kwargs: Arguments.kwargs,
    ) -> Result:
        """Run a function that changes rows."""

    async def read(
        self,
        query: Callable[Concatenate[Any, Arguments], Result],
        /,
        *args: Arguments.args,
        **kwargs: Arguments.kwargs,
    ) -> Result:
        """Run a function that changes none."""


class Runner:
    """Runs use cases for callers, and introduces people who are met for the first time."""

    def __init__(self, database: Transactions, people: People) -> None:
        """Take the database, and the way to ask Slack who somebody is."""
        self.database = database
        self._people = people

    async def run(
        self,
        user_id: str,
        delivery: str | None,
        use_case: UseCase[Arguments, Result],
        *args: Arguments.args,
        **kwargs: Arguments.kwargs,
    ) -> Result:
        """Run a use case as a Slack user; AlreadyHandledError if this delivery was handled before.

        A newcomer takes part from then on: using the bot is agreeing. Looking at something is not.
        """

        def transaction(unit: Any) -> Result:
            deliveries.claim_once(unit, delivery)
            actor = members.recognize(unit, user_id)
            result = use_case(unit, actor, *args, **kwargs)
            if actor.is_newcomer:
                joining.agree(unit, actor)
            return result

        return await self._introducing(lambda: self.database.run(transaction))

    async def note(
        self,
        user_id: str,
        use_case: UseCase[Arguments, Result],
        *args: Arguments.args,
        **kwargs: Arguments.kwargs,
    ) -> Result:
        """Run a use case that notes something about a Slack user, which nobody takes for agreeing."""

        def transaction(unit: Any) -> Result:
            return use_case(unit, members.recognize(unit, user_id), *args, **kwargs)

        return await self._introducing(lambda: self.database.run(transaction))

    async def read(
        self,
        user_id: str,
        query: UseCase[Arguments, Result],
        *args: Arguments.args,
        **kwargs: Arguments.kwargs,
    ) -> Result:
        """Run a query as a Slack user."""

        def transaction(unit: Any) -> Result:
            return query(unit, members.recognize(unit, user_id), *args, **kwargs)

        return await self._introducing(lambda: self.database.read(transaction))

    async def _introducing(self, attempt: Callable[[], Awaitable[Result]]) -> Result:
        """Run a transaction; where it meets unknown people, make members of them and run it again."""
        for _ in range(INTRODUCTIONS):
            try:
                return await attempt()
            except UnknownPeopleError as unknown:
                profiles = await self._people.fetch(unknown.user_ids)
                await self.database.run(members.enrol, profiles)
        return await attempt()

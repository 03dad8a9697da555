"""The lead: of several processes that share a database, one sends at a time.

Once the lead of a process is over, each of its requests has arrived at Slack or never will. So the next
one can tell by a look into Slack what became of a message, whatever happened to the process before.
"""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

from bot.services import outbox
from handlers.delivery.pace import loop_time
from handlers.kit.runner import Transactions

REQUEST_SECONDS = 8.0
"""The longest that a request to Slack takes; the session's time-out sees to it."""
MARGIN_SECONDS = 1.0
"""How far the clocks of two processes may differ."""
TERM = timedelta(seconds=15)
"""How long the lead lasts, and so how long nobody sends after the sender was killed."""
RENEWED_AT = 11.0
"""Seconds before its end at which the lead is renewed."""


class Lead:
    """The claim of this process to the lead, and until when it holds."""

    def __init__(self, database: Transactions, clock: Callable[[], float] = loop_time) -> None:
        """Take the database that all processes share, and a clock that counts seconds."""
        self._database = database
        self._clock = clock
        self._owner = uuid4().hex
        self._until = 0.0
        self.reign = 0
        """Counts up whenever somebody else may have led in between."""

    async def held(self) -> bool:
        """Tell whether this process leads; takes or renews the lead in time."""
        if self._seconds_left() < RENEWED_AT:
            await self._renew()
        return self._seconds_left() > 0

    async def _renew(self) -> None:
        asked_at = self._clock()
        held = await self._database.run(outbox.lead, self._owner, TERM)
        if not held or self._clock() >= self._until:
            self.reign += 1
        self._until = asked_at + TERM.total_seconds() if held else 0.0

    @property
    def rest(self) -> timedelta:
        """How long the lead lasts from now on: so long may this process keep what it claims now."""
        return timedelta(seconds=max(self._seconds_left(), 0.0))

    def covers_request(self, reign: int) -> bool:
        """Tell whether a request that starts now ends within the lead, unbroken since that reign began."""
        return reign == self.reign and self._seconds_left() >= REQUEST_SECONDS + MARGIN_SECONDS

    async def give_up(self) -> None:
        """Let another process have the lead at once."""
        self._until = 0.0
        self.reign += 1
        await self._database.run(outbox.step_down, self._owner)

    def _seconds_left(self) -> float:
        return self._until - self._clock()

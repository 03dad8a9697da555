"""Delivery to the app: once for commands and interactions, again and again for events that were not acked."""

import asyncio

from sandbox.apps import InstalledApp
from sandbox.envelope import EVENT, Envelope, Outcome, Transport
from sandbox.faults import Faults
from sandbox.feed import Change, Feed
from sandbox.shapes import Json

ACK_SECONDS = 3.0
RETRY_AFTER = (0.1, 60.0, 300.0)
"""Slack delivers an event again almost at once, after a minute, and after five (seconds)."""


class Delivery:
    """Sends what the app is to know over whichever transport the app has chosen."""

    def __init__(
        self, app: InstalledApp, socket: Transport, http: Transport, faults: Faults, feed: Feed
    ) -> None:
        self._app = app
        self._socket = socket
        self._http = http
        self._faults = faults
        self._feed = feed
        self._tasks: set[asyncio.Task[None]] = set()
        self._first_attempts: set[asyncio.Task[Outcome]] = set()
        self.ack_seconds = ACK_SECONDS
        self.retry_after: tuple[float, ...] = RETRY_AFTER

    async def ask(self, kind: str, payload: Json) -> Outcome:
        """Deliver a command or an interaction, once, and return what the app answered."""
        return await self._send(Envelope(kind, payload))

    def tell(self, payload: Json) -> None:
        """Deliver an event in the background, and again if it is not acked."""
        for _ in range(self._faults.copies()):
            task = asyncio.create_task(self._deliver(payload))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def settled(self) -> None:
        """Wait until each event so far has been acked, or has failed once."""
        await asyncio.sleep(0)
        while self._first_attempts:
            await asyncio.wait(self._first_attempts)

    async def close(self) -> None:
        """Stop delivering."""
        tasks = [*self._tasks, *self._first_attempts]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _deliver(self, payload: Json) -> None:
        first = asyncio.create_task(self._send(Envelope(EVENT, payload)))
        self._first_attempts.add(first)
        first.add_done_callback(self._first_attempts.discard)
        outcome = await first
        for attempt, delay in enumerate(self.retry_after, start=1):
            if not outcome.error or outcome.no_retry:
                return
            await asyncio.sleep(delay)
            outcome = await self._send(Envelope(EVENT, payload, attempt, outcome.reason))

    async def _send(self, envelope: Envelope) -> Outcome:
        transport = self._http if self._app.request_url else self._socket
        outcome = await transport.send(envelope, self.ack_seconds)
        self._feed.publish(Change("ack"))
        return outcome

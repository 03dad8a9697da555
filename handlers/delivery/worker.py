"""The worker: claims due notices as fast as Slack's pace allows, and has the courier see each through."""

import asyncio
from functools import partial

import structlog

from bot.services import outbox
from bot.services.outbox import Claimed
from handlers.delivery.courier import Courier
from handlers.delivery.lead import Lead
from handlers.delivery.pace import Pace, loop_time
from handlers.kit.runner import Transactions

log = structlog.get_logger()

POLL = 1.0
"""Seconds between looks at the outbox when nothing wakes the worker: another process may have posted."""
VAIN_LOOK_RESTS = 0.05
"""Seconds until the next look after one that found nothing to send, however often somebody calls: where a
long queue waits for one target, each look walks past all of it."""
AT_ONCE = 12
DRAIN_SECONDS = 5.0
"""How long a worker that is to stop goes on sending what can leave at once."""


class Delivery:
    """Sends what is in the outbox, one message at a time to each target; of several processes, one sends."""

    def __init__(self, database: Transactions, courier: Courier, pace: Pace, lead: Lead) -> None:
        """Take the database, who sees a notice through, the pace to keep, and the lead to hold."""
        self._database = database
        self._courier = courier
        self._pace = pace
        self._lead = lead
        self._woken = asyncio.Event()
        self._is_resting = False
        self._stop_by: float | None = None
        self._sending: dict[str, asyncio.Task[None]] = {}

    def wake(self) -> None:
        """Look at the outbox now."""
        self._woken.set()

    @property
    def is_resting(self) -> bool:
        """Whether everything that may leave now has been looked at."""
        return self._is_resting and not self._woken.is_set()

    def stop(self) -> None:
        """Have `run` end, once what can leave at once has left."""
        self._stop_by = loop_time() + DRAIN_SECONDS
        self.wake()

    async def run(self) -> None:
        """Send until `stop` is called; then let another process have the lead."""
        while True:
            self._woken.clear()
            stop_by, was_idle = self._stop_by, not self._sending
            pause = await self._safe_turn()
            if stop_by is not None and ((was_idle and not self._sending) or stop_by < loop_time()):
                break
            await self._rest(pause)
        if self._sending:
            await asyncio.wait(set(self._sending.values()))
        await self._lead.give_up()

    async def _safe_turn(self) -> float:
        try:
            return await self._turn()
        except Exception:
            log.exception("delivery.turn_failed")
            return POLL

    async def _turn(self) -> float:
        """Start what may leave now; return for how many seconds to rest unless something wakes us."""
        if not await self._lead.held():
            return POLL
        if room := self._pace.room(AT_ONCE - len(self._sending)):
            if await self._start_due(room):
                return 0.0  # others may wait behind those for the same target
            await asyncio.sleep(VAIN_LOOK_RESTS)
        waiting = self._pace.next_change()
        return POLL if waiting is None else min(waiting, POLL)

    async def _start_due(self, room: int) -> bool:
        busy = self._pace.resting() | self._sending.keys()
        claimed = await self._database.run(outbox.claim, room, self._lead.rest, busy)
        for one in claimed:
            self._start(one)
        return bool(claimed)

    def _start(self, claimed: Claimed) -> None:
        may_post = partial(self._lead.covers_request, self._lead.reign)
        task = asyncio.get_running_loop().create_task(self._courier.deliver(claimed, may_post))
        self._sending[claimed.target] = task
        task.add_done_callback(lambda _: self._finished(claimed.target))

    def _finished(self, target: str) -> None:
        del self._sending[target]
        self.wake()

    async def _rest(self, seconds: float) -> None:
        self._is_resting = seconds > 0
        try:
            async with asyncio.timeout(seconds):
                await self._woken.wait()
        except TimeoutError:
            return
        finally:
            self._is_resting = False

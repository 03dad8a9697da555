"""A post office to test in: a local workspace, a database, and workers on a clock that tests move."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from math import inf
from typing import Any

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient
from sqlmodel import select

from bot.rules.outbox import ALLIANCE, NoticeState, Priority
from bot.services.outbox import TROUBLE
from handlers.delivery import trouble
from handlers.delivery.courier import Courier
from handlers.delivery.lead import Lead
from handlers.delivery.pace import Limits, Pace
from handlers.delivery.post import Poster
from handlers.delivery.worker import Delivery
from handlers.kit.channel import AllianceChannel
from handlers.kit.manifest import BASE_SCOPES
from handlers.kit.rendering import Message, Rendering
from handlers.kit.workspace import Workspace
from sandbox.rates import RateLimits
from sandbox.sample import sample_workspace
from sandbox.server import Sandbox
from storage import outbox
from storage.database import Database
from storage.outbox import Notice
from storage.unit import Unit
from tests.conftest import MovableClock

MANIFEST = {"oauth_config": {"scopes": {"bot": sorted(BASE_SCOPES)}}, "features": {"bot_user": {}}}
HASTE = Limits(per_channel=inf, per_workspace=1e6, burst=10_000)
"""A pace that keeps nobody waiting."""


class Watched:
    """A database as one worker sees it: tests hear of its transactions, and can cut it off as if it died."""

    def __init__(self, database: Database) -> None:
        """Take the database."""
        self._database = database
        self.changed = asyncio.Event()
        self.is_cut = False

    async def run(self, use_case: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        """Run a use case, and tell."""
        await self._reachable()
        result = await self._database.run(use_case, *args, **kwargs)
        self.changed.set()
        return result

    async def read(self, query: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        """Run a query."""
        await self._reachable()
        return await self._database.read(query, *args, **kwargs)

    async def _reachable(self) -> None:
        if self.is_cut:
            await asyncio.Event().wait()


@dataclass
class Worker:
    """One process's worker, with what tests watch of it."""

    delivery: Delivery
    courier: Courier
    database: Watched
    running: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Let it work."""
        self.running = asyncio.create_task(self.delivery.run())

    async def stop(self) -> None:
        """Have it end in order."""
        assert self.running is not None
        self.delivery.stop()
        await self.running
        self.running = None

    async def hang(self) -> None:
        """Have it look at nothing any more; what is on its way goes on."""
        if self.running is not None:
            self.running.cancel()
            await asyncio.wait({self.running})
            self.running = None

    async def die(self) -> None:
        """End it at once: nothing that it does from now on reaches the database."""
        self.database.is_cut = True
        await self.hang()

    async def turn(self) -> None:
        """Have it look at the outbox, and wait until it has started what may leave."""
        self.delivery.wake()
        await self.rests()

    async def rests(self) -> None:
        """Wait until it has started what may leave."""
        while self.running is not None and not self.delivery.is_resting:  # noqa: ASYNC110 - nothing tells of it
            await asyncio.sleep(0)


@dataclass
class Office:
    """The workspace, the database, and the clocks."""

    sandbox: Sandbox
    database: Database
    clock: MovableClock
    session: aiohttp.ClientSession
    workers: list[Worker] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def texts(self) -> list[str]:
        """What stands in the alliance channel."""
        return [message.text for message in self.sandbox.channel("alliance").messages]

    def worker(self, name: str = "", limits: Limits = HASTE) -> Worker:
        """Return a worker of a process of its own; its messages begin with its name."""
        client = AsyncWebClient(
            self.sandbox.app.bot_token, self.sandbox.api_url, session=self.session, retry_handlers=[]
        )
        workspace = Workspace("T0SUNNYBR0", self.sandbox.url, self.sandbox.app.bot_user_id, "alliance")
        channel = AllianceChannel(client, workspace)
        database, pace = Watched(self.database), Pace(limits, lambda: self.seconds)
        courier = Courier(
            database,
            workspace,
            channel,
            renderers=_renderers(name),
            poster=Poster(client, channel),
            pace=pace,
        )
        lead = Lead(database, lambda: self.seconds)
        worker = Worker(Delivery(database, courier, pace, lead), courier, database)
        self.database.on_notices(worker.delivery.wake)
        self.workers.append(worker)
        return worker

    async def say(
        self,
        text: str,
        *,
        to: str = ALLIANCE,
        kind: str = "note",
        priority: Priority = Priority.ROUTINE,
        edits_id: int | None = None,
    ) -> int:
        """Put a message into the outbox; return its id."""

        def write(unit: Unit) -> int:
            return outbox.post(
                unit,
                kind,
                to=to,
                subject="test:1",
                priority=priority,
                data={"text": text},
                edits_id=edits_id,
            )

        return await self.database.run(write)

    async def notices(self, kind: str = "note") -> Sequence[Notice]:
        """Return the notices of a kind, in the order in which they were written."""

        def query(unit: Unit) -> Sequence[Notice]:
            return unit.session.exec(select(Notice).where(Notice.kind == kind).order_by("id")).all()

        return await self.database.read(query)

    async def until(self, true: Callable[[Sequence[Notice]], bool], kind: str = "note") -> Sequence[Notice]:
        """Wait until something is true of the notices, as a worker leaves them; return them."""
        async with asyncio.timeout(20):
            while True:
                for worker in self.workers:
                    worker.database.changed.clear()
                if true(found := await self.notices(kind)):
                    return found
                await self._any_change()

    async def until_all(self, *states: NoticeState, kind: str = "note") -> Sequence[Notice]:
        """Wait until the notices are in these states, in order."""
        return await self.until(lambda found: [one.state for one in found] == list(states), kind)

    async def until_error(self, error: str, attempts: int = 1) -> Notice:
        """Wait until a notice was put back because of an error, after so many attempts; return it."""

        def put_back(notice: Notice) -> bool:
            state = (notice.last_error, notice.attempts, notice.state)
            return state == (error, attempts, NoticeState.PENDING)

        found = await self.until(lambda notices: any(map(put_back, notices)))
        return next(filter(put_back, found))

    async def pass_time(self, seconds: float) -> None:
        """Let time pass while the workers rest; then they look again."""
        for worker in self.workers:
            await worker.rests()
        self.clock.move(timedelta(seconds=seconds))
        self.seconds += seconds
        for worker in self.workers:
            worker.delivery.wake()

    async def _any_change(self) -> None:
        waits = [asyncio.create_task(worker.database.changed.wait()) for worker in self.workers]
        await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        for one in waits:
            one.cancel()


def _renderers(name: str) -> dict[str, Any]:
    said: set[str] = set()

    async def note(rendering: Rendering) -> Message:
        return Message(f"{name}{rendering.data['text']}")

    async def once(rendering: Rendering) -> Message | None:
        text = str(rendering.data["text"])
        if text in said:
            return None
        said.add(text)
        return Message(text)

    async def nothing(_: Rendering) -> None:
        return None

    async def broken(_: Rendering) -> Message:
        raise ValueError("cannot be rendered")

    return {"note": note, "once": once, "nothing": nothing, "broken": broken, TROUBLE: trouble.told}


@asynccontextmanager
async def opened(database: Database, clock: MovableClock, patience: float = 8.0) -> AsyncIterator[Office]:
    """Open an office; its requests to Slack take `patience` seconds at the most."""
    workspace = sample_workspace(clock)
    timeout = aiohttp.ClientTimeout(total=patience)
    async with (
        Sandbox.running(MANIFEST, workspace, rates=RateLimits.off()) as sandbox,
        aiohttp.ClientSession(timeout=timeout) as session,
    ):
        office = Office(sandbox, database, clock, session)
        yield office
        for worker in office.workers:
            await worker.die()

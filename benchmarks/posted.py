"""From a command to the message that tells of it, and what that asks of Slack."""

import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from benchmarks.databases import POSTGRESQL, SQLITE, Databases
from benchmarks.figures import MS, Report, median, percentile
from benchmarks.load import Crowd
from benchmarks.processes import serving
from benchmarks.slack import settings, slack
from sandbox.feed import Change
from sandbox.server import Sandbox

ALLIANCE = "alliance"
BOT = "benchmarks.children.bot"
FACTOR = 50.0
"""The bot may post so much faster than to Slack: not its pace is measured here, but its work."""
PER_SECOND = 4.0
WARM_UP = 10
ENOUGH_SECONDS = 10.0


async def measure(report: Report, databases: Databases, commands: int) -> None:
    """Send commands, one after the other, and look at each message that arrives for it."""
    sheet = report.sheet(
        "From command to posted message, and what one command asks of Slack",
        "what", "p50 ms", "p99 ms", "chat.postMessage", "other calls", "auth.test", "new connections",
    )  # fmt: skip
    for kind in (SQLITE, POSTGRESQL):
        async with slack() as sandbox:
            delays, calls, connections = await _posts(sandbox, databases.new(kind), commands)
        others = calls.total() - calls["chat.postMessage"] - calls["auth.test"]
        sheet.rows.append(
            (
                f"/kudos, {kind}",
                f"{median(delays) * MS:.1f}",
                f"{percentile(delays, 0.99) * MS:.1f}",
                *(f"{count / commands:.2f}" for count in (calls["chat.postMessage"], others)),
                str(calls["auth.test"]),
                str(connections),
            )
        )
        report.at_most(f"{kind}: auth.test calls of {commands} commands", calls["auth.test"], 0, "{:.0f}")
        report.at_most(f"{kind}: new connections of {commands} commands", connections, 0, "{:.0f}")


async def _posts(sandbox: Sandbox, url: str, commands: int) -> tuple[list[float], Counter[str], int]:
    """Return each message's seconds since its command, the Web API calls by method, and new connections."""
    env = settings(sandbox, url)
    async with serving(BOT, "--factor", str(FACTOR), env=env) as server, Crowd.at(server.port) as crowd:
        async with _arrivals(sandbox, WARM_UP) as _:
            await crowd.at_rate(PER_SECOND, WARM_UP / PER_SECOND)
        calls, connections = len(sandbox.calls), sandbox.calls.connections
        started = time.perf_counter()
        async with _arrivals(sandbox, commands) as arrivals:
            await crowd.at_rate(PER_SECOND, commands / PER_SECOND)
    delays = [at - started - index / PER_SECOND for index, at in enumerate(arrivals)]
    methods = Counter(call.method for call in list(sandbox.calls)[calls:])
    return delays, methods, sandbox.calls.connections - connections


@asynccontextmanager
async def _arrivals(sandbox: Sandbox, count: int) -> AsyncIterator[list[float]]:
    """Collect when messages arrive in the alliance channel; in the end, wait until they are so many."""
    channel_id = sandbox.channel(ALLIANCE).id
    arrivals: list[float] = []

    def note(change: Change) -> None:
        if change.kind == "message" and change.channel == channel_id:
            arrivals.append(time.perf_counter())

    stop = sandbox.workspace.feed.listen(note)
    try:
        yield arrivals
        await sandbox.until(lambda: len(arrivals) >= count, ENOUGH_SECONDS)
    finally:
        stop()

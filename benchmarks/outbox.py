"""The outbox against Slack's limits: queued notices, scaled rates, one sender and two."""

import time
from collections import Counter
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass, field

from benchmarks import seeds
from benchmarks.databases import POSTGRESQL, SQLITE, Databases
from benchmarks.figures import Report
from benchmarks.processes import serving
from benchmarks.slack import CHANNELS, channel_id, limits, settings, slack
from sandbox.feed import Change
from sandbox.rates import RateLimits
from sandbox.server import Sandbox

BOT = "benchmarks.children.bot"
FACTOR = 10.0
"""Slack's rates are scaled by this, so that minutes are enough; its bursts stay as they are."""
WORST_SHARE = 0.5
"""Less of the allowed rate than this ends the wait."""


@dataclass(slots=True)
class Posts:
    """The messages that arrived: when the first and the latest came, and how often each did."""

    first: float = 0.0
    latest: float = 0.0
    seen: Counter[tuple[str, str]] = field(default_factory=Counter)

    def __len__(self) -> int:
        """Count the messages, repeated ones included."""
        return self.seen.total()


async def measure(report: Report, databases: Databases, notices: int) -> None:
    """Deliver the same queue by one process and by two."""
    sheet = report.sheet(
        f"{notices:,} queued notices over {CHANNELS} channels, Slack's rates times {FACTOR:.0f}",
        "what", "s", "allowed s", "of the limit %", "429", "lost", "doubled", "CPU ms each",
    )  # fmt: skip
    for kind, processes in ((SQLITE, 1), (POSTGRESQL, 2)):
        name = f"{kind}, {processes} process{'es' if processes > 1 else ''}"
        async with slack(limits(FACTOR)) as sandbox:
            posts, cpu = await _deliver(sandbox, databases.new(kind), notices, processes)
            refused = sandbox.calls.refusals["ratelimited"]
        took, allowed = posts.latest - posts.first, _allowed_seconds(notices)
        lost, doubled = notices - len(posts.seen), len(posts) - len(posts.seen)
        share = 100 * allowed / took if took else 0.0
        figures = (f"{took:.1f}", f"{allowed:.1f}", f"{share:.1f}", str(refused), str(lost), str(doubled))
        sheet.rows.append((name, *figures, f"{cpu / notices * 1000:.1f}"))
        report.at_least(f"outbox, {name}: % of what the limits allow", share, 95, "{:.1f}")
        report.at_most(f"outbox, {name}: refused with 429", refused, 0, "{:.0f}")
        report.at_most(f"outbox, {name}: lost or doubled", lost + doubled, 0, "{:.0f}")


def _allowed_seconds(notices: int) -> float:
    slack = RateLimits()
    return (notices - slack.workspace_burst) / (slack.workspace_per_minute / 60 * FACTOR)


async def _deliver(sandbox: Sandbox, url: str, notices: int, processes: int) -> tuple[Posts, float]:
    """Return what arrived, and the processor time of all senders."""
    seeds.queue(url, seeds.shuffled([channel_id(number) for number in range(CHANNELS)], notices))
    posts = Posts()
    sandbox.workspace.feed.listen(lambda change: _note(posts, sandbox, change))
    patience = _allowed_seconds(notices) / WORST_SHARE + 10
    async with AsyncExitStack() as stack:
        servers = [
            await stack.enter_async_context(serving(BOT, "--factor", str(FACTOR), env=settings(sandbox, url)))
            for _ in range(processes)
        ]
        with suppress(TimeoutError):
            await sandbox.until(lambda: len(posts.seen) >= notices, patience)
        return posts, sum(server.cpu_seconds() for server in servers)


def _note(posts: Posts, sandbox: Sandbox, change: Change) -> None:
    """Count a message of the bot by its place and its words: each notice has a number."""
    if change.kind != "message" or not change.channel or not change.ts:
        return
    message = sandbox.workspace.message(change.channel, change.ts)
    if message is None or not message.metadata:
        return
    posts.latest = time.perf_counter()
    posts.first = posts.first or posts.latest
    posts.seen[change.channel, message.text] += 1

"""From a signed command to its ack: the bot with all its rows, beside a Bolt app that does nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from benchmarks.databases import POSTGRESQL, SQLITE, Databases
from benchmarks.figures import MS, US, Report, median, percentile
from benchmarks.load import GIVEN, Crowd
from benchmarks.processes import Server, serving
from benchmarks.slack import settings, slack
from sandbox.server import Sandbox

RATE = 200.0
MORE_ROUTES = 60


@dataclass(frozen=True, slots=True)
class Effort:
    """How long a measurement takes: rounds, and seconds of each part of one."""

    rounds: int
    warm_up: float
    at_rate: float
    at_saturation: float


FULL = Effort(rounds=3, warm_up=1.0, at_rate=7.0, at_saturation=3.0)
QUICK = Effort(rounds=1, warm_up=0.5, at_rate=2.0, at_saturation=1.0)


@dataclass(frozen=True, slots=True)
class Variant:
    """A server to measure; without a database it is the bare app."""

    name: str
    command: tuple[str, ...]
    database: str | None = None


BARE = Variant("bare Bolt, no-op", ("benchmarks.children.bare",))
BARE_MORE = Variant(
    f"bare Bolt, {MORE_ROUTES} more listeners",
    ("benchmarks.children.bare", "--listeners", str(MORE_ROUTES)),
)
ON_SQLITE = Variant("/kudos, SQLite", ("bot", "run", "--http"), SQLITE)
MORE = Variant(
    f"/kudos, SQLite, {MORE_ROUTES} more routes",
    ("benchmarks.children.bot", "--routes", str(MORE_ROUTES)),
    SQLITE,
)
ON_POSTGRESQL = Variant("/kudos, PostgreSQL", ("bot", "run", "--http"), POSTGRESQL)
VARIANTS = (BARE, BARE_MORE, ON_SQLITE, MORE, ON_POSTGRESQL)


@dataclass(slots=True)
class Found:
    """What the rounds of one variant gave: one figure each round."""

    p50: list[float] = field(default_factory=list)
    p99: list[float] = field(default_factory=list)
    cpu_at_rate: list[float] = field(default_factory=list)
    per_second: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)
    late: int = 0


async def measure(report: Report, databases: Databases, effort: Effort) -> None:
    """Measure all variants in turns, so that a noisy moment meets all of them."""
    found = {variant: Found() for variant in VARIANTS}
    for _ in range(effort.rounds):
        for variant in VARIANTS:
            async with slack() as sandbox:
                await _round(found[variant], variant, environment(variant, sandbox, databases), effort)
    _show_acks(report, found)
    _judge(report, found)


def environment(variant: Variant, sandbox: Sandbox, databases: Databases) -> Mapping[str, str]:
    """Return the environment of a server: a bot has a database of its own."""
    return settings(sandbox, databases.new(variant.database)) if variant.database else {}


async def _round(found: Found, variant: Variant, env: Mapping[str, str], effort: Effort) -> None:
    expected = GIVEN if variant.database else b""
    async with serving(*variant.command, env=env) as server, Crowd.at(server.port, expected) as crowd:
        await crowd.at_rate(RATE / 2, effort.warm_up)
        await _at_rate(found, server, crowd, effort.at_rate)
        await _at_saturation(found, server, crowd, effort.at_saturation)
        found.memory.append(server.memory_mb())
        found.late += crowd.late


async def _at_rate(found: Found, server: Server, crowd: Crowd, seconds: float) -> None:
    before = server.cpu_seconds()
    latencies = await crowd.at_rate(RATE, seconds)
    found.cpu_at_rate.append((server.cpu_seconds() - before) / len(latencies))
    found.p50.append(percentile(latencies, 0.50))
    found.p99.append(percentile(latencies, 0.99))


async def _at_saturation(found: Found, server: Server, crowd: Crowd, seconds: float) -> None:
    before = server.cpu_seconds()
    count, took = await crowd.at_saturation(seconds)
    found.per_second.append(count / took)
    found.cpu.append((server.cpu_seconds() - before) / count)


def _show_acks(report: Report, found: Mapping[Variant, Found]) -> None:
    sheet = report.sheet(
        f"From command to ack (at {RATE:.0f}/s, and saturated over 32 connections)",
        "what", "p50 ms", "×", "p99 ms", "×", "CPU µs", "saturated req/s", "CPU µs", "×", "MB then", "late",
    )  # fmt: skip
    bare = found[BARE]
    for variant, one in found.items():
        sheet.rows.append(
            (
                variant.name,
                f"{median(one.p50) * MS:.1f}",
                f"{ratio(one.p50, bare.p50):.1f}",
                f"{median(one.p99) * MS:.1f}",
                f"{ratio(one.p99, bare.p99):.1f}",
                f"{median(one.cpu_at_rate) * US:,.0f}",
                f"{median(one.per_second):,.0f}",
                f"{median(one.cpu) * US:,.0f}",
                f"{ratio(one.cpu, bare.cpu):.1f}",
                f"{median(one.memory):.0f}",
                f"{one.late}",
            )
        )


def _judge(report: Report, found: Mapping[Variant, Found]) -> None:
    bare = found[BARE]
    for variant in (ON_SQLITE, ON_POSTGRESQL):
        one = found[variant]
        report.at_most(f"{variant.name}: p50, times the bare app's", ratio(one.p50, bare.p50), 3)
        report.at_most(f"{variant.name}: p99, times the bare app's", ratio(one.p99, bare.p99), 4)
        report.at_most(f"{variant.name}: CPU, times the bare app's", ratio(one.cpu, bare.cpu), 4)
    more, plain = found[MORE], found[ON_SQLITE]
    report.at_most(f"{MORE_ROUTES} more routes: p50, times that without", ratio(more.p50, plain.p50), 1.3)
    report.at_most(f"{MORE_ROUTES} more routes: CPU, times that without", ratio(more.cpu, plain.cpu), 1.3)


def ratio(these: list[float], those: list[float]) -> float:
    """Return the median of the rounds' ratios: what disturbed a round disturbed both sides of it."""
    return median(this / that for this, that in zip(these, those, strict=True))

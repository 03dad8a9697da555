"""From start to ready, and memory with nothing to do."""

from benchmarks.ack import BARE, ON_POSTGRESQL, ON_SQLITE, environment
from benchmarks.databases import Databases
from benchmarks.figures import Report, median
from benchmarks.processes import serving
from benchmarks.slack import slack

READY_SECONDS, IDLE_MB = 2, 120


async def measure(report: Report, databases: Databases, rounds: int) -> None:
    """Start each server some times, in turns; the first start of each, which fills caches, does not count."""
    found: dict[str, list[tuple[float, float]]] = {}
    async with slack() as sandbox:
        for count in range(rounds + 1):
            for variant in (BARE, ON_SQLITE, ON_POSTGRESQL):
                env = environment(variant, sandbox, databases)
                async with serving(*variant.command, env=env) as server:
                    if count:
                        found.setdefault(variant.name, []).append((server.ready_after, server.memory_mb()))
    sheet = report.sheet("Starting", "what", "ready after s", "idle MB")
    for name, starts in found.items():
        ready, idle = (median(figures) for figures in zip(*starts, strict=True))
        sheet.rows.append((name, f"{ready:.2f}", f"{idle:.0f}"))
        if name != BARE.name:
            report.at_most(f"{name}: ready after s", ready, READY_SECONDS)
            report.at_most(f"{name}: idle MB", idle, IDLE_MB, "{:.0f}")

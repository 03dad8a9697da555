"""A burst: 5,000 notices that fall due at once, among 100,000."""

import json

from benchmarks import commands, seeds
from benchmarks.children.claimer import Burst
from benchmarks.databases import POSTGRESQL, SQLITE, Databases
from benchmarks.figures import Report, median
from benchmarks.processes import output

DUE, ALL = 5_000, 100_000
CLAIMER = "benchmarks.children.claimer"


async def measure(report: Report, databases: Databases, rounds: int, share: float = 1.0) -> None:
    """Claim the burst, on either database, and see how long the event loop did nothing else."""
    due, later = int(DUE * share), int((ALL - DUE) * share)
    sheet = report.sheet(
        f"{due:,} due notices among {due + later:,}",
        "what", "claimed", "s", "longest stall ms", "with nothing to do ms",
    )  # fmt: skip
    for kind in (SQLITE, POSTGRESQL):
        bursts = [await _burst(databases.new(kind), due, later) for _ in range(rounds)]
        stall = median(burst.stall_ms for burst in bursts)
        sheet.rows.append(
            (
                kind,
                f"{min(burst.claimed for burst in bursts):,}",
                f"{median(burst.seconds for burst in bursts):.2f}",
                f"{stall:.1f}",
                f"{median(burst.quiet_stall_ms for burst in bursts):.1f}",
            )
        )
        report.at_most(f"burst, {kind}: event loop stalled for ms", stall, 50, "{:.0f}")
        report.at_least(f"burst, {kind}: claimed", min(burst.claimed for burst in bursts), due, "{:,.0f}")


async def _burst(url: str, due: int, later: int) -> Burst:
    seeds.queue(url, [f"{commands.user_id(0)}{number}" for number in range(due)], later)
    return Burst(**json.loads(await output(CLAIMER, url)))

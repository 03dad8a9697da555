"""Measures speed and endurance, on this machine alone: everything, or the parts that are named."""

import asyncio
import platform
import selectors
import sys
from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated

import typer
from rich.console import Console

from benchmarks import ack, burst, outbox, posted, start
from benchmarks.databases import Databases, databases
from benchmarks.figures import Report
from benchmarks.processes import LOAD_CORE, on_core

WIDTH = 150


class Part(StrEnum):
    """What can be measured."""

    ACK = "ack"
    START = "start"
    POSTED = "posted"
    BURST = "burst"
    OUTBOX = "outbox"


def main(
    parts: Annotated[list[Part] | None, typer.Argument(help="All of them, unless some are named.")] = None,
    *,
    quick: Annotated[bool, typer.Option("--quick", help="Be done in two minutes, and less exact.")] = False,
    markdown: Annotated[bool, typer.Option("--markdown", help="Print Markdown, for a document.")] = False,
) -> None:
    """Measure speed and endurance, and compare with the goals."""
    if sys.platform != "linux":
        raise typer.BadParameter("This needs Linux, where a process can be kept on a core.")
    report = Report()
    console = Console(width=None if sys.stdout.isatty() else WIDTH, highlight=False, soft_wrap=markdown)
    console.print(
        f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, Python {platform.python_version()}, {_machine()}\n"
    )
    with on_core(LOAD_CORE), asyncio.Runner(loop_factory=_precise_loop) as runner, databases() as made:
        for part in parts or list(Part):
            runner.run(_part(report, made, part, quick=quick))
            report.show_sheets(console, markdown=markdown)
    report.show_goals(console, markdown=markdown)


async def _part(report: Report, made: Databases, part: Part, *, quick: bool) -> None:
    match part:
        case Part.ACK:
            await ack.measure(report, made, ack.QUICK if quick else ack.FULL)
        case Part.START:
            await start.measure(report, made, rounds=1 if quick else 5)
        case Part.POSTED:
            await posted.measure(report, made, commands=20 if quick else 100)
        case Part.BURST:
            await burst.measure(report, made, rounds=1 if quick else 3)
        case Part.OUTBOX:
            await outbox.measure(report, made, notices=1_000 if quick else 10_000)


def _precise_loop() -> asyncio.AbstractEventLoop:
    """Return a loop whose naps end on time: epoll's end up to a millisecond late."""
    return asyncio.SelectorEventLoop(selectors.SelectSelector())


def _machine() -> str:
    with open("/proc/cpuinfo", encoding="utf-8") as file:  # noqa: PTH123
        names = [line.partition(":")[2].strip() for line in file if line.startswith("model name")]
    return f"{len(names)} cores ({names[0] if names else platform.machine()})"


if __name__ == "__main__":
    typer.run(main)

"""`python -m benchmarks.children.claimer`: claims all that is due, and watches the event loop meanwhile."""

import argparse
import asyncio
import json
import time
from collections.abc import Awaitable
from dataclasses import asdict, dataclass
from datetime import timedelta

from bot.services import outbox
from storage.database import Database
from storage.opening import open_database

BATCH = 100
"""Notices that one transaction claims."""
LEASE = timedelta(minutes=5)
TICK = 0.001
QUIET_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Burst:
    """What claiming a burst took; stalls are the longest times in which the event loop did nothing else."""

    claimed: int
    seconds: float
    stall_ms: float
    quiet_stall_ms: float


def main() -> None:
    """Claim, and print what it took as JSON."""
    parser = argparse.ArgumentParser()
    parser.add_argument("database_url")
    database = open_database(parser.parse_args().database_url)
    print(json.dumps(asdict(asyncio.run(_measure(database)))))  # noqa: T201 - this is what it is asked for
    database.close()


async def _measure(database: Database) -> Burst:
    first = await database.run(outbox.claim, 1, LEASE)
    quiet, _ = await _stall_while(asyncio.sleep(QUIET_SECONDS, 0))
    started = time.perf_counter()
    stall, claimed = await _stall_while(_claim_all(database))
    return Burst(len(first) + claimed, time.perf_counter() - started, stall * 1000, quiet * 1000)


async def _claim_all(database: Database) -> int:
    count = 0
    while claimed := await database.run(outbox.claim, BATCH, LEASE):
        count += len(claimed)
    return count


async def _stall_while(work: Awaitable[int]) -> tuple[float, int]:
    """Return by how much a nap of a millisecond overran at the worst, and what the work came to."""
    longest = 0.0

    async def nap() -> None:
        nonlocal longest
        while True:
            started = time.perf_counter()
            await asyncio.sleep(TICK)
            longest = max(longest, time.perf_counter() - started - TICK)

    napping = asyncio.create_task(nap())
    result = await work
    napping.cancel()
    return longest, result


if __name__ == "__main__":
    main()

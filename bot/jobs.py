"""Turning each capability's jobs into APScheduler triggers; nothing else."""

from collections.abc import Iterable

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from handlers.kit.feature import Feature, Job
from handlers.kit.runner import Transactions

log = structlog.get_logger()


def scheduled(features: Iterable[Feature], database: Transactions) -> AsyncIOScheduler:
    """Return a scheduler, not started yet, that runs each capability's use cases in their rhythm.

    A job that was missed runs once, late; the rows that it looks at know what is due.
    """
    defaults = {"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
    scheduler = AsyncIOScheduler(job_defaults=defaults, timezone="UTC")
    for feature in features:
        for job in feature.jobs:
            scheduler.add_job(_run, IntervalTrigger(seconds=int(job.every.total_seconds())), [job, database])
    return scheduler


async def _run(job: Job, database: Transactions) -> None:
    try:
        await database.run(job.run)
    except Exception:
        log.exception("job.failed", job=job.name)

"""Whether the bot can do its work, and which part keeps it from it."""

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import structlog
from sqlalchemy.exc import SQLAlchemyError

from bot.services import outbox
from handlers.kit import metrics

if TYPE_CHECKING:
    from bot.app.application import Application

log = structlog.get_logger()

STUCK_AFTER = timedelta(minutes=1)
ANSWER_SECONDS = 2.0
"""How long the database may take; whoever asks for health does not wait much longer."""


async def problems(application: "Application") -> dict[str, str]:
    """Return what is wrong, by part; nothing when the bot is ready."""
    found = {}
    if application.sockets and not await application.sockets.connected():
        found["slack"] = "no Socket Mode connection is open"
    try:
        async with asyncio.timeout(ANSWER_SECONDS):
            state = await application.database.read(outbox.state)
    except (SQLAlchemyError, TimeoutError) as error:
        log.warning("health.database_failed", error=type(error).__name__)
        return found | {"database": "does not answer"}
    for name, count in state.counts.items():
        metrics.outbox.labels(name).set(count)
    if state.idle_for > STUCK_AFTER:
        seconds = int(state.idle_for.total_seconds())
        found["outbox"] = f"a message is due, but nothing was sent for {seconds} s"
    return found

"""Running the bot until it is told to stop."""

import asyncio
import signal
import sys

import structlog

from bot.app.application import build
from bot.settings import Settings

log = structlog.get_logger()


SWITCH_SECONDS = 0.0005
"""How long one thread keeps the interpreter: the event loop must not wait for the database's thread."""


async def serve(settings: Settings, *, http: bool) -> None:
    """Start the bot, and run it until SIGTERM or SIGINT; then drain and stop. StartError if it cannot."""
    sys.setswitchinterval(SWITCH_SECONDS)
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, stopping.set)
    application = await build(settings)
    try:
        port = await application.start(http=http)
        log.info("bot.started", mode="http" if http else "socket", port=port)
        await stopping.wait()
        log.info("bot.stopping")
    finally:
        await application.stop()
    log.info("bot.stopped")

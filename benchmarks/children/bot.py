"""`python -m benchmarks.children.bot`: the bot over HTTP, with more routes, or at another pace."""

import argparse
import asyncio
import signal
from dataclasses import replace

import handlers
from benchmarks.children.notes import KIND, render
from bot import logs, settings
from handlers.delivery.pace import Limits
from handlers.kit.answers import Nothing
from handlers.kit.call import Call
from handlers.kit.feature import Command, Feature


def main() -> None:
    """Serve until a signal to end comes."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--routes", type=int, default=0, help="how many more of each kind are registered")
    parser.add_argument("--factor", type=float, default=1.0, help="how much faster than Slack's pace to post")
    wished = parser.parse_args()
    handlers.FEATURES = (_more(wished.routes), *handlers.FEATURES)
    chosen = settings.load(settings.HttpSettings)
    logs.configure(chosen.log_level, chosen.log_format)
    asyncio.run(_serve(chosen, wished.factor))


def _more(count: int) -> Feature:
    names = [f"other-{number}" for number in range(count)]
    return Feature(
        name="other",
        commands={f"/{name}": Command(_nothing, "Nothing", "") for name in names},
        actions=dict.fromkeys(names, _nothing),
        forms=dict.fromkeys(names, _nothing),
        renderers={KIND: render},
    )


async def _nothing(_: Call) -> Nothing:
    return Nothing()


async def _serve(chosen: settings.Settings, factor: float) -> None:
    """Run as `alliance run --http` does; Slack's rates are scaled, its bursts are not."""
    from bot.app.application import build  # noqa: PLC0415 - it takes handlers.FEATURES as it finds it

    stopping = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stopping.set)
    slack = Limits()
    limits = replace(
        slack, per_channel=slack.per_channel * factor, per_workspace=slack.per_workspace * factor
    )
    application = await build(chosen, limits=limits)
    try:
        await application.start(http=True)
        await stopping.wait()
    finally:
        await application.stop()


if __name__ == "__main__":
    main()

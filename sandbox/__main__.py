"""`python -m sandbox`: the server alone, for whoever wants it in a process of its own."""

import argparse
import asyncio
import json
import signal
from pathlib import Path

from sandbox.rates import RateLimits
from sandbox.server import Page, Sandbox
from sandbox.shapes import Json

KEPT_CALLS = 10_000


def main() -> None:
    """Serve until a signal to end comes."""
    asyncio.run(_serve(_arguments()))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m sandbox", description=__doc__)
    parser.add_argument("--port", type=int, default=8787, help="0 chooses a free one")
    parser.add_argument("--manifest", type=Path, required=True, help="the app manifest, as JSON")
    parser.add_argument("--state", type=Path, help="load the workspace from this file, and save it there")
    parser.add_argument("--page", action="store_true", help="serve the page for the browser, too")
    parser.add_argument("--request-url", default="", help="deliver by signed HTTP to this address")
    pace = parser.add_mutually_exclusive_group()
    pace.add_argument("--rate-factor", type=float, default=1.0, help="how much more than Slack is allowed")
    pace.add_argument("--no-rate-limits", action="store_true")
    return parser.parse_args()


async def _serve(wished: argparse.Namespace) -> None:
    rates = RateLimits.off() if wished.no_rate_limits else RateLimits().faster(wished.rate_factor)
    manifest = json.loads(wished.manifest.read_text(encoding="utf-8"))
    ended = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, ended.set)
    page = _page() if wished.page else None
    running = Sandbox.running(
        manifest, None, wished.port, rates, state=wished.state, page=page, keep=KEPT_CALLS
    )
    async with running as it:
        if wished.request_url:
            it.app.request_url = wished.request_url
        print(json.dumps(_facts(it)), flush=True)  # noqa: T201 - this is what it is asked for
        await ended.wait()


def _page() -> Page:
    from sandbox.page import mount  # noqa: PLC0415 - the page needs packages that the server does not

    return mount


def _facts(sandbox: Sandbox) -> Json:
    return {
        "url": sandbox.url,
        "api_url": sandbox.api_url,
        "bot_token": sandbox.app.bot_token,
        "app_token": sandbox.app.app_token,
        "signing_secret": sandbox.app.signing_secret,
        "bot_user_id": sandbox.app.bot_user_id,
    }


if __name__ == "__main__":
    main()

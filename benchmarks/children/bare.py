"""`python -m benchmarks.children.bare`: a Bolt app that does nothing, to compare the bot with.

It is served as the bot is: uvicorn on asyncio, Starlette, signatures checked, no `auth.test` for each
request, and the ack sent with the response. Bolt's documentation shows no faster way.
"""

import argparse
import os
from typing import Any

import uvicorn
from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.context.ack.async_ack import AsyncAck
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sandbox.apps import BOT_TOKEN, SIGNING_SECRET
from sandbox.sample import TEAM_ID


def main() -> None:
    """Serve until a signal to end comes."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--listeners", type=int, default=0, help="how many others are registered before")
    app = _app(parser.parse_args().listeners)
    port = int(os.environ["PORT"])
    uvicorn.run(_served(app), host="127.0.0.1", port=port, loop="asyncio", log_config=None, access_log=False)


def _app(listeners: int) -> AsyncApp:
    authorized = AuthorizeResult(
        enterprise_id=None,
        team_id=TEAM_ID,
        bot_id="B0APPBOT00",
        bot_user_id="U0APPBOT00",
        bot_token=BOT_TOKEN,
    )

    async def authorize(**_: Any) -> AuthorizeResult:
        return authorized

    app = AsyncApp(signing_secret=SIGNING_SECRET, authorize=authorize, process_before_response=True)
    for number in range(listeners):
        app.command(f"/other-{number}")(_nothing)
    app.command("/kudos")(_nothing)
    return app


async def _nothing(ack: AsyncAck) -> None:
    await ack()


def _served(app: AsyncApp) -> Starlette:
    handler = AsyncSlackRequestHandler(app)

    async def events(request: Request) -> Response:
        return await handler.handle(request)

    async def readyz(_: Request) -> Response:
        return JSONResponse({"status": "ready"})

    return Starlette(routes=[Route("/slack/events", events, methods=["POST"]), Route("/readyz", readyz)])


if __name__ == "__main__":
    main()

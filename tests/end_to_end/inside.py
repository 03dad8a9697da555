"""The bot inside the process of the test, for what needs no process of its own."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import aiohttp
from pydantic import SecretStr

from bot.app.application import Application, build
from bot.settings import Settings
from sandbox.server import Sandbox


@dataclass
class Inside:
    """A bot that was built and started here, and where its web server is."""

    application: Application
    url: str

    async def get(self, path: str) -> tuple[int, str]:
        """Ask its web server; return the status and the body."""
        async with aiohttp.ClientSession() as session, session.get(f"{self.url}{path}") as answer:
            return answer.status, await answer.text()


@asynccontextmanager
async def inside(sandbox: Sandbox, database_url: str, *, http: bool = False) -> AsyncIterator[Inside]:
    """Build and start the bot, wait until it is reachable, and stop it in the end."""
    settings = Settings(
        _env_file=None,
        slack_bot_token=SecretStr(sandbox.app.bot_token),
        slack_app_token=SecretStr(sandbox.app.app_token),
        slack_signing_secret=SecretStr(sandbox.app.signing_secret),
        slack_api_url=sandbox.api_url,
        database_url=database_url,
        port=0,
    )
    application = await build(settings)
    try:
        url = f"http://127.0.0.1:{await application.start(http=http)}"
        sandbox.app.request_url = f"{url}/slack/events" if http else ""
        if not http:
            await sandbox.until_connected(2)
        yield Inside(application, url)
    finally:
        await application.stop()

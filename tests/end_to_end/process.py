"""The real bot, in a process of its own: started by its environment, stopped by signals."""

import asyncio
import json
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp

from sandbox.server import Sandbox

PROJECT = Path(__file__).parents[2]
PATIENCE = 60.0
"""Seconds for anything that a process does, on a machine that is busy with other tests."""


@dataclass
class Bot:
    """A running process, with all that it said."""

    process: asyncio.subprocess.Process
    folder: Path
    lines: list[str] = field(default_factory=list)
    port: int = 0
    _said: asyncio.Event = field(default_factory=asyncio.Event)
    _reading: asyncio.Task[None] | None = None

    @property
    def url(self) -> str:
        """Where its web server is."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> str:
        """All that it said."""
        return "".join(self.lines)

    def kill(self) -> None:
        """End it as a power cut would, if it has not ended yet."""
        if self.process.returncode is None:
            self.process.kill()

    def terminate(self) -> None:
        """Ask it to end."""
        self.process.send_signal(signal.SIGTERM)

    async def ended(self) -> int:
        """Wait until it has ended, and everything that it said was read; return its exit code."""
        async with asyncio.timeout(PATIENCE):
            code = await self.process.wait()
            if self._reading:
                await self._reading
        return code

    async def says(self, event: str) -> dict[str, Any]:
        """Wait until it logs an event; return the line."""
        async with asyncio.timeout(PATIENCE):
            while True:
                self._said.clear()
                for line in self.lines:
                    if line.startswith("{") and json.loads(line).get("event") == event:
                        return dict(json.loads(line))
                if self._reading and self._reading.done():
                    raise AssertionError(self.log)
                await self._said.wait()

    async def get(self, path: str) -> tuple[int, str]:
        """Ask its web server; return the status and the body."""
        async with aiohttp.ClientSession() as session, session.get(f"{self.url}{path}") as answer:
            return answer.status, await answer.text()

    async def until_ready(self, *, ready: bool = True) -> dict[str, Any]:
        """Wait until `/readyz` says that it is ready, or that it is not; return what it says."""
        async with asyncio.timeout(PATIENCE):
            while True:
                status, body = await self.get("/readyz")
                if status == (200 if ready else 503):
                    return dict(json.loads(body))
                await asyncio.sleep(0.05)  # nobody tells of a change here: probes ask, too

    def read(self) -> None:
        """Begin to read what it says."""
        self._reading = asyncio.create_task(self._read())

    async def _read(self) -> None:
        assert self.process.stderr is not None
        async for line in self.process.stderr:
            self.lines.append(line.decode())
            self._said.set()
        self._said.set()


def environment(sandbox: Sandbox, database_url: str, **more: str) -> dict[str, str]:
    """Return all that the process learns of the world."""
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(PROJECT),
        "SLACK_BOT_TOKEN": sandbox.app.bot_token,
        "SLACK_APP_TOKEN": sandbox.app.app_token,
        "SLACK_SIGNING_SECRET": sandbox.app.signing_secret,
        "SLACK_API_URL": sandbox.api_url,
        "DATABASE_URL": database_url,
        "ALLIANCE_TIMEZONE": "America/New_York",
        "PORT": "0",
        "LOG_FORMAT": "json",
    } | more


async def launched(sandbox: Sandbox, database_url: str, folder: Path, *options: str, **more: str) -> Bot:
    """Start the program, and wait for nothing."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "bot", "run", *options),
        cwd=folder,
        env=environment(sandbox, database_url, **more),
        stderr=asyncio.subprocess.PIPE,
    )
    bot = Bot(process, folder)
    bot.read()
    return bot


@asynccontextmanager
async def running(
    sandbox: Sandbox, database_url: str, folder: Path, *, http: bool = False, **more: str
) -> AsyncIterator[Bot]:
    """Start the bot, wait until it is ready, and see to it that it is gone in the end."""
    bot = await launched(sandbox, database_url, folder, *(["--http"] if http else []), **more)
    try:
        bot.port = (await bot.says("bot.started"))["port"]
        sandbox.app.request_url = f"{bot.url}/slack/events" if http else ""
        await bot.until_ready()
        yield bot
    finally:
        bot.kill()
        await bot.ended()

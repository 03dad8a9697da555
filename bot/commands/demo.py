"""The demo: a local workspace with a sample alliance, and the bot connected to it as to Slack itself."""

import asyncio
import os
import shutil
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from rich.console import Console

from bot.clock import utc_now
from bot.commands.sample import seed
from handlers import FEATURES
from handlers.kit.manifest import manifest
from sandbox.page import mount
from sandbox.sample import EASTERN, PEOPLE
from sandbox.server import Sandbox
from storage import schema
from storage.opening import open_database

STARTS_WITHIN = 30.0
STOPS_WITHIN = 25.0
LOG_LINES = 5


class DemoError(Exception):
    """The demo cannot go on, in a sentence that says what to do."""


async def play(port: int, folder: Path, console: Console, *, reset: bool) -> None:
    """Run the demo until Ctrl-C. Its data stays in the folder, for the next time."""
    _make(folder, reset=reset)
    database_url = await _prepare(folder, console)
    try:
        async with Sandbox.running(
            manifest(FEATURES), port=port, state=folder / "workspace.json", page=mount
        ) as workspace:
            console.print("[green]✓[/] The local workspace is open")
            async with _bot(workspace, database_url, folder / "bot.log") as bot:
                await _connected(workspace, bot, folder / "bot.log")
                console.print("[green]✓[/] The bot is connected to it, over Socket Mode")
                console.print(f"\n  Open [bold]{workspace.url}[/]   (Ctrl-C stops the demo)\n")
                await _until_stopped(bot)
    except OSError as error:
        raise DemoError(
            f"Cannot listen on port {port} ({error.strerror}). Try PORT=9000 make demo."
        ) from error
    console.print("The demo has stopped. Its data is kept; `make demo RESET=1` starts afresh.")


def _make(folder: Path, *, reset: bool) -> None:
    if reset:
        shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(exist_ok=True)


async def _prepare(folder: Path, console: Console) -> str:
    """Migrate the database, and seed it where it is new; return its address."""
    path, is_new = _database_in(folder)
    url = f"sqlite:///{path}"
    database = open_database(url)
    await asyncio.to_thread(schema.upgrade, database.engine)
    database.close()
    console.print("[green]✓[/] The database is up to date")
    if is_new:
        people = await seed(url, utc_now())
        console.print(f"[green]✓[/] The sample alliance has moved in: {people} people")
    return url


def _database_in(folder: Path) -> tuple[Path, bool]:
    """Return where the database is, and whether it is yet to be made."""
    path = (folder / "alliance.db").resolve()
    return path, not path.exists()


@asynccontextmanager
async def _bot(workspace: Sandbox, database_url: str, log: Path) -> AsyncIterator[asyncio.subprocess.Process]:
    """Run the bot as anybody would: `alliance run`, with settings from the environment."""
    coordinator = next(person for person in PEOPLE if person.handle == "bea")
    environment = os.environ | {
        "SLACK_BOT_TOKEN": workspace.app.bot_token,
        "SLACK_APP_TOKEN": workspace.app.app_token,
        "SLACK_API_URL": workspace.api_url,
        "DATABASE_URL": database_url,
        "ALLIANCE_TIMEZONE": EASTERN,
        "ALLIANCE_COORDINATORS": coordinator.user_id,
        "ALLIANCE_CHANNEL": "alliance",
        "COMMAND_PREFIX": "",
        "HOST": "127.0.0.1",
        "PORT": "0",
        "LOG_FORMAT": "json",
    }
    with log.open("ab") as output:
        bot = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "run", env=environment, stdout=output, stderr=output
        )
        try:
            yield bot
        finally:
            await _stop(bot)


async def _stop(bot: asyncio.subprocess.Process) -> None:
    if bot.returncode is None:
        bot.send_signal(signal.SIGTERM)
    try:
        await asyncio.wait_for(bot.wait(), STOPS_WITHIN)
    except TimeoutError:
        bot.kill()
        await bot.wait()


async def _connected(workspace: Sandbox, bot: asyncio.subprocess.Process, log: Path) -> None:
    connected = asyncio.create_task(workspace.until_connected(1, STARTS_WITHIN))
    gone = asyncio.create_task(bot.wait())
    await asyncio.wait({connected, gone}, return_when=asyncio.FIRST_COMPLETED)
    gone.cancel()
    if not connected.done() or connected.exception():
        connected.cancel()
        raise DemoError(f"The bot did not start. The end of {log} says:\n{_end_of(log)}")


def _end_of(log: Path) -> str:
    return "\n".join(log.read_text(errors="replace").splitlines()[-LOG_LINES:])


async def _until_stopped(bot: asyncio.subprocess.Process) -> None:
    """Wait for Ctrl-C, or for the bot to end by itself, which is an error."""
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, stopped.set)
    waiting = asyncio.create_task(stopped.wait())
    gone = asyncio.create_task(bot.wait())
    await asyncio.wait({waiting, gone}, return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    gone.cancel()
    if not stopped.is_set():
        raise DemoError("The bot has stopped by itself; .demo/bot.log says why.")

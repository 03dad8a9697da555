"""The sandbox with its page, the real bot, and browser windows in which several people use both."""

import asyncio
import json
import os
import re
import shutil
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.async_api import (
    Browser,
    Locator,
    Page,
    Playwright,
    WebSocketRoute,
    async_playwright,
    expect,
)

from sandbox.shapes import Json

Facts = dict[str, str]
"""What the sandbox says about itself: its addresses and tokens."""
STARTS_WITHIN = 60.0
STOPS_WITHIN = 25.0
SHOWS_WITHIN = 30_000.0
"""Milliseconds within which the page shows what happened."""
_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_SWITCHES = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


class Line:
    """The connection of a window, on which the workspace can be made to fall silent."""

    def __init__(self) -> None:
        self._window: WebSocketRoute | None = None
        self._held: list[str | bytes] | None = None

    def carry(self, window: WebSocketRoute) -> None:
        """Connect a window."""
        self._window = window
        window.connect_to_server().on_message(self._say)

    @contextmanager
    def silent(self) -> Iterator[None]:
        """Hold back what the workspace says until the block ends, as if it took that long."""
        self._held = []
        try:
            yield
        finally:
            held, self._held = self._held, None
            for message in held:
                self._say(message)

    def _say(self, message: str | bytes) -> None:
        if self._held is not None:
            self._held.append(message)
        elif self._window is not None:
            self._window.send(message)


@dataclass(frozen=True, slots=True)
class Window:
    """A browser window in which somebody uses the workspace."""

    page: Page

    @property
    def box(self) -> Locator:
        """The message box, the one of a thread left out."""
        return self.page.locator(".talk .composer textarea")

    @property
    def messages(self) -> Locator:
        """The messages that are shown, the thread beside them left out."""
        return self.page.locator(".talk .message")

    @property
    def form(self) -> Locator:
        """The modal."""
        return self.page.get_by_role("dialog").locator(".content")

    def privately(self, text: str) -> Locator:
        """Return the messages that nobody else sees and that contain a text."""
        return self.messages.filter(has_text="Only visible to you").filter(has_text=text)

    def complaint(self, block_id: str) -> Locator:
        """Return what is said beside a field."""
        return self.page.locator(f"[data-block={block_id}]").get_by_role("alert")

    async def types(self, text: str) -> None:
        """Type into the message box, and press Enter."""
        await self.box.fill(text)
        await self.box.press("Enter")

    async def opens(self, command: str) -> None:
        """Type a command that opens a form; again, as people are told to, when that took too long."""
        while not await self.form.is_visible():
            told = await self.privately("").count()
            await self.types(command)
            await expect(self.form.or_(self.privately("").nth(told)).first).to_be_visible()

    async def submits(self) -> None:
        """Press the button that sends the form."""
        await self.page.locator(".submit").click()

    async def picks(self, label: str, start: str, name: str) -> None:
        """Type the beginning of a name into a menu, pick the name, and go on to the next field."""
        await self.page.get_by_label(label).fill(start)
        await self.page.get_by_role("option", name=name).click()
        await self.page.get_by_label(label).press("Tab")


@dataclass(slots=True)
class Demo:
    """A running workspace with the bot in it."""

    url: str
    browser: Browser
    asked: list[str] = field(default_factory=list)

    async def window(self, handle: str, place: str = "alliance", line: Line | None = None) -> Window:
        """Open a window of its own for somebody, and wait until the bot is there."""
        window = await self.open(handle, place, line)
        await expect(window.page.locator(".offline")).to_be_hidden(timeout=STARTS_WITHIN * 1000)
        return window

    async def open(self, handle: str, place: str = "alliance", line: Line | None = None) -> Window:
        """Open a window of its own for somebody, whether or not there is a bot."""
        page = await (await self.browser.new_context()).new_page()
        page.set_default_timeout(SHOWS_WITHIN)
        page.on("request", lambda request: self.asked.append(request.url))
        if line is not None:
            await page.route_web_socket(re.compile("_nicegui_ws"), line.carry)
        await page.goto(f"{self.url}?as={handle}&in={place}")
        await expect(page.locator(".app")).to_be_visible()  # before it is drawn, everything is hidden
        return Window(page)


@asynccontextmanager
async def running(folder: Path) -> AsyncIterator[Demo]:
    """Run the sandbox, the bot and a browser, each in its own process, until the block ends."""
    async with served(folder) as (demo, facts), _bot(folder, facts):
        yield demo


@asynccontextmanager
async def served(folder: Path, manifest: Json | None = None) -> AsyncIterator[tuple[Demo, Facts]]:
    """Run the sandbox with the bot's manifest, or another one, and a browser; but no app."""
    expect.set_options(timeout=SHOWS_WITHIN)
    async with async_playwright() as playwright:
        path = browser_path(playwright)
        async with _sandbox(folder, manifest) as facts:
            browser = await playwright.chromium.launch(executable_path=path, args=_SWITCHES)
            try:
                yield Demo(facts["url"], browser), facts
            finally:
                await browser.close()


def browser_path(playwright: Playwright) -> str:
    """Return where a browser is; without one, skip the test, or fail it where CI is set."""
    found = [shutil.which(name) for name in _BROWSERS] + [playwright.chromium.executable_path]
    for path in found:
        if path and Path(path).exists():
            return path
    if os.environ.get("CI"):
        pytest.fail("No Chromium is installed, and CI must test the page in one.")
    pytest.skip("THE PAGE IS NOT TESTED: no Chromium is installed (try `playwright install chromium`).")


@asynccontextmanager
async def _sandbox(folder: Path, manifest: Json | None) -> AsyncIterator[Facts]:
    path = folder / "manifest.json"
    path.write_bytes(json.dumps(manifest).encode() if manifest else await _manifest_of_the_bot(folder))
    arguments = ("-m", "sandbox", "--page", "--no-rate-limits", "--port", "0", "--manifest", str(path))
    async with _process(folder, "sandbox", *arguments) as serving:
        assert serving.stdout is not None
        line = await asyncio.wait_for(serving.stdout.readline(), STARTS_WITHIN)
        assert line, (folder / "sandbox.log").read_text(encoding="utf-8")
        yield json.loads(line)


async def _manifest_of_the_bot(folder: Path) -> bytes:
    async with _process(folder, "manifest", "-m", "bot", "manifest") as printing:
        return await asyncio.wait_for(_all_of(printing), STARTS_WITHIN)


@asynccontextmanager
async def _bot(folder: Path, facts: Facts) -> AsyncIterator[None]:
    settings = {
        "SLACK_BOT_TOKEN": facts["bot_token"],
        "SLACK_APP_TOKEN": facts["app_token"],
        "SLACK_API_URL": facts["api_url"],
        "DATABASE_URL": f"sqlite:///{folder / 'alliance.db'}",
        "PORT": "0",
    }
    async with _process(folder, "bot", "-m", "bot", "run", **settings):
        yield


@asynccontextmanager
async def _process(
    folder: Path, name: str, *arguments: str, **settings: str
) -> AsyncIterator[asyncio.subprocess.Process]:
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTEST_")}
    with (folder / f"{name}.log").open("wb") as log:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *arguments,
            env=environment | settings,
            stdout=asyncio.subprocess.PIPE,
            stderr=log,
        )
    try:
        yield process
    finally:
        await _end(process)


async def _end(process: asyncio.subprocess.Process) -> None:
    if process.returncode is None:
        process.terminate()
    try:
        await asyncio.wait_for(process.communicate(), STOPS_WITHIN)
    except TimeoutError:
        process.kill()
        await process.communicate()


async def _all_of(process: asyncio.subprocess.Process) -> bytes:
    output, _ = await process.communicate()
    return output

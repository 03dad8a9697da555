"""Takes the pictures of the README from a fresh demo: `python docs/pictures.py`. Needs Chromium."""  # noqa: INP001

import asyncio
import shutil
import signal
import socket
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from playwright.async_api import Browser, Page, ViewportSize, async_playwright, expect

PICTURES = Path(__file__).parent / "pictures"
DESKTOP = ViewportSize(width=1200, height=740)
PHONE = ViewportSize(width=390, height=780)
STARTS_WITHIN = 60_000
SWITCHES = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--hide-scrollbars")


async def main() -> None:
    """Start a demo, let people talk, and take the pictures."""
    PICTURES.mkdir(exist_ok=True)
    expect.set_options(timeout=STARTS_WITHIN)
    with tempfile.TemporaryDirectory() as folder:
        async with _demo(Path(folder)) as url, async_playwright() as playwright:
            path = shutil.which("chromium") or playwright.chromium.executable_path
            browser = await playwright.chromium.launch(executable_path=path, args=SWITCHES)
            await _talk(browser, url)
            await _in_both_lights(browser, f"{url}?as=ana&in=alliance", "kudos")
            await _in_both_lights(browser, f"{url}?as=priya&in=home", "home")
            await _on_a_phone(browser, url)
            await browser.close()


@asynccontextmanager
async def _demo(folder: Path) -> AsyncIterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    demo = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "demo", "--port", str(port)),
        cwd=folder,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    url = f"http://127.0.0.1:{port}/"
    try:
        async with asyncio.timeout(STARTS_WITHIN / 1000):
            await _until(demo, url)
        yield url
    finally:
        demo.send_signal(signal.SIGINT)
        await demo.communicate()


async def _until(demo: asyncio.subprocess.Process, word: str) -> None:
    """Wait until the demo has printed a word."""
    if demo.stdout is not None:
        async for line in demo.stdout:
            if word in line.decode():
                return


async def _talk(browser: Browser, url: str) -> None:
    async with _window(browser, f"{url}?as=tom&in=alliance") as tom:
        await _type(tom, "Could somebody open the walk-in tonight? I am on call, and the van is in repair.")
        async with _window(browser, f"{url}?as=ana&in=alliance") as ana:
            await _type(ana, "@leo and I have the keys. We take it :key:")
            question = ana.locator(".message", has_text="Could somebody")
            await question.hover()
            await question.get_by_label("Add reaction").click()
            await ana.get_by_role("menuitem", name="raised hands").click()
            await expect(question.locator(".reactions")).to_be_visible()
        await _type(tom, "/kudos @ana @leo for opening the walk-in at an hour's notice #teamwork")
        await expect(tom.locator(".message", has_text="Only visible to you")).to_be_visible()
        await expect(tom.locator("blockquote", has_text="an hour's notice")).to_be_visible()


async def _in_both_lights(browser: Browser, address: str, name: str) -> None:
    for light in ("light", "dark"):
        async with _window(browser, address, light=light) as page:
            await page.screenshot(path=PICTURES / f"{name}-{light}.png")


async def _on_a_phone(browser: Browser, url: str) -> None:
    async with _window(browser, f"{url}?as=tom&in=alliance", size=PHONE) as page:
        await page.screenshot(path=PICTURES / "phone.png")
        await _type(page, "/kudos @priya")
        reason = page.get_by_label("What for?")
        await reason.fill("for the evaluation plan, and for explaining it twice")
        await page.wait_for_timeout(500)
        await page.screenshot(path=PICTURES / "form.png")
        await page.get_by_role("button", name="Cancel").click()


@asynccontextmanager
async def _window(
    browser: Browser, address: str, *, light: str = "light", size: ViewportSize | None = None
) -> AsyncIterator[Page]:
    is_dark = light == "dark"
    context = await browser.new_context(
        viewport=size or DESKTOP,
        device_scale_factor=2,
        color_scheme="dark" if is_dark else "light",
        has_touch=size is not None,
    )
    page = await context.new_page()
    await page.add_init_script("localStorage.setItem('hint', 'off')")
    await _reach(page, address)
    yield page
    await context.close()


async def _reach(page: Page, address: str) -> None:
    """Open the page, and wait until the bot is there and what it has to say."""
    await page.goto(address)
    await expect(page.locator(".offline")).to_be_hidden()
    await expect(
        page.locator(".message", has_text="baseline").or_(page.locator(".home h3")).first
    ).to_be_visible()
    await page.evaluate("document.fonts.ready")


async def _type(page: Page, text: str) -> None:
    box = page.locator(".talk .composer textarea")
    await box.fill(text)
    await box.press("Enter")


if __name__ == "__main__":
    asyncio.run(main())

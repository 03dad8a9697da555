"""The message box: what it completes, what it sends, and that nobody who types has to wait for it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import expect
from slack_sdk.web.async_client import AsyncWebClient

from tests.end_to_end.windows import Demo, Facts, Line, served
from tests.sandbox.manifests import MANIFEST

pytestmark = pytest.mark.browser


@pytest.fixture
async def demo_and_facts(tmp_path: Path) -> AsyncIterator[tuple[Demo, Facts]]:
    """Run the sandbox and a browser; there is no app, and the box needs none."""
    async with served(tmp_path, MANIFEST) as running:
        yield running


@pytest.fixture
def demo(demo_and_facts: tuple[Demo, Facts]) -> Demo:
    """Return the windows alone."""
    return demo_and_facts[0]


async def test_typing_waits_for_nobody(demo: Demo) -> None:
    """While the server is silent, words complete, messages leave the box, and no letter is lost."""
    line = Line()
    tom = await demo.open("tom", line=line)
    typed = (("/pl", "Enter"), ("it is", "Enter"), ("Ask @cast", "Tab"), ("in #gen", "Tab"), ("now", "Enter"))
    with line.silent():
        for letters, key in typed:
            await tom.box.press_sequentially(letters)
            await tom.box.press(key)
        await tom.box.press_sequentially("And")
        await expect(tom.box).to_have_value("And")
    await expect(tom.privately("/plain failed")).to_be_visible()
    await expect(tom.messages.filter(has_text="Ask @Ana Castillo in #general now")).to_be_visible()
    await expect(tom.box).to_have_value("And")


async def test_choosing(demo: Demo) -> None:
    """Arrows and the mouse choose; Escape declines, until more is typed; what is shown is also announced."""
    tom = await demo.open("tom")
    shown, chosen = tom.page.get_by_role("option"), tom.page.get_by_role("option", selected=True)
    await tom.box.press_sequentially("thanks @")
    await expect(tom.box).to_have_attribute("aria-expanded", "true")
    last = (await shown.all_inner_texts())[-1].split()[0]
    await tom.box.press("ArrowUp")
    await expect(chosen).to_contain_text(last)
    await tom.box.press("Escape")
    await expect(shown).to_have_count(0)
    await expect(tom.box).to_have_attribute("aria-expanded", "false")
    await tom.box.press_sequentially("d")
    await expect(chosen).to_contain_text("Dana")
    await tom.box.press("ArrowDown")
    await expect(chosen).to_contain_text("Elena")
    await shown.filter(has_text="Dana").click()
    await expect(tom.box).to_have_value("thanks @dana ")
    await expect(tom.box).to_have_attribute("aria-expanded", "false")


async def test_begun_words(demo: Demo) -> None:
    """Commands complete at the very beginning, people and channels at the beginning of a word."""
    tom = await demo.open("tom")
    shown = tom.page.get_by_role("option")
    for text, offered in (
        ("/ku", "/kudos"),
        ("/kudos @ANA", "@ana"),
        ("see #gen", "#general"),
        ("one\n@core", "@coremanagers"),
    ):
        await tom.box.fill(text)
        await expect(shown).to_contain_text([offered])
    for text in ("/kudos ", "ana@castillo", "x /ku", "@nina", ""):
        await tom.box.fill(text)
        await expect(shown).to_have_count(0)


async def test_sending(demo: Demo) -> None:
    """Enter sends and so does the button; with Shift, Enter begins a line; a word that is whole is sent."""
    tom = await demo.open("tom")
    await tom.box.press_sequentially("One")
    await tom.box.press("Shift+Enter")
    await tom.box.press_sequentially("two #general")
    await expect(tom.page.get_by_role("option")).to_have_count(1)
    await tom.box.press("Enter")
    await expect(tom.messages.filter(has_text="two #general")).to_contain_text("One")
    await tom.box.fill("Three")
    await tom.page.get_by_role("button", name="Send").click()
    await expect(tom.messages.filter(has_text="Three")).to_be_visible()
    await expect(tom.box).to_have_value("")


async def test_menu_and_threads(demo: Demo) -> None:
    """The menu begins a command, ready to be typed on; in a thread, where Slack has none, none completes."""
    tom = await demo.open("tom")
    await tom.types("Who has the keys?")
    await tom.page.get_by_role("button", name="Shortcuts and commands").click()
    await tom.page.get_by_role("menuitem", name="/kudos").click()
    await expect(tom.box).to_have_value("/kudos ")
    await expect(tom.box).to_be_focused()
    await tom.messages.hover()
    await tom.messages.get_by_label("Reply in thread").click()
    reply = tom.page.locator(".thread textarea")
    await reply.fill("/ku")
    await expect(tom.page.get_by_role("option")).to_have_count(0)
    await reply.fill("@cast")
    await expect(tom.page.get_by_role("option")).to_have_count(1)


async def test_what_is_new_completes(demo_and_facts: tuple[Demo, Facts]) -> None:
    """A channel that was made while the page was open completes like any other."""
    demo, facts = demo_and_facts
    tom = await demo.open("tom")
    app = AsyncWebClient(token=facts["bot_token"], base_url=facts["api_url"])
    await app.conversations_create(name="van-repair")
    await tom.box.press_sequentially("see #van")
    await tom.page.get_by_role("option").click()
    await expect(tom.box).to_have_value("see #van-repair ")

"""What people see and do in a browser, with the real bot behind it."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.end_to_end.windows import Demo, running

pytestmark = pytest.mark.browser
REASON = "opening the Saturday walk-in"


@pytest.fixture
async def demo(tmp_path: Path) -> AsyncIterator[Demo]:
    """Run everything."""
    async with running(tmp_path) as demo:
        yield demo


async def test_typed_kudos_appear_in_another_window(demo: Demo) -> None:
    """Kudos typed by one person appear, without reloading, before another, and unread with a third."""
    tom, ana = await demo.window("tom"), await demo.window("ana")
    leo = await demo.window("leo", "general")
    await tom.types(f"/kudos @ana @leo for {REASON} #teamwork")
    await expect(ana.messages.filter(has_text=REASON)).to_contain_text(re.compile("@Ana.* and @Leo"))
    await expect(tom.privately("Thank you for thanking")).to_be_visible()
    await expect(ana.page.get_by_text("Only visible to you")).to_have_count(0)
    await expect(leo.page.locator(".line.unread")).to_contain_text("alliance")
    assert all(url.startswith((demo.url, "data:")) for url in demo.asked), "The page asks nobody else."


async def test_kudos_by_form(demo: Demo) -> None:
    """The form says beside the field what is missing, keeps what was typed, and then gives the kudos."""
    tom = await demo.window("tom")
    await tom.opens("/kudos")
    await tom.submits()
    await expect(tom.complaint("reason")).to_have_text("Please complete this required field.")
    await tom.page.get_by_label("What for?").fill(REASON)
    await tom.submits()
    await expect(tom.complaint("people")).not_to_be_empty()
    await expect(tom.page.get_by_label("What for?")).to_have_value(REASON)
    await tom.picks("Who helped?", "priya", "Dr Priya Raman")
    await tom.submits()
    await expect(tom.form).to_contain_text(re.compile("Thank you for thanking @.*Priya"))
    await tom.page.get_by_role("button", name="Close").last.click()
    await expect(tom.messages.filter(has_text=REASON)).to_contain_text("Priya")


async def test_kudos_for_a_message(demo: Demo) -> None:
    """The shortcut on a message opens the form with its author, and the thanks lead back to the message."""
    ana, tom = await demo.window("ana"), await demo.window("tom")
    await ana.types("I have *keys* <b>and</b> :coffee:")
    message = tom.messages.filter(has_text="I have keys <b>and</b> ☕")
    await message.hover()
    await message.get_by_label("More actions").click()
    await tom.page.get_by_role("menuitem", name="Give kudos for this").click()
    await expect(tom.form).to_contain_text("Ana Castillo")
    await tom.page.get_by_label("What for?").fill(REASON)
    await tom.submits()
    thanks = ana.messages.filter(has_text=REASON)
    await thanks.get_by_role("link", name="for this message").click()
    await expect(ana.page).to_have_url(re.compile(r"as=ana&in=C0ALLIANCE&at=\d+\.\d+"))
    await expect(ana.page.locator(".target")).to_contain_text("I have keys")


async def test_undo(demo: Demo) -> None:
    """The button takes the kudos back, and what was posted says so before everybody."""
    tom, ana = await demo.window("tom"), await demo.window("ana")
    await tom.types(f"/kudos @ana for {REASON}")
    await expect(ana.messages.filter(has_text=REASON)).to_be_visible()
    await tom.page.get_by_role("button", name="Take these kudos back").click()
    await expect(tom.privately("Taken back")).to_be_visible()
    await expect(ana.messages.filter(has_text="taken back")).to_contain_text("(edited)")
    await expect(ana.messages.filter(has_text=REASON)).to_have_count(0)


async def test_home(demo: Demo) -> None:
    """The app draws its Home when somebody opens it, and the button there opens the form."""
    ana = await demo.window("ana", "home")
    await expect(ana.page.get_by_role("region", name="Home")).to_contain_text("Hello Ana")
    await ana.page.get_by_role("region", name="Home").get_by_role("button", name="Give kudos").click()
    await expect(ana.form).to_contain_text("Who helped?")


async def test_completion(demo: Demo) -> None:
    """The message box completes commands and people, by keyboard alone."""
    tom = await demo.window("tom")
    await tom.box.press_sequentially("/kud")
    await expect(tom.page.get_by_role("option")).to_have_text([re.compile("Thank a colleague")])
    await tom.box.press("Enter")
    await expect(tom.box).to_have_value("/kudos ")
    await tom.box.press_sequentially("@cast")
    await expect(tom.page.get_by_role("option")).to_have_text([re.compile("Ana Castillo")])
    await tom.box.press("Tab")
    await expect(tom.box).to_have_value("/kudos @ana ")

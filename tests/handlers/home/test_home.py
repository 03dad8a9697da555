"""App Home, and a direct message to the bot."""

from typing import Any

from tests.handlers.world import World, text_of


def _text(view: Any) -> str:
    return str(view.blocks)


async def test_home_greets_and_shows_kudos(alliance: World) -> None:
    """Home says hello, shows what was received, and lists the commands."""
    ana, leo = alliance.sandbox.person("ana"), alliance.sandbox.person("leo")
    await ana.types("/kudos @leo for the raised beds", channel="alliance")
    await leo.opens_home()
    await alliance.sandbox.until(lambda: leo.home is not None)
    shown = _text(leo.home)
    assert "Hello Leo Nakamura" in shown
    assert "for the raised beds" in shown
    assert "/kudos" in shown


async def test_the_button_in_home_opens_the_form(alliance: World) -> None:
    """Kudos are given from Home as from a command."""
    leo = alliance.sandbox.person("leo")
    await leo.opens_home()
    await alliance.sandbox.until(lambda: leo.home is not None)
    await leo.presses("kudos.open")
    await leo.fills({"people": ["ana"], "reason": "for the raised beds"})
    assert await leo.submits() == {}
    await alliance.posted(1)


async def test_a_direct_message_is_answered_with_help(alliance: World) -> None:
    """Whoever writes to the bot learns what it can do."""
    leo = alliance.sandbox.person("leo")
    await leo.types("help")
    await alliance.sandbox.until(lambda: any(message.bot_id for message in leo.dms))
    answer = next(message for message in leo.dms if message.bot_id)
    assert "/kudos" in text_of(answer)

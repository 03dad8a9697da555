"""App Home."""

from typing import Any

from tests.handlers.world import World


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


async def test_home_is_drawn_again_after_an_own_change(alliance: World) -> None:
    """Whoever looks at Home and gives kudos by a command sees there at once that one is spent."""
    tom = alliance.sandbox.person("tom")
    await tom.opens_home()
    await alliance.sandbox.until(lambda: "5 more today" in _text(tom.home))
    await tom.types("/kudos @leo for the raised beds", channel="alliance")
    await alliance.sandbox.until(lambda: "4 more today" in _text(tom.home))


async def test_home_is_not_drawn_for_who_never_opened_it(alliance: World) -> None:
    """A change costs no call for Home where nobody looks."""
    tom = alliance.sandbox.person("tom")
    await tom.types("/kudos @leo for the raised beds", channel="alliance")
    await alliance.bot.edge.idle()
    assert tom.home is None

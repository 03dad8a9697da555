"""The hub: finding what a word stands for, and the menu for who types none."""

import pytest

from bot.errors import RuleError
from handlers.kit.answers import OpenForm, Reply
from tests.handlers.hub.town import HUB, asks, read
from tests.handlers.limits import assert_message_fits
from tests.handlers.world import World, text_of


@pytest.mark.parametrize(
    "text",
    ["members add", "Members add", "MEMBER add", "member, add", "  members   add", "people add", "kudos add"],
)
async def test_a_word_leads_to_its_capability(text: str) -> None:
    """Any spelling of a noun works, its aliases and a command's own name too; the rest goes along."""
    assert await read(text) == "members: add"


async def test_the_rest_of_a_text_keeps_its_shape() -> None:
    """What follows the noun arrives as it was typed."""
    assert await read("members add  “Ana  C”\nand more") == "members: add  “Ana  C”\nand more"


@pytest.mark.parametrize("text", ["members help", "member ?", "People HELP!"])
async def test_help_on_a_noun(text: str) -> None:
    """Help works behind each noun, and shows what is typed here."""
    shown = await read(text)
    assert shown.startswith("*/sha-alliance members: Who &lt;belongs&gt;*")
    assert "`/sha-alliance members list` all" in shown


async def test_a_misspelt_word_offers_what_is_near() -> None:
    """A slip of the thumb costs one press: the button carries what was typed after the word."""
    answer = await HUB.command(asks("membres add <@U1|ana>"))
    assert isinstance(answer, Reply)
    assert "I do not know what “membres add @ana” asks for. Did you mean one of these?" in answer.text
    (button,) = answer.blocks[1].to_dict()["elements"]
    assert button["action_id"] == "hub.noun:members"
    assert button["value"] == "add <@U1|ana>"
    pressed = await HUB.noun(asks(button["value"], "members"))
    assert isinstance(pressed, Reply)
    assert pressed.text == "members: add <@U1|ana>"


@pytest.mark.parametrize(
    "text", ["xyzzy", "12", "<@U1|ana>", "“quoted”", "👩🏽", "a" * 4000, "&lt;!channel&gt;"]
)
async def test_any_other_text_shows_what_there_is(text: str) -> None:
    """Whatever somebody types is answered with the words that there are, and nothing of it is alive."""
    answer = await HUB.command(asks(text))
    assert isinstance(answer, Reply)
    assert_message_fits(answer.text, answer.blocks)
    assert "`/sha-alliance members`" in answer.text
    assert "<" not in answer.text


async def test_what_may_identify_somebody_is_not_repeated() -> None:
    """A number that the privacy guard knows is not shown again, even in a question."""
    assert "6789" not in await read("xyzzy 123-45-6789")


async def test_the_menu_begins_with_the_next_step() -> None:
    """The most urgent step comes first, then everything there is, each with its button."""
    answer = await HUB.command(asks("  "))
    assert isinstance(answer, Reply)
    assert_message_fits(answer.text, answer.blocks)
    step, _, *lines = (block.to_dict() for block in answer.blocks)
    assert step["text"]["text"] == "*Your next step*\nAnswer Tom"
    assert step["accessory"]["text"]["text"] == "Answer"
    buttons = [line["accessory"]["action_id"] for line in lines if "accessory" in line]
    assert buttons == ["hub.noun:members", "hub.noun:groups", "hub.command:kudos"]


async def test_a_button_answers_with_a_way_back() -> None:
    """What a noun's button shows has a way back to the menu; a form opens as it is."""
    answer = await HUB.noun(asks(argument="members"))
    assert isinstance(answer, Reply)
    assert answer.blocks[-1].to_dict()["elements"][0]["action_id"] == "hub.open"
    assert isinstance(await HUB.noun(asks(argument="groups")), OpenForm)


@pytest.mark.parametrize("argument", ["", "gone"])
async def test_a_button_of_long_ago_is_refused(argument: str) -> None:
    """A word that no longer leads anywhere is refused with what to do."""
    with pytest.raises(RuleError, match="Open the menu again"):
        await HUB.noun(asks(argument=argument))


async def test_the_hub_in_slack(alliance: World) -> None:
    """Typed alone, the command shows the menu, whose buttons open what they say, in its place."""
    ana = alliance.sandbox.person("ana")
    (menu,) = await ana.types("/alliance", channel="alliance")
    assert "/kudos" in text_of(menu)
    await ana.presses("hub.command:kudos", menu)
    assert ana.modal is not None
    assert "Give kudos" in str(ana.modal.payload["title"])


async def test_the_hub_in_home(alliance: World) -> None:
    """App Home leads to the menu too, and from there to a form."""
    leo = alliance.sandbox.person("leo")
    await leo.opens_home()
    await alliance.sandbox.until(lambda: leo.home is not None)
    await leo.presses("hub.open")
    await alliance.sandbox.until(lambda: leo.modal is not None)
    await leo.presses("hub.command:kudos")
    assert len(leo.views) == 2


async def test_help_lists_every_noun(alliance: World) -> None:
    """`/alliance help` says what there is, as help on any command does."""
    ana = alliance.sandbox.person("ana")
    (shown,) = await ana.types("/alliance help", channel="alliance")
    assert "`/alliance help` this list" in text_of(shown)

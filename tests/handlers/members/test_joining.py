"""Joining, as people see it in Slack."""

import pytest

from bot.rules.joining import Joining
from bot.rules.members import MemberStatus
from bot.rules.settings import JOINING
from handlers import FEATURES
from handlers.members.messages import HOW_TO
from sandbox.messages import Message
from sandbox.person import Person
from storage import members, settings
from storage.members import Member
from storage.unit import Unit
from tests.handlers.world import World, text_of


@pytest.fixture
async def bea(alliance: World) -> Person:
    """Return the coordinator."""
    person = alliance.sandbox.person("bea")

    def appoint(unit: Unit) -> None:
        settings.choose(unit, "alliance.coordinators", [person.id])

    await alliance.bot.database.run(appoint)
    return person


async def _row(alliance: World, person: Person) -> Member:
    def look(unit: Unit) -> Member:
        return members.by_user_ids(unit, [person.id])[person.id]

    return await alliance.bot.database.read(look)


async def _message(alliance: World, person: Person, words: str) -> Message:
    """Wait for a direct message from the bot that says this, and return it."""

    def found() -> list[Message]:
        return [one for one in person.dms if one.bot_id and words in text_of(one)]

    await alliance.sandbox.until(lambda: bool(found()))
    return found()[0]


def test_the_welcome_names_commands_that_exist() -> None:
    """What newcomers are shown to type is there."""
    assert {name for name, _ in HOW_TO} <= {name for feature in FEATURES for name in feature.commands}


async def test_being_invited(alliance: World, bea: Person) -> None:
    """The welcome has its four cards; agreeing shows in it, and finds a buddy from another organisation."""
    ana, renee = alliance.sandbox.person("ana"), alliance.sandbox.person("renee")
    await renee.types("/kudos @bea for the first of all errands", channel="alliance")
    shown = await bea.types("/alliance members add @ana org:food-bank", channel="alliance")
    assert "Invited: Ana Castillo" in shown[0].text
    welcome = await _message(alliance, ana, "Welcome to")
    text = text_of(welcome)
    assert "Harvest Table Food Bank" in text
    assert "Name problems, not people." in text
    assert "America/New_York, where it is 10:00 (EST)" in text
    assert (await _row(alliance, ana)).accepted_at is None
    await ana.presses("members.agree", welcome)
    await alliance.sandbox.until(lambda: "You are in since" in text_of(welcome))
    assert "members.agree" not in str(welcome.blocks)
    assert (await _row(alliance, ana)).status is MemberStatus.ACTIVE
    await _message(alliance, ana, "is your buddy")
    await _message(alliance, renee, "is new, and you are their buddy")


async def test_saying_no(alliance: World, bea: Person) -> None:
    """Who presses Not me is out, and the welcome says so; what they try then offers the way back."""
    ana = alliance.sandbox.person("ana")
    await bea.types("/alliance members add @ana org:food-bank", channel="alliance")
    welcome = await _message(alliance, ana, "Welcome to")
    await ana.presses("members.decline", welcome)
    await alliance.sandbox.until(lambda: "You are not taking part" in text_of(welcome))
    shown = await ana.types("/kudos @leo for the raised beds", channel="alliance")
    assert "To come back, ask to join" in shown[0].text
    assert not alliance.posts


async def test_using_the_bot_is_agreeing(alliance: World) -> None:
    """In an open alliance, who thanks somebody is in; who is thanked, or only looks, is not yet."""
    ana, leo, tom = (alliance.sandbox.person(one) for one in ("ana", "leo", "tom"))
    await ana.types("/kudos @leo for the raised beds", channel="alliance")
    await tom.opens_home()
    await alliance.sandbox.until(lambda: tom.home is not None)
    assert (await _row(alliance, ana)).accepted_at is not None
    assert (await _row(alliance, leo)).accepted_at is None
    assert (await _row(alliance, tom)).status is MemberStatus.INVITED


async def test_agreeing_in_home(alliance: World) -> None:
    """Home's next step asks a newcomer whether they are in."""
    omar = alliance.sandbox.person("omar")
    await omar.opens_home()
    await alliance.sandbox.until(lambda: omar.home is not None)
    await omar.presses("members.agree")
    assert (await _row(alliance, omar)).status is MemberStatus.ACTIVE


async def test_by_approval(alliance: World, bea: Person) -> None:
    """A stranger gets a button instead of an answer; a coordinator lets them in from Home or the message."""

    def choose(unit: Unit) -> None:
        settings.choose(unit, JOINING, Joining.APPROVAL)

    await alliance.bot.database.run(choose)
    await bea.types("/alliance members", channel="alliance")
    omar = alliance.sandbox.person("omar")
    (turned_away,) = await omar.types("/kudos @leo for the raised beds", channel="alliance")
    assert "You are not in this alliance yet" in turned_away.text
    await omar.presses("members.ask", turned_away)
    request = await _message(alliance, bea, "asks to join")
    await omar.opens_home()
    await alliance.sandbox.until(lambda: omar.home is not None)
    assert "You have asked to join" in str(omar.home.blocks if omar.home else "")
    await bea.presses("members.let_in", request)
    await alliance.sandbox.until(lambda: "let *Omar Haddad* in" in text_of(request))
    await omar.presses("members.agree", await _message(alliance, omar, "Welcome to"))
    assert (await _row(alliance, omar)).status is MemberStatus.ACTIVE


async def test_somebody_not_on_slack(bea: Person) -> None:
    """A person without an account is entered by name, in the command or in the form."""
    await bea.types("/alliance members invite Jo Brand org:shelter", channel="alliance")
    (listed,) = await bea.types("/alliance members list org:shelter", channel="alliance")
    assert "Jo Brand · not on Slack" in text_of(listed)
    await bea.types("/alliance members invite Kit Moss", channel="alliance")
    await bea.fills({"organization": "shelter"})
    assert await bea.submits() == {}
    (shown,) = await bea.types("/alliance members show kit moss", channel="alliance")
    assert "Open Door Shelter" in text_of(shown)


async def test_only_coordinators_invite(alliance: World) -> None:
    """Anybody else is told who can, and no form opens."""
    ana = alliance.sandbox.person("ana")
    (shown,) = await ana.types("/alliance members add @leo", channel="alliance")
    assert "coordinator" in shown.text
    assert ana.modal is None

"""Joining: invitations, agreeing, asking to be let in, buddies."""

import pytest

from bot.actor import Capability
from bot.errors import OutsiderError, RuleError
from bot.rules.joining import Joining
from bot.rules.members import MemberStatus
from bot.rules.settings import JOINING
from bot.services import joining, leaving, members
from bot.services.joining import Invitation
from storage import settings
from storage.members import Member
from storage.outbox import Notice
from storage.unit import Unit
from tests.bot.services.alliance import ANA, LEO, OMAR, TESSA, TOM, Alliance, profile
from tests.conftest import NOW

NEW = "U0NEW"


async def _member(alliance: Alliance, user_id: str) -> Member:
    return next(one for one in await alliance.rows(Member) if one.slack_user_id == user_id)


async def _coordinators(alliance: Alliance, *user_ids: str) -> None:
    await alliance.database.run(members.configure, "UTC", user_ids)


async def _meet(alliance: Alliance, user_id: str = NEW, domain: str = "clinic.example") -> None:
    await alliance.database.run(members.enrol, [profile(user_id, "Nora", domain)])


async def _by_approval(alliance: Alliance) -> None:
    def choose(unit: Unit) -> None:
        settings.choose(unit, JOINING, Joining.APPROVAL)

    await alliance.database.run(choose)


async def test_inviting_people(alliance: Alliance) -> None:
    """A coordinator invites people for an organisation; each gets one welcome, and is not in yet."""
    await _coordinators(alliance, ANA)
    await _meet(alliance, domain="")
    invited = await alliance.act(ANA, joining.invite, [NEW, TOM], "food-bank")
    assert ([one.name for one in invited.welcomed], [one.name for one in invited.present]) == (
        ["Nora"],
        ["Tom"],
    )
    new = await _member(alliance, NEW)
    assert (new.status, new.accepted_at, new.organization_id) == (MemberStatus.INVITED, None, 2)
    assert (await _member(alliance, TOM)).organization_id == 1
    assert await alliance.notices() == [("members.welcome", NEW)]
    await alliance.act(ANA, joining.invite, [NEW], None)
    assert len(await alliance.notices()) == 1


async def test_fifty_people_at_once(alliance: Alliance) -> None:
    """Fifty people are invited in one go, each for the organisation of the address, each welcomed once."""
    await _coordinators(alliance, ANA)
    crowd = [profile(f"U0CROWD{turn}", f"Person {turn}", "gardens.example") for turn in range(50)]
    invited = await alliance.act(ANA, joining.invite_all, [Invitation(one) for one in crowd])
    assert len(invited.welcomed) == 50
    found = [one for one in await alliance.rows(Member) if one.status is MemberStatus.INVITED]
    assert [one.organization_id for one in found] == [3] * 50
    assert len(await alliance.notices()) == 50


async def test_only_coordinators_invite(alliance: Alliance) -> None:
    """Anybody else is told that it takes a coordinator."""
    with pytest.raises(RuleError, match="coordinator"):
        await alliance.act(LEO, joining.invite, [TOM], None)
    with pytest.raises(RuleError, match="coordinator"):
        await alliance.act(LEO, joining.add_by_name, "Kim", "clinic", confirmed=False)


async def test_an_unknown_organisation(alliance: Alliance) -> None:
    """A misspelt short name is answered with the nearest."""
    await _coordinators(alliance, ANA)
    with pytest.raises(RuleError, match="Did you mean food-bank"):
        await alliance.act(ANA, joining.invite, [TOM], "foodbank")


async def test_somebody_who_is_not_on_slack(alliance: Alliance) -> None:
    """A person without an account is entered by name, once for each organisation."""
    await _coordinators(alliance, ANA)
    await alliance.act(ANA, joining.add_by_name, " Kim  Alvarez ", "clinic", confirmed=False)
    kim = (await alliance.rows(Member))[-1]
    assert (kim.name, kim.organization_id, kim.slack_user_id) == ("Kim Alvarez", 1, None)
    with pytest.raises(RuleError, match="in the list already"):
        await alliance.act(ANA, joining.add_by_name, "kim alvarez", "clinic", confirmed=False)
    with pytest.raises(RuleError, match="which organisation"):
        await alliance.act(ANA, joining.add_by_name, "Jo Reed", None, confirmed=False)


async def test_agreeing(alliance: Alliance) -> None:
    """Who agrees is in; the welcome shows it; a buddy from elsewhere is found, and both hear of it."""
    await _coordinators(alliance, ANA)
    await _meet(alliance)
    await alliance.act(ANA, joining.invite, [NEW], "clinic")
    await alliance.act(NEW, joining.agree)
    await alliance.act(NEW, joining.agree)
    new, leo = await _member(alliance, NEW), await _member(alliance, LEO)
    assert (new.status, new.accepted_at, new.buddy_id) == (MemberStatus.ACTIVE, NOW, leo.id)
    assert await alliance.notices() == [
        ("members.welcome", NEW),
        ("members.welcome", NEW),
        ("members.buddy", NEW),
        ("members.buddy", LEO),
    ]
    welcome, edit = (await alliance.rows(Notice))[:2]
    assert (edit.edits_id, edit.data) == (welcome.id, welcome.data)


async def test_buddies_share_the_newcomers(alliance: Alliance) -> None:
    """The next newcomer goes to somebody who has none yet; never to the own organisation's people."""
    await _coordinators(alliance, ANA)
    for number in range(3):
        await _meet(alliance, f"U0NEW{number}", "gardens.example")
        await alliance.act(ANA, joining.invite, [f"U0NEW{number}"], None)
        await alliance.act(f"U0NEW{number}", joining.agree)
    people = {one.id: one for one in await alliance.rows(Member)}
    buddies = [people[one.buddy_id].slack_user_id for one in people.values() if one.buddy_id]
    assert buddies == [TOM, "U0DANA", TOM]


async def test_who_was_not_welcomed_gets_no_buddy(alliance: Alliance) -> None:
    """Somebody who simply begins to use the bot is in, and is left alone."""
    await _meet(alliance)
    await alliance.act(NEW, joining.agree)
    new = await _member(alliance, NEW)
    assert (new.status, new.accepted_at, new.buddy_id) == (MemberStatus.ACTIVE, NOW, None)
    assert await alliance.notices() == []


async def test_declining(alliance: Alliance) -> None:
    """Who says no is out at once; who takes part already is told how to leave."""
    await _coordinators(alliance, ANA)
    await _meet(alliance)
    await alliance.act(NEW, leaving.decline)
    assert (await _member(alliance, NEW)).status is MemberStatus.LEFT
    with pytest.raises(RuleError, match="You take part already"):
        await alliance.act(TOM, leaving.decline)


async def test_by_approval_a_stranger_asks(alliance: Alliance) -> None:
    """Where newcomers need approval, they can do nothing before somebody lets them in."""
    await _coordinators(alliance, ANA, TOM)
    await _by_approval(alliance)
    await _meet(alliance)
    with pytest.raises(OutsiderError, match="Ask to join"):
        await alliance.act(NEW, joining.agree)
    assert await alliance.database.run(joining.ask, NEW) is MemberStatus.ASKING
    assert await alliance.database.run(joining.ask, NEW) is MemberStatus.ASKING
    assert await alliance.notices() == [("members.asked", ANA), ("members.asked", TOM)]
    new = await _member(alliance, NEW)
    await alliance.act(ANA, joining.let_in, new.id)
    assert (await _member(alliance, NEW)).status is MemberStatus.INVITED
    assert [kind for kind, _ in await alliance.notices()][2:] == [
        "members.welcome",
        "members.asked",
        "members.asked",
    ]
    with pytest.raises(RuleError, match="answered already"):
        await alliance.act(TOM, joining.turn_down, new.id)
    await alliance.act(NEW, joining.agree)
    assert (await _member(alliance, NEW)).accepted_at == NOW


async def test_not_now(alliance: Alliance) -> None:
    """Who is not let in now hears of it, and can ask again."""
    await _coordinators(alliance, ANA)
    await _by_approval(alliance)
    await _meet(alliance)
    await alliance.database.run(joining.ask, NEW)
    new = await _member(alliance, NEW)
    await alliance.act(ANA, joining.turn_down, new.id)
    assert ("members.turned_down", NEW) in await alliance.notices()
    assert (await _member(alliance, NEW)).status is MemberStatus.ASKING
    await alliance.database.run(joining.ask, NEW)
    assert (await _member(alliance, NEW)).accepted_at == NOW


async def test_where_the_door_is_open_again(alliance: Alliance) -> None:
    """Who was met while it took approval walks in once the alliance is open; who left has to ask."""
    await _coordinators(alliance, ANA)
    await _by_approval(alliance)
    await _meet(alliance)

    def open_door(unit: Unit) -> None:
        settings.choose(unit, JOINING, Joining.OPEN)

    await alliance.database.run(open_door)
    assert await alliance.database.run(joining.ask, NEW) is MemberStatus.ACTIVE
    tom = await _member(alliance, TOM)
    await alliance.act(TOM, leaving.leave, tom.id, {})
    assert await alliance.database.run(joining.ask, TOM) is MemberStatus.ASKING


async def test_coming_back(alliance: Alliance) -> None:
    """A coordinator invites somebody who left; the person is in again once they agree."""
    await _coordinators(alliance, ANA)
    omar = await _member(alliance, OMAR)
    await alliance.act(OMAR, leaving.leave, omar.id, {})
    await alliance.act(ANA, joining.invite, [OMAR], None)
    assert Capability.MEMBER in (await alliance.database.read(members.recognize, OMAR)).capabilities
    await alliance.act(OMAR, joining.agree)
    assert (await _member(alliance, OMAR)).status is MemberStatus.ACTIVE
    assert (await _member(alliance, TESSA)).buddy_id is None

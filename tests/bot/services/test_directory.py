"""The directory: looking people up, and what coordinators change."""

import pytest

from bot.actor import Capability
from bot.errors import RuleError
from bot.rules.members import MemberStatus, Voting
from bot.rules.privacy import UnconfirmedError
from bot.services import directory, members
from bot.services.directory import Change
from storage.members import Member
from tests.bot.services.alliance import ANA, LEO, OMAR, TESSA, TOM, Alliance, profile


async def _member(alliance: Alliance, user_id: str) -> Member:
    return next(one for one in await alliance.rows(Member) if one.slack_user_id == user_id)


@pytest.fixture(autouse=True)
async def _coordinators(alliance: Alliance) -> None:
    await alliance.database.run(members.configure, "UTC", [ANA])


async def _edit(alliance: Alliance, user_id: str, **wishes: object) -> None:
    plain = {"title": None, "organization": None, "voting": Voting.NONE, "capabilities": ()}
    change = Change(**(plain | wishes))  # type: ignore[arg-type]
    member = await _member(alliance, user_id)
    await alliance.act(ANA, directory.edit, member.id, change, confirmed=False)


async def test_everybody_by_organisation(alliance: Alliance) -> None:
    """People are listed by organisation and name, those without one last; one organisation by its name."""
    entries = await alliance.act(LEO, directory.everybody)
    assert [(one.member.name, one.organization) for one in entries] == [
        ("Leo", "Green Plot Community Gardens"),
        ("Ana", "Harvest Table Food Bank"),
        ("Tom", "Riverbend Community Clinic"),
        ("Dana", "Sunnybrook General Hospital"),
        ("Omar", None),
        ("Tessa", None),
    ]
    (only,) = await alliance.act(LEO, directory.everybody, "clinic")
    assert (only.member.name, only.capabilities) == ("Tom", ())
    with pytest.raises(RuleError, match="Did you mean clinic"):
        await alliance.act(LEO, directory.everybody, "clinik")


async def test_who_left_is_not_listed(alliance: Alliance) -> None:
    """Somebody who has left, or was never let in, is neither listed, nor found, nor shown."""

    def send_away(unit: object) -> None:
        for member in members.named(unit, [OMAR]):  # type: ignore[arg-type]
            member.status = MemberStatus.LEFT

    await alliance.database.run(send_away)
    omar = await _member(alliance, OMAR)
    assert OMAR not in {one.member.slack_user_id for one in await alliance.act(LEO, directory.everybody)}
    assert await alliance.act(LEO, directory.find, "Omar") == []
    with pytest.raises(RuleError, match="does not take part any more"):
        await alliance.act(LEO, directory.card, omar.id)


async def test_find(alliance: Alliance) -> None:
    """A whole name or a part of it finds people."""
    for words, names in (
        ("tom", ["Tom"]),
        ("@AN", ["Ana", "Dana"]),
        ("Tesa", []),
        ("", []),
        ("zz", []),
    ):
        assert [one.name for one in await alliance.act(LEO, directory.find, words)] == names, words


async def test_near(alliance: Alliance) -> None:
    """A misspelt name is answered with those near it, to choose from."""
    assert [one.name for one in await alliance.act(LEO, directory.near, "Tesa")] == ["Tessa"]
    assert await alliance.act(LEO, directory.near, "zz") == []


async def test_a_card(alliance: Alliance) -> None:
    """A profile has the local time of its person; what the reader may do depends on the reader."""
    tessa = await _member(alliance, TESSA)
    card = await alliance.act(ANA, directory.card, tessa.id)
    assert f"{card.local_time:%H:%M %Z}" == "20:30 IST"
    assert (card.is_self, card.is_editable) == (False, True)
    card = await alliance.act(TESSA, directory.card, tessa.id)
    assert (card.is_self, card.is_editable) == (True, False)


async def test_ones_own_title(alliance: Alliance) -> None:
    """Everybody writes their own title; the privacy guard reads it, and the trail says that it changed."""
    await alliance.act(TOM, directory.retitle, " Nurse,  on call ", confirmed=False)
    await alliance.act(TOM, directory.retitle, "Nurse, on call", confirmed=False)
    assert (await _member(alliance, TOM)).title == "Nurse, on call"
    assert await alliance.verbs() == ["member.retitled"]
    with pytest.raises(UnconfirmedError) as caught:
        await alliance.act(TOM, directory.retitle, "Nurse of patient Maria Lopez", confirmed=False)
    assert caught.value.field == "title"
    with pytest.raises(RuleError, match="up to 120 characters"):
        await alliance.act(TOM, directory.retitle, "x" * 121, confirmed=False)


async def test_only_coordinators_edit(alliance: Alliance) -> None:
    """A member changes nobody, and not even the own capabilities."""
    tom = await _member(alliance, TOM)
    change = Change(None, None, Voting.NONE, (Capability.COORDINATOR,))
    with pytest.raises(RuleError, match="coordinator"):
        await alliance.act(TOM, directory.edit, tom.id, change, confirmed=False)


async def test_one_representative_for_each_organisation(alliance: Alliance) -> None:
    """The second one is refused with the holder's name, and takes over if that is wanted."""
    await _edit(alliance, TOM, organization="clinic", voting=Voting.REPRESENTATIVE)
    with pytest.raises(RuleError, match="Tom is the voting representative already") as caught:
        await _edit(alliance, OMAR, organization="clinic", voting=Voting.REPRESENTATIVE)
    assert caught.value.field == "voting"
    assert (await _member(alliance, OMAR)).organization_id is None
    await _edit(alliance, OMAR, organization="clinic", voting=Voting.REPRESENTATIVE, takes_over=True)
    assert (await _member(alliance, TOM)).voting is Voting.ALTERNATE
    with pytest.raises(RuleError, match="no organisation yet"):
        await _edit(alliance, TESSA, voting=Voting.ALTERNATE)


async def test_the_vote_stays_with_the_organisation(alliance: Alliance) -> None:
    """Who moves to another organisation leaves the vote of the former one behind."""
    await _edit(alliance, TOM, organization="clinic", voting=Voting.REPRESENTATIVE)
    await _edit(alliance, TOM, organization="hospital", voting=Voting.NONE)
    tom = await _member(alliance, TOM)
    assert (tom.organization_id, tom.voting) == (4, Voting.NONE)


async def test_offices(alliance: Alliance) -> None:
    """Capabilities are given and taken; observers only read; each change is in the trail."""
    await _edit(alliance, LEO, organization="gardens", capabilities=(Capability.LEAD, Capability.STEERING))
    await _edit(alliance, LEO, organization="gardens", capabilities=(Capability.OBSERVER,))
    actor = await alliance.database.read(members.recognize, LEO)
    assert actor.capabilities == {Capability.OBSERVER}
    assert await alliance.verbs() == [
        "member.granted_lead",
        "member.granted_steering",
        "member.granted_observer",
        "member.revoked_lead",
        "member.revoked_steering",
    ]
    with pytest.raises(RuleError, match="An observer only reads"):
        await _edit(
            alliance, LEO, organization="gardens", capabilities=(Capability.OBSERVER, Capability.LEAD)
        )


async def test_steward_and_coordinator(alliance: Alliance) -> None:
    """Nobody is both, unless the alliance insists."""
    both = (Capability.STEWARD, Capability.COORDINATOR)
    with pytest.raises(RuleError, match="in confidence"):
        await _edit(alliance, TOM, organization="clinic", capabilities=both)
    await _edit(alliance, TOM, organization="clinic", capabilities=both, insists=True)
    assert set(both) <= (await alliance.database.read(members.recognize, TOM)).capabilities


async def test_the_way_to_somebody_by_slack_id(alliance: Alliance) -> None:
    """People who are met for the first time are introduced first."""
    await alliance.database.run(members.enrol, [profile("U0NEW", "New")])
    assert await alliance.act(LEO, directory.met, "U0NEW") == 7

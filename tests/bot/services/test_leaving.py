"""Leaving: nothing stays with somebody who leaves."""

import pytest

from bot.actor import Capability
from bot.errors import OutsiderError, RuleError
from bot.rules.actions import ActionStatus, Draft
from bot.rules.members import MemberStatus, Voting
from bot.services import absence, actions, directory, joining, leaving, members
from bot.services.directory import Change
from storage.actions import ActionHelper, ActionItem
from storage.groups import GroupMembership, WorkingGroup
from storage.members import Member, MemberCapability
from storage.unit import Unit
from tests.bot.services.alliance import ANA, DANA, LEO, TESSA, TOM, Alliance, profile


async def _member(alliance: Alliance, user_id: str) -> Member:
    return next(one for one in await alliance.rows(Member) if one.slack_user_id == user_id)


async def _seat(alliance: Alliance, user_id: str, slug: str, voting: Voting) -> None:
    member = await _member(alliance, user_id)
    change = Change(None, slug, voting, ())
    await alliance.act(ANA, directory.edit, member.id, change, confirmed=False)


@pytest.fixture(autouse=True)
async def _coordinators(alliance: Alliance) -> None:
    await alliance.database.run(members.configure, "UTC", [ANA])


async def test_leaving_passes_on_what_is_held(alliance: Alliance) -> None:
    """The vote goes to the alternate who is proposed; office, groups and newcomers end; people hear of it."""
    await _seat(alliance, TOM, "clinic", Voting.REPRESENTATIVE)
    await _seat(alliance, TESSA, "clinic", Voting.ALTERNATE)
    tom = await _member(alliance, TOM)

    def tie(unit: Unit) -> None:
        unit.session.add(WorkingGroup(id=1, slug="seniors", name="Seniors", created_at=unit.now))
        unit.session.flush()
        unit.session.add(GroupMembership(group_id=1, member_id=tom.id, since=unit.now))
        unit.session.add(MemberCapability(member_id=tom.id, capability=Capability.STEERING))

    await alliance.database.run(tie)
    farewell = await alliance.act(TOM, leaving.prepare, tom.id)
    assert [(one.label, heir) for one, heir in farewell.holdings] == [
        ("Voting representative of Riverbend Community Clinic", TESSA)
    ]
    await alliance.act(TOM, leaving.leave, tom.id, {f"voting:{tom.id}": TESSA})
    tom, tessa = await _member(alliance, TOM), await _member(alliance, TESSA)
    assert (tom.status, tom.voting, tessa.voting) == (MemberStatus.LEFT, Voting.NONE, Voting.REPRESENTATIVE)
    assert await alliance.rows(GroupMembership) == []
    assert [one.member_id for one in await alliance.rows(MemberCapability)] == [1]
    assert await alliance.notices() == [("members.inherited", TESSA), ("members.left", ANA)]
    assert await alliance.database.read(leaving.held_by, tom.id) == []
    with pytest.raises(OutsiderError, match="To come back, ask to join"):
        await alliance.act(TOM, joining.agree)


async def test_action_items_go_to_their_heirs(alliance: Alliance) -> None:
    """What somebody owes goes to the proposed heir with its history; what nobody takes is dropped."""
    for title in ("Book the hall", "Print the flyers"):
        await alliance.act(TOM, actions.add, Draft(title=title, helpers=(LEO,)))
    await alliance.act(LEO, actions.add, Draft(title="Water the beds", helpers=(TOM,)))
    tom = await _member(alliance, TOM)
    farewell = await alliance.act(ANA, leaving.prepare, tom.id)
    assert [(one.label, heir) for one, heir in farewell.holdings] == [
        ("A-1 Book the hall", ANA),
        ("A-2 Print the flyers", ANA),
    ]
    await alliance.act(ANA, leaving.leave, tom.id, {"action:1": DANA, leaving.ALL_ELSE: None})
    first, second, third = await alliance.rows(ActionItem)
    dana, leo = await _member(alliance, DANA), await _member(alliance, LEO)
    assert (first.owner_id, first.status) == (dana.id, ActionStatus.OPEN)
    assert (second.status, third.owner_id) == (ActionStatus.DROPPED, leo.id)
    assert tom.id not in {one.member_id for one in await alliance.rows(ActionHelper)}
    assert await alliance.database.read(leaving.held_by, tom.id) == []
    assert ("actions.passed_on", DANA) in await alliance.notices()
    assert "members.inherited" not in {kind for kind, _ in await alliance.notices()}


async def test_what_came_in_meanwhile(alliance: Alliance) -> None:
    """Something that was not on the screen keeps a leaver from leaving; nothing was changed then."""
    tom = await _member(alliance, TOM)
    await _seat(alliance, TOM, "clinic", Voting.REPRESENTATIVE)
    with pytest.raises(RuleError, match="Meanwhile there is more: Voting representative of"):
        await alliance.act(TOM, leaving.leave, tom.id, {})
    assert (await _member(alliance, TOM)).status is MemberStatus.ACTIVE


async def test_heirs_are_checked(alliance: Alliance) -> None:
    """An heir is somebody else who takes part; what is wrong is said beside the thing."""
    await _seat(alliance, TOM, "clinic", Voting.REPRESENTATIVE)
    tom, omar = await _member(alliance, TOM), await _member(alliance, "U0OMAR")
    await alliance.act(ANA, leaving.leave, omar.id, {})
    for heir, sentence in ((TOM, "is leaving"), ("U0OMAR", "does not take part"), (LEO, "the same organ")):
        with pytest.raises(RuleError, match=sentence) as caught:
            await alliance.act(TOM, leaving.leave, tom.id, {f"voting:{tom.id}": heir})
        assert caught.value.field == f"voting:{tom.id}"
    await alliance.act(TOM, leaving.leave, tom.id, {f"voting:{tom.id}": None})
    assert (await _member(alliance, TOM)).voting is Voting.NONE


async def test_who_may_see_somebody_off(alliance: Alliance) -> None:
    """Everybody may leave; for somebody else it takes a coordinator; once is enough."""
    leo = await _member(alliance, LEO)
    with pytest.raises(RuleError, match="Only a coordinator"):
        await alliance.act(TOM, leaving.leave, leo.id, {})
    await alliance.act(ANA, leaving.leave, leo.id, {})
    with pytest.raises(RuleError, match="has left already"):
        await alliance.act(ANA, leaving.leave, leo.id, {})
    assert await alliance.verbs() == ["member.left"]


async def test_the_last_coordinator_stays(alliance: Alliance) -> None:
    """The last coordinator can neither leave nor lay down the office; a second one changes that."""
    ana, leo = await _member(alliance, ANA), await _member(alliance, LEO)
    with pytest.raises(RuleError, match="last coordinator"):
        await alliance.act(ANA, leaving.leave, ana.id, {})
    with pytest.raises(RuleError, match="last coordinator"):
        await alliance.act(ANA, directory.edit, ana.id, Change(None, None, Voting.NONE, ()), confirmed=False)
    await alliance.act(ANA, absence.pause, ana.id, None)
    change = Change(None, "gardens", Voting.NONE, (Capability.COORDINATOR,))
    await alliance.act(ANA, directory.edit, leo.id, change, confirmed=False)
    await alliance.act(ANA, leaving.leave, ana.id, {})
    assert await alliance.database.read(members.coordinators) == [LEO]


async def test_an_account_that_is_gone(alliance: Alliance) -> None:
    """When Slack deactivates an account, the coordinators hear of it once, and see it until it is done."""
    leo = await _member(alliance, LEO)
    for delivery in ("Ev1:0", "Ev1:0", "Ev2:0"):
        gone = profile(LEO, "Leo", is_deactivated=True)
        await alliance.database.run(leaving.follow, gone, delivery)
    assert await alliance.notices() == [("members.gone", ANA)]
    assert [one.id for one in await alliance.act(ANA, leaving.gone)] == [leo.id]
    assert await alliance.act(DANA, leaving.gone) == []
    await alliance.act(ANA, leaving.leave, leo.id, {})
    assert await alliance.act(ANA, leaving.gone) == []

"""Working groups: founding, joining, leading and ending them."""

from dataclasses import replace

import pytest

from bot.actor import Capability
from bot.errors import RuleError
from bot.rules.members import MemberStatus
from bot.rules.privacy import PrivacyError
from bot.services import groups
from bot.services.groups import Draft
from bot.services.groups_shown import told
from bot.services.members import recognize
from storage.groups import GroupMembership, WorkingGroup
from storage.roles import RoleAssignment
from storage.unit import Unit
from tests.bot.services.alliance import ANA, DANA, LEO, OMAR, TESSA, TOM, Alliance
from tests.bot.services.governance import (
    capabilities,
    change,
    coordinator,
    group_of,
    member,
    role_of,
    term_of,
)


async def test_a_coordinator_founds_a_group_and_its_lead_is_told(alliance: Alliance) -> None:
    """A group has a name, a purpose and a lead, who is in it, may do what leads may, and hears of it."""
    await coordinator(alliance)
    draft = Draft("Prevention", " Prevention  of diabetes ", "Fewer new cases", TOM, "C0PREV")
    group = await alliance.act(DANA, groups.found, draft, confirmed=False)
    assert (group.slug, group.name, group.purpose) == (
        "prevention",
        "Prevention of diabetes",
        "Fewer new cases",
    )
    assert (group.lead and group.lead.name, group.channel_id, group.is_editable) == ("Tom", "C0PREV", True)
    assert [one.name for one in group.people] == ["Tom"]
    assert await capabilities(alliance, TOM) == {"lead"}
    assert await alliance.notices() == [("groups.lead", TOM)]
    assert await alliance.verbs() == ["group.founded", "group.led", "group.joined", "member.granted_lead"]


async def test_founding_is_for_coordinators_and_the_steering_committee(alliance: Alliance) -> None:
    """Others are told whom to ask; the committee itself is set up by a coordinator."""
    with pytest.raises(RuleError, match="Tell one of them"):
        await alliance.act(ANA, groups.found, Draft("food", "Food"), confirmed=False)
    await coordinator(alliance)
    steering = await group_of(alliance, "steering")
    await alliance.act(DANA, groups.change_people, steering.id, added=[ANA])
    assert (await alliance.act(ANA, groups.found, Draft("food", "Food"), confirmed=False)).slug == "food"
    await alliance.act(DANA, groups.end, steering.id)
    with pytest.raises(RuleError, match="found groups"):
        await alliance.act(ANA, groups.found, Draft("seniors", "Seniors"), confirmed=False)


@pytest.mark.parametrize(
    ("draft", "field", "said"),
    [
        (Draft("", "Food"), "slug", "letters a to z"),
        (Draft("food access", "Food"), "slug", "such as food-access"),
        (Draft("food", " "), "name", "1 to 120 characters"),
        (Draft("food", "Food", "x" * 501), "purpose", "500 or less"),
    ],
)
async def test_what_a_group_cannot_be_called(alliance: Alliance, draft: Draft, field: str, said: str) -> None:
    """What does not fit is refused beside its field."""
    await coordinator(alliance)
    with pytest.raises(RuleError, match=said) as caught:
        await alliance.act(DANA, groups.found, draft, confirmed=False)
    assert caught.value.field == field
    assert not await alliance.rows(WorkingGroup)


async def test_no_patient_gets_into_a_purpose(alliance: Alliance) -> None:
    """The privacy guard looks at names and purposes."""
    await coordinator(alliance)
    for draft in (Draft("food", "MRN 1234567"), Draft("food", "Food", "call 555-867-5309")):
        with pytest.raises(PrivacyError):
            await alliance.act(DANA, groups.found, draft, confirmed=False)


async def test_anybody_joins_and_leaves(alliance: Alliance) -> None:
    """Joining twice is joining once, and nobody is told of what they did themselves."""
    await coordinator(alliance)
    group = await group_of(alliance)
    assert (await alliance.act(ANA, groups.join, group.id)).is_mine
    assert [one.name for one in (await alliance.act(ANA, groups.join, group.id)).people] == ["Ana"]
    assert not (await alliance.act(ANA, groups.leave, group.id)).is_mine
    await alliance.act(ANA, groups.leave, group.id)
    assert (await alliance.verbs())[1:] == ["group.joined", "group.left"]
    assert not await alliance.notices()


async def test_the_steering_committee_is_named(alliance: Alliance) -> None:
    """Nobody walks into the committee; who is named has its capability, and loses it with the seat."""
    await coordinator(alliance)
    steering = await group_of(alliance, "steering")
    with pytest.raises(RuleError, match="one seat for each major partner"):
        await alliance.act(ANA, groups.join, steering.id)
    assert not (await alliance.act(ANA, groups.look_at, steering.id)).is_open
    await alliance.act(DANA, groups.change_people, steering.id, added=[ANA, LEO])
    assert await capabilities(alliance, ANA) == {"steering"}
    assert ("groups.added", ANA) in await alliance.notices()
    await alliance.act(ANA, groups.leave, steering.id)
    await alliance.act(DANA, groups.change_people, steering.id, removed=[LEO])
    assert (await capabilities(alliance, ANA), await capabilities(alliance, LEO)) == (set(), set())


async def test_the_lead_hands_a_group_over(alliance: Alliance) -> None:
    """The new lead may do what leads may and is told; the old one may no longer, and stays in the group."""
    await coordinator(alliance)
    group = await group_of(alliance, lead=TOM)
    with pytest.raises(RuleError, match="You lead Prevention"):
        await alliance.act(TOM, groups.leave, group.id)
    after = await alliance.act(TOM, groups.hand_over, group.id, ANA)
    assert (after.lead and after.lead.name, [one.name for one in after.people]) == ("Ana", ["Ana", "Tom"])
    assert (await capabilities(alliance, TOM), await capabilities(alliance, ANA)) == (set(), {"lead"})
    assert (await alliance.notices())[-1] == ("groups.lead", ANA)
    with pytest.raises(RuleError, match="Only the lead of Prevention"):
        await alliance.act(TOM, groups.hand_over, group.id, TOM)


async def test_who_leads_another_group_stays_a_lead(alliance: Alliance) -> None:
    """Handing over one of two groups takes no capability away."""
    await coordinator(alliance)
    group = await group_of(alliance, lead=TOM)
    await group_of(alliance, "seniors", lead=TOM)
    await alliance.act(DANA, groups.hand_over, group.id, ANA)
    assert await capabilities(alliance, TOM) == {"lead"}


async def test_a_lead_changes_the_people_of_the_group_alone(alliance: Alliance) -> None:
    """Leads put people in and take them out, in their own group; a lead stays until somebody else leads."""
    await coordinator(alliance)
    group, other = await group_of(alliance, lead=TOM), await group_of(alliance, "seniors")
    after = await alliance.act(TOM, groups.change_people, group.id, added=[ANA, LEO, ANA])
    assert [one.name for one in after.people] == ["Ana", "Leo", "Tom"]
    after = await alliance.act(TOM, groups.change_people, group.id, removed=[ANA])
    assert [one.name for one in after.people] == ["Leo", "Tom"]
    with pytest.raises(RuleError, match="Tom leads Prevention"):
        await alliance.act(DANA, groups.change_people, group.id, removed=[TOM])
    with pytest.raises(RuleError, match="Only the lead of Seniors"):
        await alliance.act(TOM, groups.change_people, other.id, added=[ANA])


@pytest.mark.parametrize("gone", [{"status": MemberStatus.LEFT}, {"is_deactivated": True}])
async def test_who_has_left_is_not_put_into_a_group(alliance: Alliance, gone: dict[str, object]) -> None:
    """Neither as its lead nor as one of its people; and those who have left are not shown in it."""
    await coordinator(alliance)
    group = await group_of(alliance)
    await alliance.act(DANA, groups.change_people, group.id, added=[OMAR])
    await change(alliance, OMAR, **gone)
    assert not (await alliance.act(ANA, groups.look_at, group.id)).people
    with pytest.raises(RuleError, match="Omar does not take part") as caught:
        await alliance.act(DANA, groups.hand_over, group.id, OMAR)
    assert caught.value.field == "lead"
    with pytest.raises(RuleError, match="Omar does not take part"):
        await alliance.act(DANA, groups.change_people, group.id, added=[OMAR])


async def test_a_group_ends_with_all_that_is_in_it(alliance: Alliance) -> None:
    """Its people and seats go, its lead leads no more; it can be taken up again later, empty."""
    await coordinator(alliance)
    group = await group_of(alliance, lead=TOM)
    await role_of(alliance, "note-taker", seat="group")
    await term_of(alliance, ANA, "note-taker", group="prevention")
    assert await alliance.act(TOM, groups.end, group.id) == "Prevention"
    assert not await alliance.rows(GroupMembership)
    assert [one.ended_on is not None for one in await alliance.rows(RoleAssignment)] == [True]
    assert await capabilities(alliance, TOM) == set()
    assert not await alliance.act(ANA, groups.listed)
    with pytest.raises(RuleError, match="has ended"):
        await alliance.act(ANA, groups.join, group.id)
    again = await group_of(alliance)
    assert (again.id, again.people) == (group.id, ())


async def test_two_groups_of_one_name_are_refused(alliance: Alliance) -> None:
    """A short name is taken as long as its group is at work."""
    await coordinator(alliance)
    await group_of(alliance)
    with pytest.raises(RuleError, match="already") as caught:
        await group_of(alliance)
    assert caught.value.field == "slug"


async def test_a_misspelt_group_is_answered_with_the_nearest(alliance: Alliance) -> None:
    """A short name that there is not names those that there are."""
    with pytest.raises(RuleError, match="There are: none yet"):
        await alliance.act(ANA, groups.show, "prevention")
    await coordinator(alliance)
    await group_of(alliance)
    assert (await alliance.act(ANA, groups.show, " #Prevention ")).slug == "prevention"
    with pytest.raises(RuleError, match="Did you mean prevention"):
        await alliance.act(ANA, groups.show, "preventoin")
    with pytest.raises(RuleError, match="There are: prevention"):
        await alliance.act(ANA, groups.show, "zz")


async def test_a_group_is_edited_by_its_lead(alliance: Alliance) -> None:
    """Name, purpose and channel change; the short name stays."""
    await coordinator(alliance)
    group = await group_of(alliance, lead=TOM)
    draft = Draft("other", "Prevention of falls", "Fewer falls")
    after = await alliance.act(TOM, groups.edit, group.id, draft, confirmed=False)
    assert (after.slug, after.name, after.purpose) == ("prevention", "Prevention of falls", "Fewer falls")
    with pytest.raises(RuleError, match="Only the lead"):
        await alliance.act(ANA, groups.edit, group.id, draft, confirmed=False)


async def test_what_a_leaver_leads_goes_on(alliance: Alliance) -> None:
    """Leaving shows the groups that somebody leads; each gets another lead, or none."""
    await coordinator(alliance)
    await group_of(alliance, lead=TOM)
    await group_of(alliance, "seniors", lead=TOM)
    tom, ana = await member(alliance, TOM), await member(alliance, ANA)
    held = await alliance.database.read(groups.held_by, tom.id)
    assert [one.label for one in held] == ["Lead of Prevention", "Lead of Seniors"]
    await alliance.act(TOM, groups.pass_on, held[0].subject, ana)
    await alliance.act(TOM, groups.pass_on, held[1].subject, None)
    assert not await alliance.database.read(groups.held_by, tom.id)
    assert [one.lead_id for one in await alliance.rows(WorkingGroup)] == [ana.id, None]
    assert await capabilities(alliance, TOM) == set()


async def test_a_message_about_a_group_says_how_it_is_now(alliance: Alliance) -> None:
    """Nothing is told of a lead that changed hands meanwhile, nor of a group that ended."""
    await coordinator(alliance)
    group = await group_of(alliance, lead=TOM)
    tom, dana = await member(alliance, TOM), await member(alliance, DANA)

    async def text() -> object:
        def query(unit: Unit) -> object:
            return told(unit, group.id, tom.id, dana.id, as_lead=True)

        return await alliance.database.read(query)

    assert await text()
    await alliance.act(DANA, groups.hand_over, group.id, ANA)
    assert await text() is None


async def test_observers_do_not_join(alliance: Alliance) -> None:
    """Taking part in a group needs the capability of members."""
    await coordinator(alliance)
    group = await group_of(alliance)

    def as_observer(unit: Unit) -> None:
        actor = replace(recognize(unit, TESSA), capabilities=frozenset({Capability.OBSERVER}))
        groups.join(unit, actor, group.id)

    with pytest.raises(RuleError, match="member capability"):
        await alliance.database.run(as_observer)

"""The first set-up: who may, the organisations, the people, and what is still open."""

import pytest

from bot.actor import Capability
from bot.errors import RuleError
from bot.rules import settings as setting_rules
from bot.rules.members import MemberStatus
from bot.rules.privacy import PrivacyError
from bot.services import members, settings, setup
from bot.services.joining import Invitation
from storage import members as member_rows
from storage import organizations
from storage.members import Member, grant
from storage.organizations import Organization, OrganizationDomain
from storage.unit import Unit
from tests.bot.services.alliance import ANA, LEO, OMAR, TESSA, TOM, Alliance, profile


@pytest.fixture
async def coordinated(alliance: Alliance) -> Alliance:
    """Return the small alliance with Ana as its coordinator."""

    def promote(unit: Unit) -> None:
        grant(unit, members.recognize(unit, ANA).member_id, [Capability.COORDINATOR])

    await alliance.database.run(promote)
    return alliance


async def _member(alliance: Alliance, user_id: str) -> Member:
    return next(one for one in await alliance.rows(Member) if one.slack_user_id == user_id)


async def test_the_first_admin_becomes_coordinator(alliance: Alliance) -> None:
    """Where nobody coordinates, an admin of the workspace takes it up, once; the trail says so."""
    assert (await alliance.act(ANA, setup.standing)).is_vacant
    await alliance.act(ANA, setup.take_up, is_admin=True)
    await alliance.act(ANA, setup.take_up, is_admin=True)
    assert await alliance.act(ANA, setup.standing) == setup.Standing(is_coordinator=True, is_vacant=False)
    assert await alliance.verbs() == ["coordinator.first"]
    with pytest.raises(RuleError, match="Ask one of them"):
        await alliance.act(LEO, setup.take_up, is_admin=True)


async def test_nobody_else_becomes_coordinator(alliance: Alliance) -> None:
    """Who is no admin is told who can."""
    with pytest.raises(RuleError, match="ALLIANCE_COORDINATORS"):
        await alliance.act(ANA, setup.take_up, is_admin=False)


async def test_whom_the_environment_names_goes_first(alliance: Alliance) -> None:
    """An admin does not get ahead of a coordinator who was named and has not come yet."""
    await alliance.database.run(members.configure, "UTC", ["U0LATER"])
    with pytest.raises(RuleError, match="Ask one of them"):
        await alliance.act(ANA, setup.take_up, is_admin=True)


async def test_organisations_are_entered(coordinated: Alliance) -> None:
    """Each line becomes an organisation with its domains; entering it again only adds domains."""
    text = (
        "Open Door Shelter, shelter, shelter.example\nRiverbend Community Clinic, clinic, riverbend.example"
    )
    assert await coordinated.act(ANA, setup.add_organizations, text) == ["Open Door Shelter"]
    assert await coordinated.act(ANA, setup.add_organizations, text) == []
    slugs = {one.id: one.slug for one in await coordinated.rows(Organization)}
    claims = {one.domain: slugs[one.organization_id] for one in await coordinated.rows(OrganizationDomain)}
    assert (claims["shelter.example"], claims["riverbend.example"]) == ("shelter", "clinic")
    assert await coordinated.verbs() == ["organization.added", "organization.changed"]


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("Other Clinic, clinic", "Line 2: clinic is Riverbend Community Clinic already"),
        ("Other, other, clinic.example", "Line 2: clinic.example belongs to another organisation"),
        ("Third, third, new.example", "Line 2: new.example belongs to another organisation"),
    ],
)
async def test_one_bad_line_enters_nothing(coordinated: Alliance, line: str, sentence: str) -> None:
    """The refusal names the line, and no other line is stored."""
    before = len(await coordinated.rows(Organization))
    with pytest.raises(RuleError) as caught:
        await coordinated.act(ANA, setup.add_organizations, f"New, new, new.example\n{line}")
    assert caught.value.sentence.startswith(sentence)
    assert len(await coordinated.rows(Organization)) == before


async def test_names_of_organisations_pass_the_privacy_guard(coordinated: Alliance) -> None:
    """An identifier in a name is refused."""
    with pytest.raises(PrivacyError):
        await coordinated.act(ANA, setup.add_organizations, "Case 123-45-6789, case", confirmed=True)


async def test_fifty_people_are_invited_at_once(coordinated: Alliance) -> None:
    """Everybody is in as invited, with the organisation chosen, and nobody takes part before agreeing."""
    partners = await coordinated.act(ANA, setup.partners)
    clinic = next(key for key, name in partners.items() if name == "Riverbend Community Clinic")
    wanted = [Invitation(profile(f"U0NEW{n}", f"New {n}"), clinic) for n in range(50)]
    assert await coordinated.act(ANA, setup.invite, wanted) == 50
    new = [one for one in await coordinated.rows(Member) if one.name.startswith("New")]
    assert {(one.status, one.accepted_at, one.organization_id) for one in new} == {
        (MemberStatus.INVITED, None, clinic)
    }
    progress = await coordinated.act(ANA, setup.progress)
    assert (progress.invited, progress.accepted) == (50, 0)


async def test_who_is_in_gets_only_an_organisation(coordinated: Alliance) -> None:
    """A member who takes part already stays so, and keeps the organisation there is."""
    clinic = (await _member(coordinated, TOM)).organization_id
    food_bank = (await _member(coordinated, ANA)).organization_id
    wanted = [Invitation(profile(OMAR, "Omar"), clinic), Invitation(profile(ANA, "Ana"), clinic)]
    assert await coordinated.act(ANA, setup.invite, wanted) == 0
    assert (await _member(coordinated, OMAR)).organization_id == clinic
    assert (await _member(coordinated, ANA)).organization_id == food_bank
    assert (await _member(coordinated, OMAR)).status is MemberStatus.ACTIVE


@pytest.mark.parametrize(("is_app", "is_deactivated"), [(True, False), (False, True)])
async def test_one_impossible_invitation_invites_nobody(
    coordinated: Alliance, *, is_app: bool, is_deactivated: bool
) -> None:
    """Apps and those gone are refused, and then nobody is invited."""
    impossible = profile("U0NEW2", "Not", is_app=is_app, is_deactivated=is_deactivated)
    wanted = [Invitation(profile("U0NEW1", "New")), Invitation(impossible)]
    before = len(await coordinated.rows(Member))
    with pytest.raises(RuleError):
        await coordinated.act(ANA, setup.invite, wanted)
    assert len(await coordinated.rows(Member)) == before


async def test_an_unknown_organisation_is_refused(coordinated: Alliance) -> None:
    """A page that is out of date invites nobody."""
    with pytest.raises(RuleError, match="Open this page again"):
        await coordinated.act(ANA, setup.invite, [Invitation(profile("U0NEW1", "New"), 999)])


async def test_strangers(coordinated: Alliance) -> None:
    """Suggested are those whom nobody knows, and those who represent nobody; not who left or is invited."""
    await coordinated.act(ANA, setup.invite, [Invitation(profile("U0NEW1", "New"), 1)])

    def leave(unit: Unit) -> None:
        member = member_rows.by_user_id(unit, TESSA)
        assert member
        member.status = MemberStatus.LEFT
        unit.session.add(member)

    await coordinated.database.run(leave)
    asked = [ANA, LEO, OMAR, TESSA, "U0NEW1", "U0NEW2"]
    assert await coordinated.act(ANA, setup.strangers, asked) == ["U0NEW2", OMAR]


async def test_an_organisation_that_left_claims_nothing(coordinated: Alliance) -> None:
    """Its domains are free to be claimed, and nobody is suggested for it."""

    def end(unit: Unit) -> None:
        clinic = organizations.by_slugs(unit, ["clinic"])["clinic"]
        clinic.ended_at = unit.now
        unit.session.add(clinic)

    await coordinated.database.run(end)
    assert "clinic.example" not in await coordinated.act(ANA, setup.claims)
    assert "Riverbend Community Clinic" not in (await coordinated.act(ANA, setup.partners)).values()


async def test_progress(coordinated: Alliance) -> None:
    """The checklist counts what there is; only coordinators get it."""
    progress = await coordinated.act(ANA, setup.checklist)
    assert progress
    assert (progress.is_named, progress.organizations, progress.coordinators) == (False, 4, 1)
    assert (progress.groups, progress.areas, progress.unowned_areas) == (0, 0, 0)
    assert progress.empty_organizations == ()
    await coordinated.act(ANA, setup.add_organizations, "Open Door Shelter, shelter")
    await coordinated.act(ANA, settings.change, {setting_rules.NAME: "Sunnybrook"})
    progress = await coordinated.act(ANA, setup.checklist)
    assert progress
    assert progress.is_named
    assert progress.empty_organizations == ("Open Door Shelter",)
    assert await coordinated.act(LEO, setup.checklist) is None


async def test_hidden(coordinated: Alliance) -> None:
    """A checklist that was put away stays away, and can still be asked for."""
    await coordinated.act(ANA, setup.hide)
    assert await coordinated.act(ANA, setup.checklist) is None
    assert await coordinated.act(ANA, setup.progress)


@pytest.mark.parametrize("use_case", [setup.progress, setup.partners, setup.claims, setup.hide])
async def test_the_rest_is_for_coordinators(coordinated: Alliance, use_case: object) -> None:
    """Nobody else sees or does any of it."""
    with pytest.raises(RuleError, match="coordinator"):
        await coordinated.act(LEO, use_case)  # type: ignore[arg-type]
    with pytest.raises(RuleError, match="coordinator"):
        await coordinated.act(LEO, setup.invite, [])
    with pytest.raises(RuleError, match="coordinator"):
        await coordinated.act(LEO, setup.add_organizations, "New")

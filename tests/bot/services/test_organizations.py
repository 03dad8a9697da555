"""Entering organisations."""

import pytest

from bot.errors import RuleError
from bot.rules.members import Voting
from bot.rules.responsibilities import Letter
from bot.services import joining, leaving, members, organizations
from bot.services.organizations import Draft
from storage.database import Database
from storage.members import Member
from storage.responsibilities import Area, Responsibility
from storage.unit import Unit
from tests.bot.services.alliance import ANA, LEO, OMAR, TESSA, TOM, Alliance, profile


async def test_people_met_later_belong_to_it(database: Database) -> None:
    """Whoever writes from a claimed domain, or one below it, belongs to the organisation."""
    await database.run(organizations.add, " Food-Bank ", "Harvest  Table", ["@harvest.example.org"])
    listed = await database.read(organizations.listed)
    assert [(one.slug, one.name, domains) for one, domains in listed] == [
        ("food-bank", "Harvest Table", ["harvest.example.org"])
    ]
    newcomer = profile("U0NEW", "Nora", "mail.harvest.example.org")
    await database.run(members.enrol, [newcomer])
    (member,) = await database.read(members.named, ["U0NEW"])
    assert member.organization_id == listed[0][0].id


async def test_people_met_before_follow_when_slack_tells_of_them(database: Database) -> None:
    """A member without an organisation gets one with the next change of the profile; others keep theirs."""
    await database.run(members.enrol, [profile("U0NEW", "Nora", "harvest.example")])
    partner = await database.run(organizations.add, "food-bank", "Harvest Table", ["harvest.example"])
    await database.run(members.update_profile, profile("U0NEW", "Nora", "harvest.example"), "Ev1")
    (member,) = await database.read(members.named, ["U0NEW"])
    assert member.organization_id == partner.id
    other = await database.run(organizations.add, "clinic", "Clinic", ["clinic.example"])
    await database.run(members.update_profile, profile("U0NEW", "Nora", "clinic.example"), "Ev2")
    (member,) = await database.read(members.named, ["U0NEW"])
    assert member.organization_id == partner.id != other.id


@pytest.mark.parametrize(
    ("slug", "name", "domains", "sentence"),
    [
        ("food bank", "Harvest", [], "letters, digits and hyphens"),
        ("x" * 41, "Harvest", [], "up to 40 characters"),
        ("harvest", " ", [], "up to 120 characters"),
        ("harvest", "Harvest", ["harvest"], "is no e-mail domain"),
        ("clinic", "Clinic", [], "There is an organisation called clinic already"),
        ("harvest", "Harvest", ["clinic.example"], "belongs to another organisation already"),
    ],
)
async def test_what_is_refused(
    database: Database, slug: str, name: str, domains: list[str], sentence: str
) -> None:
    """Names and domains that are odd or taken are refused in a sentence, and nothing is stored."""
    await database.run(organizations.add, "clinic", "Clinic", ["clinic.example"])
    with pytest.raises(RuleError, match=sentence):
        await database.run(organizations.add, slug, name, domains)
    assert len(await database.read(organizations.listed)) == 1


async def _row(alliance: Alliance, user_id: str) -> Member:
    return next(one for one in await alliance.rows(Member) if one.slack_user_id == user_id)


async def test_a_coordinator_enters_and_edits(alliance: Alliance) -> None:
    """Name, sector, domains and vote are a coordinator's to change; a cleared vote is vacant."""
    await alliance.database.run(members.configure, "UTC", [ANA])
    draft = Draft("fitwell", "FitWell", "private", ("fitwell.example",))
    partner = await alliance.act(ANA, organizations.enter, draft, confirmed=False)
    with pytest.raises(RuleError, match="coordinator"):
        await alliance.act(LEO, organizations.enter, draft, confirmed=False)
    await alliance.act(ANA, joining.invite, [TESSA, OMAR], "fitwell")
    tessa, omar = await _row(alliance, TESSA), await _row(alliance, OMAR)
    seats = Draft("", "FitWell Centers", None, (), representative=tessa.id, alternate=omar.id)
    await alliance.act(ANA, organizations.edit, partner.id, seats, confirmed=False)
    shown = await alliance.act(LEO, organizations.look_at, "fitwell")
    assert (shown.organization.name, shown.organization.sector, shown.domains) == (
        "FitWell Centers",
        None,
        (),
    )
    assert [shown.holder(seat) for seat in (Voting.REPRESENTATIVE, Voting.ALTERNATE)] == list(shown.people)[
        ::-1
    ]
    swapped = Draft("", "FitWell Centers", None, (), representative=omar.id, alternate=None)
    await alliance.act(ANA, organizations.edit, partner.id, swapped, confirmed=False)
    assert (await _row(alliance, OMAR)).voting is Voting.REPRESENTATIVE
    assert (await _row(alliance, TESSA)).voting is Voting.NONE
    same = Draft("", "FitWell Centers", None, (), representative=omar.id, alternate=omar.id)
    with pytest.raises(RuleError, match="Choose two people"):
        await alliance.act(ANA, organizations.edit, partner.id, same, confirmed=False)


async def test_a_domain_gathers_who_represents_nobody(alliance: Alliance) -> None:
    """Members without an organisation follow their address once it is claimed; nobody else moves."""
    await alliance.database.run(members.configure, "UTC", [ANA])
    assert await alliance.act(ANA, organizations.unassigned) == [TESSA, OMAR]
    draft = Draft("jobs", "NextStep", None, ("jobs.example",))
    await alliance.act(ANA, organizations.enter, draft, confirmed=False)
    profiles = [
        profile(TESSA, "Tessa", "jobs.example"),
        profile(OMAR, "Omar"),
        profile(TOM, "Tom", "jobs.example"),
    ]
    assert await alliance.act(ANA, organizations.assign, profiles) == ["Tessa"]


async def test_seeing_one_off(alliance: Alliance) -> None:
    """An organisation leaves when neither people nor areas are its own; its domains are free again."""
    await alliance.database.run(members.configure, "UTC", [ANA])
    with pytest.raises(RuleError, match="still has people here: Tom"):
        await alliance.act(ANA, organizations.end, 1)
    tom = await _row(alliance, TOM)
    await alliance.act(TOM, leaving.leave, tom.id, {})

    def own(unit: Unit) -> None:
        unit.session.add(Area(id=77, key="own-data", name="Own data", created_at=unit.now))
        unit.session.flush()
        unit.session.add(
            Responsibility(id=77, area_id=77, letter=Letter.ACCOUNTABLE, organization_id=1, since=unit.now)
        )

    await alliance.database.run(own)
    with pytest.raises(RuleError, match=r"still stands for Own data \(A\)"):
        await alliance.act(ANA, organizations.end, 1)
    await alliance.database.run(lambda unit: unit.session.delete(unit.session.get(Responsibility, 77)))
    await alliance.act(ANA, organizations.end, 1)
    assert "clinic" not in {one.slug for one, _ in await alliance.database.read(organizations.listed)}
    with pytest.raises(RuleError, match="There is an organisation called clinic already"):
        await alliance.database.run(organizations.add, "clinic", "Clinic")
    await alliance.database.run(organizations.add, "new-clinic", "Clinic", ["clinic.example"])
    with pytest.raises(RuleError, match="not in the alliance any more"):
        await alliance.act(ANA, organizations.end, 1)

"""Entering organisations."""

import pytest

from bot.errors import RuleError
from bot.services import members, organizations
from storage.database import Database
from tests.bot.services.alliance import profile


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

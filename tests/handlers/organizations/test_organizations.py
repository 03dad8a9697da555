"""Organisations, as people see them in Slack."""

import pytest

from bot.rules.members import Voting
from sandbox.person import Person
from storage import members, organizations, settings
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


async def test_adding_one(bea: Person) -> None:
    """A complete command adds an organisation; an incomplete one opens the form."""
    (shown,) = await bea.types("/alliance orgs add faith Interfaith Council", channel="alliance")
    assert "Interfaith Council" in text_of(shown)
    await bea.types("/alliance orgs add metro", channel="alliance")
    await bea.fills({"name": "Metro Transit", "sector": "government", "domains": "metro.example"})
    assert await bea.submits() == {}
    (listed,) = await bea.types("/alliance orgs", channel="alliance")
    assert "Metro Transit" in text_of(listed)
    (shown,) = await bea.types("/alliance org metro", channel="alliance")
    assert "Government" in text_of(shown)


async def test_a_taken_short_name(bea: Person) -> None:
    """What is taken is refused beside its field, and what was typed stays."""
    await bea.types("/alliance orgs add clinic", channel="alliance")
    await bea.fills({"name": "Another Clinic", "domains": "clinic.example"})
    assert "already" in (await bea.submits())["slug"]
    await bea.fills({"slug": "another-clinic"})
    assert "belongs to another organisation" in (await bea.submits())["domains"]


async def test_claiming_a_domain_gathers_its_people(alliance: World, bea: Person) -> None:
    """People who are in already, and represent nobody yet, belong to whoever claims their address."""

    def unclaim(unit: Unit) -> None:
        clinic = organizations.by_slugs(unit, ["clinic"])["clinic"]
        organizations.claim(unit, clinic.id, [])

    await alliance.bot.database.run(unclaim)
    tom = alliance.sandbox.person("tom")
    await tom.types("/kudos @ana for the first of all errands", channel="alliance")
    assert (await _row(alliance, tom)).organization_id is None
    await bea.types("/alliance orgs edit clinic", channel="alliance")
    await bea.fills({"domains": "clinic.example"})
    assert await bea.submits() == {}
    assert "Tom Ayers belongs there now" in str(bea.modal.blocks if bea.modal else "")
    assert (await _row(alliance, tom)).organization_id is not None


async def test_giving_the_vote(alliance: World, bea: Person) -> None:
    """The vote goes to people of the organisation; the list shows who has it."""
    owen, priya = alliance.sandbox.person("owen"), alliance.sandbox.person("priya")
    await bea.types("/alliance members add @priya @owen org:university", channel="alliance")
    await bea.types("/alliance orgs edit university", channel="alliance")
    await bea.fills({"representative": "Dr Priya Raman", "alternate": "Owen Blake"})
    assert await bea.submits() == {}
    assert (await _row(alliance, priya)).voting is Voting.REPRESENTATIVE
    assert (await _row(alliance, owen)).voting is Voting.ALTERNATE
    (listed,) = await bea.types("/alliance orgs list", channel="alliance")
    assert "vote: Dr Priya Raman" in text_of(listed)


async def test_seeing_one_off(bea: Person) -> None:
    """An organisation leaves once its people have; until then the form leads to each of them."""
    await bea.types("/alliance members add @kim org:shelter", channel="alliance")
    await bea.types("/alliance orgs end shelter", channel="alliance")
    await bea.submits()
    assert "still has people here: Kim Alvarez" in str(bea.modal.blocks if bea.modal else "")
    await bea.closes(everything=True)
    await bea.types("/alliance orgs end shelter", channel="alliance")
    await bea.presses("members.leave")
    assert await bea.submits() == {}
    await bea.closes(everything=True)
    await bea.types("/alliance orgs end shelter", channel="alliance")
    assert await bea.submits() == {}
    (listed,) = await bea.types("/alliance orgs", channel="alliance")
    assert "Open Door Shelter" not in text_of(listed)


@pytest.mark.usefixtures("bea")
async def test_others_only_look(alliance: World) -> None:
    """Without the capability there are no buttons to change anything, and no form opens."""
    ana = alliance.sandbox.person("ana")
    (shown,) = await ana.types("/alliance orgs show clinic", channel="alliance")
    assert "organizations.edit" not in str(shown.blocks)
    (refused,) = await ana.types("/alliance orgs edit clinic", channel="alliance")
    assert "coordinator" in refused.text
    (near,) = await ana.types("/alliance orgs clinc", channel="alliance")
    assert "Did you mean clinic" in near.text

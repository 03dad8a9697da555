"""Who is responsible for something, in whatever words."""

import pytest

from bot.rules.members import Voting
from bot.rules.responsibilities import Letter
from bot.services import responsibilities, topics
from bot.services.responsibilities import Wish
from bot.services.topics import Answer
from tests.bot.services.alliance import ANA, DANA, LEO, OMAR, TOM, Alliance
from tests.bot.services.governance import areas, change, coordinator, group_of, member, role_of, term_of


@pytest.fixture
async def governed(alliance: Alliance) -> Alliance:
    """Return an alliance whose hospital answers for data, with Dana, and whose others have their parts."""
    await coordinator(alliance)
    await areas(alliance)
    for wish in (
        Wish("data", Letter.ACCOUNTABLE, "hospital", DANA),
        Wish("outreach", Letter.ACCOUNTABLE, "food-bank"),
        Wish("outreach", Letter.RESPONSIBLE, "gardens", LEO),
        Wish("funding", Letter.ACCOUNTABLE, "clinic", TOM),
    ):
        await alliance.act(DANA, responsibilities.assign, wish)
    return alliance


async def _who(alliance: Alliance, topic: str) -> Answer:
    return await alliance.act(OMAR, topics.who, topic)


@pytest.mark.parametrize(
    ("topic", "area"),
    [
        ("data", "data"),
        ("who is responsible for the data?", "data"),
        ("analysing data", "data"),
        ("Fundraising", "funding"),
        ("grants", "funding"),
        ("evaluating", "evaluation"),
        ("deliver", "outreach"),
        ("safeguard", "safeguarding"),
    ],
)
async def test_a_topic_is_found_in_other_words(governed: Alliance, topic: str, area: str) -> None:
    """What people ask about is found although the register calls it something else."""
    found = await _who(governed, topic)
    assert [one.key for one in found.areas] == [area]


async def test_the_organisation_and_its_person_come_first(governed: Alliance) -> None:
    """Who answers for data is an organisation with a named person."""
    (area,) = (await _who(governed, "data")).areas
    (holder,) = area.holders
    assert (holder.letter, holder.organization) == ("A", "Sunnybrook General Hospital")
    assert holder.person
    assert (holder.person.name, holder.person.user_id) == ("Dana", DANA)


async def test_an_organisation_without_a_person_speaks_through_its_representative(governed: Alliance) -> None:
    """Where an organisation named nobody, the one who votes for it can be asked."""
    await change(governed, ANA, voting=Voting.REPRESENTATIVE)
    found = await _who(governed, "outreach")
    assert [one.letter for one in found.areas[0].holders] == ["A", "R"]
    assert found.speakers
    food_bank = (await member(governed, ANA)).organization_id
    assert {key: one.name for key, one in found.speakers.items()} == {food_bank: "Ana"}


async def test_roles_and_groups_are_found_too(governed: Alliance) -> None:
    """A topic may be what a role or a group is called."""
    await role_of(governed, "data-lead")
    await term_of(governed, TOM, "data-lead")
    await group_of(governed, "data-eval", lead=ANA)
    found = await _who(governed, "data")
    assert [one.terms[0].holder.name for one in found.roles] == ["Tom"]
    assert [one.lead and one.lead.name for one in found.groups] == ["Ana"]
    assert [one.key for one in (await _who(governed, "data lead")).roles] == ["data-lead"]


async def test_what_is_not_found_says_whom_to_ask(governed: Alliance) -> None:
    """Where nothing fits, the answer is what is near, and the coordinators."""
    found = await _who(governed, "strate")
    assert found.is_found
    found = await _who(governed, "parking")
    assert not found.is_found
    assert [one.name for one in found.coordinators] == ["Dana"]
    assert (await _who(governed, "funcatin")).near
    assert not (await _who(governed, "???")).is_found

"""Leaving with a group, a role and letters: nothing stays with a leaver."""

from bot.rules.responsibilities import Letter
from bot.services import groups, leaving, responsibilities
from bot.services.responsibilities import Wish
from storage.groups import GroupMembership
from tests.bot.services.alliance import ANA, DANA, TOM, Alliance
from tests.bot.services.governance import (
    areas,
    capabilities,
    coordinator,
    group_of,
    member,
    role_of,
    term_of,
)


async def test_nothing_stays_with_a_leaver(alliance: Alliance) -> None:
    """Group and role go to the heir, the letter stays with the organisation, and seats are given up."""
    await coordinator(alliance)
    await areas(alliance)
    await group_of(alliance, lead=TOM)
    steering = await group_of(alliance, "steering")
    await alliance.act(DANA, groups.change_people, steering.id, added=[TOM])
    await role_of(alliance)
    await term_of(alliance, TOM)
    await alliance.act(DANA, responsibilities.assign, Wish("data", Letter.ACCOUNTABLE, "clinic", TOM))
    tom, ana = await member(alliance, TOM), await member(alliance, ANA)
    farewell = await alliance.act(TOM, leaving.prepare, tom.id)
    held = {one.label: (one.subject, heir) for one, heir in farewell.holdings}
    assert held.keys() == {"Lead of Prevention", "Co-chair", "Accountable for Data & analysis"}
    assert held["Lead of Prevention"][1] == held["Co-chair"][1] == DANA
    assert held["Accountable for Data & analysis"][1] is None
    heirs = {subject: None if heir is None else ANA for subject, heir in held.values()}
    await alliance.act(TOM, leaving.leave, tom.id, heirs)
    assert not await alliance.database.read(leaving.held_by, tom.id)
    labels = [one.label for one in await alliance.database.read(leaving.held_by, ana.id)]
    assert labels == ["Lead of Prevention", "Co-chair"]
    assert [one.member_id for one in await alliance.rows(GroupMembership)] == [ana.id]
    assert (await capabilities(alliance, TOM), await capabilities(alliance, ANA)) == (set(), {"lead"})

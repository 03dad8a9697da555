"""The sample alliance, as the demo has it."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import TypeVar

import pytest
from sqlmodel import SQLModel, select

from bot.actor import Capability
from bot.commands.sample import seed
from bot.rules.actions import ActionStatus
from bot.rules.members import MemberStatus, Voting
from bot.rules.responsibilities import Letter
from storage import schema
from storage.actions import ActionEvent, ActionHelper, ActionItem
from storage.database import Database
from storage.groups import GroupMembership, WorkingGroup
from storage.kudos import Gift
from storage.members import Member, MemberCapability
from storage.organizations import Organization
from storage.responsibilities import Area, Responsibility
from storage.roles import Role, RoleAssignment
from storage.unit import Unit

Row = TypeVar("Row", bound=SQLModel)
NOW = datetime(2027, 3, 1, 3, 0, tzinfo=UTC)
"""Still 28 February where the alliance is."""
TODAY = datetime(2027, 2, 28, tzinfo=UTC).date()


@pytest.fixture
async def sample(database: Database, database_url: str) -> Database:
    """Return a database that the sample alliance has moved into."""
    schema.upgrade(database.engine)
    assert await seed(database_url, NOW) == 17
    return database


async def _rows(database: Database, table: type[Row]) -> list[Row]:
    def everything(unit: Unit) -> list[Row]:
        return list(unit.session.exec(select(table)))

    return await database.read(everything)


async def test_everybody_takes_part(sample: Database) -> None:
    """Seventeen people of thirteen organisations have accepted, each with a title and an organisation."""
    members = await _rows(sample, Member)
    assert len(members) == 17
    assert len(await _rows(sample, Organization)) == 13
    for member in members:
        assert member.status is MemberStatus.ACTIVE
        assert member.accepted_at == NOW - timedelta(days=120)
        assert member.title
        assert member.organization_id


async def test_each_organisation_has_one_vote(sample: Database) -> None:
    """Each organisation has exactly one representative, and an alternate only beside one."""
    members, partners = await _rows(sample, Member), await _rows(sample, Organization)
    votes = Counter(one.organization_id for one in members if one.voting is Voting.REPRESENTATIVE)
    assert votes == {one.id: 1 for one in partners}
    assert sum(one.voting is Voting.ALTERNATE for one in members) == 3


async def test_rights_are_shared_out(sample: Database) -> None:
    """There is one coordinator; stewards are of different organisations, and no coordinator; leads lead."""
    members = {one.id: one for one in await _rows(sample, Member)}
    given = {capability: set[int]() for capability in Capability}
    for one in await _rows(sample, MemberCapability):
        given[one.capability].add(one.member_id)
    stewards = given[Capability.STEWARD]
    assert [members[one].name for one in given[Capability.COORDINATOR]] == ["Bea Larsson"]
    assert len({members[one].organization_id for one in stewards}) == len(stewards) == 2
    assert not stewards & given[Capability.COORDINATOR]
    assert given[Capability.LEAD] == {one.lead_id for one in await _rows(sample, WorkingGroup)}


async def test_groups_have_their_lead_among_them(sample: Database) -> None:
    """Six groups are each led by one of their own, and everybody is in one at least."""
    groups, memberships = await _rows(sample, WorkingGroup), await _rows(sample, GroupMembership)
    inside = {(one.group_id, one.member_id) for one in memberships}
    assert [one.slug for one in groups] == [
        "steering", "prevention", "food-access", "youth-mind", "seniors", "data-eval"
    ]  # fmt: skip
    assert all((one.id, one.lead_id) in inside for one in groups)
    assert len({member_id for _, member_id in inside}) == 17


async def test_each_area_has_one_who_is_accountable(sample: Database) -> None:
    """Eight areas have one A each: for data it is Marcus, on behalf of the health department."""
    areas, letters = await _rows(sample, Area), await _rows(sample, Responsibility)
    accountable = {one.area_id: one for one in letters if one.letter is Letter.ACCOUNTABLE}
    assert len(areas) == len(accountable) == sum(one.letter is Letter.ACCOUNTABLE for one in letters) == 8
    data = accountable[next(one.id for one in areas if one.key == "data")]
    members = {one.id: one for one in await _rows(sample, Member)}
    assert data.member_id is not None
    assert members[data.member_id].name == "Marcus Lee"
    for one in letters:
        assert one.member_id is None or members[one.member_id].organization_id == one.organization_id


async def test_terms_are_relative_to_today(sample: Database) -> None:
    """No role has more holders than seats, one has none, and Dana's term ends in 85 days."""
    roles = {one.id: one for one in await _rows(sample, Role)}
    terms = await _rows(sample, RoleAssignment)
    holders = Counter(one.role_id for one in terms)
    assert all(holders[key] <= role.max_holders for key, role in roles.items())
    assert [role.key for key, role in roles.items() if not holders[key]] == ["newsletter"]
    ends = {one.until for one in terms if roles[one.role_id].key == "co-chair"}
    assert ends == {TODAY + timedelta(days=85), TODAY + timedelta(days=270)}
    assert all(one.starts_on < TODAY < (one.until or TODAY + timedelta(days=1)) for one in terms)


async def test_actions_are_relative_to_today(sample: Database) -> None:
    """A-1 to A-7 are due as many days from the alliance's today as the story says, in its states."""
    items = await _rows(sample, ActionItem)
    assert [one.id for one in items] == list(range(1, 8))
    due = [(one.due_on - TODAY).days for one in items if one.due_on]
    assert due == [-5, 3, 5, -4, 10, 1, 14]
    assert [one.status for one in items[:4]] == [
        ActionStatus.DONE, ActionStatus.OPEN, ActionStatus.BLOCKED, ActionStatus.DOING
    ]  # fmt: skip
    assert items[2].blocked_reason
    assert items[0].closed_at
    assert items[0].closed_at < NOW
    assert len(await _rows(sample, ActionHelper)) == 3


async def test_each_item_has_its_history(sample: Database) -> None:
    """Each item's history begins with who made it, is in order, and agrees with the item."""
    items = {one.id: one for one in await _rows(sample, ActionItem)}
    histories: dict[int, list[ActionEvent]] = {number: [] for number in items}
    for event in await _rows(sample, ActionEvent):
        histories[event.action_id].append(event)
    for number, events in histories.items():
        assert (events[0].verb, events[0].actor_id) == ("added", items[number].creator_id)
        assert events[0].at == items[number].created_at
        assert [one.at for one in events] == sorted(one.at for one in events)
        assert items[number].moved_count == sum(one.verb == "moved" for one in events)
    assert histories[4][-1].change == {
        "before": (TODAY - timedelta(days=11)).isoformat(), "due": (TODAY - timedelta(days=4)).isoformat()
    }  # fmt: skip


async def test_kudos_were_given(sample: Database) -> None:
    """Three people have thanked others in the last days."""
    assert [(NOW - one.given_at).days for one in await _rows(sample, Gift)] == [3, 2, 1]

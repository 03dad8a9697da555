"""Storing what the sample alliance has agreed on."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from sqlmodel import select

from bot.commands import sample_alliance as agreed
from bot.commands.sample_alliance import SampleArea, SampleGroup, SampleRole
from sandbox.sample import EASTERN, PEOPLE
from storage import audit, members, organizations
from storage.groups import GroupMembership, WorkingGroup
from storage.members import Member
from storage.responsibilities import Area, Responsibility
from storage.roles import RegisterConfirmation, Role, RoleAssignment
from storage.unit import Unit

FOUNDED = timedelta(days=120)
"""How long ago the alliance ratified its purpose, and everybody was in."""
CONFIRMED = timedelta(days=80)
"""How long ago somebody looked through the register of roles."""


def by_handle(unit: Unit) -> dict[str, int]:
    """Return the members' ids by the handles of the sample people."""
    known = members.by_user_ids(unit, [person.user_id for person in PEOPLE])
    return {person.handle: known[person.user_id].id for person in PEOPLE if person.user_id in known}


def seat_people(unit: Unit, people: dict[str, int]) -> None:
    """Let everybody have joined and accepted when the alliance was founded, with seat, title and rights."""
    rows = members.by_ids(unit, people.values())
    for person in PEOPLE:
        if person.handle in people:
            member = rows[people[person.handle]]
            member.title, member.voting = person.title, agreed.voting_of(person.handle)
            member.joined_at = member.accepted_at = unit.now - FOUNDED
            unit.session.add(member)
    for capability, handles in agreed.CAPABILITIES.items():
        for handle in handles:
            members.grant(unit, people[handle], [capability])


def store(unit: Unit, people: dict[str, int]) -> dict[str, int]:
    """Store groups, roles and areas; return the groups' ids by slug."""
    slugs = {one.slug: one.id for one in organizations.listed(unit)}
    rows = members.by_ids(unit, people.values())
    for role in agreed.ROLES:
        _store_role(unit, role, people)
    for area in agreed.AREAS:
        _store_area(unit, area, slugs, {handle: rows[number] for handle, number in people.items()})
    confirmation = RegisterConfirmation(member_id=people["bea"], confirmed_at=unit.now - CONFIRMED)
    unit.session.add(confirmation)
    audit.record(unit, people["bea"], "register.confirmed", f"member:{people['bea']}")
    return {group.slug: _store_group(unit, group, people) for group in agreed.GROUPS}


def _store_group(unit: Unit, sample: SampleGroup, people: dict[str, int]) -> int:
    group = WorkingGroup(
        slug=sample.slug,
        name=sample.name,
        purpose=sample.purpose,
        channel_id=agreed.ON_SLACK_CHANNELS.get(sample.slug),
        lead_id=people[sample.people[0]],
        created_at=unit.now - FOUNDED,
    )
    unit.session.add(group)
    unit.session.flush()
    for handle in sample.people:
        membership = GroupMembership(group_id=group.id, member_id=people[handle], since=unit.now - FOUNDED)
        unit.session.add(membership)
    return group.id


def _store_role(unit: Unit, sample: SampleRole, people: dict[str, int]) -> None:
    today = unit.now.astimezone(ZoneInfo(EASTERN)).date()
    role = Role(
        key=sample.key,
        title=sample.title,
        seat=sample.seat,
        max_holders=sample.max_holders,
        term_months=sample.term_months,
        created_at=unit.now - FOUNDED,
    )
    unit.session.add(role)
    unit.session.flush()
    for term in sample.terms:
        until = today + timedelta(days=term.ends_in) if term.ends_in is not None else None
        starts_on = today - timedelta(days=term.since)
        unit.session.add(
            RoleAssignment(role_id=role.id, member_id=people[term.holder], starts_on=starts_on, until=until)
        )


def _store_area(unit: Unit, sample: SampleArea, slugs: dict[str, int], people: dict[str, Member]) -> None:
    area = unit.session.exec(select(Area).where(Area.key == sample.key)).first()
    area = area or Area(key=sample.key, name=sample.name, created_at=unit.now - FOUNDED)
    unit.session.add(area)
    unit.session.flush()
    for letter, whom in sample.letters:
        member = people.get(whom)
        unit.session.add(
            Responsibility(
                area_id=area.id,
                letter=letter,
                organization_id=member.organization_id if member else slugs[whom],
                member_id=member.id if member else None,
                since=unit.now - FOUNDED,
            )
        )

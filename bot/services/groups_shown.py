"""Working groups as people read them: names instead of ids, and what the reader may do."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.actor import Actor, Capability
from bot.rules import groups as rules
from bot.rules.members import Party
from bot.rules.roles import takes_part
from bot.services import members as member_service
from storage import groups, members
from storage.groups import WorkingGroup
from storage.unit import Unit


@dataclass(frozen=True, slots=True)
class Group:
    """A group as its reader sees it; `is_open` says whether the reader can walk in."""

    id: int
    slug: str
    name: str
    purpose: str | None
    channel_id: str | None
    lead: Party | None
    people: tuple[Party, ...]
    is_mine: bool
    is_led: bool
    is_open: bool
    is_editable: bool


@dataclass(frozen=True, slots=True)
class Told:
    """A group, and who did what is told of it."""

    id: int
    slug: str
    name: str
    purpose: str | None
    by: Party | None


def subject(group: WorkingGroup) -> str:
    """Return the name of a group's row, as notices and the audit trail use it."""
    return f"group:{group.id}"


def describe(unit: Unit, actor: Actor, found: Sequence[WorkingGroup]) -> list[Group]:
    """Return groups with the names of those in them; a few queries, however many groups there are."""
    actor.require(Capability.OBSERVER)
    inside = groups.people(unit, [group.id for group in found])
    rows = members.by_ids(unit, {one for ids in inside.values() for one in ids})
    present = {key for key, row in rows.items() if takes_part(row.status, is_deactivated=row.is_deactivated)}
    parties = member_service.parties(unit, {*present, *(one.lead_id for one in found if one.lead_id)})
    return [
        Group(
            id=group.id,
            slug=group.slug,
            name=group.name,
            purpose=group.purpose,
            channel_id=group.channel_id,
            lead=parties.get(group.lead_id or 0),
            people=tuple(parties[one] for one in inside[group.id] if one in present),
            is_mine=actor.member_id in inside[group.id],
            is_led=actor.member_id == group.lead_id,
            is_open=group.slug != rules.STEERING or rules.may_run(actor, group.lead_id),
            is_editable=rules.may_run(actor, group.lead_id),
        )
        for group in found
    ]


def mine(found: Sequence[Group]) -> list[Group]:
    """Return those of some groups in which their reader is."""
    return [group for group in found if group.is_mine]


def told(unit: Unit, group_id: int, member_id: int, by: int, *, as_lead: bool) -> Told | None:
    """Return what a message about a group tells its reader; None where it is so no longer."""
    group = groups.by_ids(unit, [group_id]).get(group_id)
    if group is None or group.ended_at is not None:
        return None
    inside = groups.people(unit, [group_id])[group_id]
    if member_id not in ([group.lead_id] if as_lead else inside):
        return None
    party = member_service.parties(unit, [by]).get(by)
    return Told(group.id, group.slug, group.name, group.purpose, party)

"""Who is responsible for something: areas, roles and groups that fit the words somebody uses."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.actor import Actor, Capability
from bot.rules import topics as rules
from bot.rules.members import Party
from bot.rules.roles import takes_part
from bot.services import members as member_service
from bot.services.groups_shown import Group
from bot.services.groups_shown import describe as describe_groups
from bot.services.responsibilities_shown import AreaShown, describe, representatives
from bot.services.roles_shown import RoleShown, shown
from storage import groups, members, responsibilities, roles
from storage.unit import Unit


@dataclass(frozen=True, slots=True)
class Answer:
    """What fits a topic, the best first; where nothing does, what is near, and whom to ask.

    `speakers` are the voting representatives of organisations that named nobody, by the organisation's id.
    """

    topic: str
    areas: tuple[AreaShown, ...] = ()
    roles: tuple[RoleShown, ...] = ()
    groups: tuple[Group, ...] = ()
    speakers: Mapping[int, Party] | None = None
    near: tuple[str, ...] = ()
    coordinators: tuple[Party, ...] = ()

    @property
    def is_found(self) -> bool:
        """Tell whether anything fits."""
        return bool(self.areas or self.roles or self.groups)


def who(unit: Unit, actor: Actor, topic: str) -> Answer:
    """Return who is responsible for a topic, in whatever words."""
    actor.require(Capability.OBSERVER)
    areas = describe(unit, responsibilities.areas(unit))
    register = shown(unit, roles.listed(unit))
    at_work = describe_groups(unit, actor, groups.listed(unit))
    names = [
        *(f"{one.name} {one.key}" for one in areas),
        *(f"{one.title} {one.key}" for one in register),
        *(f"{one.name} {one.slug}" for one in at_work),
    ]
    places = rules.best(topic, names)
    split, end = len(areas), len(areas) + len(register)
    fitting = tuple(areas[one] for one in places if one < split)
    answer = Answer(
        topic,
        fitting,
        tuple(register[one - split] for one in places if split <= one < end),
        tuple(at_work[one - end] for one in places if one >= end),
        representatives(unit, [holder for area in fitting for holder in area.holders]),
    )
    if answer.is_found:
        return answer
    known = [*(one.name for one in areas), *(one.title for one in register), *(one.name for one in at_work)]
    return Answer(topic, near=tuple(rules.near(topic, known)), coordinators=_coordinators(unit))


def _coordinators(unit: Unit) -> tuple[Party, ...]:
    found = members.with_capability(unit, Capability.COORDINATOR)
    ids = [one.id for one in found if takes_part(one.status, is_deactivated=one.is_deactivated)]
    parties = member_service.parties(unit, ids)
    return tuple(parties[one] for one in ids)

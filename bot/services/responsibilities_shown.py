"""The matrix as people read it: names instead of ids."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.rules import responsibilities as rules
from bot.rules.members import Party
from bot.rules.responsibilities import Letter
from bot.services import members as member_service
from storage import organizations, responsibilities, roles
from storage.responsibilities import Area, Responsibility
from storage.unit import Unit


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a letter: an organisation, a person, or a person on the organisation's behalf."""

    id: int
    letter: Letter
    organization_id: int | None
    member_id: int | None
    organization: str | None
    person: Party | None


@dataclass(frozen=True, slots=True)
class AreaShown:
    """An area of work, with its letters from A to I."""

    id: int
    key: str
    name: str
    holders: tuple[Holder, ...]

    def with_letter(self, letter: Letter) -> tuple[Holder, ...]:
        """Return who has a letter."""
        return tuple(one for one in self.holders if one.letter is letter)


def describe(unit: Unit, areas: Sequence[Area]) -> list[AreaShown]:
    """Return areas with the names of those who have letters in them."""
    letters = responsibilities.letters(unit)
    people = member_service.parties(unit, {one.member_id for one in letters if one.member_id})
    names = organizations.names(unit, {one.organization_id for one in letters if one.organization_id})
    order = list(rules.NAMES)
    holders = sorted(
        (_holder(one, people, names) for one in letters), key=lambda one: order.index(one.letter)
    )
    places = {one.id: one.area_id for one in letters}
    return [
        AreaShown(area.id, area.key, area.name, tuple(one for one in holders if places[one.id] == area.id))
        for area in areas
    ]


def _holder(row: Responsibility, people: Mapping[int, Party], names: Mapping[int, str]) -> Holder:
    return Holder(
        row.id,
        row.letter,
        row.organization_id,
        row.member_id,
        names.get(row.organization_id or 0),
        people.get(row.member_id or 0),
    )


def representatives(unit: Unit, holders: Sequence[Holder]) -> dict[int, Party]:
    """Return who speaks for the organisations that named nobody, by the organisation's id."""
    nameless = {one.organization_id for one in holders if one.organization_id and one.person is None}
    found = {key: one.id for key, one in roles.representatives(unit).items() if key in nameless}
    parties = member_service.parties(unit, found.values())
    return {key: parties[member_id] for key, member_id in found.items()}

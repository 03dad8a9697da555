"""The register of roles as people read it: names instead of ids, and what is missing."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from bot.clock import zone
from bot.rules.members import Party
from bot.rules.responsibilities import Letter
from bot.rules.roles import CONFIRMED_EVERY, TERM_WARNINGS, Seat
from bot.rules.settings import TIMEZONE
from bot.services import members as member_service
from bot.services.responsibilities_shown import describe
from storage import groups, organizations, responsibilities, roles, settings
from storage.roles import Role, RoleAssignment
from storage.unit import Unit


@dataclass(frozen=True, slots=True)
class Term:
    """Somebody in a role: since when, and until when if that is planned. `days_left` counts to that day."""

    id: int
    role: str
    holder: Party
    group: str | None
    starts_on: date
    until: date | None
    days_left: int | None
    is_acting: bool


@dataclass(frozen=True, slots=True)
class RoleShown:
    """A role with those who hold it. `vacant` counts its empty seats; a group's seats are counted nowhere."""

    id: int
    key: str
    title: str
    seat: Seat
    max_holders: int
    term_months: int | None
    terms: tuple[Term, ...]

    @property
    def vacant(self) -> int:
        """Return how many seats are empty; a role of groups is vacant when no group has it filled."""
        seats = self.max_holders if self.seat is Seat.ALLIANCE else 1
        return max(seats - len(self.terms), 0)


@dataclass(frozen=True, slots=True)
class Confirmation:
    """When the register was last looked through, by whom, and by when it is next."""

    at: datetime | None
    by: Party | None
    next_by: date
    is_due: bool


@dataclass(frozen=True, slots=True)
class Gaps:
    """What is missing in the register, each as a name."""

    without_accountable: tuple[str, ...]
    without_responsible: tuple[str, ...]
    vacant: tuple[RoleShown, ...]
    without_representative: tuple[str, ...]
    without_lead: tuple[str, ...]
    ending: tuple[Term, ...]

    @property
    def count(self) -> int:
        """Return how many gaps there are; a term that will end is none yet."""
        lists = (self.without_accountable, self.without_responsible, self.without_representative)
        return sum(map(len, lists)) + len(self.vacant) + len(self.without_lead)


def today(unit: Unit) -> date:
    """Return the day that the alliance has."""
    local = zone(settings.word(unit, TIMEZONE, "UTC"), "UTC")
    return unit.now.astimezone(local).date()


def shown(unit: Unit, wanted: Collection[Role]) -> list[RoleShown]:
    """Return roles with those who hold them; a few queries, however many roles there are."""
    running = roles.terms(unit)
    people = member_service.parties(unit, {one.member_id for one in running})
    places = groups.by_ids(unit, {one.group_id for one in running if one.group_id})
    names = {key: group.name for key, group in places.items()}
    day = today(unit)
    return [
        RoleShown(
            id=role.id,
            key=role.key,
            title=role.title,
            seat=role.seat,
            max_holders=role.max_holders,
            term_months=role.term_months,
            terms=tuple(
                _term(one, role, people[one.member_id], names, day)
                for one in running
                if one.role_id == role.id
            ),
        )
        for role in wanted
    ]


def _term(row: RoleAssignment, role: Role, holder: Party, places: Mapping[int, str], day: date) -> Term:
    return Term(
        id=row.id,
        role=role.title,
        holder=holder,
        group=places.get(row.group_id or 0),
        starts_on=row.starts_on,
        until=row.until,
        days_left=(row.until - day).days if row.until else None,
        is_acting=row.is_acting,
    )


def term(unit: Unit, term_id: int) -> Term | None:
    """Return a term that runs; None once it has ended."""
    row = roles.term(unit, term_id)
    role = unit.session.get(Role, row.role_id) if row and row.ended_on is None else None
    found = shown(unit, [role])[0].terms if role else ()
    return next((one for one in found if one.id == term_id), None)


def told_term(unit: Unit, term_id: int) -> Term | None:
    """Return a term, one that has ended included, for whoever renders a notice of it."""
    row = roles.term(unit, term_id)
    role = unit.session.get(Role, row.role_id) if row else None
    if row is None or role is None:
        return None
    places = groups.by_ids(unit, [row.group_id] if row.group_id else [])
    names = {key: group.name for key, group in places.items()}
    holder = member_service.parties(unit, [row.member_id])[row.member_id]
    return _term(row, role, holder, names, today(unit))


def confirmation(unit: Unit) -> Confirmation:
    """Return when the register was last looked through; a fresh one is due after its first 90 days."""
    latest = roles.latest_confirmation(unit)
    since = latest.confirmed_at if latest else founded(unit)
    local = zone(settings.word(unit, TIMEZONE, "UTC"), "UTC")
    due = (since.astimezone(local) + CONFIRMED_EVERY).date()
    by = member_service.parties(unit, [latest.member_id])[latest.member_id] if latest else None
    return Confirmation(latest.confirmed_at if latest else None, by, due, is_due=today(unit) >= due)


def founded(unit: Unit) -> datetime:
    """Return when the register began: with its first area or role."""
    began = [area.created_at for area in responsibilities.areas(unit)]
    return min([*began, *(role.created_at for role in roles.listed(unit))], default=unit.now)


def gaps(unit: Unit) -> Gaps:
    """Return what is missing."""
    areas = describe(unit, responsibilities.areas(unit))
    register = shown(unit, roles.listed(unit))
    represented = roles.representatives(unit)
    running = [(one.days_left, one) for role in register for one in role.terms if one.days_left is not None]
    ending = [(left, one.id, one) for left, one in running if left <= max(TERM_WARNINGS)]
    return Gaps(
        tuple(one.name for one in areas if not one.with_letter(Letter.ACCOUNTABLE)),
        tuple(one.name for one in areas if not one.with_letter(Letter.RESPONSIBLE)),
        tuple(one for one in register if one.vacant),
        tuple(
            one.name
            for one in organizations.listed(unit)
            if one.ended_at is None and one.id not in represented
        ),
        tuple(one.name for one in groups.listed(unit) if one.lead_id is None),
        tuple(one for _, _, one in sorted(ending)),
    )

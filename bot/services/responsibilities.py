"""Who answers for what: the areas of work, and the letters of those who have to do with them."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from bot.actor import Actor, Capability
from bot.errors import RuleError
from bot.rules import responsibilities as rules
from bot.rules.keys import clean_key, clean_name, key_of
from bot.rules.leaving import Holding
from bot.rules.members import Party
from bot.rules.privacy import ensure_private
from bot.rules.responsibilities import AccountableError, Letter
from bot.rules.roles import ensure_takes_part
from bot.services import members as member_service
from bot.services.responsibilities_shown import AreaShown, Holder, describe
from storage import audit, members, organizations, responsibilities, settings
from storage.members import Member
from storage.organizations import Organization
from storage.responsibilities import Area, Responsibility
from storage.unit import Unit

SEEDED = "areas.seeded"
PLACE_PARTS = 3


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be set: a letter (None takes all of them away) of an organisation or a person in an area.

    `organization` is a slug, `person` a Slack user id; `takes_over` says that the A changes hands.
    """

    area: str
    letter: Letter | None
    organization: str | None = None
    person: str | None = None
    takes_over: bool = False


@dataclass(frozen=True, slots=True)
class Changed:
    """An area after a change, and who had the A before, where it changed hands."""

    area: AreaShown
    former: Holder | None = None


def seed(unit: Unit) -> None:
    """Give a fresh alliance the areas of work that every alliance has; once, so that it can end some."""
    if settings.number(unit, SEEDED, 0):
        return
    for key, name in rules.AREAS.items():
        if responsibilities.by_key(unit, key) is None:
            unit.session.add(Area(key=key, name=name, created_at=unit.now))
    settings.choose(unit, SEEDED, 1)


def matrix(unit: Unit, actor: Actor) -> list[AreaShown]:
    """Return the areas of work, the oldest first, each with its letters."""
    actor.require(Capability.OBSERVER)
    return describe(unit, responsibilities.areas(unit))


def partners(unit: Unit, actor: Actor) -> list[Organization]:
    """Return the organisations that can have letters, by name."""
    actor.require(Capability.OBSERVER)
    return [one for one in organizations.listed(unit) if one.ended_at is None]


def place(unit: Unit, actor: Actor, wish: Wish) -> str:
    """Return where a wish would put a letter, as a button carries it: area, organisation and member."""
    actor.require(Capability.OBSERVER)
    area = _area(unit, wish.area)
    partner, person = _who(unit, wish)
    return f"{area.id}-{partner.id if partner else 0}-{person.id if person else 0}"


def wish_of(unit: Unit, actor: Actor, place: str, letter: Letter) -> Wish:
    """Return the wish that a button carries; an A that is asked for in this way changes hands."""
    actor.require(Capability.OBSERVER)
    numbers = place.split("-")
    if len(numbers) != PLACE_PARTS or not all(one.isdecimal() for one in numbers):
        raise RuleError("This button says nothing that I understand. Ask me again, and use the new one.")
    area_id, partner_id, member_id = map(int, numbers)
    partner = unit.session.get(Organization, partner_id)
    person = members.by_ids(unit, [member_id]).get(member_id)
    return Wish(
        str(area_id),
        letter,
        partner.slug if partner else None,
        person.slack_user_id if person else None,
        takes_over=letter is Letter.ACCOUNTABLE,
    )


def add_area(unit: Unit, actor: Actor, name: str, *, confirmed: bool) -> AreaShown:
    """Add an area of work, or take up one that has ended."""
    actor.require(Capability.COORDINATOR)
    ensure_private(name, confirmed=confirmed, field="name")
    name = clean_name(name, field="name", example="Volunteer training")
    key = clean_key(key_of(name), field="name", example="Volunteer training")
    area = responsibilities.by_key(unit, key)
    if area is not None and area.ended_at is None:
        raise RuleError(f"There is an area called {area.name} already. Choose another name.", field="name")
    area = area or Area(key=key, name=name, created_at=unit.now)
    area.name, area.ended_at = name, None
    unit.session.add(area)
    unit.session.flush()
    audit.record(unit, actor.member_id, "area.added", f"area:{area.id}")
    return describe(unit, [area])[0]


def end_area(unit: Unit, actor: Actor, key: str) -> str:
    """End an area of work, and with it what anybody had to do with it; return its name."""
    actor.require(Capability.COORDINATOR)
    area = _area(unit, key)
    for row in responsibilities.letters(unit, area_id=area.id):
        unit.session.delete(row)
    area.ended_at = unit.now
    unit.session.add(area)
    audit.record(unit, actor.member_id, "area.ended", f"area:{area.id}")
    return area.name


def assign(unit: Unit, actor: Actor, wish: Wish) -> Changed:
    """Set who has to do what with an area; AccountableError for a second A that takes nothing over.

    Beside the A an organisation has at most one other letter: a new one replaces the former.
    """
    actor.require(Capability.COORDINATOR)
    area = _area(unit, wish.area)
    partner, person = _who(unit, wish)
    rows = responsibilities.letters(unit, area_id=area.id)
    mine = [one for one in rows if _is_of(one, partner, person)]
    former = None
    if wish.letter is None:
        _ensure_some(mine, area)
        _drop(unit, actor, mine)
    else:
        if wish.letter is Letter.ACCOUNTABLE:
            former = _make_room(unit, actor, area, rows, mine, takes_over=wish.takes_over)
        kept = next((one for one in mine if one.letter is wish.letter), None)
        replaced = [one for one in mine if one is not kept and one.letter in rules.rivals(wish.letter)]
        _drop(unit, actor, replaced)
        row = kept or Responsibility(area_id=area.id, letter=wish.letter, since=unit.now)
        row.organization_id = partner.id if partner else None
        row.member_id = person.id if person else None
        _put(unit, actor, row)
    unit.session.flush()
    return Changed(describe(unit, [area])[0], former)


def _is_of(row: Responsibility, partner: Organization | None, person: Member | None) -> bool:
    """Tell whether a letter is that of an organisation, or of a person who has it for none."""
    if partner is not None:
        return row.organization_id == partner.id
    return row.organization_id is None and person is not None and row.member_id == person.id


def _make_room(
    unit: Unit,
    actor: Actor,
    area: Area,
    rows: Sequence[Responsibility],
    mine: Sequence[Responsibility],
    *,
    takes_over: bool,
) -> Holder | None:
    """Take the A from who else has it, or raise AccountableError; return who that was."""
    other = next((one for one in rows if one.letter is Letter.ACCOUNTABLE and one not in mine), None)
    if other is None:
        return None
    holder = next(one for one in describe(unit, [area])[0].holders if one.id == other.id)
    if not takes_over:
        raise AccountableError(area.name, _named(holder))
    _drop(unit, actor, [other])
    return holder


def _named(holder: Holder) -> Party:
    """Return a holder as a refusal names one: the organisation, and its person in brackets."""
    if holder.organization is None:
        return Party(holder.person.name if holder.person else "Somebody")
    return Party(holder.organization, organization=holder.person.name if holder.person else None)


def _ensure_some(rows: Sequence[Responsibility], area: Area) -> None:
    if not rows:
        raise RuleError(f"There is no letter to take away in {area.name}.", field="letter")


def _drop(unit: Unit, actor: Actor, rows: Sequence[Responsibility]) -> None:
    for row in rows:
        unit.session.delete(row)
        audit.record(unit, actor.member_id, "area.letter_dropped", f"area:{row.area_id}.{row.letter}")
    unit.session.flush()  # the index allows one A at any moment


def _put(unit: Unit, actor: Actor, row: Responsibility) -> None:
    unit.session.add(row)
    unit.session.flush()
    audit.record(unit, actor.member_id, "area.letter_set", f"area:{row.area_id}.{row.letter}")


def _area(unit: Unit, key: str) -> Area:
    """Return the area of a short name or a name, locked against others; RuleError names the nearest."""
    wanted = key.strip().lower()
    areas = responsibilities.areas(unit)
    found = next((one for one in areas if wanted in {one.key, one.name.lower(), str(one.id)}), None)
    if found is None:
        near = get_close_matches(wanted, [one.key for one in areas], n=3, cutoff=0.5)
        hint = (
            f"Did you mean {' or '.join(near)}?"
            if near
            else f"There are: {', '.join(one.key for one in areas)}."
        )
        raise RuleError(f"There is no area called {wanted}. {hint}", field="area")
    return responsibilities.lock(unit, found.id) or found


def _who(unit: Unit, wish: Wish) -> tuple[Organization | None, Member | None]:
    """Return the organisation and the person of a wish; a person alone stands for their organisation."""
    person = member_service.named(unit, [wish.person])[0] if wish.person else None
    if person is not None:
        ensure_takes_part(person.name, person.status, is_deactivated=person.is_deactivated, field="person")
    partner = _partner(unit, wish.organization) if wish.organization else None
    if partner is None and person is not None and person.organization_id:
        partner = unit.session.get(Organization, person.organization_id)
    if partner is None and person is None:
        raise RuleError("Say who: an organisation, such as org:clinic, or a person.", field="organization")
    if partner is not None and person is not None and person.organization_id != partner.id:
        raise RuleError(
            f"{person.name} does not represent {partner.name}. Choose one of its people, or leave it open.",
            field="person",
        )
    return partner, person


def _partner(unit: Unit, slug: str) -> Organization:
    wanted = slug.strip().lower()
    known = {one.slug: one for one in organizations.listed(unit) if one.ended_at is None}
    if wanted in known:
        return known[wanted]
    near = get_close_matches(wanted, known, n=3, cutoff=0.5)
    hint = (
        f"Did you mean {' or '.join(near)}?"
        if near
        else f"There are: {', '.join(sorted(known)) or 'none yet'}."
    )
    raise RuleError(f"There is no organisation called {wanted}. {hint}", field="organization")


def held_by(unit: Unit, member_id: int) -> list[Holding]:
    """Return the letters for which a member stands in person."""
    rows = responsibilities.letters(unit, member_id=member_id)
    areas = {one.id: one.name for one in responsibilities.areas(unit)}
    return [
        Holding(f"responsibility:{row.id}", f"{rules.NAMES[row.letter]} for {areas[row.area_id]}")
        for row in rows
    ]


def pass_on(unit: Unit, actor: Actor, subject: str, to: Member | None) -> None:
    """Give a leaver's letter to somebody else of the organisation; with nobody, the organisation keeps it.

    A letter of a person alone goes to anybody, or is dropped.
    """
    actor.require(Capability.OBSERVER)
    row = responsibilities.by_id(unit, int(subject.removeprefix("responsibility:")))
    if row is None or row.member_id is None:
        return
    if actor.member_id != row.member_id and Capability.COORDINATOR not in actor.capabilities:
        raise RuleError("Only a coordinator, or whoever stands for it, can give it to somebody else.")
    if to is None and row.organization_id is None:
        _drop(unit, actor, [row])
        return
    if to is not None and row.organization_id and to.organization_id != row.organization_id:
        name = organizations.names(unit, [row.organization_id])[row.organization_id]
        raise RuleError(f"{to.name} does not represent {name}. Choose one of its people, or leave it open.")
    row.member_id = to.id if to else None
    _put(unit, actor, row)

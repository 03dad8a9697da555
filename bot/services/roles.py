"""Roles: which there are, who holds them and until when, and that the register is right."""

from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from bot.actor import Actor, Capability
from bot.errors import RuleError
from bot.rules import roles as rules
from bot.rules.groups import may_run
from bot.rules.keys import clean_key, clean_name, key_of
from bot.rules.leaving import Holding
from bot.rules.privacy import ensure_private
from bot.rules.roles import Seat
from bot.services import groups as group_service
from bot.services import members as member_service
from bot.services import notifications, roles_shown
from bot.services.roles_shown import Confirmation, Gaps, RoleShown, Term
from storage import audit, groups, members, roles
from storage.groups import WorkingGroup
from storage.members import Member
from storage.roles import RegisterConfirmation, Role, RoleAssignment
from storage.unit import Unit


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody says of a role; figures as they were typed."""

    title: str = ""
    key: str = ""
    seat: Seat = Seat.ALLIANCE
    max_holders: str | None = None
    term_months: str | None = None


@dataclass(frozen=True, slots=True)
class Wish:
    """Who is to hold a role: `role` is its key, `person` a Slack user id, `group` a slug."""

    role: str
    person: str
    until: date | None = None
    group: str | None = None
    is_acting: bool = False


@dataclass(frozen=True, slots=True)
class Register:
    """The roles by title, and when somebody last looked through them."""

    roles: tuple[RoleShown, ...]
    confirmation: Confirmation
    gaps: Gaps


def register(unit: Unit, actor: Actor) -> Register:
    """Return the register of roles."""
    actor.require(Capability.OBSERVER)
    found = roles_shown.shown(unit, roles.listed(unit))
    return Register(tuple(found), roles_shown.confirmation(unit), roles_shown.gaps(unit))


def may_edit(_unit: Unit, actor: Actor) -> bool:
    """Tell whether the member may change the register and the matrix."""
    actor.require(Capability.OBSERVER)
    return Capability.COORDINATOR in actor.capabilities


def places(unit: Unit, actor: Actor) -> list[WorkingGroup]:
    """Return the groups in which the member may give roles."""
    actor.require(Capability.OBSERVER)
    return [one for one in groups.listed(unit) if may_run(actor, one.lead_id)]


def add(unit: Unit, actor: Actor, draft: Draft, *, confirmed: bool) -> RoleShown:
    """Add a role, or take up one that has ended."""
    actor.require(Capability.COORDINATOR)
    ensure_private(draft.title, confirmed=confirmed, field="title")
    title = clean_name(draft.title, field="title", example="Steering co-chair")
    key = clean_key(draft.key or key_of(title), field="key", example="co-chair")
    role = roles.by_key(unit, key)
    if role is not None and role.ended_at is None:
        raise RuleError(f"There is a role called {key} already. Choose another short name.", field="key")
    role = role or Role(key=key, title=title, created_at=unit.now)
    role.title, role.seat, role.ended_at = title, draft.seat, None
    role.max_holders = rules.clean_number(draft.max_holders, most=rules.HOLDERS_MAX, field="max_holders") or 1
    role.term_months = rules.clean_number(draft.term_months, most=rules.TERM_MONTHS_MAX, field="term_months")
    unit.session.add(role)
    unit.session.flush()
    audit.record(unit, actor.member_id, "role.added", f"role:{role.id}")
    return roles_shown.shown(unit, [role])[0]


def remove(unit: Unit, actor: Actor, key: str) -> str:
    """Take a role out of the register; RuleError while somebody holds it. Return its title."""
    actor.require(Capability.COORDINATOR)
    role = _role(unit, key)
    if held := roles_shown.shown(unit, [role])[0].terms:
        names = ", ".join(one.holder.name for one in held)
        raise RuleError(f"{role.title} is held by {names}. End that first.", field="role")
    role.ended_at = unit.now
    unit.session.add(role)
    audit.record(unit, actor.member_id, "role.ended", f"role:{role.id}")
    return role.title


def assign(unit: Unit, actor: Actor, wish: Wish) -> Term:
    """Give somebody a role for a term; coordinators do, and leads within their group. The holder is told."""
    actor.require(Capability.MEMBER)
    role = _role(unit, wish.role)
    group_id = _place(unit, actor, role, wish.group)
    member = member_service.named(unit, [wish.person])[0]
    rules.ensure_takes_part(member.name, member.status, is_deactivated=member.is_deactivated, field="person")
    starts_on = roles_shown.today(unit)
    until = rules.term_end(starts_on, wish.until, role.term_months, is_acting=wish.is_acting)
    _ensure_room(unit, role, member, group_id)
    row = RoleAssignment(
        role_id=role.id,
        member_id=member.id,
        group_id=group_id,
        starts_on=starts_on,
        until=until,
        is_acting=wish.is_acting,
    )
    _begin(unit, actor, row, member)
    return _term(unit, row.id)


def _place(unit: Unit, actor: Actor, role: Role, slug: str | None) -> int | None:
    """Return the group in which a role is to be held, if any; RuleError for what the actor may not do."""
    group = group_service.show(unit, actor, slug) if slug else None
    if role.seat is Seat.GROUP and group is None:
        raise RuleError(f"{role.title} is a role in a group. Say which: group:NAME.", field="group")
    if role.seat is Seat.ALLIANCE and group is not None:
        raise RuleError(f"{role.title} is a role in the whole alliance. Leave the group out.", field="group")
    if not (Capability.COORDINATOR in actor.capabilities or (group and group.is_editable)):
        raise RuleError("Coordinators give roles, and leads within their group. Ask one of them.")
    return group.id if group else None


def _ensure_room(unit: Unit, role: Role, member: Member, group_id: int | None) -> None:
    running = [one for one in roles.terms(unit, role_id=role.id) if one.group_id == group_id]
    if any(one.member_id == member.id for one in running):
        raise RuleError(
            f"{member.name} is {role.title} already. End that term first to begin a new one.", field="person"
        )
    people = members.by_ids(unit, [one.member_id for one in running])
    rules.ensure_room(role.title, [people[one.member_id].name for one in running], role.max_holders)


def _begin(unit: Unit, actor: Actor, row: RoleAssignment, member: Member) -> None:
    unit.session.add(row)
    unit.session.flush()
    audit.record(unit, actor.member_id, "term.begun", f"term:{row.id}")
    if member.id != actor.member_id:
        data = {"term_id": row.id}
        subject = f"term:{row.id}"
        notifications.tell(unit, member, "roles.assigned", subject=subject, data=data, needs_acceptance=False)


def end(unit: Unit, actor: Actor, term_id: int) -> Term:
    """End somebody's term today; coordinators do, leads within their group, and the holder. Return it."""
    actor.require(Capability.OBSERVER)
    row = roles.term(unit, term_id)
    role = roles.lock(unit, row.role_id) if row else None
    if row is None or role is None or row.ended_on is not None:
        raise RuleError("This term has ended already. The register shows who holds the role now.")
    _ensure_may_end(unit, actor, row)
    ended = _term(unit, row.id)
    _finish(unit, actor, row)
    return ended


def _ensure_may_end(unit: Unit, actor: Actor, row: RoleAssignment) -> None:
    group = groups.by_ids(unit, [row.group_id]).get(row.group_id) if row.group_id else None
    runs = may_run(actor, group.lead_id if group else None)
    if not (runs or actor.member_id == row.member_id):
        raise RuleError("Only a coordinator, or whoever holds the role, ends a term. Ask one of them.")


def _finish(unit: Unit, actor: Actor, row: RoleAssignment) -> None:
    row.ended_on = roles_shown.today(unit)
    unit.session.add(row)
    unit.session.flush()
    audit.record(unit, actor.member_id, "term.ended", f"term:{row.id}")


def held_term(unit: Unit, actor: Actor, key: str, user_id: str) -> Term:
    """Return the term of somebody in a role, or raise RuleError."""
    actor.require(Capability.OBSERVER)
    role = _role(unit, key)
    member = member_service.named(unit, [user_id])[0]
    for row in roles.terms(unit, role_id=role.id):
        if row.member_id == member.id:
            return _term(unit, row.id)
    raise RuleError(f"{member.name} is not {role.title}. The register shows who is.", field="person")


def confirm(unit: Unit, actor: Actor) -> Confirmation:
    """Say that the register is right; the next look is due in 90 days, and who was asked sees that."""
    actor.require(Capability.COORDINATOR)
    asked = f"register:{roles_shown.confirmation(unit).next_by}"
    unit.session.add(RegisterConfirmation(member_id=actor.member_id, confirmed_at=unit.now))
    unit.session.flush()
    audit.record(unit, actor.member_id, "register.confirmed", f"member:{actor.member_id}")
    notifications.refresh(unit, asked)
    return roles_shown.confirmation(unit)


def gaps(unit: Unit, actor: Actor) -> Gaps:
    """Return what is missing in the register."""
    actor.require(Capability.OBSERVER)
    return roles_shown.gaps(unit)


def _role(unit: Unit, key: str) -> Role:
    """Return the role of a key or a title, locked against others; RuleError names the nearest."""
    wanted = key.strip().lower()
    known = roles.listed(unit)
    found = next((one for one in known if wanted in {one.key, one.title.lower(), str(one.id)}), None)
    if found is None:
        near = get_close_matches(wanted, [one.key for one in known], n=3, cutoff=0.5)
        names = " or ".join(near) or ", ".join(one.key for one in known) or "none yet"
        hint = f"Did you mean {names}?" if near else f"There are: {names}."
        raise RuleError(f"There is no role called {wanted}. {hint}", field="role")
    return roles.lock(unit, found.id) or found


def _term(unit: Unit, term_id: int) -> Term:
    found = roles_shown.term(unit, term_id)
    if found is None:
        raise RuleError("This term has ended already. The register shows who holds the role now.")
    return found


def held_by(unit: Unit, member_id: int) -> list[Holding]:
    """Return the roles that a member holds."""
    titles = {one.id: one.title for one in roles.listed(unit)}
    return [
        Holding(f"term:{one.id}", titles[one.role_id])
        for one in roles.terms(unit, member_id=member_id)
        if one.role_id in titles
    ]


def pass_on(unit: Unit, actor: Actor, subject: str, to: Member | None) -> None:
    """End a leaver's term, and have somebody else serve the rest of it; with nobody, the seat is vacant."""
    actor.require(Capability.OBSERVER)
    row = roles.term(unit, int(subject.removeprefix("term:")))
    if row is None or row.ended_on is not None:
        return
    _ensure_may_end(unit, actor, row)
    _finish(unit, actor, row)
    running = roles.terms(unit, role_id=row.role_id)
    if to is None or any(one.member_id == to.id and one.group_id == row.group_id for one in running):
        return
    rest = RoleAssignment(
        role_id=row.role_id,
        member_id=to.id,
        group_id=row.group_id,
        starts_on=roles_shown.today(unit),
        until=row.until,
        is_acting=row.is_acting,
    )
    _begin(unit, actor, rest, to)

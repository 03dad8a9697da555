"""What the clock does for the register: terms end, and coordinators hear in time of what is to be done."""

from datetime import timedelta

from bot.actor import Capability
from bot.rules.roles import CONFIRMATION_NAGGED_EVERY, takes_part, warning
from bot.rules.roles import TERM_WARNINGS as WARNINGS
from bot.services import notifications, roles_shown
from storage import audit, members, roles
from storage.members import Member
from storage.roles import RoleAssignment
from storage.unit import Unit

SETTLING = timedelta(days=14)
"""How long a new register may be full of gaps without anybody being told."""


def due(unit: Unit) -> None:
    """End terms that are over, speak of those that soon will be, and ask whether the register is right."""
    coordinators = _coordinators(unit)
    _end_terms(unit, coordinators)
    _speak_of_terms(unit, coordinators)
    _ask_for_confirmation(unit, coordinators)
    _report_gaps(unit, coordinators)


def _coordinators(unit: Unit) -> list[Member]:
    found = members.with_capability(unit, Capability.COORDINATOR)
    return [one for one in found if takes_part(one.status, is_deactivated=one.is_deactivated)]


def _end_terms(unit: Unit, coordinators: list[Member]) -> None:
    """End the terms whose last day has passed: their seats are vacant from now on."""
    today = roles_shown.today(unit)
    for row in roles.terms_until(unit, today):
        if row.until is None or row.until >= today:
            continue
        row.ended_on = row.until
        unit.session.add(row)
        audit.record(unit, None, "term.ended", f"term:{row.id}")
        for member in _with_holder(unit, row, coordinators):
            data = {"term_id": row.id}
            notifications.tell(unit, member, "roles.term_over", subject=f"term:{row.id}", data=data)
    unit.session.flush()


def _speak_of_terms(unit: Unit, coordinators: list[Member]) -> None:
    """Tell holders and coordinators of terms that end, each once for each warning."""
    today = roles_shown.today(unit)
    for row in roles.terms_until(unit, today.fromordinal(today.toordinal() + max(WARNINGS))):
        ahead = warning(row.starts_on, row.until, today) if row.until else None
        if ahead is None:
            continue
        for member in _with_holder(unit, row, coordinators):
            notifications.tell(
                unit,
                member,
                "roles.term_ends",
                subject=f"term:{row.id}",
                window=str(ahead),
                data={"term_id": row.id},
            )


def _with_holder(unit: Unit, row: RoleAssignment, coordinators: list[Member]) -> list[Member]:
    """Return the coordinators and the holder of a term, each once."""
    holder = members.by_ids(unit, [row.member_id])
    return list({one.id: one for one in (*holder.values(), *coordinators)}.values())


def _ask_for_confirmation(unit: Unit, coordinators: list[Member]) -> None:
    """Ask the coordinators whether the register is right when that is due, and every two weeks then."""
    confirmation = roles_shown.confirmation(unit)
    if not confirmation.is_due:
        return
    late = (roles_shown.today(unit) - confirmation.next_by).days // CONFIRMATION_NAGGED_EVERY
    for member in coordinators:
        notifications.tell(
            unit,
            member,
            "roles.confirm",
            subject=f"register:{confirmation.next_by}",
            window=str(late),
            data={"next_by": confirmation.next_by.isoformat()},
        )


def _report_gaps(unit: Unit, coordinators: list[Member]) -> None:
    """Tell the coordinators once a month what is missing, if anything is."""
    month = f"{roles_shown.today(unit):%Y-%m}"
    if unit.now - roles_shown.founded(unit) < SETTLING or not roles_shown.gaps(unit).count:
        return
    for member in coordinators:
        notifications.tell(
            unit, member, "roles.gaps", subject="register", window=month, data={"month": month}
        )

"""The morning's message: what is due, what wakes up, and on Mondays the week."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, time

from bot.rules import reminders as rules
from bot.rules.members import OUTSIDE
from bot.rules.settings import BY_KEY, MORNING
from bot.services import members as member_service
from bot.services import notifications, schedules
from bot.services.schedules import Due
from storage import actions, audit, groups, members, settings
from storage import schedules as rows
from storage.actions import ActionItem
from storage.members import Member
from storage.unit import Unit

RULE = "reminders.morning"
"""What recurs, and the kind of its message; a reader stops its parts one by one."""
DUE = "reminders.due"
DIGEST = "reminders.digest"
STUCK = "reminders.stuck"
ENTERED_AT_ONCE = 500


def begin_all(unit: Unit) -> None:
    """Have mornings begin for those who take part by now, at the hour that the alliance chose."""
    at = time.fromisoformat(settings.word(unit, MORNING, str(BY_KEY[MORNING].default)))
    for member in rows.without(unit, RULE, ENTERED_AT_ONCE):
        schedules.begin(unit, RULE, member.id, member_service.zone_of(unit, member), every_days=1, at=at)
    schedules.change_hour(unit, RULE, at)


def remind_due(unit: Unit) -> None:
    """Remind the members whose morning has come."""
    taken = schedules.take_due(unit, RULE)
    people = members.by_ids(unit, [due.member_id for due in taken])
    for due in taken:
        if people[due.member_id].status not in OUTSIDE:
            _wake(unit, people[due.member_id], due)


def _wake(unit: Unit, member: Member, due: Due) -> None:
    """Remind one member, unless the day of this morning is over, or as good as over, where they live."""
    here = member_service.zone_of(unit, member)
    if here.key != due.zone.key:
        schedules.travel(unit, member.id, here)
    today = unit.now.astimezone(here).date()
    is_same_day = due.at.astimezone(here).date() == today
    if not is_same_day or notifications.opens_at(unit, here).astimezone(here).date() != today:
        audit.record(unit, None, "reminder.skipped", f"member:{member.id}")
        return
    _remind(unit, member, _Morning(today, is_late=rules.is_late(due.at, unit.now)))


@dataclass(slots=True)
class _Morning:
    """What there is to say to a member on a local day."""

    day: date
    is_late: bool
    due: list[ActionItem] = field(default_factory=list)
    waking: list[ActionItem] = field(default_factory=list)
    has_digest: bool = False

    @property
    def subjects(self) -> list[str]:
        """Return what the message is about."""
        shown = [f"action:{item.id}" for item in (*self.waking, *self.due)]
        return shown + ([f"digest:{self.day.isoformat()}"] if self.has_digest else [])


def _remind(unit: Unit, member: Member, morning: _Morning) -> None:
    """Send the morning's message, if there is anything to say, and shrink the one before it."""
    window = morning.day.isoformat()
    if notifications.was_told(unit, member, RULE, window):
        return
    _look(unit, member, morning)
    if not morning.subjects:
        return
    data = {
        "member_id": member.id,
        "day": window,
        "items": [item.id for item in morning.due],
        "woken": [item.id for item in morning.waking],
        "has_digest": morning.has_digest,
        "is_late": morning.is_late,
    }
    if notifications.tell_together(
        unit, member, RULE, morning.subjects, window=window, data=data, is_routine=True
    ):
        notifications.show_previous(unit, member, RULE, window)
        if morning.is_late:
            audit.record(unit, None, "reminder.late", f"member:{member.id}")


def _look(unit: Unit, member: Member, morning: _Morning) -> None:
    """Find what there is to say; the leads of groups hear of what is a week late."""
    today = morning.day
    late_or_near = actions.due_for(unit, member.id, today)
    _tell_leads(unit, [one for one in late_or_near if one.due_on and rules.is_stuck(one.due_on, today)])
    if not notifications.is_stopped(unit, member, DUE):
        morning.waking = actions.waking(unit, member.id, today)
        waking = {item.id for item in morning.waking}
        morning.due = [
            item
            for item in late_or_near
            if item.id not in waking and item.due_on and rules.is_reminded(item.due_on, today)
        ]
    if rules.has_digest(today) and not notifications.is_stopped(unit, member, DIGEST):
        morning.has_digest = actions.count(unit, actions.concerns(member.id), actions.is_open()) > 0


def _tell_leads(unit: Unit, late: Sequence[ActionItem]) -> None:
    """Tell the lead of each item's group that it is a week late, once for each due date."""
    teams = groups.by_ids(unit, {item.group_id for item in late if item.group_id})
    leads = members.by_ids(unit, {team.lead_id for team in teams.values() if team.lead_id})
    for item in late:
        team = teams.get(item.group_id or 0)
        lead = leads.get(team.lead_id or 0) if team else None
        if lead and lead.id != item.owner_id and item.due_on:
            subject, window = f"action:{item.id}", item.due_on.isoformat()
            data = {"action_id": item.id}
            notifications.tell(unit, lead, "reminders.stuck", subject=subject, window=window, data=data)

"""What recurs: rows whose hour comes, taken by whichever process looks first."""

from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from bot.rules.schedules import after_travel, latest_occurrence, next_occurrence
from bot.rules.settings import BY_KEY, QUIET_FROM
from storage import schedules, settings
from storage.schedules import Schedule
from storage.unit import Unit

AT_ONCE = 20
"""How many rows one transaction takes, so that thousands which are due at the same moment stall nobody."""
CHANGED_AT_ONCE = 500
LONG_AGO = date(2024, 1, 1)
"""A Monday, from which a member's days are counted."""


@dataclass(frozen=True, slots=True)
class Due:
    """Something that recurs for a member, and the moment that it waited for: the last one missed."""

    member_id: int
    at: datetime
    zone: ZoneInfo


def take_due(unit: Unit, rule: str) -> list[Due]:
    """Take members' rows of a rule whose time has come: each once, however long nobody looked."""
    taken = []
    for row in schedules.due(unit, rule, AT_ONCE):
        zone = ZoneInfo(row.timezone)
        if row.member_id is not None:
            latest = latest_occurrence(row.anchor_on, row.every_days, row.at, zone, unit.now)
            taken.append(Due(row.member_id, max(latest, row.next_at), zone))
        row.next_at = next_occurrence(row.anchor_on, row.every_days, row.at, zone, unit.now)
        unit.session.add(row)
    return taken


def begin(unit: Unit, rule: str, member_id: int, zone: ZoneInfo, *, every_days: int, at: time) -> None:
    """Have something recur for a member from now on; what recurs already stays as it is."""
    row = Schedule(
        rule=rule,
        subject=f"member:{member_id}",
        member_id=member_id,
        anchor_on=LONG_AGO,
        every_days=every_days,
        at=at,
        timezone=zone.key,
        next_at=next_occurrence(LONG_AGO, every_days, at, zone, unit.now),
    )
    schedules.add(unit, row)


def travel(unit: Unit, member_id: int, zone: ZoneInfo) -> None:
    """Have what recurs for a member follow the clock of another zone, each local day once.

    Where the hour of a day that was not reached yet has passed there, it is now, unless it is evening.
    """
    until = _evening(unit)
    for row in schedules.of_member(unit, member_id):
        _change(unit, row, zone, row.at, until)


def change_hour(unit: Unit, rule: str, at: time) -> None:
    """Have a rule come at another hour of the day from now on, for everybody."""
    until = _evening(unit)
    for row in schedules.at_another_hour(unit, rule, at, CHANGED_AT_ONCE):
        _change(unit, row, ZoneInfo(row.timezone), at, until)


def _change(unit: Unit, row: Schedule, zone: ZoneInfo, at: time, until: time) -> None:
    """Have a row follow another clock; one whose time has come stays due."""
    if row.next_at > unit.now:
        waited_for = row.next_at.astimezone(ZoneInfo(row.timezone)).date()
        row.next_at = after_travel(waited_for, row.every_days, at, zone, now=unit.now, until=until)
    row.timezone, row.at = zone.key, at
    unit.session.add(row)


def _evening(unit: Unit) -> time:
    """Return the local hour from which on nobody is reminded of the day that ends."""
    return time.fromisoformat(settings.word(unit, QUIET_FROM, str(BY_KEY[QUIET_FROM].default)))

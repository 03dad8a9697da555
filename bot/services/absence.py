"""Absence: a pause, for a holiday or longer, in which nobody is chased."""

from datetime import date, timedelta

from bot.actor import Actor, Capability
from bot.clock import zone
from bot.errors import RuleError
from bot.rules.members import OUTSIDE, MemberStatus
from bot.rules.settings import TIMEZONE
from storage import audit, members, settings
from storage.members import Member
from storage.unit import Unit

LONGEST = timedelta(days=366)


def pause(unit: Unit, actor: Actor, member_id: int, until: date | None) -> Member:
    """Note that somebody is away, up to and with a day, or until they are back; coordinators for others."""
    actor.require(Capability.OBSERVER)
    member = _own(unit, actor, member_id)
    today = unit.now.astimezone(actor.timezone).date()
    if until is not None and until < today:
        raise RuleError("This day is past. Choose the last day away, today or later.", field="until")
    if until is not None and until > today + LONGEST:
        raise RuleError("Choose a day within a year, or leave it open.", field="until")
    member.status, member.away_until = MemberStatus.PAUSED, until
    unit.session.add(member)
    audit.record(unit, actor.member_id, "member.paused", f"member:{member.id}")
    return member


def resume(unit: Unit, actor: Actor, member_id: int) -> Member:
    """Note that somebody is back."""
    actor.require(Capability.OBSERVER)
    member = _own(unit, actor, member_id)
    if member.status is MemberStatus.PAUSED:
        _end(unit, member, actor.member_id)
    return member


def _own(unit: Unit, actor: Actor, member_id: int) -> Member:
    member = members.by_ids(unit, [member_id]).get(member_id)
    if member is None or member.status in OUTSIDE:
        raise RuleError("This person does not take part any more. `/alliance members` shows who does.")
    if member.id != actor.member_id and Capability.COORDINATOR not in actor.capabilities:
        raise RuleError("Only a coordinator can do this for somebody else. Ask one of them.", field="person")
    return member


def _end(unit: Unit, member: Member, actor_id: int | None) -> None:
    member.status = (
        MemberStatus.ACTIVE if member.accepted_at or not member.slack_user_id else MemberStatus.INVITED
    )
    member.away_until = None
    unit.session.add(member)
    audit.record(unit, actor_id, "member.resumed", f"member:{member.id}")


def resume_due(unit: Unit) -> None:
    """Have those back whose last day away is over, where they live."""
    alliance = settings.word(unit, TIMEZONE, "UTC")
    for member in members.away(unit, before=unit.now.date() + timedelta(days=1)):
        local = unit.now.astimezone(zone(member.timezone, alliance)).date()
        if member.away_until is not None and member.away_until < local:
            _end(unit, member, None)


def status_of(unit: Unit, actor: Actor) -> Member:
    """Return the caller's own row, for a question whether they are back."""
    actor.require(Capability.OBSERVER)
    return members.by_ids(unit, [actor.member_id])[actor.member_id]

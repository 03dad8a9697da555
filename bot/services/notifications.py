"""Telling members something on the bot's own initiative: once, at a good hour, and not too often."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.actor import Actor, Capability
from bot.rules import notifications as rules
from bot.rules.outbox import NoticeState, Priority
from bot.rules.settings import BY_KEY, DAILY_LIMIT, QUIET_FROM, QUIET_UNTIL
from bot.services.members import zone_of
from storage import audit, erasure, members, notifications, outbox, settings
from storage.members import Member
from storage.outbox import Notice
from storage.unit import Unit

MORE = "notifications.more"
"""The one message a day that holds whatever exceeds the limit."""
REFRESHED_FOR = timedelta(days=7)
KEPT_FOR = timedelta(days=90)
_NEVER_SEEN = {NoticeState.SKIPPED, NoticeState.FAILED}


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that a member is told: its kind, and the data that its words are made of."""

    kind: str
    data: dict[str, Any]


def tell(
    unit: Unit,
    member: Member,
    kind: str,
    *,
    subject: str,
    window: str = "",
    data: dict[str, Any] | None = None,
    needs_acceptance: bool = True,
) -> bool:
    """Send a member a direct message, once for each (kind, subject, window); tell whether it goes out.

    Nothing goes to who is away, has left, stopped this kind, or (`needs_acceptance`) has not agreed to
    take part yet. In the member's quiet hours it waits for the morning; beyond the daily limit it joins
    what else there is in one message.
    """
    subjects = tell_together(
        unit, member, kind, [subject], window=window, data=data, needs_acceptance=needs_acceptance
    )
    return bool(subjects)


def tell_together(
    unit: Unit,
    member: Member,
    kind: str,
    subjects: Sequence[str],
    *,
    window: str = "",
    data: dict[str, Any] | None = None,
    needs_acceptance: bool = True,
    is_routine: bool = False,
) -> list[str]:
    """Send a member one direct message about several subjects; return those that it is the first about.

    What `is_routine` lets whatever else waits for Slack's pace go first.
    """
    here = zone_of(unit, member)
    if not _is_reachable(unit, member, kind, here, needs_acceptance=needs_acceptance):
        return []
    members.lock(unit, member.id)  # the limit is counted, and two at once would both be below it
    at = opens_at(unit, here)
    day = at.astimezone(here).date()
    new = [
        subject
        for subject in subjects
        if notifications.claim(unit, kind, subject, member.id, window, day=day, data=data or {})
    ]
    if new:
        priority = Priority.ROUTINE if is_routine else Priority.DIRECT
        _send(unit, _Message(member, kind, new, window, data or {}, at, day, priority))
    return new


@dataclass(frozen=True, slots=True)
class _Message:
    """What somebody is told, when, and on which local day that is."""

    member: Member
    kind: str
    subjects: list[str]
    window: str
    data: dict[str, Any]
    at: datetime
    day: date
    priority: Priority

    @property
    def user_id(self) -> str:
        """Return whom it goes to; only people on Slack are reachable."""
        return self.member.slack_user_id or ""


def _send(unit: Unit, message: _Message) -> None:
    """Put a message into the outbox: by itself, or into the last one that the day has room for."""
    limit = settings.number(unit, DAILY_LIMIT, int(BY_KEY[DAILY_LIMIT].default))
    is_folded = notifications.messages_on(unit, message.member.id, message.day) >= limit - 1
    notice_id = _fold(unit, message) if is_folded else _post(unit, message)
    notifications.place(
        unit,
        message.kind,
        message.subjects,
        message.member.id,
        message.window,
        notice_id=notice_id,
        is_folded=is_folded,
    )


def _post(unit: Unit, message: _Message) -> int:
    return outbox.post(
        unit,
        message.kind,
        to=message.user_id,
        subject=message.subjects[0],
        priority=message.priority,
        data=message.data,
        due_at=message.at,
    )


def _fold(unit: Unit, message: _Message) -> int:
    """Return the notice of the day's last message, which is made, or made to say this too."""
    notice_id = notifications.fold_on(unit, message.member.id, message.day)
    notice = outbox.by_id(unit, notice_id) if notice_id else None
    if notice is None:
        data = {"member_id": message.member.id, "day": message.day.isoformat()}
        subject = f"member:{message.member.id}"
        return outbox.post(
            unit,
            MORE,
            to=message.user_id,
            subject=subject,
            priority=Priority.DIRECT,
            data=data,
            due_at=message.at,
        )
    _edit(unit, notice)
    return notice.id


def _is_reachable(unit: Unit, member: Member, kind: str, here: ZoneInfo, *, needs_acceptance: bool) -> bool:
    if not member.slack_user_id or notifications.is_stopped(unit, member.id, kind):
        return False
    return rules.is_reachable(
        member.status,
        is_deactivated=member.is_deactivated,
        accepted=member.accepted_at is not None or not needs_acceptance,
        away_until=member.away_until,
        today=unit.now.astimezone(here).date(),
    )


def opens_at(unit: Unit, here: ZoneInfo) -> datetime:
    """Return from when on routine messages may go out in a zone: now, or after its quiet hours."""
    chosen = settings.several(unit, [QUIET_FROM, QUIET_UNTIL])
    begins, ends = (chosen.get(key, BY_KEY[key].default) for key in (QUIET_FROM, QUIET_UNTIL))
    return rules.next_open(unit.now, here, time.fromisoformat(begins), time.fromisoformat(ends))


def refresh(unit: Unit, subject: str) -> None:
    """Have each member's newest message of the last days that tells of a subject show how it stands now."""
    for notice in notifications.latest_messages(unit, subject, unit.now - REFRESHED_FOR):
        _edit(unit, notice)


def show_previous(unit: Unit, member: Member, kind: str, window: str) -> None:
    """Have the message of this kind before this window show that a later one has come: nothing is stacked."""
    previous = notifications.previous_message(unit, kind, member.id, window)
    if previous and previous.created_at >= unit.now - REFRESHED_FOR:
        _edit(unit, previous)


def has_later(unit: Unit, member_id: int, kind: str, window: str) -> bool:
    """Tell whether a member was told something of this kind in a later window."""
    return notifications.has_later(unit, kind, member_id, window)


def was_told(unit: Unit, member: Member, kind: str, window: str) -> bool:
    """Tell whether a member was told something of this kind in this window."""
    return bool(notifications.of_window(unit, kind, member.id, window))


def is_stopped(unit: Unit, member: Member, kind: str) -> bool:
    """Tell whether a member does not want messages, or parts of messages, of this kind."""
    return notifications.is_stopped(unit, member.id, kind)


def _edit(unit: Unit, notice: Notice) -> None:
    """Have a posted message made anew; one that is still to go is made when it goes."""
    if notice.state in _NEVER_SEEN or outbox.is_waiting(unit, notice.id):
        return
    if not outbox.has_waiting_edit(unit, notice.id):
        outbox.post(
            unit,
            notice.kind,
            to=notice.target,
            subject=notice.subject,
            priority=Priority.DIRECT,
            data=notice.data,
            edits_id=notice.id,
        )


def folded(unit: Unit, member_id: int, day: date) -> list[Told]:
    """Return what the day's last message tells, for whoever renders it."""
    found: list[Told] = []
    for one in notifications.folded_on(unit, member_id, day):
        told = Told(one.kind, one.data)
        if told not in found:
            found.append(told)
    return found


def stop(unit: Unit, actor: Actor, kind: str) -> None:
    """Send the member no more messages of this kind."""
    actor.require(Capability.OBSERVER)
    notifications.stop(unit, actor.member_id, kind)
    audit.record(unit, actor.member_id, "notification.stopped", f"member:{actor.member_id}")


def turn_on(unit: Unit, actor: Actor, kind: str) -> None:
    """Send the member messages of this kind again."""
    actor.require(Capability.OBSERVER)
    notifications.turn_on(unit, actor.member_id, kind)
    audit.record(unit, actor.member_id, "notification.turned_on", f"member:{actor.member_id}")


def stopped(unit: Unit, actor: Actor) -> list[str]:
    """Return the kinds of messages that the member does not want."""
    actor.require(Capability.OBSERVER)
    return notifications.stopped(unit, actor.member_id)


def forget_old(unit: Unit) -> None:
    """Forget what was told longer ago than the product keeps it."""
    notifications.forget_old(unit, unit.now - KEPT_FOR)


def erase(unit: Unit, member_id: int) -> None:
    """Erase every direct message to a member, what each was about, and which kinds are not wanted."""
    member = members.by_ids(unit, [member_id])[member_id]
    erasure.forget_messages(unit, member_id, member.slack_user_id)

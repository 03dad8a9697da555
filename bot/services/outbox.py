"""The outbox as its delivery uses it: claim notices, then say what became of each."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.rules.outbox import ALLIANCE, GIVEN_UP_AFTER, NoticeState, Priority, pause
from bot.services import members as member_service
from storage import leases, outbox
from storage.outbox import Notice
from storage.unit import Unit

SENDER = "sender"
TROUBLE = "outbox.trouble"


@dataclass(frozen=True, slots=True)
class Claimed:
    """A notice that this process is to send now, at its nth `attempt`: a later one is another's.

    `doubtful_since` is set where an earlier try may have reached Slack. `edits` is the channel and
    timestamp of the message to change; `is_orphan` says that this message was never posted.
    """

    id: int
    attempt: int
    uid: str
    kind: str
    target: str
    data: Mapping[str, Any]
    created_at: datetime
    doubtful_since: datetime | None
    edits: tuple[str, str] | None
    is_orphan: bool


def lead(unit: Unit, owner: str, term: timedelta) -> bool:
    """Take or keep the lead: one process at a time sends, and keeps the pace for all."""
    return leases.take(unit, SENDER, owner, term)


def step_down(unit: Unit, owner: str) -> None:
    """Give the lead to whichever process asks next."""
    leases.give_back(unit, SENDER, owner)


def claim(unit: Unit, limit: int, lease: timedelta, busy: Collection[str] = ()) -> list[Claimed]:
    """Take due notices, one for each target at the most, none for a busy one.

    From here on a notice may reach Slack without our hearing of it, until its fate is stored.
    """
    first: dict[str, Notice] = {}
    for notice in outbox.due(unit, limit=limit, busy=busy):
        first.setdefault(notice.target, notice)
    return [_claimed(unit, notice, lease) for notice in first.values()]


def _claimed(unit: Unit, notice: Notice, lease: timedelta) -> Claimed:
    doubtful_since = notice.in_doubt_since
    notice.state = NoticeState.SENDING
    notice.lease_until = unit.now + lease
    notice.in_doubt_since = doubtful_since or unit.now
    notice.attempts += 1
    original = outbox.by_id(unit, notice.edits_id) if notice.edits_id else None
    edits = (original.channel, original.ts) if original and original.channel and original.ts else None
    return Claimed(
        id=notice.id,
        attempt=notice.attempts,
        uid=notice.uid,
        kind=notice.kind,
        target=notice.target,
        data=notice.data,
        created_at=notice.created_at,
        doubtful_since=doubtful_since,
        edits=edits,
        is_orphan=notice.edits_id is not None and edits is None,
    )


def sent(unit: Unit, claimed: Claimed, channel: str, ts: str) -> timedelta:
    """Note that a message is posted, and where; return how long it took from the change to here."""
    _settle(unit, claimed, NoticeState.SENT, sent_at=unit.now, channel=channel, ts=ts, last_error=None)
    return unit.now - claimed.created_at


def skip(unit: Unit, claimed: Claimed) -> None:
    """Note that a message need not be posted any more."""
    _settle(unit, claimed, NoticeState.SKIPPED)


def fail(unit: Unit, claimed: Claimed, error: str) -> None:
    """Give a notice up."""
    _settle(unit, claimed, NoticeState.FAILED, last_error=error)


def _settle(unit: Unit, claimed: Claimed, state: NoticeState, **more: Any) -> None:
    """Store the end of a notice, unless another process has taken it over meanwhile."""
    outbox.conclude(
        unit, claimed.id, claimed.attempt, state=state, in_doubt_since=None, lease_until=None, **more
    )
    unit.wake_delivery()


def postpone(unit: Unit, claimed: Claimed, error: str, *, keeps_turn: bool, arrived: bool | None) -> bool:
    """Put a notice back for another try; False where it has been tried for too long.

    One that `keeps_turn` stays the first of those for its target, whose pace makes it wait; any other
    takes the usual pause, and lets them pass. `arrived` False means that Slack refused the message for
    sure; None, that nobody knows.
    """
    if unit.now - claimed.created_at > GIVEN_UP_AFTER:
        return False
    changes: dict[str, Any] = {"state": NoticeState.PENDING, "lease_until": None, "last_error": error}
    if not keeps_turn:
        changes["due_at"] = unit.now + pause(claimed.attempt)
    if arrived is False:
        changes["in_doubt_since"] = None
    outbox.conclude(unit, claimed.id, claimed.attempt, **changes)
    return True


def tell_coordinators(unit: Unit, kind: str, error: str) -> None:
    """Have the coordinators told that messages do not arrive; once a day for each error."""
    subject = f"trouble:{error[:30]}:{unit.now:%Y-%m-%d}"
    if kind == TROUBLE or outbox.about(unit, subject):
        return
    for user_id in member_service.coordinators(unit):
        data = {"kind": kind, "error": error}
        outbox.post(unit, TROUBLE, to=user_id, subject=subject, priority=Priority.DIRECT, data=data)


def resume(unit: Unit) -> None:
    """Send what waits for the alliance channel now: the obstacle is gone."""
    outbox.hurry(unit, ALLIANCE)


@dataclass(frozen=True, slots=True)
class State:
    """How the outbox fares: notices by state, and for how long nothing moved though something is due."""

    counts: Mapping[str, int]
    idle_for: timedelta


def state(unit: Unit) -> State:
    """Return how the outbox fares, for the health check."""
    counts = {str(name): count for name, count in outbox.counts(unit).items()}
    oldest, latest = outbox.oldest_due(unit), outbox.latest_sent(unit)
    if oldest is None:
        return State(counts, timedelta(0))
    return State(counts, unit.now - max(oldest, latest or oldest))


@dataclass(frozen=True, slots=True)
class Trouble:
    """Messages of one kind that Slack refused for one reason."""

    kind: str
    error: str
    count: int


def troubles(unit: Unit) -> list[Trouble]:
    """Return what was refused lately, for whoever can do something about it."""
    found = Counter((notice.kind, notice.last_error or "") for notice in outbox.in_trouble(unit))
    return [Trouble(kind, error, count) for (kind, error), count in found.items()]

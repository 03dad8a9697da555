"""What the alliance agreed on about thanking each other."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.errors import RuleError

REASON_MIN = 10
"""Characters: enough to say what for (product rule)."""
REASON_MAX = 2000
"""Characters: fits a Slack section, and nobody reads more."""
VALUE_MAX = 40
DAILY_ALLOWANCE = 5
"""Kudos a member gives in a local day; one gift counts once, however many it names."""
UNDO_WINDOW = timedelta(minutes=10)
WALL_DAYS = 30
WALL_DAYS_MAX = 365

_VALUE = re.compile(r"\w[\w-]*")
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")
_UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


@dataclass(frozen=True, slots=True)
class MessageLink:
    """The message that a gift is for: its conversation and timestamp, as Slack names them."""

    channel_id: str
    ts: str


@dataclass(frozen=True, slots=True)
class Wish:
    """What a giver asks for: Slack user ids and organisation slugs to thank, and what for."""

    people: tuple[str, ...] = ()
    organizations: tuple[str, ...] = ()
    reason: str = ""
    value: str | None = None
    is_private: bool = False
    message: MessageLink | None = None

    @property
    def has_receivers(self) -> bool:
        """Tell whether anybody is named."""
        return bool(self.people or self.organizations)


def clean_reason(reason: str) -> str:
    """Return the reason as it can be stored, or raise RuleError where it says too little or too much."""
    reason = _UNSTORABLE.sub("", reason).strip()
    if len(_UNSEEN.sub("", reason).strip()) < REASON_MIN:
        raise RuleError(
            f"Say what for, in at least {REASON_MIN} characters, so that it means something to the reader.",
            field="reason",
        )
    if len(reason) > REASON_MAX:
        raise RuleError(
            f"That is {len(reason)} characters long; shorten it to {REASON_MAX} or less.", field="reason"
        )
    return reason


def clean_value(value: str | None) -> str | None:
    """Return the value's name without its #, None where there is none, or raise RuleError."""
    name = (value or "").strip().lstrip("#").lower()
    if not name:
        return None
    if len(name) > VALUE_MAX or not _VALUE.fullmatch(name):
        raise RuleError(
            f"A value is one word of letters, digits and hyphens, up to {VALUE_MAX} characters: #teamwork.",
            field="value",
        )
    return name


def ensure_public_or_personal(wish: Wish) -> None:
    """Raise RuleError for a private thank-you to an organisation: a private one is a message to people."""
    if wish.is_private and wish.organizations:
        raise RuleError(
            "A private thank-you goes to people. Name them, or thank the organisation in public.",
            field="organizations",
        )


def ensure_receivers(*, thanked_self: bool, thanked_own_organization: bool, others: int) -> None:
    """Raise RuleError where nobody but the giver, or the giver's own organisation, would be thanked."""
    if others:
        return
    if thanked_own_organization:
        raise RuleError(
            "That thanks only your own organisation. Name another one, or people, beside it.",
            field="organizations",
        )
    if thanked_self:
        raise RuleError("You cannot thank yourself. Name the colleagues who helped.", field="people")
    raise RuleError("Name at least one colleague or organisation to thank.", field="people")


def ensure_allowance(given_today: int, allowance: int, renews_at: datetime) -> None:
    """Raise RuleError when today's kudos are used up; `renews_at` is in the giver's zone."""
    if allowance == 0:
        raise RuleError(
            "Your alliance gives no kudos at present. Ask a coordinator to raise the daily number."
        )
    if given_today >= allowance:
        raise RuleError(
            f"You have given all {allowance} kudos of today. You can give again from "
            f"{renews_at:%A %H:%M} ({renews_at:%Z})."
        )


def is_undoable(given_at: datetime, now: datetime) -> bool:
    """Tell whether a gift is young enough to be taken back."""
    return now - given_at <= UNDO_WINDOW


def ensure_undoable(given_at: datetime, now: datetime) -> None:
    """Raise RuleError when a gift is too old to be taken back."""
    if not is_undoable(given_at, now):
        minutes = int(UNDO_WINDOW.total_seconds() // 60)
        raise RuleError(
            f"Kudos can be taken back for {minutes} minutes. Ask a coordinator if this one must go."
        )


def wall_days(text: str | None) -> int:
    """Return how many days of kudos to show, from `30d`, `30` or nothing, or raise RuleError."""
    if not text:
        return WALL_DAYS
    days = re.fullmatch(r"(\d{1,3})d?", text.strip().lower())
    if days is None or not 1 <= int(days[1]) <= WALL_DAYS_MAX:
        raise RuleError(f"Say how many days to show, from 1d to {WALL_DAYS_MAX}d, as in `/kudos wall 30d`.")
    return int(days[1])

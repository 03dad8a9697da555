"""What the alliance agreed on about action items."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bot.errors import RuleError
from bot.rules.kudos import MessageLink

TITLE_MAX = 150
NOTES_MAX = 3000
NOTE_MAX = 1000
"""Characters of what is written beside a change: a note, or a reason."""
REPEAT_MAX = 366
"""Days."""
HELPERS_MAX = 20
MOVES_UNASKED = 2
"""How often a due date moves later before somebody asks whether the item is the right one."""

_UNSTORABLE = re.compile("[\0\ud800-\udfff]")
_UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


class ActionStatus(StrEnum):
    """Where an action item stands."""

    OPEN = "open"
    DOING = "doing"
    BLOCKED = "blocked"
    DONE = "done"
    DROPPED = "dropped"

    @property
    def is_closed(self) -> bool:
        """Tell whether nothing is left to do."""
        return self in {ActionStatus.DONE, ActionStatus.DROPPED}


class ListKind(StrEnum):
    """Which action items a list shows."""

    MINE = "mine"
    OVERDUE = "overdue"
    ALL = "all"
    SNOOZED = "snoozed"
    CLOSED = "closed"
    PERSON = "person"
    GROUP = "group"
    ORGANIZATION = "org"


@dataclass(frozen=True, slots=True)
class Scope:
    """A list of action items; `key` is a person's Slack user id, or the slug of a group or organisation."""

    kind: ListKind = ListKind.MINE
    key: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody wants an action item to say: Slack user ids, a group's slug, and the rest.

    Without an owner it stays with whoever it belongs to; in a new one, that is its creator.
    """

    title: str = ""
    owner: str | None = None
    helpers: tuple[str, ...] = ()
    group: str | None = None
    due_on: date | None = None
    repeat_days: int | None = None
    notes: str | None = None
    message: MessageLink | None = None


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What comes after an item is done: on which day, and as what; without a title, as that of the item."""

    on: date
    title: str = ""


class ThirdMoveError(RuleError):
    """A due date that moves later once more: the mover says first whether moving is what helps."""

    def __init__(self, action_id: int, due_on: date, moved_count: int) -> None:
        """Keep the item and the day, so that the mover can insist."""
        super().__init__(
            f"{code(action_id)} was moved {moved_count} times already. Drop it, split it, or ask for help; "
            "or move it all the same.",
            field="due_on",
        )
        self.action_id = action_id
        self.due_on = due_on
        self.moved_count = moved_count


def code(action_id: int) -> str:
    """Return the name by which people know an item, such as A-12."""
    return f"A-{action_id}"


def spelled(day: date) -> str:
    """Return a day in words, such as Tuesday 3 March 2026."""
    return f"{day:%A} {day.day} {day:%B %Y}"


def clean_title(title: str) -> str:
    """Return the title as it can be stored, on one line, or raise RuleError."""
    title = " ".join(_UNSTORABLE.sub("", title).split())
    if not _UNSEEN.sub("", title).strip():
        raise RuleError("Say what is to be done, in a few words.", field="title")
    if len(title) > TITLE_MAX:
        raise RuleError(
            f"The title is {len(title)} characters long; shorten it to {TITLE_MAX} or less, "
            "and put the rest into the notes.",
            field="title",
        )
    return title


def clean_text(text: str | None, *, most: int, field: str) -> str | None:
    """Return a text as it can be stored, None where it says nothing, or raise RuleError."""
    text = _UNSTORABLE.sub("", text or "").strip()
    if len(text) > most:
        raise RuleError(f"That is {len(text)} characters long; shorten it to {most} or less.", field=field)
    return text if _UNSEEN.sub("", text).strip() else None


def clean_reason(reason: str | None, *, wanted: str) -> str:
    """Return a reason as it can be stored, or raise RuleError that says what is wanted."""
    given = clean_text(reason, most=NOTE_MAX, field="reason")
    if given is None:
        raise RuleError(wanted, field="reason")
    return given


def ensure_ahead(day: date, today: date, *, field: str) -> None:
    """Raise RuleError for a day that is over in the zone of whoever names it."""
    if day < today:
        raise RuleError(
            f"{spelled(day)} is over; today is {spelled(today)}. Choose today or a later day.", field=field
        )


def ensure_later(day: date, today: date, *, field: str) -> None:
    """Raise RuleError for a day that is not after today."""
    if day <= today:
        raise RuleError(f"Choose a day after today, {spelled(today)}.", field=field)


def ensure_rhythm(repeat_days: int | None) -> None:
    """Raise RuleError for a rhythm that no calendar keeps."""
    if repeat_days is not None and not 1 <= repeat_days <= REPEAT_MAX:
        raise RuleError(
            f"An item repeats every 1 to {REPEAT_MAX} days. Write repeat:2w, or repeat:30d.", field="repeat"
        )


def ensure_can_hold(name: str, *, is_gone: bool, field: str) -> None:
    """Raise RuleError for somebody who is no longer here to do it."""
    if is_gone:
        raise RuleError(f"{name} is no longer part of the alliance. Name somebody who is.", field=field)


def ensure_few(helpers: int) -> None:
    """Raise RuleError where so many help that nobody does."""
    if helpers > HELPERS_MAX:
        raise RuleError(f"Name at most {HELPERS_MAX} helpers, or give it to a group.", field="helpers")


def is_postponed(before: date | None, after: date | None) -> bool:
    """Tell whether a due date moves later; the first one, an earlier one and none at all are no delay."""
    return before is not None and after is not None and after > before


def is_asked(moved_count: int) -> bool:
    """Tell whether somebody who moves an item later is asked what would help."""
    return moved_count >= MOVES_UNASKED


def next_due(anchor: date | None, repeat_days: int, today: date) -> date:
    """Return when a repeating item is due next: counted from its anchor, so that lateness adds nothing up.

    Occasions that have passed meanwhile are left out. Without an anchor the count begins today.
    """
    if anchor is None:
        return today + timedelta(days=repeat_days)
    missed = max((today - anchor).days - 1, 0) // repeat_days
    return anchor + timedelta(days=repeat_days * (missed + 1))

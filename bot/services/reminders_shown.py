"""What a reminder says, from the rows as they are when it is sent, or made anew."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from bot.actor import Actor
from bot.errors import UnknownPeopleError
from bot.rules.actions import ActionStatus
from bot.services import members as member_service
from bot.services import notifications
from bot.services.actions_shown import Item, describe
from bot.services.reminders import DIGEST, DUE, RULE
from storage import actions
from storage.unit import Unit

DIGEST_SHOWN = 5
LAST_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Digest:
    """A member's week: what else is open, what waits for an answer, and what the alliance finished lately."""

    items: Sequence[Item]
    more: int
    offers: Sequence[Item]
    given: Sequence[Item]
    finished: int
    added: int


@dataclass(frozen=True, slots=True)
class Morning:
    """The message of one morning; `is_replaced` says that a later one has what is still open."""

    due: Sequence[Item]
    woken: Sequence[Item]
    digest: Digest | None
    is_late: bool
    is_replaced: bool
    parts: Sequence[str]


def told(unit: Unit, data: Mapping[str, Any], user_id: str) -> Morning | None:
    """Return the morning's message, for whoever renders it; None for a reader who is not known any more."""
    reader = _reader(unit, user_id)
    if reader is None:
        return None
    woken, due = _items(unit, data["woken"], reader), _items(unit, data["items"], reader)
    mentioned = {*data["woken"], *data["items"]}
    has_digest = bool(data["has_digest"])
    return Morning(
        due=due,
        woken=woken,
        digest=_digest(unit, reader, mentioned) if has_digest else None,
        is_late=bool(data["is_late"]),
        is_replaced=notifications.has_later(unit, data["member_id"], RULE, data["day"]),
        parts=[*([DUE] if mentioned else []), *([DIGEST] if has_digest else [])],
    )


def stuck(unit: Unit, action_id: int, user_id: str) -> Item | None:
    """Return an item that is late, as the lead of its group sees it, for whoever renders the notice."""
    reader = _reader(unit, user_id)
    shown = _items(unit, [action_id], reader) if reader else []
    return shown[0] if shown else None


def _reader(unit: Unit, user_id: str) -> Actor | None:
    try:
        return member_service.recognize(unit, user_id)
    except UnknownPeopleError:
        return None


def _items(unit: Unit, ids: Sequence[int], reader: Actor) -> list[Item]:
    found = {item.id: item for item in actions.by_ids(unit, ids)}
    return describe(unit, [found[one] for one in ids if one in found], reader)


def _digest(unit: Unit, reader: Actor, mentioned: set[int]) -> Digest:
    """Return the week as it looks now; what the message mentions anyway is left out."""
    today: date = unit.now.astimezone(reader.timezone).date()
    mine = [actions.is_open(), actions.is_awake(today), actions.is_of(reader.member_id)]
    mine.append(actions.is_none_of(mentioned))
    total = actions.count(unit, *mine)
    shown = actions.page(unit, *mine, limit=DIGEST_SHOWN)
    given = [actions.is_open(), actions.is_of(reader.member_id), actions.is_on_offer()]
    since = unit.now - LAST_WEEK
    return Digest(
        items=describe(unit, shown, reader),
        more=total - len(shown),
        offers=describe(unit, actions.offered_to(unit, reader.member_id)[:DIGEST_SHOWN], reader),
        given=describe(unit, actions.page(unit, *given, limit=DIGEST_SHOWN), reader),
        finished=actions.count(unit, actions.is_closed_since(since, ActionStatus.DONE)),
        added=actions.count(unit, actions.is_added_since(since)),
    )

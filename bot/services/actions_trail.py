"""What every change of an action item has in common: find it, see who may, note it, tell of it."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from typing import Any

from bot.actor import Actor, Capability
from bot.errors import RuleError
from bot.rules.actions import ActionStatus, code, ensure_can_hold, spelled
from bot.rules.members import MemberStatus
from bot.services import members as member_service
from bot.services import notifications
from bot.services.actions_shown import leads
from storage import actions, audit, groups, members
from storage.actions import ActionEvent, ActionItem
from storage.groups import WorkingGroup
from storage.members import Member
from storage.unit import Unit

JUST_NOW = timedelta(minutes=2)


def today(unit: Unit, actor: Actor) -> date:
    """Return the local day of whoever acts."""
    actor.require(Capability.OBSERVER)
    return unit.now.astimezone(actor.timezone).date()


def subject(item: ActionItem) -> str:
    """Return the name of an item's row, as notices and the audit trail use it."""
    return f"action:{item.id}"


def found(item: ActionItem | None, action_id: int) -> ActionItem:
    """Return an item, or raise RuleError where there is none."""
    if item is None:
        raise RuleError(f"There is no {code(action_id)}. Look for the right one in the list of all items.")
    return item


def worked_on(unit: Unit, actor: Actor, action_id: int) -> ActionItem:
    """Return an item that the actor may start, block or close, locked against others; RuleError otherwise."""
    actor.require(Capability.MEMBER)
    item = found(actions.lock(unit, action_id), action_id)
    helper_ids = actions.helpers(unit, [item.id])[item.id]
    if not leads(item, actor, group_of(unit, item)) and actor.member_id not in helper_ids:
        raise _not_theirs(unit, item, "its owner, its helpers, whoever made it")
    return item


def led(unit: Unit, actor: Actor, action_id: int) -> ActionItem:
    """Return an item that the actor may change all of, locked against others; RuleError otherwise."""
    actor.require(Capability.MEMBER)
    item = found(actions.lock(unit, action_id), action_id)
    if not leads(item, actor, group_of(unit, item)):
        raise _not_theirs(unit, item, "its owner, whoever made it")
    return item


def _not_theirs(unit: Unit, item: ActionItem, who: str) -> RuleError:
    owner = members.by_ids(unit, [item.owner_id])[item.owner_id]
    return RuleError(
        f"Only {who}, the lead of its group or a coordinator can do this to {code(item.id)}. "
        f"Ask {owner.name}, who owns it."
    )


def group_of(unit: Unit, item: ActionItem) -> WorkingGroup | None:
    """Return the working group of an item."""
    return groups.by_ids(unit, [item.group_id]).get(item.group_id) if item.group_id else None


def ensure_open(unit: Unit, item: ActionItem, reader: Actor) -> None:
    """Raise RuleError for an item that is done or dropped: it names who did it, and when."""
    if not item.status.is_closed:
        return
    closing = actions.closings(unit, [item.id]).get(item.id)
    who = "somebody"
    if closing and closing.actor_id:
        by = members.by_ids(unit, [closing.actor_id])[closing.actor_id]
        who = "you" if by.id == reader.member_id else by.name
    day = ""
    if item.closed_at:
        local = item.closed_at.astimezone(reader.timezone).date()
        day = " a moment ago" if unit.now - item.closed_at < JUST_NOW else f" on {spelled(local)}"
    raise RuleError(
        f"{code(item.id)} was {item.status} by {who}{day}. Reopen it first if there is more to do."
    )


def close(unit: Unit, item: ActionItem, status: ActionStatus) -> None:
    """End an item: nothing in it waits for anybody any more."""
    item.status, item.closed_at = status, unit.now
    item.pending_owner_id = item.snoozed_until = None


def record(
    unit: Unit, item: ActionItem, member_id: int | None, verb: str, *, note: str | None = None, **change: Any
) -> int:
    """Note a change in the item's history and in the audit trail, and have its messages show it."""
    unit.session.add(item)
    event = ActionEvent(
        action_id=item.id, at=unit.now, actor_id=member_id, verb=verb, note=note, change=change
    )
    event_id = actions.note(unit, event)
    audit.record(unit, member_id, f"action.{verb}", subject(item))
    notifications.refresh(unit, subject(item))
    return event_id


def tell(
    unit: Unit,
    member_ids: Collection[int],
    kind: str,
    item: ActionItem,
    event_id: int,
    *,
    is_news: bool = False,
) -> None:
    """Tell members of a change of an item, each once; mere news stays as it is, whatever comes after."""
    for member in members.by_ids(unit, member_ids).values():
        notifications.tell(
            unit,
            member,
            kind,
            subject=f"{subject(item)}.news" if is_news else subject(item),
            window=str(event_id),
            data={"action_id": item.id, "event_id": event_id},
            needs_acceptance=False,
        )


def is_gone(member: Member) -> bool:
    """Tell whether somebody is no longer here to do anything."""
    return member.is_deactivated or member.status is MemberStatus.LEFT


def people(unit: Unit, user_ids: Sequence[str], *, field: str) -> list[Member]:
    """Return the members behind Slack user ids; RuleError beside the field for those who have gone."""
    named = member_service.named(unit, user_ids)
    for member in named:
        ensure_can_hold(member.name, is_gone=is_gone(member), field=field)
    return named

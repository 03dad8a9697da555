"""Giving action items to others, who accept them or hand them back."""

from bot.actor import Actor, Capability
from bot.errors import RuleError
from bot.rules import actions as rules
from bot.rules.actions import code
from bot.rules.privacy import ensure_private
from bot.services import actions_trail as trail
from bot.services.actions_shown import Item, describe
from storage import actions, members
from storage.actions import ActionItem
from storage.members import Member
from storage.unit import Unit


def give(
    unit: Unit, actor: Actor, action_id: int, to: str, note: str | None = None, *, confirmed: bool = False
) -> Item:
    """Offer an action item to a colleague; it stays with its owner until that person accepts.

    Who may change the item and names themselves takes it over at once.
    """
    actor.require(Capability.MEMBER)
    note = rules.clean_text(note, most=rules.NOTE_MAX, field="note")
    ensure_private(note, confirmed=confirmed, field="note")
    (member,) = trail.people(unit, [to], field="people")
    item = trail.led(unit, actor, action_id)
    trail.ensure_open(unit, item, actor)
    if member.id == item.owner_id and item.pending_owner_id is None:
        raise RuleError(
            f"{code(item.id)} belongs to {member.name} already. Name somebody else.", field="people"
        )
    if member.id == item.owner_id:
        _withdraw(unit, item, actor.member_id)
    elif member.id == actor.member_id:
        _take(unit, item, actor.member_id, "taken")
    elif member.id != item.pending_owner_id:
        offer(unit, item, actor.member_id, member, note)
    return describe(unit, [item], actor)[0]


def offer(unit: Unit, item: ActionItem, giver_id: int, to: Member, note: str | None = None) -> None:
    """Ask somebody to take an item on; an earlier offer of it ends."""
    item.pending_owner_id = to.id
    event_id = trail.record(unit, item, giver_id, "offered", note=note, to=to.id)
    trail.tell(unit, [to.id], "actions.offered", item, event_id)


def accept(unit: Unit, actor: Actor, action_id: int) -> Item:
    """Take on an action item that was offered to the actor; whoever gave it hears of it."""
    actor.require(Capability.MEMBER)
    item = trail.found(actions.lock(unit, action_id), action_id)
    if item.owner_id == actor.member_id:
        return describe(unit, [item], actor)[0]
    _ensure_offered(unit, item, actor)
    _take(unit, item, actor.member_id, "accepted")
    return describe(unit, [item], actor)[0]


def hand_back(
    unit: Unit, actor: Actor, action_id: int, note: str | None = None, *, confirmed: bool = False
) -> Item:
    """Leave an action item that was offered to the actor with its owner, who hears why."""
    actor.require(Capability.MEMBER)
    note = rules.clean_text(note, most=rules.NOTE_MAX, field="note")
    ensure_private(note, confirmed=confirmed, field="note")
    item = trail.found(actions.lock(unit, action_id), action_id)
    _ensure_offered(unit, item, actor)
    givers = {item.owner_id, _giver_id(unit, item)} - {actor.member_id}
    item.pending_owner_id = None
    event_id = trail.record(unit, item, actor.member_id, "handed_back", note=note)
    trail.tell(unit, givers, "actions.handed_back", item, event_id)
    return describe(unit, [item], actor)[0]


def withdraw(unit: Unit, actor: Actor, action_id: int) -> Item:
    """Take an offer of an action item back, before it is accepted."""
    actor.require(Capability.MEMBER)
    item = trail.led(unit, actor, action_id)
    trail.ensure_open(unit, item, actor)
    if item.pending_owner_id:
        _withdraw(unit, item, actor.member_id)
    return describe(unit, [item], actor)[0]


def _withdraw(unit: Unit, item: ActionItem, member_id: int) -> None:
    to, item.pending_owner_id = item.pending_owner_id, None
    trail.record(unit, item, member_id, "withdrawn", to=to)


def redirect(unit: Unit, item: ActionItem, member_id: int, to: Member | None) -> None:
    """Offer an item to another than the one who has not answered, or to nobody any more."""
    _withdraw(unit, item, member_id)
    if to is not None and to.id != item.owner_id:
        offer(unit, item, member_id, to)


def hand_over(unit: Unit, item: ActionItem, member_id: int, to: Member) -> None:
    """Give an item to somebody without asking, because its owner leaves."""
    before, item.owner_id = item.owner_id, to.id
    if item.pending_owner_id == to.id:
        item.pending_owner_id = None
    _leave_helpers(unit, item)
    event_id = trail.record(unit, item, member_id, "passed_on", before=before, to=to.id)
    trail.tell(unit, {to.id} - {member_id}, "actions.passed_on", item, event_id)


def _take(unit: Unit, item: ActionItem, member_id: int, verb: str) -> None:
    """Make somebody the owner, and tell whoever gave the item and whoever had it."""
    givers = {item.owner_id, _giver_id(unit, item)} - {member_id}
    before, item.owner_id, item.pending_owner_id = item.owner_id, member_id, None
    _leave_helpers(unit, item)
    event_id = trail.record(unit, item, member_id, verb, before=before, to=member_id)
    trail.tell(unit, givers, "actions.accepted", item, event_id, is_news=True)


def _leave_helpers(unit: Unit, item: ActionItem) -> None:
    """Have the owner of an item be none of its helpers."""
    helper_ids = actions.helpers(unit, [item.id])[item.id]
    if item.owner_id in helper_ids:
        actions.set_helpers(unit, item.id, [one for one in helper_ids if one != item.owner_id])


def _giver_id(unit: Unit, item: ActionItem) -> int:
    """Return who offered an item last; where nobody did, its owner."""
    offered = actions.latest(unit, item.id, "offered") if item.pending_owner_id else None
    return offered.actor_id if offered and offered.actor_id else item.owner_id


def _ensure_offered(unit: Unit, item: ActionItem, actor: Actor) -> None:
    """Raise RuleError unless an item waits for the actor's answer."""
    trail.ensure_open(unit, item, actor)
    if item.pending_owner_id != actor.member_id:
        owner = members.by_ids(unit, [item.owner_id])[item.owner_id]
        raise RuleError(
            f"{code(item.id)} is not offered to you any more; {owner.name} has it. "
            f"Ask {owner.name} if you would like to take it on."
        )

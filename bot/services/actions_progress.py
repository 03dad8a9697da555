"""Working on action items: starting, blocking, closing, reopening, and letting them sleep."""

from datetime import date

from bot.actor import Actor, Capability
from bot.rules import actions as rules
from bot.rules.actions import ActionStatus, FollowUp
from bot.rules.privacy import ensure_private
from bot.services import actions_trail as trail
from bot.services.actions_shown import Item, describe
from storage import actions, members
from storage.actions import ActionItem
from storage.unit import Unit


def start(unit: Unit, actor: Actor, action_id: int) -> Item:
    """Say that an action item is being worked on; one that was blocked is so no longer."""
    actor.require(Capability.MEMBER)
    item = trail.worked_on(unit, actor, action_id)
    trail.ensure_open(unit, item, actor)
    if item.status is not ActionStatus.DOING:
        verb = "unblocked" if item.status is ActionStatus.BLOCKED else "started"
        _go_on(item, ActionStatus.DOING)
        trail.record(unit, item, actor.member_id, verb)
    return describe(unit, [item], actor)[0]


def done(
    unit: Unit,
    actor: Actor,
    action_id: int,
    note: str | None = None,
    follow_up: FollowUp | None = None,
    *,
    confirmed: bool = False,
) -> Item:
    """Close an action item; a follow-up wakes on its day, and a repeating item has its next one made."""
    actor.require(Capability.MEMBER)
    note = rules.clean_text(note, most=rules.NOTE_MAX, field="note")
    ensure_private(note, confirmed=confirmed, field="note")
    item = trail.worked_on(unit, actor, action_id)
    if _is_again(unit, item, actor):
        return describe(unit, [item], actor)[0]
    trail.ensure_open(unit, item, actor)
    _go_on(item, ActionStatus.DONE)
    trail.close(unit, item, ActionStatus.DONE)
    event_id = trail.record(unit, item, actor.member_id, "done", note=note)
    if follow_up:
        _follow_up(unit, actor, item, follow_up, confirmed=confirmed)
    if item.repeat_days:
        _repeat(unit, actor, item, item.repeat_days)
    trail.tell(unit, {item.creator_id} - {actor.member_id}, "actions.done", item, event_id, is_news=True)
    return describe(unit, [item], actor)[0]


def _go_on(item: ActionItem, status: ActionStatus) -> None:
    """Set a status in which nothing stands in the way any more."""
    item.status = status
    item.blocked_reason = item.blocked_help = None


def _is_again(unit: Unit, item: ActionItem, actor: Actor) -> bool:
    """Tell whether the actor closed the item a moment ago, such as by the first press of two."""
    if item.status is not ActionStatus.DONE or item.closed_at is None:
        return False
    closing = actions.closings(unit, [item.id]).get(item.id)
    return bool(
        closing and closing.actor_id == actor.member_id and unit.now - item.closed_at < trail.JUST_NOW
    )


def _follow_up(unit: Unit, actor: Actor, item: ActionItem, follow_up: FollowUp, *, confirmed: bool) -> None:
    """Make the item that takes this one up again; it sleeps until its day, when it is due."""
    rules.ensure_later(follow_up.on, trail.today(unit, actor), field="follow_up_on")
    title = rules.clean_title(follow_up.title or f"Follow up: {item.title}"[: rules.TITLE_MAX])
    ensure_private(title, confirmed=confirmed, field="follow_up")
    _next(unit, actor, item, title, due_on=follow_up.on, sleeps=True, verb="followed_up")


def _repeat(unit: Unit, actor: Actor, item: ActionItem, repeat_days: int) -> None:
    """Make the next one of a repeating item, unless that was done before it was reopened."""
    if any(one.repeat_days for one in actions.followers(unit, item.id)):
        return
    anchor = next(
        (
            event.change["anchor"]
            for event in reversed(actions.events(unit, item.id))
            if "anchor" in event.change
        ),
        None,
    )
    today = trail.today(unit, actor)
    due_on = rules.next_due(date.fromisoformat(anchor) if anchor else None, repeat_days, today)
    _next(unit, actor, item, item.title, due_on=due_on, repeat_days=repeat_days, verb="repeated")


def _next(
    unit: Unit,
    actor: Actor,
    item: ActionItem,
    title: str,
    *,
    due_on: date,
    verb: str,
    sleeps: bool = False,
    repeat_days: int | None = None,
) -> None:
    """Make an item that comes after another one, with the same owner, helpers and group."""
    after = ActionItem(
        title=title,
        notes=item.notes,
        owner_id=item.owner_id,
        creator_id=item.creator_id if repeat_days else actor.member_id,
        group_id=item.group_id,
        due_on=due_on,
        snoozed_until=due_on if sleeps else None,
        repeat_days=repeat_days,
        follows_id=item.id,
        channel=item.channel,
        ts=item.ts,
        created_at=unit.now,
    )
    actions.add(unit, after, actions.helpers(unit, [item.id])[item.id])
    trail.record(unit, after, actor.member_id, verb, anchor=due_on.isoformat(), after=item.id)


def reopen(
    unit: Unit, actor: Actor, action_id: int, note: str | None = None, *, confirmed: bool = False
) -> Item:
    """Take a closed action item up again; where its owner has gone, it is the actor's then."""
    actor.require(Capability.MEMBER)
    note = rules.clean_text(note, most=rules.NOTE_MAX, field="note")
    ensure_private(note, confirmed=confirmed, field="note")
    item = trail.worked_on(unit, actor, action_id)
    if item.status.is_closed:
        owner = members.by_ids(unit, [item.owner_id])[item.owner_id]
        item.owner_id = actor.member_id if trail.is_gone(owner) else item.owner_id
        item.status, item.closed_at = ActionStatus.OPEN, None
        trail.record(unit, item, actor.member_id, "reopened", note=note)
    return describe(unit, [item], actor)[0]


def block(
    unit: Unit,
    actor: Actor,
    action_id: int,
    reason: str | None,
    help_wanted: str | None = None,
    *,
    confirmed: bool = False,
) -> Item:
    """Say what stands in the way of an action item; the lead of its group, or its creator, hears of it."""
    actor.require(Capability.MEMBER)
    reason = rules.clean_reason(reason, wanted="Say what stands in the way, so that somebody can help.")
    help_wanted = rules.clean_text(help_wanted, most=rules.NOTE_MAX, field="help")
    ensure_private(reason, confirmed=confirmed, field="reason")
    ensure_private(help_wanted, confirmed=confirmed, field="help")
    item = trail.worked_on(unit, actor, action_id)
    trail.ensure_open(unit, item, actor)
    if (item.blocked_reason, item.blocked_help) == (reason, help_wanted):
        return describe(unit, [item], actor)[0]
    item.status, item.blocked_reason, item.blocked_help = ActionStatus.BLOCKED, reason, help_wanted
    event_id = trail.record(unit, item, actor.member_id, "blocked", note=reason)
    trail.tell(unit, _who_can_help(unit, item, actor), "actions.blocked", item, event_id)
    return describe(unit, [item], actor)[0]


def _who_can_help(unit: Unit, item: ActionItem, actor: Actor) -> set[int]:
    """Return the lead of the item's group; where there is none but the actor, its creator."""
    group = trail.group_of(unit, item)
    lead = {group.lead_id} - {None, actor.member_id} if group else set()
    return {one for one in lead if one} or {item.creator_id} - {actor.member_id}


def drop(unit: Unit, actor: Actor, action_id: int, reason: str | None, *, confirmed: bool = False) -> Item:
    """Give an action item up, for a reason; a repeating one repeats no more."""
    actor.require(Capability.MEMBER)
    reason = rules.clean_reason(reason, wanted="Say why it is dropped, so that nobody wonders later.")
    ensure_private(reason, confirmed=confirmed, field="reason")
    item = trail.led(unit, actor, action_id)
    if item.status is ActionStatus.DROPPED:
        return describe(unit, [item], actor)[0]
    trail.ensure_open(unit, item, actor)
    _go_on(item, ActionStatus.DROPPED)
    trail.close(unit, item, ActionStatus.DROPPED)
    trail.record(unit, item, actor.member_id, "dropped", note=reason)
    return describe(unit, [item], actor)[0]


def snooze(unit: Unit, actor: Actor, action_id: int, until: date) -> Item:
    """Have an action item sleep: nobody is reminded of it before that day, on which it wakes."""
    actor.require(Capability.MEMBER)
    item = trail.led(unit, actor, action_id)
    trail.ensure_open(unit, item, actor)
    rules.ensure_later(until, trail.today(unit, actor), field="until")
    if item.snoozed_until != until:
        item.snoozed_until = until
        trail.record(unit, item, actor.member_id, "snoozed", until=until.isoformat())
    return describe(unit, [item], actor)[0]

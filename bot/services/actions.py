"""Action items: making and changing them, and what becomes of a leaver's."""

from dataclasses import replace
from datetime import date

from bot.actor import Actor, Capability
from bot.errors import RuleError
from bot.rules import actions as rules
from bot.rules.actions import ActionStatus, Draft, ThirdMoveError
from bot.rules.leaving import Holding
from bot.rules.privacy import ensure_private
from bot.services import actions_trail as trail
from bot.services.actions_offers import hand_over, offer, redirect
from bot.services.actions_shown import Item, describe
from storage import actions, groups, members
from storage.actions import ActionItem
from storage.members import Member
from storage.unit import Unit

OFFER = "offer"
"""The part of an action item that somebody holds to whom it was only offered."""


def add(unit: Unit, actor: Actor, draft: Draft, *, confirmed: bool = False) -> Item:
    """Make an action item, the actor's own; where another owner is named, it is offered to that person."""
    actor.require(Capability.MEMBER)
    draft = _checked(draft, confirmed=confirmed)
    if draft.due_on:
        rules.ensure_ahead(draft.due_on, trail.today(unit, actor), field="due_on")
    owners = trail.people(unit, [draft.owner] if draft.owner else [], field="people")
    helpers = trail.people(unit, draft.helpers, field="helpers")
    item = ActionItem(
        title=draft.title,
        notes=draft.notes,
        owner_id=actor.member_id,
        creator_id=actor.member_id,
        group_id=_group(unit, draft.group),
        due_on=draft.due_on,
        repeat_days=draft.repeat_days,
        channel=draft.message.channel_id if draft.message else None,
        ts=draft.message.ts if draft.message else None,
        created_at=unit.now,
    )
    actions.add(unit, item, [one.id for one in helpers if one.id != actor.member_id])
    trail.record(unit, item, actor.member_id, "added", anchor=_iso(draft.due_on))
    for owner in owners:
        if owner.id != actor.member_id:
            offer(unit, item, actor.member_id, owner)
    return describe(unit, [item], actor)[0]


def _checked(draft: Draft, *, confirmed: bool) -> Draft:
    """Return a draft as it can be stored, or raise RuleError beside the field."""
    title = rules.clean_title(draft.title)
    notes = rules.clean_text(draft.notes, most=rules.NOTES_MAX, field="notes")
    ensure_private(title, confirmed=confirmed, field="title")
    ensure_private(notes, confirmed=confirmed, field="notes")
    rules.ensure_rhythm(draft.repeat_days)
    rules.ensure_few(len(draft.helpers))
    return replace(draft, title=title, notes=notes)


def _group(unit: Unit, slug: str | None) -> int | None:
    """Return the id of a working group, or raise RuleError that names those there are."""
    if not slug:
        return None
    group = groups.by_slug(unit, slug.lower())
    if group is None or group.ended_at:
        there = ", ".join(one.slug for one in groups.listed(unit)) or "none yet"
        raise RuleError(f"There is no working group called {slug}. There are: {there}.", field="group")
    return group.id


def edit(
    unit: Unit,
    actor: Actor,
    action_id: int,
    draft: Draft,
    *,
    confirmed: bool = False,
    insists: bool = False,
) -> Item:
    """Change what an action item says; a later due date counts as moving it, with what that asks."""
    actor.require(Capability.MEMBER)
    draft = _checked(draft, confirmed=confirmed)
    item = trail.led(unit, actor, action_id)
    trail.ensure_open(unit, item, actor)
    if draft.due_on != item.due_on:
        _put_off(unit, actor, item, draft.due_on, insists=insists)
    helpers = trail.people(unit, draft.helpers, field="helpers")
    named = [one.id for one in helpers if one.id != item.owner_id]
    actions.set_helpers(unit, item.id, [*named, *_not_on_slack(unit, item)])
    item.title, item.notes, item.repeat_days = draft.title, draft.notes, draft.repeat_days
    item.group_id = _group(unit, draft.group)
    trail.record(unit, item, actor.member_id, "edited")
    return describe(unit, [item], actor)[0]


def _not_on_slack(unit: Unit, item: ActionItem) -> list[int]:
    """Return the helpers whom no form can name, and who stay therefore."""
    helpers = members.by_ids(unit, actions.helpers(unit, [item.id])[item.id])
    return [one.id for one in helpers.values() if not one.slack_user_id]


def move(
    unit: Unit,
    actor: Actor,
    action_id: int,
    due_on: date,
    note: str | None = None,
    *,
    confirmed: bool = False,
    insists: bool = False,
) -> Item:
    """Give an action item another due date; ThirdMoveError asks who moves it later for the third time."""
    actor.require(Capability.MEMBER)
    note = rules.clean_text(note, most=rules.NOTE_MAX, field="note")
    ensure_private(note, confirmed=confirmed, field="note")
    item = trail.led(unit, actor, action_id)
    trail.ensure_open(unit, item, actor)
    if due_on != item.due_on:
        _put_off(unit, actor, item, due_on, note, insists=insists)
    return describe(unit, [item], actor)[0]


def _put_off(
    unit: Unit,
    actor: Actor,
    item: ActionItem,
    due_on: date | None,
    note: str | None = None,
    *,
    insists: bool,
) -> None:
    """Change a due date, and count it where it moves later; anything else begins a repeating item's count."""
    before, change = item.due_on, {"before": _iso(item.due_on), "due": _iso(due_on)}
    if due_on:
        rules.ensure_ahead(due_on, trail.today(unit, actor), field="due_on")
    if rules.is_postponed(before, due_on):
        if due_on and rules.is_asked(item.moved_count) and not insists:
            raise ThirdMoveError(item.id, due_on, item.moved_count)
        item.moved_count += 1
    else:
        change["anchor"] = _iso(due_on)
    item.due_on, item.snoozed_until = due_on, None
    trail.record(unit, item, actor.member_id, "moved", note=note, **change)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def held_by(unit: Unit, member_id: int) -> list[Holding]:
    """Return the open action items that belong to a member, or wait for the member's answer."""
    owned = actions.open_of(unit, member_id)
    offered = actions.offered_to(unit, member_id)
    return [Holding(trail.subject(item), f"{rules.code(item.id)} {item.title}") for item in owned] + [
        Holding(f"{trail.subject(item)}.{OFFER}", f"{rules.code(item.id)} {item.title} (offered)")
        for item in offered
    ]


def pass_on(unit: Unit, actor: Actor, subject: str, to: Member | None) -> None:
    """Give a leaver's action item to somebody else; with nobody to take it, it is dropped.

    One that was only offered to the leaver stays with its owner, and is offered to the other instead.
    """
    actor.require(Capability.MEMBER)
    number, _, part = subject.removeprefix("action:").partition(".")
    item = trail.found(actions.lock(unit, int(number)), int(number))
    if item.status.is_closed:
        return
    if part == OFFER:
        redirect(unit, item, actor.member_id, to)
    elif to is None:
        trail.close(unit, item, ActionStatus.DROPPED)
        trail.record(unit, item, actor.member_id, "dropped")
    else:
        hand_over(unit, item, actor.member_id, to)


def erase(unit: Unit, member_id: int) -> None:
    """Erase what a member wrote about action items: notes, reasons, and the help that was asked for.

    Titles stay, since they say what the alliance agreed to do; so do the facts of each change.
    """
    actions.forget_words(unit, member_id)

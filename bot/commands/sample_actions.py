"""The action items of the sample alliance, with what happened to each. Days count from today."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.rules.actions import ActionStatus
from sandbox.sample import EASTERN
from storage.actions import ActionEvent, ActionHelper, ActionItem
from storage.unit import Unit


@dataclass(frozen=True, slots=True)
class Step:
    """Something that happened to an item, `days` ago; `due` is a new due day, counted from today."""

    days: int
    who: str
    verb: str
    note: str | None = None
    due: int | None = None


@dataclass(frozen=True, slots=True)
class SampleAction:
    """An action item; its first step is who made it, and when."""

    title: str
    owner: str
    group: str
    due: int
    steps: tuple[Step, ...]
    status: ActionStatus = ActionStatus.OPEN
    helpers: tuple[str, ...] = field(default=())
    first_due: int | None = None
    blocked_help: str | None = None


NO_INTERPRETER = "Nobody who speaks Spanish is free on Saturdays."
ACTIONS = (
    SampleAction(
        "Publish the baseline figures", "marcus", "data-eval", -5,
        (Step(30, "dana", "added"), Step(20, "marcus", "started"),
         Step(6, "marcus", "done", "They are in the shared folder, with the sources.")),
        ActionStatus.DONE,
    ),
    SampleAction(
        "Book the FitWell hall for the walk-in", "sam", "prevention", 3, (Step(9, "elena", "added"),),
        helpers=("leo",),
    ),
    SampleAction(
        "Find an interpreter for the Saturday class", "elena", "prevention", 5,
        (Step(14, "tom", "added"), Step(6, "elena", "blocked", NO_INTERPRETER)),
        ActionStatus.BLOCKED, ("ana",), blocked_help="Four hours on a Saturday, from anybody's network",
    ),
    SampleAction(
        "Draft the data use agreement for referral counts", "priya", "data-eval", -4,
        (Step(25, "marcus", "added"), Step(21, "priya", "started"),
         Step(12, "priya", "moved", "The lawyers asked for another week.", due=-4)),
        ActionStatus.DOING, first_due=-11,
    ),
    SampleAction(
        "Build garden beds at the school", "leo", "food-access", 10, (Step(8, "ana", "added"),),
        helpers=("renee",),
    ),
    SampleAction("Write the crisis contact sheet", "renee", "youth-mind", 1, (Step(5, "renee", "added"),)),
    SampleAction("Put the sponsor deck together", "grace", "steering", 14, (Step(3, "dana", "added"),)),
)  # fmt: skip
"""A-1 to A-7: one done, one blocked, one overdue by four days, one due tomorrow."""


def store(unit: Unit, members: dict[str, int], groups: dict[str, int]) -> None:
    """Store the action items with their helpers and their history; `members` and `groups` are ids by name."""
    for sample in ACTIONS:
        item = _item(unit, sample, members, groups)
        unit.session.add(item)
        unit.session.flush()
        for helper in sample.helpers:
            unit.session.add(ActionHelper(action_id=item.id, member_id=members[helper]))
        for step in sample.steps:
            unit.session.add(_event(unit, item, sample, step, members))


def _item(unit: Unit, sample: SampleAction, members: dict[str, int], groups: dict[str, int]) -> ActionItem:
    first, last = sample.steps[0], sample.steps[-1]
    return ActionItem(
        title=sample.title,
        owner_id=members[sample.owner],
        creator_id=members[first.who],
        group_id=groups[sample.group],
        status=sample.status,
        due_on=_day(unit, sample.due),
        blocked_reason=last.note if sample.status is ActionStatus.BLOCKED else None,
        blocked_help=sample.blocked_help,
        moved_count=sum(step.verb == "moved" for step in sample.steps),
        created_at=_moment(unit, first.days),
        closed_at=_moment(unit, last.days) if sample.status is ActionStatus.DONE else None,
    )


def _event(
    unit: Unit, item: ActionItem, sample: SampleAction, step: Step, members: dict[str, int]
) -> ActionEvent:
    first_due = sample.due if sample.first_due is None else sample.first_due
    change: dict[str, str] = {}
    if step.verb == "added":
        change = {"anchor": _day(unit, first_due).isoformat()}
    elif step.due is not None:
        change = {"before": _day(unit, first_due).isoformat(), "due": _day(unit, step.due).isoformat()}
    return ActionEvent(
        action_id=item.id,
        at=_moment(unit, step.days),
        actor_id=members[step.who],
        verb=step.verb,
        note=step.note,
        change=change,
    )


def _day(unit: Unit, days: int) -> date:
    """Return the day that is so many days from today, where the alliance is."""
    return unit.now.astimezone(ZoneInfo(EASTERN)).date() + timedelta(days=days)


def _moment(unit: Unit, days: int) -> datetime:
    """Return ten in the morning, where the alliance is, so many days ago."""
    return datetime.combine(_day(unit, -days), time(10), ZoneInfo(EASTERN))

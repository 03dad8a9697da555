"""An action item in a reminder: one line, its buttons, or what came of it."""

from datetime import date, timedelta

from slack_sdk.models.blocks import Block

from bot.rules.actions import ActionStatus
from bot.services.actions_shown import Item
from handlers.kit import blocks, parties


def name(item: Item) -> str:
    """Return an item's code and title, as mrkdwn."""
    return f"*{item.code}* {blocks.escape(item.title)}"


def line(item: Item) -> str:
    """Return an item in one line, as mrkdwn."""
    return f"{name(item)} · {state(item)}"


def offer(item: Item) -> str:
    """Return an item that its owner offers to somebody, as mrkdwn."""
    return f"{name(item)} · offered to {parties.bare(item.pending) if item.pending else 'somebody'}"


def block(item: Item) -> list[Block]:
    """Return an item with the buttons that act on it; one that waits for nothing more, as a line."""
    if not is_waiting(item):
        return [blocks.context(line(item))]
    place = [part for part in (_plain(item.group), _blocked(item)) if part]
    text = "\n".join([line(item), *([" · ".join(place)] if place else [])])
    return [blocks.section(text), _buttons(item)]


def is_waiting(item: Item) -> bool:
    """Tell whether there is something left that the reader may do."""
    return item.may_work and not item.status.is_closed and not _is_asleep(item)


def is_overdue(item: Item) -> bool:
    """Tell whether an item is open after its day."""
    return not item.status.is_closed and item.due_on is not None and item.due_on < item.today


def state(item: Item) -> str:
    """Return how an item stands: when it is due, or how it ended, or whose it is now."""
    if item.status.is_closed:
        return _outcome(item)
    if _is_asleep(item) and item.snoozed_until:
        return f"asleep until {_day(item.snoozed_until, item.today)}"
    if not item.may_work:
        return f"{parties.bare(item.owner)} has this now"
    return _due(item)


def _is_asleep(item: Item) -> bool:
    return item.snoozed_until is not None and item.snoozed_until > item.today


def _outcome(item: Item) -> str:
    word = "Done" if item.status is ActionStatus.DONE else "Dropped"
    who = "you" if item.is_closed_by_reader else parties.bare(item.closed_by) if item.closed_by else ""
    on = f", {_day(item.closed_on, item.today)}" if item.closed_on else ""
    return f"{word}{f' by {who}' if who else ''}{on}"


def _due(item: Item) -> str:
    if item.due_on is None:
        return "no due date"
    late = (item.today - item.due_on).days
    if late > 0:
        return f"*{late} day{'s' if late > 1 else ''} late* (due {_day(item.due_on, item.today)})"
    return f"due {_day(item.due_on, item.today)}"


def _day(day: date, today: date) -> str:
    """Return a day in words, near ones as people say them."""
    if day in {today, today + timedelta(days=1)}:
        return "today" if day == today else "tomorrow"
    return f"{day:%A} {day.day} {day:%B}{'' if day.year == today.year else f' {day.year}'}"


def _plain(text: str | None) -> str:
    return blocks.plain_name(text) if text else ""


def _blocked(item: Item) -> str:
    return "blocked" if item.status is ActionStatus.BLOCKED else ""


def _buttons(item: Item) -> Block:
    done = blocks.button("Done", "actions.done", item.id, style="primary", says=f"Done {item.code}")
    if not item.may_lead:
        return blocks.actions(done)
    return blocks.actions(
        done,
        blocks.button("Snooze", "actions.snooze", item.id, says=f"Snooze {item.code}"),
        blocks.button("Edit", "actions.edit", item.id, says=f"Edit {item.code}"),
        blocks.button("Give", "actions.give", item.id, says=f"Give {item.code}"),
    )

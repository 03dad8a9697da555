"""Action items as people see them: what they say, and the buttons that fit."""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block, ButtonElement

from bot.rules.actions import ActionStatus
from bot.rules.members import Party
from bot.services.actions_shown import Item
from handlers.actions import dates
from handlers.kit import blocks, parties
from handlers.kit.workspace import Workspace

REASON_SHOWN = 100
FACTS_ROOM = 1200
"""Characters of an item's facts, so that a section holds them beside the longest title."""


def row(item: Item, place: str = "") -> list[Block]:
    """Return an item in a list, with its buttons; `place` says which list, so that it is shown again."""
    return [blocks.section(summary(item)), blocks.actions(*buttons(item, place))]


def card(item: Item) -> list[Block]:
    """Return an item by itself, with its buttons."""
    return [blocks.section(summary(item)), blocks.actions(*buttons(item))]


def name(item: Item) -> str:
    """Return an item's code and title, as mrkdwn."""
    return f"*{item.code}* {blocks.escape(item.title)}"


def heading(item: Item) -> str:
    """Return what an item is, whose, and until when, as mrkdwn."""
    return f"{name(item)}\n{' · '.join(blocks.fitting(_facts(item), FACTS_ROOM))}"


def summary(item: Item) -> str:
    """Return what an item is and how it stands, with the beginning of what blocks it, as mrkdwn."""
    lines = [heading(item)]
    if item.status is ActionStatus.BLOCKED and item.blocked_reason:
        lines.append(f":no_entry: Blocked: {_clipped(item.blocked_reason)}")
        if item.blocked_help:
            lines.append(f"What would help: {_clipped(item.blocked_help)}")
    return "\n".join(lines)


def _facts(item: Item) -> list[str]:
    owner = "yours" if item.is_mine else parties.full(item.owner)
    if item.status.is_closed:
        return [outcome(item)]
    facts = [dates.due(item), owner]
    if item.status is ActionStatus.DOING:
        facts.append("in progress")
    if item.pending:
        facts.append(f"offered to {'you' if item.is_offered else parties.bare(item.pending)}")
    if item.helpers:
        facts.append(f"with {parties.joined([parties.bare(one) for one in item.helpers[:3]])}")
    if item.group:
        facts.append(blocks.plain_name(item.group))
    if item.repeat_days:
        facts.append(dates.rhythm(item.repeat_days))
    if item.snoozed_until and item.snoozed_until > item.today:
        facts.append(f"asleep until {dates.named(item.snoozed_until, item.today)}")
    return facts


def outcome(item: Item) -> str:
    """Return how a closed item ended: Done by you, Tuesday 3 March."""
    sign = ":white_check_mark: Done" if item.status is ActionStatus.DONE else ":wastebasket: Dropped"
    by = f" by {_closer(item)}" if item.closed_by else ""
    return f"{sign}{by}{f', {dates.named(item.closed_on, item.today)}' if item.closed_on else ''}"


def _closer(item: Item) -> str:
    return "you" if item.is_closed_by_reader else parties.bare(item.closed_by or Party("somebody"))


def buttons(item: Item, place: str = "") -> Sequence[ButtonElement]:
    """Return the first buttons of an item: what its reader most likely does with it."""
    if item.status.is_closed:
        return [*([_reopen(item)] if item.may_work else []), _more(item)]
    if item.is_offered:
        return [
            blocks.button(
                "Accept", "actions.accept", at(item, place), style="primary", says=_says("Accept", item)
            ),
            blocks.button("Hand back", "actions.decline", item.id, says=_says("Hand back", item)),
            _more(item),
        ]
    if not item.may_work:
        return [_more(item)]
    row = [blocks.button("Done", "actions.done", at(item, place), style="primary", says=_says("Done", item))]
    if item.may_lead:
        row += [
            blocks.button("Snooze", "actions.snooze", item.id, says=_says("Snooze", item)),
            blocks.button("Edit", "actions.edit", item.id, says=_says("Edit", item)),
            blocks.button("Give", "actions.give", item.id, says=_says("Give", item)),
        ]
    return [*row, _more(item)]


def further(item: Item) -> Sequence[ButtonElement]:
    """Return the second row of an item's buttons: everything else that its reader may do."""
    if item.status.is_closed or not item.may_work:
        return []
    is_blocked = item.status is ActionStatus.BLOCKED
    row = [blocks.button("Done, with a note", "actions.finish", item.id)]
    if item.status is not ActionStatus.DOING:
        row.append(blocks.button("Unblock" if is_blocked else "Start", "actions.start", item.id))
    row.append(blocks.button("Change the reason" if is_blocked else "Block", "actions.block", item.id))
    if item.may_lead:
        row.append(blocks.button("Move", "actions.move", item.id))
        row.append(blocks.button("Drop", "actions.drop", item.id))
    if item.may_lead and item.pending:
        row.append(blocks.button("Withdraw the offer", "actions.withdraw", item.id))
    return row


def at(item: Item, place: str) -> str:
    """Return the argument of a button in a list: the item, and the list to show again."""
    return f"{item.id}/{place}" if place else str(item.id)


def origin(item: Item, workspace: Workspace) -> str | None:
    """Return a link to the message that an item was made from."""
    if item.message is None:
        return None
    return blocks.link(
        workspace.permalink(item.message.channel_id, item.message.ts), "Made from this message"
    )


def _reopen(item: Item) -> ButtonElement:
    return blocks.button("Reopen", "actions.reopen", item.id, says=_says("Reopen", item))


def _more(item: Item) -> ButtonElement:
    return blocks.button("More", "actions.show", item.id, says=_says("More about", item))


def _says(verb: str, item: Item) -> str:
    return f"{verb} {item.code} {item.title}"


def _clipped(text: str) -> str:
    return blocks.escape(blocks.clip(" ".join(text.split()), REASON_SHOWN))

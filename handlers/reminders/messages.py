"""What a reminder says: made of the items as they are, so that it shows what came of each."""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block

from bot.rules.reminders import SHOWN_MAX
from bot.services import reminders_shown
from bot.services.actions_shown import Item
from bot.services.reminders import DIGEST, DUE
from bot.services.reminders_shown import Digest, Morning
from handlers.kit import blocks, routine
from handlers.kit.rendering import Message, Rendering
from handlers.reminders import items

STOPS = {DUE: "Stop due reminders", DIGEST: "Stop the Monday digest"}
REPLACED = "Today’s reminder, below, has what is still open."
LATE = "I was down this morning, so this comes late."


async def morning(rendering: Rendering) -> Message | None:
    """Render the morning's message; one that a later one replaces is a single line."""
    told = await rendering.database.read(reminders_shown.told, rendering.data, rendering.target)
    if told is None:
        return None
    if told.is_replaced and _is_open(told):
        return Message(REPLACED, [blocks.context(REPLACED)])
    shown: list[Block] = [blocks.context(LATE)] if told.is_late else []
    shown += _waking(told.woken) + _due(told.due)
    if told.digest:
        shown += _digest(told.digest)
    if not shown:
        return None
    return Message(_sentence(told), [*shown, routine.stops(*((part, STOPS[part]) for part in told.parts))])


async def stuck(rendering: Rendering) -> Message | None:
    """Render that an item of the reader's group is a week late; once that is over, how it stands."""
    data = rendering.data
    item = await rendering.database.read(reminders_shown.stuck, data["action_id"], rendering.target)
    if item is None:
        return None
    if not items.is_overdue(item):
        return Message(f"{items.name(item)}: {items.state(item)}", items.block(item))
    sentence = "This is a week late or more. Ask whether help is needed, or whether it should move."
    shown = [blocks.section(sentence), *items.block(item), routine.stop("reminders.stuck")]
    return Message(f"{sentence} {items.name(item)}", shown)


def _is_open(told: Morning) -> bool:
    """Tell whether something that the message mentions still waits for its reader."""
    return told.digest is not None or any(items.is_waiting(one) for one in (*told.woken, *told.due))


def _sentence(told: Morning) -> str:
    """Return the message as one sentence, for notifications and screen readers."""
    mentioned = [*told.woken, *told.due]
    if not mentioned:
        return "Your week: what is open, by date."
    names = [f"{items.name(one)}: {items.state(one)}" for one in mentioned]
    return blocks.clip("Today: " + "; ".join(blocks.fitting(names, blocks.TEXT_MAX // 2)), blocks.TEXT_MAX)


def _waking(woken: Sequence[Item]) -> list[Block]:
    if not woken:
        return []
    return [blocks.section("*You snoozed this until today*"), *_listed(woken)]


def _due(due: Sequence[Item]) -> list[Block]:
    return [blocks.section("*Due*"), *_listed(due)] if due else []


def _listed(found: Sequence[Item]) -> list[Block]:
    shown = [block for item in found[:SHOWN_MAX] for block in items.block(item)]
    if (rest := len(found) - SHOWN_MAX) > 0:
        shown.append(blocks.section(f"and {rest} more", blocks.button("Show all", "actions.list", "mine..0")))
    return shown


def _digest(digest: Digest) -> list[Block]:
    """Return the week: what else is open, what waits for whom, and what the alliance did."""
    lines = [items.line(item) for item in digest.items]
    if digest.more:
        lines.append(f"and {digest.more} more")
    parts = [("Also open" if digest.items else "", lines)]
    parts.append(("Waiting for your answer", [items.line(item) for item in digest.offers]))
    parts.append(("Waiting for theirs", [items.offer(item) for item in digest.given]))
    text = "\n".join(f"_{title}_\n" + "\n".join(f"• {one}" for one in some) for title, some in parts if some)
    shown: list[Block] = [blocks.section("*Your week*")]
    if text:
        shown.append(blocks.section(text, blocks.button("Show all", "actions.list", "mine..0")))
    done = "1 item" if digest.finished == 1 else f"{digest.finished} items"
    return [
        *shown,
        blocks.context(f"Last week the alliance finished {done}, and took on {digest.added} more."),
    ]

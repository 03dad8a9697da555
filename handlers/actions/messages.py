"""What the bot tells people about action items, made of each item as it is at that moment."""

from slack_sdk.models.blocks import Block

from bot.services import actions_lists
from bot.services.actions_lists import Told
from handlers.actions import cards
from handlers.kit import blocks, parties
from handlers.kit.rendering import Message, Rendering


async def offered(rendering: Rendering) -> Message | None:
    """Render the question whether somebody takes an item on; once it is answered, the answer."""
    told = await _told(rendering)
    if told is None:
        return None
    if not told.item.is_offered:
        return _settled(told)
    note = "It stays where it is until you accept. Handing it back is fine, too."
    return _message(rendering, told, f"{_who(told)} asks you to take this on.", buttons=True, small=note)


async def accepted(rendering: Rendering) -> Message | None:
    """Render that somebody took an item on."""
    told = await _told(rendering)
    return _message(rendering, told, f"{_who(told)} took this on.") if told else None


async def handed_back(rendering: Rendering) -> Message | None:
    """Render that somebody does not take an item on, with what they wrote."""
    told = await _told(rendering)
    if told is None or told.item.status.is_closed:
        return _settled(told) if told else None
    stays = "It stays with you." if told.item.is_mine else "It stays with its owner."
    return _message(rendering, told, f"{_who(told)} hands this back. {stays}", buttons=True)


async def done(rendering: Rendering) -> Message | None:
    """Render that an item which the reader made is done."""
    told = await _told(rendering)
    if told is None or not told.item.status.is_closed:
        return _settled(told) if told else None
    return _message(rendering, told, f"{_who(told)} has done what you asked for.")


async def blocked(rendering: Rendering) -> Message | None:
    """Render what stands in the way of an item, for somebody who may help."""
    told = await _told(rendering)
    if told is None or not told.item.blocked_reason:
        return _settled(told) if told else None
    return _message(rendering, told, f"{_who(told)} is stuck with this. Can you help?", buttons=True)


async def passed_on(rendering: Rendering) -> Message | None:
    """Render that an item is the reader's now, because its owner leaves."""
    told = await _told(rendering)
    if told is None or told.item.status.is_closed or not told.item.is_mine:
        return _settled(told) if told else None
    return _message(
        rendering, told, "This is yours now, because whoever had it leaves the alliance.", buttons=True
    )


async def _told(rendering: Rendering) -> Told | None:
    data = rendering.data
    return await rendering.database.read(
        actions_lists.told, data["action_id"], data["event_id"], rendering.target
    )


def _who(told: Told) -> str:
    return parties.full(told.change.who) if told.change.who else "Somebody"


def _message(
    rendering: Rendering, told: Told, sentence: str, *, buttons: bool = False, small: str | None = None
) -> Message:
    item, note = told.item, told.change.note
    shown: list[Block] = [blocks.section(sentence), blocks.section(cards.heading(item))]
    shown += blocks.paragraphs(note or "", prefix="> ")
    if told.change.verb == "blocked" and item.blocked_help:
        shown += [blocks.section("What would help:"), *blocks.paragraphs(item.blocked_help, prefix="> ")]
    if buttons:
        shown.append(blocks.actions(*cards.buttons(item)))
    if lines := [line for line in (small, cards.origin(item, rendering.workspace)) if line]:
        shown.append(blocks.context(*lines))
    return Message(f"{sentence} {cards.name(item)}", shown)


def _settled(told: Told) -> Message:
    """Render how an item stands, once there is nothing to answer any more."""
    item = told.item
    if item.is_mine and not item.status.is_closed:
        sentence = "You have this now."
    elif item.status.is_closed:
        sentence = f"{cards.outcome(item)}."
    else:
        sentence = f"{parties.bare(item.owner)} has this."
    return Message(f"{sentence} {cards.name(item)}", [blocks.section(cards.summary(item))])

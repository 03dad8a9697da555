"""Taking the forms of action items."""

from datetime import date

from bot.errors import RuleError
from bot.rules.actions import FollowUp, ThirdMoveError
from bot.services import actions, actions_offers, actions_progress
from bot.services.actions_shown import Item
from handlers.actions import dates, forms, listeners, steps
from handlers.kit import parties
from handlers.kit.answers import OpenForm, Reply
from handlers.kit.call import Call


async def add(call: Call) -> Reply:
    """Make the item that the form describes."""
    draft = forms.draft(call.values, call.metadata)
    return await added(call, await call.run(actions.add, draft, confirmed=_confirmed(call)))


async def added(call: Call, item: Item) -> Reply:
    """Say what was made, who has it, and where to find it."""
    if item.pending:
        whose = f"{parties.bare(item.pending)} is asked, and has it on accepting. Until then it is yours."
    else:
        whose = "It is yours."
    days = f" It is {dates.due(item)}." if item.due_on else ""
    return await listeners.outcome(call, item, f"{item.code} is on the list. {whose}{days}")


async def edit(call: Call) -> Reply:
    """Change what an item says."""
    draft = forms.draft(call.values, {})
    item = await call.run(actions.edit, _about(call), draft, confirmed=_confirmed(call))
    return await listeners.outcome(call, item, f"{item.code} is changed.")


async def block(call: Call) -> Reply:
    """Say what stands in the way of an item."""
    reason, help_wanted = call.values.get("reason"), call.values.get("help")
    item = await call.run(
        actions_progress.block, _about(call), reason, help_wanted, confirmed=_confirmed(call)
    )
    return await blocked(call, item)


async def blocked(call: Call, item: Item) -> Reply:
    """Say who hears that an item is blocked."""
    return await listeners.outcome(
        call, item, f"{item.code} is blocked. The lead of its group, or whoever made it, hears of it."
    )


async def drop(call: Call) -> Reply:
    """Give an item up."""
    item = await call.run(
        actions_progress.drop, _about(call), call.values.get("reason"), confirmed=_confirmed(call)
    )
    return await listeners.closed(call, item)


async def give(call: Call) -> Reply:
    """Offer an item to a colleague."""
    to, note = call.values.get("people"), call.values.get("note")
    if not to:
        raise RuleError("Pick whom you would like to ask.", field="people")
    item = await call.run(actions_offers.give, _about(call), to, note, confirmed=_confirmed(call))
    return await given(call, item)


async def given(call: Call, item: Item) -> Reply:
    """Say whose an item is, now that it was given."""
    if item.pending:
        sentence = f"{parties.bare(item.pending)} is asked to take {item.code} on, and you hear the answer."
    else:
        sentence = f"{item.code} is yours." if item.is_mine else f"{item.code} stays where it is."
    return await listeners.outcome(call, item, sentence)


async def move(call: Call) -> Reply:
    """Give an item another due date."""
    due_on = forms.day(call.values.get("due_on"))
    if due_on is None:
        raise RuleError("Pick a day.", field="due_on")
    return await moved(call, _about(call), due_on, call.values.get("note"))


async def moved(call: Call, number: int, due_on: date, note: str | None) -> Reply:
    """Move an item; somebody who does it once more is asked what would help."""
    try:
        item = await call.run(actions.move, number, due_on, note, confirmed=_confirmed(call))
    except ThirdMoveError as question:
        return steps.third_move(question)
    return await listeners.outcome(call, item, f"{item.code} is {dates.due(item)} now.")


async def snooze(call: Call) -> Reply:
    """Let an item sleep."""
    until = forms.day(call.values.get("until_day") or call.values.get("until"))
    if until is None:
        raise RuleError("Pick a day.", field="until")
    return await snoozed(call, _about(call), until)


async def snoozed(call: Call, number: int, until: date) -> Reply:
    """Let an item sleep, and say when it comes back."""
    item = await call.run(actions_progress.snooze, number, until)
    day = dates.named(until, item.today)
    return await listeners.outcome(call, item, f"{item.code} sleeps until {day}. I remind you then.")


async def finish(call: Call) -> Reply | OpenForm:
    """Close an item with what came of it, and what comes next."""
    on = forms.day(call.values.get("follow_up_on"))
    title = call.values.get("follow_up") or ""
    if title and on is None:
        raise RuleError("Pick the day on which to follow up.", field="follow_up_on")
    follow_up = FollowUp(on, title) if on else None
    note = call.values.get("note")
    item = await call.run(actions_progress.done, _about(call), note, follow_up, confirmed=_confirmed(call))
    return await listeners.closed(call, item)


async def hand_back(call: Call) -> Reply:
    """Leave an item with its owner."""
    item = await call.run(
        actions_offers.hand_back, _about(call), call.values.get("note"), confirmed=_confirmed(call)
    )
    return Reply(f"{item.code} stays with {parties.bare(item.owner)}, who knows now.")


def _about(call: Call) -> int:
    """Return the item that a form is about."""
    number = call.metadata.get("id")
    if not isinstance(number, int):
        raise RuleError("This form is an old one. Open it again.")
    return number


def _confirmed(call: Call) -> bool:
    return call.is_confirmed

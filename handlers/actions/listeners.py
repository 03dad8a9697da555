"""What happens when somebody asks for something about action items by a button, a shortcut or a list."""

from dataclasses import replace
from datetime import date

from bot.errors import RuleError
from bot.rules.actions import Draft, ListKind, Scope
from bot.rules.kudos import MessageLink
from bot.services import actions, actions_lists, actions_offers, actions_progress
from bot.services.actions_shown import Item
from handlers.actions import cards, dates, forms, pages, steps
from handlers.kit import blocks, grammar
from handlers.kit.answers import OpenForm, Reply
from handlers.kit.call import Call

TITLE_SHOWN = 150


async def open_form(call: Call) -> OpenForm:
    """Open the empty form."""
    return await new(call, Draft())


async def for_message(call: Call) -> OpenForm:
    """Open the form for a message: its first line is the title, and the item will link to it."""
    message, channel = call.payload["message"], call.payload["channel"]
    lines = [line.strip() for line in grammar.readable(message.get("text") or "").splitlines()]
    first = next((line for line in lines if line), "")
    link = MessageLink(channel["id"], message["ts"])
    return await new(call, Draft(title=blocks.clip(first, TITLE_SHOWN), owner=call.user_id, message=link))


async def new(call: Call, draft: Draft, *, note: str | None = None) -> OpenForm:
    """Open the form for a new item, filled in so far."""
    groups = await call.read(actions_lists.working_groups)
    return OpenForm(forms.add(draft, groups, note=note))


async def split(call: Call) -> OpenForm:
    """Open the form for the first part of an item that is too big."""
    item = await call.read(actions_lists.read, call.number)
    draft = Draft(title=item.title, due_on=_ahead(item), group=item.group_slug)
    return await new(
        call, draft, note=f"Name a first step that is small enough. {item.code} stays as it is meanwhile."
    )


def _ahead(item: Item) -> date | None:
    return item.due_on if item.due_on and item.due_on >= item.today else None


async def edit(call: Call) -> OpenForm:
    """Open the form for an item that there is."""
    item = await call.read(actions_lists.read, call.number)
    groups = await call.read(actions_lists.working_groups)
    draft = Draft(
        title=item.title,
        helpers=tuple(one.user_id for one in item.helpers if one.user_id),
        group=item.group_slug,
        due_on=item.due_on,
        repeat_days=item.repeat_days,
        notes=item.notes,
    )
    return OpenForm(forms.edit(item.id, draft, groups))


async def show(call: Call) -> OpenForm:
    """Open an item's own page, with its history and everything that can be done."""
    shown = await call.read(actions_lists.show, call.number)
    reply = pages.detail(call, shown)
    return OpenForm(blocks.page(f"Action item {shown.item.code}", reply.blocks))


async def turn(call: Call) -> Reply:
    """Show a list, or another page of it; the button says which."""
    return await listed(call, *_place(call.argument))


async def listed(call: Call, scope: Scope, number: int = 0, sentence: str | None = None) -> Reply:
    """Show a page of a list; where it has become empty, the first one."""
    page = await call.read(actions_lists.listed, scope, number)
    if number and not page.items:
        page = await call.read(actions_lists.listed, scope)
    return pages.listing(page, sentence)


def _place(text: str) -> tuple[Scope, int]:
    kind, _, rest = text.partition(".")
    key, _, number = rest.rpartition(".")
    try:
        return Scope(ListKind(kind), key), int(number)
    except ValueError:
        raise RuleError("This button is an old one. Ask for the list again.") from None


async def done(call: Call) -> Reply:
    """Close an item."""
    number, place = target(call)
    item = await call.run(actions_progress.done, number)
    return await closed(call, item, place)


async def closed(call: Call, item: Item, place: str = "") -> Reply:
    """Say that an item is closed, and what comes next."""
    shown = await call.read(actions_lists.show, item.id)
    sentence = f"{cards.name(item)}\n{cards.outcome(item)}."
    for after in shown.follow_ups:
        sentence += f"\nNext: {cards.name(after)}, {dates.due(after)}."
    return await outcome(call, item, sentence, place)


async def accept(call: Call) -> Reply:
    """Take an item on."""
    number, place = target(call)
    item = await call.run(actions_offers.accept, number)
    return await outcome(call, item, f"{item.code} is yours now. Whoever gave it knows.", place)


async def start(call: Call) -> Reply:
    """Say that an item is being worked on."""
    item = await call.run(actions_progress.start, call.number)
    return await outcome(call, item, f"{item.code} is in progress.")


async def reopen(call: Call) -> Reply:
    """Take a closed item up again."""
    item = await call.run(actions_progress.reopen, call.number)
    return await outcome(call, item, f"{item.code} is open again.")


async def withdraw(call: Call) -> Reply:
    """Take an offer back."""
    item = await call.run(actions_offers.withdraw, call.number)
    return await outcome(call, item, f"{item.code} is offered to nobody now.")


async def insist(call: Call) -> Reply:
    """Move an item once more, all the same; the button says to which day."""
    number, _, day = call.argument.partition(".")
    try:
        due_on = date.fromisoformat(day)
    except ValueError:
        raise RuleError("This button is an old one. Move the item again.") from None
    item = await call.run(actions.move, replace(call, argument=number).number, due_on, insists=True)
    return await outcome(call, item, f"{item.code} is {dates.due(item)} now.")


async def ask_block(call: Call) -> OpenForm:
    """Ask what stands in the way."""
    return OpenForm(steps.block(await call.read(actions_lists.read, call.number)))


async def ask_drop(call: Call) -> OpenForm:
    """Ask why an item is given up."""
    return OpenForm(steps.drop(await call.read(actions_lists.read, call.number)))


async def ask_give(call: Call) -> OpenForm:
    """Ask who takes an item on."""
    return OpenForm(steps.give(await call.read(actions_lists.read, call.number)))


async def ask_move(call: Call) -> OpenForm:
    """Ask for another due date."""
    return OpenForm(steps.move(await call.read(actions_lists.read, call.number)))


async def ask_snooze(call: Call) -> OpenForm:
    """Ask how long an item is to sleep."""
    return OpenForm(steps.snooze(await call.read(actions_lists.read, call.number)))


async def ask_finish(call: Call) -> OpenForm:
    """Ask what came of an item."""
    return OpenForm(steps.finish(await call.read(actions_lists.read, call.number)))


async def ask_decline(call: Call) -> OpenForm:
    """Ask why somebody does not take an item on."""
    return OpenForm(steps.hand_back(await call.read(actions_lists.read, call.number)))


async def outcome(call: Call, item: Item, sentence: str, place: str = "") -> Reply:
    """Say what was done, above the item, or above the list in which it was done."""
    if place:
        scope, number = _place(place)
        return await listed(call, scope, number, sentence)
    shown = [blocks.section(sentence), *cards.card(item)]
    return Reply(f"{sentence} {cards.name(item)}", shown)


def target(call: Call) -> tuple[int, str]:
    """Return the item that a button is about, and the list in which the button stood."""
    number, _, place = call.argument.partition("/")
    return replace(call, argument=number).number, place

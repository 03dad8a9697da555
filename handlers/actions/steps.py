"""The small forms for one step of an action item: block, drop, give, move, snooze, finish, hand back."""

import json
from datetime import date, timedelta

from slack_sdk.models.blocks import Block, InputBlock, RadioButtonsElement, UserSelectElement
from slack_sdk.models.views import View

from bot.rules.actions import NOTE_MAX, TITLE_MAX, ThirdMoveError, code
from bot.services.actions_shown import Item
from handlers.actions import cards
from handlers.actions.dates import WEEK, named, next_monday
from handlers.actions.forms import NO_PATIENTS, option, picked_day, text
from handlers.kit import blocks
from handlers.kit.answers import Reply


def block(item: Item, reason: str | None = None) -> View:
    """Ask what stands in the way."""
    fields = [
        text(
            "reason",
            "What stands in the way?",
            most=NOTE_MAX,
            initial=reason or item.blocked_reason,
            hint=NO_PATIENTS,
            optional=False,
        ),
        text("help", "What would help?", most=NOTE_MAX, initial=item.blocked_help),
        blocks.context("The lead of its group hears of it, or whoever made it."),
    ]
    return View(
        type="modal",
        callback_id="actions.stuck",
        title=f"{item.code} is blocked",
        submit="Ask for help",
        close="Cancel",
        private_metadata=_about(item),
        blocks=[_lead(item), *fields],
    )


def drop(item: Item, reason: str | None = None) -> View:
    """Ask why an item is given up."""
    why = text("reason", "Why?", most=NOTE_MAX, initial=reason, hint=NO_PATIENTS, optional=False)
    return View(
        type="modal",
        callback_id="actions.dropped",
        title=f"Drop {item.code}",
        submit="Drop",
        close="Keep",
        private_metadata=_about(item),
        blocks=[_lead(item), why],
    )


def give(item: Item, to: str | None = None, note: str | None = None) -> View:
    """Ask who takes an item on."""
    element = UserSelectElement(action_id="people", placeholder="Pick a colleague", initial_user=to)
    hint = "They are asked; it stays with its owner until they accept."
    return View(
        type="modal",
        callback_id="actions.given",
        title=f"Give {item.code}",
        submit="Offer",
        close="Cancel",
        private_metadata=_about(item),
        blocks=[
            _lead(item),
            InputBlock(block_id="people", label="To whom?", element=element, hint=hint),
            text("note", "A word to them", most=NOTE_MAX, initial=note, hint=NO_PATIENTS),
        ],
    )


def move(item: Item, due_on: date | None = None, note: str | None = None) -> View:
    """Ask for another due date."""
    day = picked_day("due_on", "Until when?", due_on or item.due_on, optional=False)
    return View(
        type="modal",
        callback_id="actions.moved",
        title=f"Move {item.code}",
        submit="Move",
        close="Cancel",
        private_metadata=_about(item),
        blocks=[_lead(item), day, text("note", "Why?", most=NOTE_MAX, initial=note, hint=NO_PATIENTS)],
    )


def snooze(item: Item) -> View:
    """Ask how long nobody is to be reminded of an item."""
    days = dict.fromkeys(
        (item.today + timedelta(days=1), next_monday(item.today), item.today + WEEK, item.today + 2 * WEEK)
    )
    options = [option(named(one, item.today).capitalize(), one.isoformat()) for one in days]
    element = RadioButtonsElement(action_id="until", options=options, initial_option=options[0])
    return View(
        type="modal",
        callback_id="actions.asleep",
        title=f"Snooze {item.code}",
        submit="Snooze",
        close="Cancel",
        private_metadata=_about(item),
        blocks=[
            _lead(item),
            InputBlock(block_id="until", label="Remind me again", element=element),
            picked_day("until_day", "Or on another day", hint="The due date stays as it is."),
        ],
    )


def finish(item: Item, note: str | None = None) -> View:
    """Ask what came of an item, and whether it is to be taken up again."""
    hint = "A new item sleeps until then, and is due on that day."
    title = text(
        "follow_up", "As what?", most=TITLE_MAX, hint=f"Else: Follow up: {item.title}", is_long=False
    )
    return View(
        type="modal",
        callback_id="actions.finished",
        title=f"{item.code} is done",
        submit="Done",
        close="Cancel",
        private_metadata=_about(item),
        blocks=[
            _lead(item),
            text("note", "What came of it?", most=NOTE_MAX, initial=note, hint=NO_PATIENTS),
            picked_day("follow_up_on", "Follow up on", hint=hint),
            title,
        ],
    )


def hand_back(item: Item) -> View:
    """Ask why somebody does not take an item on."""
    note = text("note", "A word to them", most=NOTE_MAX, hint=f"It is fine to say none. {NO_PATIENTS}")
    return View(
        type="modal",
        callback_id="actions.declined",
        title=f"Hand {item.code} back",
        submit="Hand back",
        close="Cancel",
        private_metadata=_about(item),
        blocks=[_lead(item), note],
    )


def third_move(question: ThirdMoveError) -> Reply:
    """Ask somebody who moves an item once more what would help."""
    number = question.action_id
    text = (
        f"{code(number)} was moved {question.moved_count} times already. That happens when a thing is too "
        "big, or stuck, or not so needed after all. What would help?"
    )
    insists = f"{number}.{question.due_on.isoformat()}"
    row = (
        blocks.button("Drop it", "actions.drop", number),
        blocks.button("Split it", "actions.split", number),
        blocks.button("Ask for help", "actions.block", number),
        blocks.button("Move it all the same", "actions.insist", insists),
    )
    return Reply(text, [blocks.section(text), blocks.actions(*row)])


def _lead(item: Item) -> Block:
    return blocks.section(cards.heading(item))


def _about(item: Item) -> str:
    return json.dumps({"id": item.id})

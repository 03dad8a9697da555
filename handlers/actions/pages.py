"""What people see of action items when they ask: lists, one with its history, their part of App Home."""

from collections.abc import Mapping, Sequence
from datetime import date

from slack_sdk.models.blocks import Block, ButtonElement

from bot.rules.actions import ListKind, Scope
from bot.services import actions_lists
from bot.services.actions_lists import Page, Shown
from bot.services.actions_shown import Change, Item
from handlers.actions import cards, dates
from handlers.kit import blocks, parties
from handlers.kit.answers import Reply
from handlers.kit.call import Call
from handlers.kit.feature import Step, Urgency

TITLES = {
    ListKind.MINE: "Your action items",
    ListKind.OVERDUE: "Overdue action items",
    ListKind.ALL: "All open action items",
    ListKind.SNOOZED: "Your snoozed action items",
    ListKind.CLOSED: "Done and dropped action items",
}
EMPTY = {
    ListKind.MINE: "Nothing waits for you.",
    ListKind.OVERDUE: "Nothing is overdue.",
    ListKind.SNOOZED: "Nothing is asleep.",
}
SAID = {
    "added": "made it",
    "offered": "offered it to {to}",
    "withdrawn": "withdrew the offer",
    "accepted": "took it on",
    "taken": "took it over",
    "handed_back": "handed it back",
    "passed_on": "passed it on to {to}",
    "started": "started",
    "blocked": "was blocked",
    "unblocked": "went on",
    "moved": "moved it to {due}",
    "snoozed": "snoozed it until {until}",
    "edited": "edited it",
    "done": "did it",
    "dropped": "dropped it",
    "reopened": "reopened it",
    "followed_up": "made it as a follow-up of A-{after}",
    "repeated": "did A-{after}, and this came next",
}
CHANGES_SHOWN = 15
NOTE_SHOWN = 200


def listing(page: Page, sentence: str | None = None) -> Reply:
    """Show a page of a list, after what has just been done in it."""
    shown: list[Block] = [blocks.section(sentence)] if sentence else []
    shown.append(blocks.header(_title(page)))
    for item in page.items:
        shown += cards.row(item, _place(page.scope, page.number))
    if not page.items:
        shown.append(blocks.context(EMPTY.get(page.scope.kind, "There is nothing in this list.")))
    if page.asleep:
        shown.append(blocks.context(f"{page.asleep} asleep. They come back on their day."))
    shown.append(blocks.actions(*_turning(page)))
    return Reply(blocks.spoken(shown), shown)


def _title(page: Page) -> str:
    title = TITLES.get(page.scope.kind, f"Open action items: {page.about}")
    return f"{title} ({page.total})" if page.total else title


def _turning(page: Page) -> list[ButtonElement]:
    row = [blocks.button("New action item", "actions.new")]
    if page.number:
        row.append(blocks.button("Back", "actions.list", _place(page.scope, page.number - 1)))
    if page.has_more:
        row.append(blocks.button("Next", "actions.list", _place(page.scope, page.number + 1)))
    for kind, label in ((ListKind.MINE, "Mine"), (ListKind.OVERDUE, "Overdue"), (ListKind.ALL, "All")):
        if kind is not page.scope.kind:
            row.append(blocks.button(label, "actions.list", _place(Scope(kind), 0)))
    if page.asleep:
        row.append(blocks.button("Snoozed", "actions.list", _place(Scope(ListKind.SNOOZED), 0)))
    return row


def _place(scope: Scope, number: int) -> str:
    return f"{scope.kind}.{scope.key}.{number}"


def detail(call: Call, shown: Shown, sentence: str | None = None) -> Reply:
    """Show an item with everything about it: notes, history, follow-ups, and all buttons."""
    item = shown.item
    content: list[Block] = [blocks.section(sentence)] if sentence else []
    content.append(blocks.section(cards.heading(item)))
    for label, words in (
        ("Blocked", item.blocked_reason),
        ("What would help", item.blocked_help),
        ("Notes", item.notes),
    ):
        if words:
            content += [blocks.section(f"*{label}*"), *blocks.paragraphs(words, prefix="> ")]
    content.append(blocks.actions(*cards.buttons(item)))
    if row := cards.further(item):
        content.append(blocks.actions(*row))
    if link := cards.origin(item, call.workspace):
        content.append(blocks.context(link))
    content += [blocks.context(f"Followed by {cards.name(one)}") for one in shown.follow_ups]
    content += [blocks.divider(), *_history(shown.changes, item.today)]
    return Reply(blocks.spoken(content), content)


def _history(changes: Sequence[Change], today: date) -> list[Block]:
    latest = changes[-CHANGES_SHOWN:]
    hidden = len(changes) - len(latest)
    shown: list[Block] = [blocks.context(f"{hidden} earlier changes")] if hidden else []
    return [*shown, *(blocks.context(_line(change, today)) for change in latest)]


def _line(change: Change, today: date) -> str:
    who = parties.bare(change.who) if change.who else "The bot"
    said = SAID.get(change.verb, change.verb).format_map(_facts(change, today))
    note = blocks.escape(blocks.clip(" ".join((change.note or "").split()), NOTE_SHOWN))
    return f"{blocks.when(change.at)} · {who} {said}{f': {note}' if note else ''}"


def _facts(change: Change, today: date) -> Mapping[str, str]:
    days = {
        key: dates.named(date.fromisoformat(change.facts[key]), today) if change.facts.get(key) else "no date"
        for key in ("due", "until")
    }
    to = parties.bare(change.to) if change.to else "somebody"
    return {**days, "to": to, "after": str(change.facts.get("after", ""))}


async def home(call: Call) -> list[Block]:
    """Return the capability's part of App Home: what waits for an answer, and the most urgent items."""
    seen = await call.read(actions_lists.glance)
    shown: list[Block] = []
    if seen.offers:
        shown.append(blocks.header("Waiting for your answer"))
        shown += [block for item in seen.offers[: actions_lists.GLANCE] for block in cards.row(item)]
    shown.append(blocks.header("Your action items"))
    shown += [block for item in seen.items for block in cards.row(item)]
    if not seen.items:
        shown.append(blocks.context("Nothing waits for you."))
    everything = f"Show all {seen.total}" if seen.total > len(seen.items) else "Show all"
    row = [
        blocks.button("New action item", "actions.new"),
        blocks.button(everything, "actions.list", _place(Scope(), 0)),
    ]
    return [*shown, blocks.actions(*row)]


async def next_step(call: Call) -> Step | None:
    """Return the most urgent thing to do about action items: an offer to answer, or what is due."""
    seen = await call.read(actions_lists.glance)
    if seen.offers:
        item = seen.offers[0]
        asks = f"{parties.bare(item.owner)} would like you to take on {cards.name(item)}."
        return Step(Urgency.NOW, asks, blocks.button("Answer", "actions.show", item.id))
    if seen.items and (urgency := _urgency(seen.items[0])) is not None:
        item = seen.items[0]
        text = f"{cards.name(item)}: {dates.due(item)}"
        return Step(urgency, text, blocks.button("Look at it", "actions.show", item.id))
    return None


def _urgency(item: Item) -> Urgency | None:
    if item.due_on is None:
        return None
    days = (item.due_on - item.today).days
    return Urgency.TODAY if days <= 0 else Urgency.SOON if days <= 2 else None  # noqa: PLR2004 - as reminders

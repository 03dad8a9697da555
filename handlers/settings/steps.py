"""The pages of the set-up. The ids of their blocks are the names that refusals use."""

from collections.abc import Mapping, Sequence

from slack_sdk.models.blocks import (
    Block,
    InputBlock,
    Option,
    PlainTextInputElement,
    PlainTextObject,
    StaticSelectElement,
)
from slack_sdk.models.views import View

from bot.rules import settings as rules
from bot.rules.settings import TIMEZONE, Value
from bot.rules.setup import PAGES, Page, Task, line_for
from handlers.kit import blocks
from handlers.kit.answers import Reply
from handlers.settings import forms, pages

LIST_MAX = 3000
DOMAINS_SHOWN = 20
NAMES_ROOM = 2000
FIRST = "You are the alliance's first coordinator now."
WELCOME = (
    "Five minutes, and your alliance works. Each page is saved as you go on, so you can stop at any time and "
    "come back."
)


def begin(found: Sequence[Task], wanted: str, *, is_first: bool) -> View:
    """Return the first page: what is done, and where to begin."""
    next_open = next((task.page for task in found if task.page and not task.is_done), Page.ALLIANCE)
    options = {page: Option(text=PlainTextObject(text=label), value=page) for page, label in PAGES.items()}
    chosen = Page(wanted) if wanted in set(Page) else next_open
    element = StaticSelectElement(
        action_id="page", options=list(options.values()), initial_option=options[chosen]
    )
    return View(
        type="modal",
        callback_id="settings.begin",
        title="Set-up",
        submit="Go on",
        close="Later",
        blocks=[
            blocks.section(f"*{FIRST}* {WELCOME}" if is_first else WELCOME),
            *pages.task_lines(found),
            InputBlock(block_id="page", label="Which page?", element=element),
        ],
    )


def alliance(values: Mapping[str, Value], own_zone: str) -> View:
    """Return the page for name and zone; where nobody chose a zone, it begins with the coordinator's."""
    filled = dict(values)
    if filled[TIMEZONE] == rules.BY_KEY[TIMEZONE].default:
        filled[TIMEZONE] = own_zone
    return View(
        type="modal",
        callback_id="settings.alliance",
        title="Set-up 1 of 4",
        submit="Save and go on",
        close="Later",
        blocks=[forms.field(one, filled[one.key]) for one in rules.of_group("alliance")],
    )


def channels(values: Mapping[str, Value], channel: str, *, is_in: bool) -> View:
    """Return the page for the channels, which says whether the bot is in the alliance's."""
    return View(
        type="modal",
        callback_id="settings.channels",
        title="Set-up 2 of 4",
        submit="Save and go on",
        close="Later",
        blocks=[
            blocks.section(_in_channel(channel) if is_in else _not_in_channel(channel)),
            *(forms.field(one, values[one.key]) for one in rules.of_group("channels")),
        ],
    )


def _in_channel(channel: str) -> str:
    return f"{pages.DONE} I am in {channel}, where all read what concerns all. The others are optional."


def _not_in_channel(channel: str) -> str:
    return (
        f":warning: I am not in {channel}, the alliance channel. Create it if it does not exist, write "
        "`/invite @alliance` in it, and open this page again. Under another name, whoever runs me sets "
        "ALLIANCE_CHANNEL."
    )


def closed(channel_ids: Sequence[str]) -> str | None:
    """Say which of the chosen channels the bot cannot enter; None where it is in all of them."""
    if not channel_ids:
        return None
    named = ", ".join(f"<#{channel_id}>" for channel_id in channel_ids)
    return f":warning: I could not enter {named}. Write `/invite @alliance` there, so that I can post."


def organizations(partners: Mapping[int, str], domains: Sequence[tuple[str, int]], note: str | None) -> View:
    """Return the page for the organisations, begun with the e-mail domains that nobody claims."""
    suggested = domains[:DOMAINS_SHOWN]
    element = PlainTextInputElement(
        action_id="organizations",
        multiline=True,
        max_length=LIST_MAX,
        initial_value="\n".join(line_for(domain) for domain, _ in suggested)[:LIST_MAX] or None,
        placeholder="Harvest Table Food Bank, food-bank, food-bank.example",
    )
    return View(
        type="modal",
        callback_id="settings.organizations",
        title="Set-up 3 of 4",
        submit="Save and go on",
        close="Later",
        blocks=[
            *_noted(note),
            *_partners(partners),
            *_domains(suggested),
            InputBlock(
                block_id="organizations",
                label="Organisations to add, one in each line: name, short name, e-mail domain",
                hint="The short name may be left out, and so may the domain. It tells me who belongs where.",
                element=element,
                optional=True,
            ),
        ],
    )


def _partners(partners: Mapping[int, str]) -> list[Block]:
    if not partners:
        return []
    names = blocks.fitting([blocks.plain_name(name) for name in partners.values()], NAMES_ROOM)
    return [blocks.section(f"Already in: {', '.join(names)}.")]


def _domains(domains: Sequence[tuple[str, int]]) -> list[Block]:
    """Say where the lines come from with which the form begins."""
    if not domains:
        return []
    counted = [f"{blocks.escape(domain)} ({count})" for domain, count in domains]
    counts = ", ".join(blocks.fitting(counted, NAMES_ROOM))
    return [
        blocks.section(
            f"People of the channel write from: {counts}. Below is a line for each. Correct the names, and "
            "take out what is no partner of yours."
        )
    ]


def added(names: Sequence[str]) -> str | None:
    """Say which organisations are new."""
    if not names:
        return None
    listed = ", ".join(blocks.fitting([blocks.plain_name(name) for name in names], NAMES_ROOM))
    return f"{pages.DONE} Saved: {listed}."


def invited(new: int, assigned: int) -> str:
    """Say how many people are in now."""
    told = []
    if new:
        people = "1 person is invited, and gets" if new == 1 else f"{new} people are invited, and each gets"
        told.append(f"{pages.DONE} {people} a direct message from me.")
    if assigned:
        told.append(f"{pages.DONE} {assigned} who took part already have their organisation now.")
    return " ".join(told) or "Nobody was chosen, so nobody is invited."


def nobody(note: str | None, channel: str) -> str:
    """Say that there is nobody left to suggest, and how others come in."""
    text = f"Everybody whom I see in {channel} is in. Let others join it, and open this page again."
    return f"{note}\n{text}" if note else text


def end(found: Sequence[Task], note: str) -> Reply:
    """Show what is done, and what comes next."""
    is_whole = all(task.is_done for task in found)
    after = "Everything is set up. Thank you!" if is_whole else "What comes next, whenever you have a minute:"
    row = [blocks.button("Settings", "settings.show")]
    if not is_whole:
        row.insert(0, blocks.button("Go on", "settings.setup", says="Go on with the set-up"))
    shown = [blocks.section(note), blocks.section(after), *pages.task_lines(found), blocks.actions(*row)]
    return Reply(blocks.spoken(shown), shown)


def _noted(note: str | None) -> list[Block]:
    return [blocks.section(note)] if note else []

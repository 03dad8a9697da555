"""The set-up's page of people: suggested by organisation, ticked, and invited all at once."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from slack_sdk.models.blocks import (
    Block,
    CheckboxesElement,
    InputBlock,
    Option,
    PlainTextObject,
    StaticSelectElement,
)
from slack_sdk.models.views import View

from bot.rules.members import Profile
from bot.rules.setup import organization_of
from handlers.kit import blocks

TICKED = "ticked"
PICKED = "picked"
NONE = "none"
"""The choice to invite somebody without an organisation."""
BOXES = 10
"""Boxes in one element, as Slack allows."""
FIELDS_MAX = 90
OPTIONS_MAX = 99
OPTIONS_TOTAL = 1200
"""Options of all menus of a page together, so that it stays below Slack's limit of 250 kB."""
SKIPPED_MAX = 150
"""People who are remembered as not chosen, so that what travels with the form stays short."""


def page(
    newcomers: Sequence[Profile],
    partners: Mapping[int, str],
    claims: Mapping[str, int],
    *,
    skipped: Sequence[str],
    note: str | None,
) -> View:
    """Return the page: by organisation those whose address tells it, ticked; then a menu for each other."""
    boxes = list(_by_organization(newcomers, partners, claims))
    menus = list(_others(newcomers, partners, claims))
    shown = [*boxes, *menus[: _menus(partners)]][:FIELDS_MAX]
    lead = "Take the tick off whoever is not to be invited. Nobody hears from me before you send this."
    return View(
        type="modal",
        callback_id="settings.people",
        title="Set-up 4 of 4",
        submit="Invite",
        close="Later",
        private_metadata=json.dumps(
            {"has_more": len(shown) < len(boxes) + len(menus), "skipped": list(skipped)[-SKIPPED_MAX:]}
        ),
        blocks=[*([blocks.section(note)] if note else []), blocks.section(lead), *shown],
    )


def chosen(values: Mapping[str, Any]) -> dict[str, int | None]:
    """Return whom the filled-in page invites, by user id, with the organisation."""
    found: dict[str, int | None] = {}
    for block_id, value in values.items():
        kind, _, rest = block_id.partition("-")
        if kind == TICKED and isinstance(value, list):
            organization = _number(rest.partition("-")[0])
            found |= dict.fromkeys(map(str, value), organization)
        elif kind == PICKED and value:
            found[rest] = _number(str(value))
    return found


def left_out(view: Mapping[str, Any], metadata: Mapping[str, Any], invited: Mapping[str, Any]) -> list[str]:
    """Return who was shown on this page, or on those before, and not chosen."""
    before = metadata.get("skipped")
    earlier = [str(one) for one in before] if isinstance(before, list) else []
    return [*earlier, *(user_id for user_id in _shown(view) if user_id not in invited)]


def _shown(view: Mapping[str, Any]) -> Iterator[str]:
    for block in view.get("blocks") or ():
        kind, _, rest = str(block.get("block_id", "")).partition("-")
        if kind == TICKED:
            yield from (str(option["value"]) for option in block["element"]["options"])
        elif kind == PICKED:
            yield rest


def _by_organization(
    newcomers: Sequence[Profile], partners: Mapping[int, str], claims: Mapping[str, int]
) -> Iterator[Block]:
    """Yield boxes to tick, ten at a time; their ids differ by page, since Slack keeps what was ticked."""
    for key, name in partners.items():
        people = [one for one in newcomers if organization_of(one, claims) == key]
        for start in range(0, len(people), BOXES):
            options = [_option(one.name, one.account.user_id) for one in people[start : start + BOXES]]
            element = CheckboxesElement(action_id=TICKED, options=options, initial_options=options)
            block_id = f"{TICKED}-{key}-{options[0].value}"
            label = name if start == 0 else f"{name}, more"
            yield InputBlock(block_id=block_id, label=label, element=element, optional=True)


def _others(
    newcomers: Sequence[Profile], partners: Mapping[int, str], claims: Mapping[str, int]
) -> Iterator[Block]:
    """Yield a menu of organisations for each person whose address tells none."""
    options = [_option(name, str(key)) for key, name in list(partners.items())[:OPTIONS_MAX]]
    options.append(_option("Invite without an organisation", NONE))
    for one in newcomers:
        if organization_of(one, claims) not in partners:
            element = StaticSelectElement(action_id=PICKED, placeholder="Not now", options=options)
            block_id = f"{PICKED}-{one.account.user_id}"
            yield InputBlock(block_id=block_id, label=one.name, element=element, optional=True)


def _menus(partners: Mapping[int, str]) -> int:
    """Return how many menus of organisations one page has room for."""
    return OPTIONS_TOTAL // (min(len(partners), OPTIONS_MAX) + 1)


def _option(label: str, value: str) -> Option:
    return Option(text=PlainTextObject(text=blocks.clip(label, 75), emoji=False), value=value)


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() else None

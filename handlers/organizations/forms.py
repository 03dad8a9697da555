"""The forms about organisations. The ids of their blocks are the names that refusals use."""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from slack_sdk.models.blocks import (
    Block,
    InputBlock,
    Option,
    PlainTextInputElement,
    PlainTextObject,
    StaticSelectElement,
)
from slack_sdk.models.views import View

from bot.rules.members import Voting
from bot.rules.organizations import NAME_MAX, SECTORS, SLUG_MAX
from bot.services.organizations import Draft, Shown
from handlers.kit import blocks
from storage.members import Member

OPTIONS_MAX = 100
DOMAINS_MAX = 1000
PEOPLE_MAX = 50
_BETWEEN = re.compile(r"[\s,;]+")


def add(slug: str = "", name: str = "") -> View:
    """Ask for a new organisation."""
    element = PlainTextInputElement(
        action_id="slug", max_length=SLUG_MAX, initial_value=slug[:SLUG_MAX] or None, placeholder="food-bank"
    )
    hint = "Letters, digits and hyphens; it is typed as in org:food-bank."
    return View(
        type="modal",
        callback_id="organizations.add",
        title="Add an organisation",
        submit="Add",
        close="Cancel",
        blocks=[
            _name(name),
            InputBlock(block_id="slug", label="Short name", element=element, hint=hint),
            _sector(None),
            _domains(()),
        ],
    )


def edit(shown: Shown) -> View:
    """Return what a coordinator changes about an organisation; the vote goes to people of its own."""
    seats = [
        _person("representative", "Voting representative", shown, Voting.REPRESENTATIVE),
        _person("alternate", "Alternate", shown, Voting.ALTERNATE),
    ]
    partner = shown.organization
    parts: list[Block | None] = [
        _name(partner.name),
        _sector(partner.sector),
        _domains(shown.domains),
        *seats,
    ]
    if not shown.people:
        parts.append(blocks.context("It has no people yet. Invite some, then choose who votes."))
    return View(
        type="modal",
        callback_id="organizations.edit",
        title="Edit an organisation",
        submit="Save",
        close="Cancel",
        private_metadata=json.dumps({"organization_id": partner.id}),
        blocks=[part for part in parts if part],
    )


def end(shown: Shown) -> View:
    """Ask once more before an organisation is seen off; its people have to be passed on before."""
    partner = shown.organization
    name = blocks.plain_name(partner.name)
    text = (
        f"*{name}* leaves the alliance. Kudos and decisions keep its name; its e-mail domains are free again."
    )
    parts: list[Block] = [blocks.section(text)]
    if shown.people:
        first = f"{len(shown.people)} people first: see who takes what they hold, or move them elsewhere."
        parts.append(blocks.section(first))
        parts += [_leaver(one) for one in shown.people[:PEOPLE_MAX]]
    return View(
        type="modal",
        callback_id="organizations.end",
        title="End an organisation",
        submit="See it off",
        close="Cancel",
        private_metadata=json.dumps({"organization_id": partner.id}),
        blocks=parts,
    )


def _leaver(member: Member) -> Block:
    says = f"Pass on what {member.name} holds"
    return blocks.section(
        f"• {blocks.plain_name(member.name)}", blocks.button("Pass on", "members.leave", member.id, says=says)
    )


def draft(values: Mapping[str, Any]) -> Draft:
    """Return what a filled-in form says."""
    return Draft(
        slug=values.get("slug") or "",
        name=values.get("name") or "",
        sector=values.get("sector"),
        domains=tuple(one for one in _BETWEEN.split(values.get("domains") or "") if one),
        representative=_number(values.get("representative")),
        alternate=_number(values.get("alternate")),
    )


def _number(value: str | None) -> int | None:
    return int(value) if value and value.isdecimal() else None


def _name(name: str) -> Block:
    element = PlainTextInputElement(
        action_id="name",
        max_length=NAME_MAX,
        initial_value=name[:NAME_MAX] or None,
        placeholder="Harvest Table Food Bank",
    )
    return InputBlock(block_id="name", label="Name", element=element)


def _sector(sector: str | None) -> Block:
    options = {str(one): _option(label, one) for one, label in SECTORS.items()}
    element = StaticSelectElement(
        action_id="sector", options=list(options.values()), initial_option=options.get(sector or "")
    )
    return InputBlock(block_id="sector", label="Sector", element=element, optional=True)


def _domains(domains: Sequence[str]) -> Block:
    element = PlainTextInputElement(
        action_id="domains",
        multiline=True,
        max_length=DOMAINS_MAX,
        initial_value="\n".join(domains)[:DOMAINS_MAX] or None,
        placeholder="clinic.example.org",
    )
    hint = "One per line. Whoever writes from there belongs to this organisation."
    return InputBlock(block_id="domains", label="E-mail domains", element=element, hint=hint, optional=True)


def _person(block_id: str, label: str, shown: Shown, seat: Voting) -> Block | None:
    if not shown.people:
        return None
    holder = shown.holder(seat)
    people = sorted(shown.people, key=lambda one: one is not holder)[:OPTIONS_MAX]
    options = {one.id: _of(one) for one in people}
    element = StaticSelectElement(
        action_id=block_id,
        options=list(options.values()),
        initial_option=options[holder.id] if holder else None,
    )
    return InputBlock(block_id=block_id, label=label, element=element, optional=True)


def _of(member: Member) -> Option:
    return _option(blocks.clip(member.name, 75), str(member.id))


def _option(label: str, value: str) -> Option:
    return Option(text=PlainTextObject(text=label), value=value)

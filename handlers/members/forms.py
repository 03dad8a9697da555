"""The forms about members. The ids of their blocks are the names that refusals use."""

import json
from collections.abc import Sequence
from datetime import date

from slack_sdk.models.blocks import (
    Block,
    CheckboxesElement,
    DatePickerElement,
    InputBlock,
    InputInteractiveElement,
    Option,
    PlainTextInputElement,
    PlainTextObject,
    RadioButtonsElement,
    StaticSelectElement,
    UserMultiSelectElement,
    UserSelectElement,
)
from slack_sdk.models.views import View

from bot.actor import Capability
from bot.rules.members import NAME_MAX, TITLE_MAX, Voting
from bot.services.directory import GIVEN, Entry
from bot.services.leaving import ALL_ELSE, Farewell
from handlers.kit import blocks
from storage.members import Member
from storage.organizations import Organization

OPTIONS_MAX = 100
PICKERS_MAX = 40
"""Things with a picker of their own; the others of somebody who holds more share one."""
TAKES_OVER = "takes_over"
BOTH = "both"
VOTES = {
    Voting.NONE: "No vote",
    Voting.REPRESENTATIVE: "Voting representative",
    Voting.ALTERNATE: "Alternate, when the representative is away",
}
OFFICES = {
    Capability.LEAD: "Lead: runs a working group",
    Capability.STEERING: "Steering: adopts goals, closes decisions",
    Capability.STEWARD: "Steward: hears concerns in confidence",
    Capability.COORDINATOR: "Coordinator: members, roles, settings, export",
}


def look(others: Sequence[Member]) -> View:
    """Ask whom to look up; people who are not on Slack have a list of their own."""
    parts = [_input("person", "Who?", UserSelectElement(action_id="person"), optional=bool(others))]
    if others:
        options = [_option(blocks.clip(one.name, 75), str(one.id)) for one in others[:OPTIONS_MAX]]
        select = StaticSelectElement(action_id="other", options=options)
        parts.append(_input("other", "Or somebody who is not on Slack", select, optional=True))
    return View(
        type="modal",
        callback_id="members.look",
        title="Look somebody up",
        submit="Show",
        close="Cancel",
        blocks=parts,
    )


def add(partners: Sequence[Organization], people: Sequence[str] = (), slug: str | None = None) -> View:
    """Ask whom to invite, and for which organisation."""
    element = UserMultiSelectElement(action_id="people", initial_users=list(people) or None)
    hint = "Each gets a welcome message from me, and is in once they agree."
    who = _input("people", "Whom do you invite?", element, hint=hint)
    hint = "Left empty, their e-mail addresses tell, where an organisation claims the domain."
    return View(
        type="modal",
        callback_id="members.add",
        title="Invite people",
        submit="Invite",
        close="Cancel",
        blocks=[who, *_organization(partners, slug, hint=hint)],
    )


def invite(partners: Sequence[Organization], name: str = "", slug: str | None = None) -> View:
    """Ask for a person who is not on Slack."""
    element = PlainTextInputElement(
        action_id="name",
        max_length=NAME_MAX,
        initial_value=name[:NAME_MAX] or None,
        placeholder="Kim Alvarez",
    )
    hint = "Somebody who works with the alliance; no patient or client, please."
    return View(
        type="modal",
        callback_id="members.invite",
        title="Not on Slack",
        submit="Enter",
        close="Cancel",
        blocks=[_input("name", "Name", element, hint=hint), *_organization(partners, slug)],
    )


def edit(entry: Entry, partners: Sequence[Organization]) -> View:
    """Return everything that a coordinator changes about a member."""
    member = entry.member
    slug = next((one.slug for one in partners if one.id == member.organization_id), None)
    return View(
        type="modal",
        callback_id="members.edit",
        title="Edit a member",
        submit="Save",
        close="Cancel",
        private_metadata=json.dumps({"member_id": member.id}),
        blocks=[
            blocks.section(f"*{blocks.plain_name(member.name)}*"),
            _title(member.title),
            *_organization(partners, slug),
            _voting(member.voting),
            _part(entry),
            _offices(entry),
            _insist(),
        ],
    )


def title(entry: Entry) -> View:
    """Ask for one's own title."""
    return View(
        type="modal",
        callback_id="members.title",
        title="Your title",
        submit="Save",
        close="Cancel",
        blocks=[_title(entry.member.title)],
    )


def pause(entry: Entry, note: str | None = None) -> View:
    """Ask until when somebody is away."""
    member = entry.member
    lead = blocks.section(f":information_source: {blocks.escape(note)}") if note else None
    who = "You are" if entry.is_self else f"{blocks.plain_name(member.name)} is"
    text = f"{who} not chased meanwhile, and counts as away, not as missing."
    until = member.away_until
    picker = DatePickerElement(action_id="until", initial_date=_iso(until))
    hint = "Left empty, the pause lasts until it is ended by hand."
    day = _input("until", "Last day away", picker, hint=hint, optional=True)
    return View(
        type="modal",
        callback_id="members.pause",
        title="Pause",
        submit="Pause",
        close="Cancel",
        private_metadata=json.dumps({"member_id": member.id}),
        blocks=[one for one in (lead, blocks.section(text), day) if one],
    )


def leave(farewell: Farewell) -> View:
    """Return one screen with everything that a leaver holds, and who is proposed for each thing."""
    name = blocks.plain_name(farewell.member.name)
    subjects = [holding.subject for holding, _ in farewell.holdings]
    text = f"*{name}* holds nothing that needs somebody else."
    if subjects:
        text = f"*{name}* holds {len(subjects)} things. Choose who takes each; left empty, it ends with them."
    pickers = [_heir(one.subject, one.label, heir) for one, heir in farewell.holdings[:PICKERS_MAX]]
    asked = subjects[:PICKERS_MAX]
    if len(subjects) > PICKERS_MAX:
        asked.append(ALL_ELSE)
        heir = farewell.holdings[PICKERS_MAX][1]
        pickers.append(_heir(ALL_ELSE, f"The other {len(subjects) - PICKERS_MAX} things", heir))
    return View(
        type="modal",
        callback_id="members.leave",
        title="Leave the alliance",
        submit="Leave",
        close="Stay",
        private_metadata=json.dumps({"member_id": farewell.member.id, "subjects": asked}),
        blocks=[
            blocks.section(text),
            *pickers,
            blocks.context("Groups, capabilities and open offers end. What was decided together stays."),
        ],
    )


def _heir(subject: str, label: str, heir: str | None) -> Block:
    element = UserSelectElement(action_id="heir", initial_user=heir)
    return _input(subject, blocks.clip(label, 150), element, optional=True)


def _title(title: str | None) -> Block:
    element = PlainTextInputElement(
        action_id="title", max_length=TITLE_MAX, initial_value=title or None, placeholder="Outreach lead"
    )
    hint = "What they do, as colleagues would say it."
    return _input("title", "Title", element, hint=hint, optional=True)


def _organization(
    partners: Sequence[Organization], slug: str | None, *, hint: str | None = None
) -> list[Block]:
    if not partners:
        return []
    named_first = sorted(partners, key=lambda one: one.slug != slug)[:OPTIONS_MAX]
    options = {one.slug: _option(blocks.clip(one.name, 75), one.slug) for one in named_first}
    element = StaticSelectElement(
        action_id="organization",
        options=list(options.values()),
        initial_option=options.get((slug or "").lower()),
    )
    return [_input("organization", "Organisation", element, hint=hint, optional=True)]


def _voting(voting: Voting) -> Block:
    options = {one: _option(label, one) for one, label in VOTES.items()}
    element = RadioButtonsElement(
        action_id="voting", options=list(options.values()), initial_option=options[voting]
    )
    return _input("voting", "The organisation's vote", element)


def _part(entry: Entry) -> Block:
    options = [_option("Member: takes part", "member"), _option("Observer: only reads", "observer")]
    chosen = options[Capability.OBSERVER in entry.capabilities]
    return _input(
        "part", "Part", RadioButtonsElement(action_id="part", options=options, initial_option=chosen)
    )


def _offices(entry: Entry) -> Block:
    options = {one: _option(OFFICES[one], one) for one in GIVEN}
    element = CheckboxesElement(
        action_id="capabilities",
        options=list(options.values()),
        initial_options=[options[one] for one in GIVEN if one in entry.capabilities] or None,
    )
    return _input("capabilities", "May also act as", element, optional=True)


def _insist() -> Block:
    options = [
        _option("Take the vote over from whoever has it now", TAKES_OVER),
        _option("Steward and coordinator at once: we want both", BOTH),
    ]
    element = CheckboxesElement(action_id="insist", options=options)
    return _input("insist", "Only if I ask about it", element, optional=True)


def _input(
    block_id: str,
    label: str,
    element: InputInteractiveElement,
    *,
    hint: str | None = None,
    optional: bool = False,
) -> InputBlock:
    return InputBlock(block_id=block_id, label=label, element=element, hint=hint, optional=optional)


def _option(label: str, value: str) -> Option:
    return Option(text=PlainTextObject(text=label), value=value)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None

"""The matrix as people see it on a phone: one paragraph for each area."""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block, ButtonElement

from bot.rules.responsibilities import MEANINGS, NAMES, AccountableError, Letter
from bot.services.responsibilities import Changed
from bot.services.responsibilities_shown import AreaShown, Holder
from handlers.kit import blocks, parties
from handlers.kit.answers import Reply

PAGE = 15
LETTER_ROOM = 600
"""Characters for those who have one letter in an area."""


def page(areas: Sequence[AreaShown], start: int, *, may_edit: bool) -> Reply:
    """Show a page of the matrix."""
    shown: list[Block] = [blocks.header("Who answers for what")]
    for area in areas[start : start + PAGE]:
        change = blocks.button("Change", "roles.letter", area.key, says=f"Change {area.name}")
        shown.append(blocks.section(paragraph(area), change if may_edit else None))
    if not areas:
        shown.append(blocks.context("There are no areas of work yet."))
    shown.append(blocks.context(" · ".join(f"*{NAMES[letter]}* {MEANINGS[letter]}" for letter in NAMES)))
    row = [blocks.button("More areas", "roles.matrix", start + PAGE)] if len(areas) > start + PAGE else []
    row += [blocks.button("Ask who", "roles.ask"), blocks.button("Roles", "roles.register")]
    if may_edit:
        row += [blocks.button("Add an area", "roles.area"), blocks.button("Remove one", "roles.remove")]
    shown.append(blocks.actions(*row))
    return Reply(blocks.spoken(shown), shown)


def paragraph(area: AreaShown) -> str:
    """Return an area with those who have letters in it, and with what is missing."""
    lines = [f"*{blocks.plain_name(area.name)}*"]
    for letter, name in NAMES.items():
        names = [holder(one) for one in area.with_letter(letter)]
        if names:
            lines.append(f"{letter} · {name}: {', '.join(blocks.fitting(names, LETTER_ROOM))}")
        elif letter in {Letter.ACCOUNTABLE, Letter.RESPONSIBLE}:
            lines.append(f"{letter} · {name}: nobody yet")
    return "\n".join(lines)


def holder(one: Holder) -> str:
    """Return who has a letter, as mrkdwn: the organisation, and its person in brackets."""
    person = parties.bare(one.person) if one.person else ""
    if one.organization is None:
        return person
    name = blocks.plain_name(blocks.clip(one.organization, parties.NAME_SHOWN))
    return f"{name} ({person})" if person else name


def changed(change: Changed) -> Reply:
    """Show an area after a change, and what became of who had the A."""
    area, former = change.area, change.former
    shown: list[Block] = [blocks.section(f"Saved. {paragraph(area)}")]
    row = [_matrix_button()]
    if former is not None:
        text = f"{holder(former)} is accountable no longer."
        shown.append(blocks.context(text))
        if not any(one.organization_id == former.organization_id for one in area.holders):
            row.insert(0, _help(f"{area.id}-{former.organization_id or 0}-{former.member_id or 0}"))
    shown.append(blocks.actions(*row))
    return Reply(blocks.spoken(shown), shown)


def taken(error: AccountableError, place: str) -> Reply:
    """Say who has the A already, with a button for each thing that can be done."""
    shown: list[Block] = [
        blocks.section(blocks.escape(error.sentence)),
        blocks.actions(
            _help(place),
            blocks.button("Hand the A over", "roles.take", place),
            _matrix_button(),
        ),
    ]
    return Reply(blocks.escape(error.sentence), shown)


def area_added(area: AreaShown) -> Reply:
    """Say that there is a new area, and what it needs."""
    text = f"*{blocks.plain_name(area.name)}* is an area of work now. Say who is accountable for it."
    row = (blocks.button("Set a letter", "roles.letter", area.key, style="primary"), _matrix_button())
    return Reply(text, [blocks.section(text), blocks.actions(*row)])


def area_ended(name: str) -> Reply:
    """Say that an area has ended."""
    text = f"*{blocks.plain_name(name)}* is no area of work any more."
    return Reply(text, [blocks.section(text), blocks.actions(_matrix_button())])


def _help(place: str) -> ButtonElement:
    return blocks.button("Make Responsible", "roles.help", place)


def _matrix_button() -> ButtonElement:
    return blocks.button("Show the matrix", "roles.matrix")

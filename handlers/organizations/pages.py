"""What people see of organisations when they ask: the list, and one of them."""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block

from bot.rules.members import Voting
from bot.rules.organizations import sector_label
from bot.rules.responsibilities import Letter
from bot.services.organizations import Shown
from handlers.kit import blocks
from handlers.kit.answers import Reply
from storage.members import Member

PAGE = 20
NAMES_ROOM = 1500
WORDS = {
    Letter.RESPONSIBLE: "Responsible for",
    Letter.ACCOUNTABLE: "Accountable for",
    Letter.CONSULTED: "Consulted on",
    Letter.INFORMED: "Informed about",
}


def listed(found: Sequence[Shown], offset: int, *, may_edit: bool) -> Reply:
    """Show a page of the organisations, each with its people's number and its vote."""
    shown: list[Block] = [blocks.header(f"Organisations of the alliance ({len(found)})")]
    shown += [_line(one) for one in found[offset : offset + PAGE]]
    if not found:
        shown.append(blocks.context("None yet. A coordinator adds them here, or with the first set-up."))
    row = [blocks.button("Add an organisation", "organizations.add")] if may_edit else []
    if offset + PAGE < len(found):
        row.append(blocks.button("More", "organizations.list", offset + PAGE, says="Show more organisations"))
    if row:
        shown.append(blocks.actions(*row))
    return Reply(blocks.spoken(shown), shown)


def _line(one: Shown) -> Block:
    partner = one.organization
    holder = one.holder(Voting.REPRESENTATIVE)
    sector = sector_label(partner.sector)
    small = [blocks.escape(sector)] if sector else []
    small.append(f"{len(one.people)} {'person' if len(one.people) == 1 else 'people'}")
    small.append(f"vote: {blocks.plain_name(holder.name)}" if holder else "no voting representative yet")
    text = f"*{blocks.plain_name(partner.name)}* (`{partner.slug}`)\n{' · '.join(small)}"
    says = f"Show {partner.name}"
    return blocks.section(text, blocks.button("Show", "organizations.show", partner.slug, says=says))


def shown(one: Shown, *, may_edit: bool, note: str | None = None) -> Reply:
    """Show one organisation: its sector, vote, people, and part in the work."""
    partner = one.organization
    lines = [f"*{blocks.plain_name(partner.name)}* (`{partner.slug}`)"]
    sector = sector_label(partner.sector)
    lines += [blocks.escape(sector)] if sector else []
    lines.append(f"Voting representative: {_named(one.holder(Voting.REPRESENTATIVE))}")
    lines.append(f"Alternate: {_named(one.holder(Voting.ALTERNATE))}")
    people = [blocks.plain_name(member.name) for member in one.people]
    lines.append(f"People: {', '.join(blocks.fitting(people, NAMES_ROOM)) or 'nobody yet'}")
    lines += [f"{WORDS[letter]} {blocks.escape(area)}" for letter, area in one.part[:10]]
    lines += [f"E-mail domains: {blocks.escape(', '.join(one.domains[:20]))}"] if one.domains else []
    made: list[Block] = [blocks.section(blocks.escape(note))] if note else []
    made.append(blocks.section("\n".join(lines)))
    if may_edit:
        made.append(
            blocks.actions(
                blocks.button("Edit", "organizations.edit", partner.id),
                blocks.button("End", "organizations.end", partner.id),
            )
        )
    return Reply(blocks.spoken(made), made)


def _named(member: Member | None) -> str:
    return blocks.plain_name(member.name) if member else "nobody yet"

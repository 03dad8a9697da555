"""The answer to "who is responsible for …"."""

from collections.abc import Mapping

from slack_sdk.models.blocks import Block

from bot.rules.members import Party
from bot.rules.responsibilities import NAMES, Letter
from bot.services.groups_shown import Group
from bot.services.responsibilities_shown import AreaShown, Holder
from bot.services.roles_shown import RoleShown
from bot.services.topics import Answer
from handlers.kit import blocks, parties
from handlers.kit.answers import Reply

FOUND_MAX = 5
"""Areas, roles and groups that are shown, of each kind."""
NAMES_ROOM = 1200
TOPIC_SHOWN = 80


def answer(found: Answer) -> Reply:
    """Say who is responsible: the organisation and its person first, then roles and groups."""
    if not found.is_found:
        return _nothing(found)
    shown: list[Block] = [
        *(blocks.section(_area(one, found.speakers or {})) for one in found.areas[:FOUND_MAX]),
        *(blocks.section(_role(one)) for one in found.roles[:FOUND_MAX]),
        *(blocks.section(_group(one)) for one in found.groups[:FOUND_MAX]),
        blocks.actions(blocks.button("Ask again", "roles.ask"), blocks.button("All areas", "roles.matrix")),
    ]
    return Reply(blocks.spoken(shown), shown)


def _area(area: AreaShown, speakers: Mapping[int, Party]) -> str:
    lines = [f"*{blocks.plain_name(area.name)}*"]
    for letter in (Letter.ACCOUNTABLE, Letter.RESPONSIBLE):
        names = [_holder(one, speakers) for one in area.with_letter(letter)]
        said = parties.joined(blocks.fitting(names, NAMES_ROOM)) if names else "nobody yet"
        lines.append(f"{NAMES[letter]}: {said}")
    return "\n".join(lines)


def _holder(one: Holder, speakers: Mapping[int, Party]) -> str:
    """Return who has a letter, with the person to ask: where nobody was named, the one who votes."""
    person = one.person or speakers.get(one.organization_id or 0)
    asked = parties.bare(person, mentions=True) if person else ""
    if one.organization is None:
        return asked
    name = f"*{blocks.plain_name(blocks.clip(one.organization, parties.NAME_SHOWN))}*"
    return f"{name}, ask {asked}" if asked else name


def _role(role: RoleShown) -> str:
    names = [
        f"{parties.full(one.holder, mentions=True)}{blocks.escape(f' in {one.group}') if one.group else ''}"
        for one in role.terms
    ]
    held = parties.joined(blocks.fitting(names, NAMES_ROOM)) if names else "vacant"
    return f"*{blocks.plain_name(role.title)}* (role): {held}"


def _group(group: Group) -> str:
    lead = f"led by {parties.full(group.lead, mentions=True)}" if group.lead else "no lead yet"
    return f"*{blocks.plain_name(group.name)}* (working group): {lead}"


def _nothing(found: Answer) -> Reply:
    asked = blocks.escape(blocks.clip(found.topic, TOPIC_SHOWN))
    lines = [f"I find nobody who is responsible for “{asked}”."]
    if found.near:
        lines.append(f"Near it: {', '.join(blocks.plain_name(one) for one in found.near)}.")
    if found.coordinators:
        names = [parties.full(one, mentions=True) for one in found.coordinators]
        lines.append(f"Ask {' or '.join(blocks.fitting(names, NAMES_ROOM))}, who coordinates the alliance.")
    shown: list[Block] = [
        *(blocks.section(line) for line in lines),
        blocks.actions(blocks.button("Ask again", "roles.ask"), blocks.button("All areas", "roles.matrix")),
    ]
    return Reply(blocks.spoken(shown), shown)

"""What people see of groups: the list, one group, their part of App Home."""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block, ButtonElement

from bot.services import groups
from bot.services.groups_shown import Group, mine
from handlers.kit import blocks, parties
from handlers.kit.answers import Reply
from handlers.kit.call import Call

PAGE = 10
PURPOSE_SHOWN = 200
PEOPLE_ROOM = 2000
HOME_ROOM = 600


def listed(found: Sequence[Group], start: int, *, may_found: bool) -> Reply:
    """Show a page of the groups, each with the buttons to look at it, and to be in it or not."""
    shown: list[Block] = [blocks.header("Working groups")]
    for group in found[start : start + PAGE]:
        shown += [blocks.section(_summary(group)), blocks.actions(*_row(group))]
    if not found:
        whom = "Found the first one." if may_found else "A coordinator can found the first one."
        shown.append(blocks.context(f"There are none yet. {whom}"))
    row = [blocks.button("More groups", "groups.list", start + PAGE)] if len(found) > start + PAGE else []
    if may_found:
        row.append(blocks.button("Found a group", "groups.add"))
    if row:
        shown.append(blocks.actions(*row))
    return Reply(blocks.spoken(shown), shown)


def card(group: Group, note: str | None = None) -> Reply:
    """Show one group with its people, and what the reader can do."""
    names = [parties.full(one) for one in group.people]
    listing = ", ".join(blocks.fitting(names, PEOPLE_ROOM)) if names else "nobody yet"
    shown: list[Block] = [blocks.section(note)] if note else []
    shown += [
        blocks.section(_summary(group, with_purpose=False)),
        *blocks.paragraphs(group.purpose or ""),
        blocks.section(f"*People* · {listing}"),
        blocks.actions(*_row(group, is_card=True)),
    ]
    if group.is_editable:
        shown.append(blocks.actions(*_tools(group)))
    return Reply(blocks.spoken(shown), shown)


def joined(group: Group) -> Reply:
    """Say that somebody is in a group now, and where it meets."""
    where = f" It talks in <#{group.channel_id}>." if group.channel_id else ""
    return card(group, note=f"You are in *{blocks.plain_name(group.name)}* now.{where}")


def gone(group: Group) -> Reply:
    """Say that somebody is in a group no longer."""
    return card(group, note=f"You are no longer in *{blocks.plain_name(group.name)}*.")


def ended(name: str) -> Reply:
    """Say that a group has ended."""
    text = f"*{blocks.plain_name(name)}* has ended. Its action items stay with those who own them."
    return Reply(text, [blocks.section(text), blocks.actions(blocks.button("All groups", "groups.list"))])


async def home(call: Call) -> list[Block]:
    """Return the groups' part of App Home: one's own, and the way to all."""
    found = await call.read(groups.listed)
    names = [_name(group) for group in mine(found)]
    text = ", ".join(blocks.fitting(names, HOME_ROOM)) if names else "none yet"
    label = "All groups" if names or not found else "Find a group to join"
    return [blocks.section(f"*Your groups* · {text}", blocks.button(label, "groups.list"))]


def _name(group: Group) -> str:
    return f"{blocks.plain_name(group.name)}{' (you lead it)' if group.is_led else ''}"


def _summary(group: Group, *, with_purpose: bool = True) -> str:
    """Return a group in a few lines: name, purpose, lead and size."""
    lines = [f"*{blocks.plain_name(group.name)}* · `{group.slug}`"]
    if group.purpose and with_purpose:
        lines.append(blocks.escape(blocks.clip(" ".join(group.purpose.split()), PURPOSE_SHOWN)))
    people = "1 person" if len(group.people) == 1 else f"{len(group.people)} people"
    lead = f"led by {parties.full(group.lead)}" if group.lead else "no lead yet"
    place = [f"<#{group.channel_id}>"] if group.channel_id else []
    lines.append(" · ".join([lead, people, *place, *(["you are in it"] if group.is_mine else [])]))
    return "\n".join(lines)


def _row(group: Group, *, is_card: bool = False) -> list[ButtonElement]:
    row = [] if is_card else [blocks.button("Look", "groups.show", group.id, says=f"Look at {group.name}")]
    if group.is_mine and not group.is_led:
        row.append(blocks.button("Leave", "groups.leave", group.id, says=f"Leave {group.name}"))
    elif not group.is_mine and group.is_open:
        row.append(blocks.button("Join", "groups.join", group.id, style="primary", says=f"Join {group.name}"))
    return [*row, blocks.button("All groups", "groups.list")] if is_card else row


def _tools(group: Group) -> list[ButtonElement]:
    return [
        blocks.button("People", "groups.people", group.id, says=f"Change the people of {group.name}"),
        blocks.button("Hand over", "groups.lead", group.id, says=f"Choose who leads {group.name}"),
        blocks.button("Edit", "groups.edit", group.id, says=f"Edit {group.name}"),
        blocks.button("End", "groups.end", group.id, says=f"End {group.name}"),
    ]

"""What the bot posts about joining and leaving, made of the rows as they are at that moment."""

from slack_sdk.models.blocks import Block

from bot.rules.joining import GROUND_RULES
from bot.rules.members import MemberStatus, Voting
from bot.rules.responsibilities import Letter
from bot.services import welcomes
from bot.services.welcomes import Welcome
from handlers.kit import blocks, parties
from handlers.kit.rendering import Message, Rendering
from storage.members import Member

HOW_TO = (
    ("/kudos", "thank somebody"),
    ("/action", "note who does what by when"),
    ("/alliance", "all the rest"),
)
LETTERS = {
    Letter.RESPONSIBLE: "responsible for",
    Letter.ACCOUNTABLE: "accountable for",
    Letter.CONSULTED: "consulted on",
    Letter.INFORMED: "informed about",
}
"""What the four letters mean, before the area's name."""


async def welcome(rendering: Rendering) -> Message | None:
    """Render the welcome: four short cards, and what the newcomer answered."""
    data = rendering.data
    shown = await rendering.database.read(welcomes.tell, data["member_id"], data.get("by"))
    if shown is None:
        return None
    if shown.member.status is MemberStatus.LEFT:
        text = "You are not taking part. If that changes, ask a coordinator, or open my Home."
        return Message(text, [blocks.section(text)])
    cards = [_purpose(shown), _part(shown), _rules(), _how_to(shown, rendering)]
    made: list[Block] = [blocks.header(f"Welcome to {shown.alliance}"), *map(blocks.section, cards)]
    made += _answer(shown)
    return Message(blocks.spoken(made), made)


def _purpose(shown: Welcome) -> str:
    inviter = f"{blocks.plain_name(shown.inviter)} invites you" if shown.inviter else "You are invited"
    return (
        f"*1 · What this is*\n{inviter} to {blocks.escape(shown.alliance)}: several organisations that work "
        "on one thing together. I keep track of who does what, remind at a good moment, and pass on thanks."
    )


def _part(shown: Welcome) -> str:
    if shown.organization is None:
        return "*2 · Your organisation’s part*\nNobody told me yet whom you represent. A coordinator can."
    lines = [f"You are here for *{blocks.plain_name(shown.organization)}*."]
    seats = {Voting.REPRESENTATIVE: "Its vote", Voting.ALTERNATE: "Stands in"}
    lines += [
        f"{label}: {blocks.plain_name(shown.holders[seat])}."
        for seat, label in seats.items()
        if seat in shown.holders
    ]
    lines += [f"It is {LETTERS[letter]} {blocks.escape(area)}." for letter, area in shown.part[:8]]
    return "*2 · Your organisation’s part*\n" + "\n".join(lines)


def _rules() -> str:
    return "*3 · How we treat each other*\n" + "\n".join(f"• {rule}" for rule in GROUND_RULES)


def _how_to(shown: Welcome, rendering: Rendering) -> str:
    ways = "\n".join(f"• `{rendering.workspace.command(name)}` {what}" for name, what in HOW_TO)
    return (
        f"*4 · How to*\n{ways}\n• Or write me a direct message, or open my Home: all of it works there too.\n"
        f"Slack says that you live in {shown.zone}, where it is {shown.local_time:%H:%M} "
        f"({shown.local_time.tzname()}). If that is wrong, change it in Slack’s preferences, and I follow."
    )


def _answer(shown: Welcome) -> list[Block]:
    """Return what the newcomer can answer, or has answered."""
    if shown.member.accepted_at is None:
        return [
            blocks.actions(
                blocks.button("I agree, count me in", "members.agree", style="primary"),
                blocks.button("Not me", "members.decline"),
            ),
            blocks.context("Before you agree, I send you no reminders."),
        ]
    buddy = f" Your buddy is {blocks.plain_name(shown.buddy)}: ask anything." if shown.buddy else ""
    return [
        blocks.section(f":white_check_mark: You are in since {blocks.when(shown.member.accepted_at)}.{buddy}")
    ]


async def asked(rendering: Rendering) -> Message | None:
    """Render somebody's request to be let in, or what came of it."""
    member, by = await _people(rendering)
    if member is None:
        return None
    name = f"*{blocks.plain_name(member.name)}*"
    if by is not None:
        let_in = member.status is not MemberStatus.ASKING
        text = f"{blocks.plain_name(by.name)} {'let' if let_in else 'did not let'} {name} in."
        return Message(text, [blocks.section(text)])
    if member.status is not MemberStatus.ASKING or member.accepted_at is None:
        return None
    text = f"{name} asks to join the alliance."
    row = blocks.actions(
        blocks.button("Let in", "members.let_in", member.id, style="primary", says=f"Let {member.name} in"),
        blocks.button("Not now", "members.turn_down", member.id, says=f"Not now: {member.name}"),
    )
    return Message(text, [blocks.section(text), row])


async def turned_down(rendering: Rendering) -> Message:
    """Render the answer to somebody who is not let in now."""
    label = await rendering.database.read(welcomes.label, [rendering.data["by"]])
    by = parties.full(label.parties[rendering.data["by"]], mentions=True)
    text = f"You asked to join the alliance. {by} says: not now. Ask {by} why, and when to ask again."
    return Message(text, [blocks.section(text)])


async def buddy(rendering: Rendering) -> Message | None:
    """Render to a newcomer, and to the buddy, whom they have found in each other."""
    newcomer_id, buddy_id = rendering.data["member_id"], rendering.data["buddy_id"]
    label = await rendering.database.read(welcomes.label, [newcomer_id, buddy_id])
    newcomer = label.members[newcomer_id]
    if newcomer.buddy_id != buddy_id:
        return None
    if rendering.target == newcomer.slack_user_id:
        other = parties.full(label.parties[buddy_id], mentions=True)
        text = f"{other} is your buddy for the first weeks. Say hello, and ask whatever you like."
    else:
        other = parties.full(label.parties[newcomer_id], mentions=True)
        text = f"{other} is new, and you are their buddy. A short hello from you is all it takes to begin."
    return Message(text, [blocks.section(f":wave: {text}")])


async def inherited(rendering: Rendering) -> Message | None:
    """Render to an heir what is theirs now, as far as it still is."""
    leaver_id, heir_id = rendering.data["member_id"], rendering.data["heir_id"]
    label = await rendering.database.read(welcomes.label, [leaver_id, heir_id], rendering.data["subjects"])
    if not label.holdings:
        return None
    things = "\n".join(f"• {blocks.escape(one)}" for one in label.holdings[:20])
    text = f"{parties.full(label.parties[leaver_id])} has left. This is yours now:\n{things}"
    return Message(text, [blocks.section(text)])


async def left(rendering: Rendering) -> Message | None:
    """Render to the coordinators who left."""
    member, by = await _people(rendering)
    if member is None or member.status is not MemberStatus.LEFT:
        return None
    how = "" if by is None or by.id == member.id else f" {blocks.plain_name(by.name)} saw to it."
    text = f"*{blocks.plain_name(member.name)}* has left the alliance; nothing stays with them.{how}"
    return Message(text, [blocks.section(text)])


async def gone(rendering: Rendering) -> Message | None:
    """Render to the coordinators that somebody's account is gone, and what to do, or that it is done."""
    member, _ = await _people(rendering)
    if member is None:
        return None
    name = f"*{blocks.plain_name(member.name)}*"
    if member.status is MemberStatus.LEFT:
        text = f"The Slack account of {name} is gone. What they held has somebody else now."
        return Message(text, [blocks.section(text)])
    text = f"The Slack account of {name} is gone. See who takes what they hold; it is one screen."
    button = blocks.button("Pass it on", "members.leave", member.id, style="primary")
    return Message(text, [blocks.section(text), blocks.actions(button)])


async def _people(rendering: Rendering) -> tuple[Member | None, Member | None]:
    """Return whom a notice is about, and who did it, where it says so."""
    member_id, by = rendering.data["member_id"], rendering.data.get("by")
    label = await rendering.database.read(welcomes.label, [one for one in (member_id, by) if one])
    return label.members.get(member_id), label.members.get(by or 0)

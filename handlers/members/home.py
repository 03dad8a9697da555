"""The members' part of App Home."""

from slack_sdk.models.blocks import Block

from bot.rules.members import MemberStatus
from bot.services import absence, joining, leaving
from handlers.kit import blocks
from handlers.kit.call import Call
from handlers.kit.feature import Step, Urgency
from handlers.members.pages import day

SHOWN_MAX = 5


async def section(call: Call) -> list[Block]:
    """Return who one is here, whether one is away, and for coordinators who waits for them."""
    member = await call.read(absence.status_of)
    shown: list[Block] = []
    if member.status is MemberStatus.PAUSED:
        until = f" until {day(member.away_until)}" if member.away_until else ""
        back = blocks.button("I’m back", "members.resume", member.id, style="primary")
        shown.append(blocks.section(f"You are away{until}, and nobody chases you.", back))
    for one in (await call.read(joining.waiting))[:SHOWN_MAX]:
        shown.append(blocks.section(f"*{blocks.plain_name(one.name)}* asks to join."))
        row = (
            blocks.button("Let in", "members.let_in", one.id, style="primary", says=f"Let {one.name} in"),
            blocks.button("Not now", "members.turn_down", one.id, says=f"Not now: {one.name}"),
        )
        shown.append(blocks.actions(*row))
    row = (blocks.button("My profile", "members.me"), blocks.button("People", "members.list"))
    return [*shown, blocks.header("The alliance"), blocks.actions(*row)]


async def next_step(call: Call) -> Step | None:
    """Return what is most urgent: an invitation to answer, things of somebody who is gone, a request."""
    member = await call.read(absence.status_of)
    if member.status is MemberStatus.INVITED:
        text = "You are invited to the alliance. Are you in?"
        return Step(
            Urgency.NOW, text, blocks.button("I agree, count me in", "members.agree", style="primary")
        )
    for one in await call.read(leaving.gone):
        text = f"The Slack account of {blocks.plain_name(one.name)} is gone. See who takes what they hold."
        return Step(Urgency.TODAY, text, blocks.button("Pass it on", "members.leave", one.id))
    for one in await call.read(joining.waiting):
        text = f"{blocks.plain_name(one.name)} asks to join the alliance."
        return Step(Urgency.TODAY, text, blocks.button("Let in", "members.let_in", one.id))
    return None

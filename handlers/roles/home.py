"""The part of App Home about roles: who answers for what, open roles; and what coordinators do next."""

from slack_sdk.models.blocks import Block

from bot.services import roles
from handlers.kit import blocks
from handlers.kit.call import Call
from handlers.kit.feature import Step, Urgency

OPEN_ROOM = 600


async def section(call: Call) -> list[Block]:
    """Return the open roles, and the ways to the register and the matrix."""
    found = await call.read(roles.gaps)
    shown: list[Block] = []
    if found.vacant:
        names = [blocks.plain_name(one.title) for one in found.vacant]
        text = f"*Open roles* · {', '.join(blocks.fitting(names, OPEN_ROOM))}"
        shown.append(blocks.section(text, blocks.button("Look", "roles.register", says="Look at the roles")))
    row = (
        blocks.button("Who is responsible for…", "roles.ask"),
        blocks.button("Who answers for what", "roles.matrix"),
        blocks.button("Roles", "roles.register"),
    )
    return [*shown, blocks.actions(*row)]


async def next_step(call: Call) -> Step | None:
    """Return what coordinators see to next: a look at the register, or its gaps."""
    if not await call.read(roles.may_edit):
        return None
    found = await call.read(roles.register)
    if found.confirmation.is_due:
        text = "Is the register of roles still right? Look through it, and say so."
        return Step(Urgency.SOON, text, blocks.button("Look through it", "roles.register"))
    if count := found.gaps.count:
        text = f"The register of roles and areas has {count} gap{'s' if count > 1 else ''}."
        return Step(Urgency.SOMETIME, text, blocks.button("See what is missing", "roles.gaps"))
    return None

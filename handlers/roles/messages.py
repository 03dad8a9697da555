"""What the bot tells people about roles, as it is at that moment."""

from datetime import date

from slack_sdk.models.blocks import Block

from bot.services.roles_shown import Term, told_term
from bot.services.roles_shown import confirmation as read_confirmation
from bot.services.roles_shown import gaps as read_gaps
from bot.services.roles_shown import term as running_term
from handlers.kit import blocks, parties, routine
from handlers.kit.rendering import Message, Rendering
from handlers.roles.days import ending, spelled
from handlers.roles.pages import confirmation, gap_list


async def assigned(rendering: Rendering) -> Message | None:
    """Tell somebody that they hold a role; nothing where the term has ended meanwhile."""
    term = await rendering.database.read(running_term, rendering.data["term_id"])
    if term is None:
        return None
    acting = "stand in as" if term.is_acting else "are"
    text = f"You {acting} *{_role(term)}* now ({ending(term)}). Thank you for taking it on!"
    row = (
        blocks.button("Roles", "roles.register"),
        blocks.button("I cannot do this", "roles.end", term.id, says="End this term"),
    )
    return Message(text, [blocks.section(text), blocks.actions(*row)])


async def term_ends(rendering: Rendering) -> Message | None:
    """Tell the holder, or a coordinator, that a term ends soon; nothing where it has ended."""
    term = await rendering.database.read(running_term, rendering.data["term_id"])
    if term is None or term.until is None:
        return None
    whose = "Your term" if _is_holder(rendering, term) else f"The term of {parties.full(term.holder)}"
    text = f"{whose} as *{_role(term)}* ends on {spelled(term.until)}, in {term.days_left} days."
    advice = "Time to say who could be next, so that the seat is not empty."
    shown: list[Block] = [
        blocks.section(f"{text} {advice}"),
        blocks.actions(blocks.button("Roles", "roles.register")),
        routine.stop("roles.term_ends"),
    ]
    return Message(f"{text} {advice}", shown)


async def term_over(rendering: Rendering) -> Message | None:
    """Tell the holder, or a coordinator, that a term has ended."""
    term = await rendering.database.read(told_term, rendering.data["term_id"])
    if term is None:
        return None
    if _is_holder(rendering, term):
        text = f"Your term as *{_role(term)}* has ended. Thank you for all you did in it!"
    else:
        text = f"The term of {parties.full(term.holder)} as *{_role(term)}* has ended. The seat is vacant."
    return Message(text, [blocks.section(text), blocks.actions(blocks.button("Roles", "roles.register"))])


async def confirm(rendering: Rendering) -> Message:
    """Ask a coordinator whether the register is right; once somebody said so, the message shows who."""
    now = await rendering.database.read(read_confirmation)
    if now.next_by > date.fromisoformat(rendering.data["next_by"]):
        return Message(
            f"The register of roles is right. {confirmation(now)}", [blocks.context(confirmation(now))]
        )
    text = "Is the register of roles still right? A look takes a minute, and everybody relies on it."
    row = (
        blocks.button("Still right", "roles.confirm", style="primary"),
        blocks.button("Look and change", "roles.register"),
    )
    shown: list[Block] = [blocks.section(text), blocks.context(confirmation(now)), blocks.actions(*row)]
    return Message(text, shown)


async def gaps(rendering: Rendering) -> Message | None:
    """Tell a coordinator what is missing this month; nothing where nothing is any more."""
    found = await rendering.database.read(read_gaps)
    if not found.count:
        return None
    text = f"The register of roles and areas has {found.count} gap{'s' if found.count > 1 else ''}."
    row = blocks.actions(blocks.button("See to them", "roles.gaps"))
    return Message(text, [blocks.section(text), *gap_list(found), row, routine.stop("roles.gaps")])


def _role(term: Term) -> str:
    place = f" in {blocks.plain_name(term.group)}" if term.group else ""
    return f"{blocks.plain_name(term.role)}{place}"


def _is_holder(rendering: Rendering, term: Term) -> bool:
    return term.holder.user_id == rendering.target

"""What people see of kudos when they ask: confirmation, mine, the wall, their part of App Home."""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block, ButtonElement

from bot.rules.kudos import UNDO_WINDOW
from bot.services import kudos
from bot.services.gifts import Thanks
from handlers.kit import blocks
from handlers.kit.answers import Reply
from handlers.kit.call import Call
from handlers.kudos.messages import names, signature

REASON_SHOWN = 200
NAMES_ROOM = 1000
"""Characters for the names in a line of a list, which has to hold the reason and the giver too."""
ORGANIZATIONS_ROOM = 2000
PAGE = kudos.PAGE


def confirmation(call: Call, thanks: Thanks, left: int) -> Reply:
    """Tell the giver what happens now, with the way back."""
    channel = call.workspace.alliance_channel_id
    place = f"<#{channel}>" if channel else "the alliance channel"
    where = "They get it as a direct message." if thanks.is_private else f"It is on its way to {place}."
    text = f"Thank you for thanking {names(thanks, with_organizations=False)}! {where}"
    minutes = int(UNDO_WINDOW.total_seconds() // 60)
    small = f"Undo works for {minutes} minutes. You can give {left} more today."
    return Reply(text, [blocks.section(text), blocks.actions(_undo_button(thanks)), blocks.context(small)])


def mine(call: Call, received: Sequence[Thanks], given: Sequence[Thanks], left: int) -> Reply:
    """Show what somebody received and gave."""
    shown: list[Block] = [blocks.header("Kudos you received")]
    shown += [_received(thanks) for thanks in received] or [
        _none_yet("Nobody thanked you here yet. It will come.")
    ]
    shown.append(blocks.header("Kudos you gave"))
    shown += [_given(thanks) for thanks in given] or [
        _none_yet(f"None so far. Try `{call.workspace.command('/kudos')} @colleague for …`")
    ]
    shown.append(blocks.context(f"You can give {left} more today. Only you see this."))
    return Reply(blocks.spoken(shown), shown)


def wall(
    days: int,
    thanks: Sequence[Thanks],
    organizations: Sequence[tuple[str, int]],
    *,
    is_first: bool,
) -> Reply:
    """Show the latest public kudos, and what the organisations received."""
    title = f"Kudos of the last {days} days"
    shown: list[Block] = [blocks.header(title)]
    nothing = "None in this time. Be the first!" if is_first else "These were all."
    shown += [_public(one) for one in thanks] or [_none_yet(nothing)]
    if is_first and organizations:
        counts = [f"{blocks.plain_name(name)}: {count}" for name, count in organizations]
        listed = " · ".join(blocks.fitting(counts, ORGANIZATIONS_ROOM))
        shown.append(blocks.context(f"*By organisation* · {listed}"))
    row = [_give_button()]
    if len(thanks) == PAGE:
        older = f"{days}-{thanks[-1].id}"
        row.append(blocks.button("Older", "kudos.wall", older, says="Show older kudos"))
    shown.append(blocks.actions(*row))
    return Reply(blocks.spoken(shown), shown)


async def home(call: Call) -> list[Block]:
    """Return the capability's part of App Home: the button, and the latest kudos received."""
    received = await call.read(kudos.received, 3)
    left = await call.read(kudos.left_today)
    return [
        blocks.header("Kudos you received"),
        *([_received(thanks) for thanks in received] or [_none_yet("Kudos for you will be shown here.")]),
        blocks.actions(_give_button()),
        blocks.context(f"You can give {left} more today."),
    ]


def _received(thanks: Thanks) -> Block:
    """Return a gift as its receiver reads it: who it is from comes first."""
    private = " · in private" if thanks.is_private else ""
    return blocks.section(
        f"*{signature(thanks)}*: {_reason(thanks)}\n{blocks.when(thanks.given_at)}{private}"
    )


def _given(thanks: Thanks) -> Block:
    """Return a gift as its giver reads it, with the way back while there is one."""
    private = " · in private" if thanks.is_private else ""
    line = f"{names(thanks, NAMES_ROOM)}: {_reason(thanks)}\n{blocks.when(thanks.given_at)}{private}"
    return blocks.section(line, _undo_button(thanks) if thanks.is_undoable else None)


def _public(thanks: Thanks) -> Block:
    """Return a gift as everybody reads it."""
    return blocks.section(
        f"{names(thanks, NAMES_ROOM)}: {_reason(thanks)}\n"
        f"from {signature(thanks)}, {blocks.when(thanks.given_at)}"
    )


def _reason(thanks: Thanks) -> str:
    reason = blocks.escape(blocks.clip(" ".join(thanks.reason.split()), REASON_SHOWN))
    return f"{reason} *#{blocks.escape(thanks.value)}*" if thanks.value else reason


def _undo_button(thanks: Thanks) -> ButtonElement:
    return blocks.button("Undo", "kudos.undo", thanks.id, says="Take these kudos back")


def _give_button() -> ButtonElement:
    return blocks.button("Give kudos", "kudos.open", style="primary")


def _none_yet(sentence: str) -> Block:
    return blocks.context(sentence)

"""What people see of exports and of erasing."""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block, ButtonElement, ConfirmObject

from bot.rules.export import File
from handlers.kit import blocks
from handlers.kit.answers import Reply
from handlers.kit.call import Call
from storage.members import Member

COMMENT = "Here is your export. It is for you alone: keep it where others cannot open it."
STAYS = (
    "Erasing takes away your name, your title, your Slack account's ids, your time zone and language, my "
    "messages to you, and what you wrote in private. What the alliance agreed on or did together stays: "
    "action items, past roles and public kudos, from “Former member”. What stands in Slack itself, you "
    "can delete there."
)
STAYS_OF_OTHERS = (
    "Name, title, Slack ids, time zone and language go, my messages to this person, and words that were "
    "private. What the alliance agreed on or did together stays, from “Former member”."
)
KIBIBYTE = 1024


def about(counts: Sequence[tuple[str, int]]) -> Reply:
    """Show how much is kept about the reader, with the ways to have a copy and to have it erased."""
    listed = "\n".join(f"• {blocks.escape(title)}: {count}" for title, count in counts)
    shown: list[Block] = [
        blocks.header("What I know about you"),
        blocks.section(listed or "Nothing so far."),
        blocks.actions(
            blocks.button("Download it", "export.download", style="primary"),
            _sure(
                blocks.button("Erase my data", "export.erase", style="danger"),
                "I forget you, and you leave the alliance by that. There is no way back.",
            ),
        ),
        blocks.context(STAYS),
    ]
    return Reply(blocks.spoken(shown), shown)


def former(member: Member) -> Reply:
    """Show a coordinator whom they are about to erase."""
    question = f"Erase what is kept about *{blocks.plain_name(member.name)}*, who has left and asks for it?"
    button = blocks.button("Erase", "export.erase_former", member.id, style="danger")
    shown: list[Block] = [
        blocks.section(question),
        blocks.actions(_sure(button, "I forget this person. There is no way back.")),
        blocks.context(STAYS_OF_OTHERS),
    ]
    return Reply(blocks.spoken(shown), shown)


def sent(file: File) -> Reply:
    """Say where the file is."""
    size = max(len(file.content) // KIBIBYTE, 1)
    text = f"Done: {file.name} ({size} KB) is in our direct messages, under Apps. Only you can see it."
    return Reply(text, [blocks.section(blocks.escape(text))])


def erased(name: str | None = None) -> Reply:
    """Say what has happened, and how it goes on."""
    text = (
        f"What I knew about {name} is erased."
        if name
        else "I have forgotten you. Whenever you write to me again, we begin anew. Thank you for being part."
    )
    return Reply(text, [blocks.section(blocks.escape(text))])


async def home(_call: Call) -> list[Block]:
    """Return the capability's part of App Home: the ways to one's data."""
    return [
        blocks.actions(
            blocks.button("What you know about me", "export.me"), blocks.button("Export", "export.open")
        )
    ]


def _sure(button: ButtonElement, consequence: str) -> ButtonElement:
    """Have Slack ask again before a button does what cannot be undone."""
    button.confirm = ConfirmObject(
        title="Are you sure?", text=consequence, confirm="Erase", deny="Keep it", style="danger"
    )
    return button

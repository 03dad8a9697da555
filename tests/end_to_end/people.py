"""What people do and see, however long the bot takes to answer."""

from sandbox.messages import Message
from sandbox.server import Sandbox
from tests.end_to_end.process import PATIENCE

CHANNEL = "alliance"


async def says(workspace: Sandbox, who: str, text: str) -> Message | None:
    """Have somebody type a command; return its answer once it comes; None where Slack reports a failure."""
    shown = await workspace.person(who).types(text, CHANNEL)
    if not shown or shown[0].is_error:
        return None
    if not shown[0].text.startswith("Working on it"):
        return shown[0]
    await workspace.until(lambda: bool(_later(workspace, who, shown[0])), timeout=PATIENCE)
    return _later(workspace, who, shown[0])[0]


def _later(workspace: Sandbox, who: str, message: Message) -> list[Message]:
    """Return what somebody alone sees below a message."""
    seen = workspace.person(who).sees(CHANNEL)
    return [one for one in seen if one.visible_to and one.ts > message.ts]


async def thanks(workspace: Sandbox, giver: str, word: str) -> bool:
    """Have somebody give kudos for a word; tell whether the bot has confirmed it by its end."""
    shown = await workspace.person(giver).types(f"/kudos @bea for all the work on {word}", CHANNEL)
    return any(is_confirmation(message) for message in shown)


def is_confirmation(message: Message | None) -> bool:
    """Tell whether the bot confirms a thank-you."""
    return message is not None and message.text.startswith("Thank you for thanking")


def posted(workspace: Sandbox) -> list[str]:
    """Return the last word of each thank-you that stands in the channel, in order."""
    texts = [message.text for message in workspace.channel(CHANNEL).messages]
    return [text.rpartition(" ")[2] for text in texts if text.startswith("Kudos to")]

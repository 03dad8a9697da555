"""What Slack tells about people and channels."""

from bot.services import members, outbox
from handlers.kit.answers import Nothing
from handlers.kit.call import Call
from handlers.kit.people import profile


async def changed(call: Call) -> Nothing:
    """Take over a changed name or time zone, or that somebody was deactivated."""
    await call.run_for_nobody(members.update_profile, profile(call.payload["user"]), call.delivery or "")
    return Nothing()


async def joined(call: Call) -> Nothing:
    """Send what waited for the bot to be let into the alliance channel."""
    is_us = call.user_id == call.workspace.bot_user_id
    if is_us and call.payload.get("channel") == call.workspace.alliance_channel_id:
        await call.run_for_nobody(outbox.resume)
    return Nothing()

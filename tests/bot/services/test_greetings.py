"""Meeting somebody: a name to greet, and help for whoever writes to the bot."""

from bot.rules.outbox import Priority
from bot.services import greetings
from storage.outbox import Notice
from tests.bot.services.alliance import ANA, LEO, Alliance


async def test_name_of(alliance: Alliance) -> None:
    """Everybody is greeted by the name that Slack shows."""
    assert await alliance.act(ANA, greetings.name_of) == "Ana"


async def test_help_is_a_direct_message(alliance: Alliance) -> None:
    """Who asks gets help by direct message, and nobody else does."""
    await alliance.act(LEO, greetings.ask_for_help)
    (notice,) = await alliance.rows(Notice)
    assert (notice.kind, notice.target, notice.subject) == ("home.help", LEO, "member:2")
    assert (notice.priority, notice.data) == (Priority.DIRECT, {})

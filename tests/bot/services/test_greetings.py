"""Meeting somebody."""

from bot.services import greetings
from tests.bot.services.alliance import ANA, Alliance


async def test_name_of(alliance: Alliance) -> None:
    """Everybody is greeted by the name that Slack shows."""
    assert await alliance.act(ANA, greetings.name_of) == "Ana"

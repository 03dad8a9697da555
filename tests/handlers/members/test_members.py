"""Members in step with Slack."""

from bot.services import members
from tests.handlers.world import World


async def test_a_changed_name_is_taken_over(alliance: World) -> None:
    """After a change in Slack the alliance uses the new name."""
    ana = alliance.sandbox.person("ana")
    await ana.types("/kudos @leo for the raised beds", channel="alliance")
    await ana.changes(display_name="Ana C.")
    await alliance.sandbox.delivery.settled()
    assert (await alliance.bot.database.read(members.recognize, ana.user.id)).name == "Ana C."


async def test_somebody_deactivated_can_no_longer_be_thanked(alliance: World) -> None:
    """Once Slack says that an account is gone, a known member is refused like an unknown one."""
    ana, leo = alliance.sandbox.person("ana"), alliance.sandbox.person("leo")
    await ana.types("/kudos @leo for the raised beds", channel="alliance")
    await leo.changes(deleted=True)
    await alliance.sandbox.delivery.settled()
    await ana.types("/kudos", channel="alliance")
    await ana.fills({"people": [leo.user.id], "reason": "for the raised beds"})
    assert "no longer has an account here" in (await ana.submits())["people"]

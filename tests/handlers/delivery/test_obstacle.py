"""An obstacle that somebody removes, seen from the channel."""

from sandbox.membership import leave
from tests.conftest import MovableClock
from tests.handlers.world import text_of, world


async def test_posts_wait_for_an_invitation(database_url: str, clock: MovableClock) -> None:
    """While the bot is not in the channel thanks wait, and a coordinator hears why; then they are posted."""
    async with world(database_url, clock, alliance_coordinators=("U0BEA00000",)) as alliance:
        workspace, bea = alliance.sandbox.workspace, alliance.sandbox.person("bea")
        us = workspace.users[alliance.sandbox.app.bot_user_id]
        leave(workspace, workspace.channel("alliance"), us)
        await alliance.sandbox.person("ana").types("/kudos @leo for the wonderful cake", "alliance")
        await alliance.sandbox.until(lambda: bool(bea.dms))
        assert "Invite me" in bea.dms[0].text
        assert alliance.posts == []
        await bea.invites(us.id, "alliance")
        (post,) = await alliance.posted(1)
        assert "for the wonderful cake" in text_of(post)

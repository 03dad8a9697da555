"""The log holds nothing of what people write, nor who they are, nor any secret; not even at DEBUG."""

from pathlib import Path

from sqlalchemy import text

from sandbox.sample import PEOPLE
from sandbox.server import Sandbox
from storage.database import Database
from tests.end_to_end.people import is_confirmation, posted, says
from tests.end_to_end.process import running

REASON = "/kudos @leo for the marzipan zebra"


async def test_the_log_tells_no_secrets(
    workspace: Sandbox, live: Database, database_url: str, tmp_path: Path
) -> None:
    """Whether all goes well, Slack fails, or a bug shows: ids, routes and errors, and nobody's words."""
    async with running(workspace, database_url, tmp_path, LOG_LEVEL="DEBUG") as bot:
        workspace.faults.server_error("chat.postMessage")
        assert is_confirmation(await says(workspace, "ana", REASON))
        workspace.faults.server_error("users.info", status=502)
        assert "Something went wrong" in await _told(workspace, "tom", REASON)
        assert "at least 10 characters" in await _told(workspace, "ana", "/kudos @leo zebra")
        with live.engine.begin() as connection:
            connection.execute(text("ALTER TABLE kudos RENAME TO elsewhere"))
        assert "Something went wrong" in await _told(workspace, "ana", REASON)
        with live.engine.begin() as connection:
            connection.execute(text("ALTER TABLE elsewhere RENAME TO kudos"))
        await workspace.until(lambda: posted(workspace) == ["zebra"])
        bot.terminate()
        assert await bot.ended() == 0
    for event in ("notice.postponed", "listener.failed", "bot.stopped"):
        assert event in bot.log
    private = {"zebra", "marzipan", workspace.app.bot_token, workspace.app.app_token, "ticket=", "@"}
    private |= {workspace.app.signing_secret, database_url.partition("://")[2]}
    private |= {person.name for person in PEOPLE} | {person.email for person in PEOPLE if person.email}
    assert not [secret for secret in private if secret in bot.log], bot.log


async def _told(workspace: Sandbox, who: str, command: str) -> str:
    answer = await says(workspace, who, command)
    assert answer is not None
    return answer.text

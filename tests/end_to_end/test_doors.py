"""The ways in, as Slack uses them, to the real process; how it starts, and how it ends."""

import asyncio
import socket
from pathlib import Path

import pytest
from sqlmodel import select

from bot.rules.outbox import NoticeState
from sandbox.server import Sandbox
from storage.database import Database
from storage.kudos import Gift
from storage.outbox import Notice
from tests.end_to_end.people import is_confirmation, posted, says
from tests.end_to_end.process import PATIENCE, launched, running

BOTH_MODES = pytest.mark.parametrize("http", [False, True], ids=["socket", "http"])


@BOTH_MODES
async def test_a_command_is_answered_and_told(workspace: Sandbox, tmp_path: Path, *, http: bool) -> None:
    """A thank-you is confirmed and posted, also one with the word that Bolt trips over; then the bot ends."""
    async with running(workspace, _file(tmp_path), tmp_path, http=http) as bot:
        assert is_confirmation(await says(workspace, "ana", "/kudos @leo for the payload of the van"))
        await workspace.until(lambda: bool(workspace.channel("alliance").messages))
        assert "for the payload of the van" in workspace.channel("alliance").messages[0].text
        assert (await bot.get("/healthz"))[0] == 200
        status, metrics = await bot.get("/metrics")
        assert status == 200
        assert 'alliance_requests_total{result="done",route="/kudos"} 1.0' in metrics
        bot.terminate()
        assert await bot.ended() == 0


@BOTH_MODES
async def test_the_end_waits_for_answers(
    workspace: Sandbox, live: Database, database_url: str, tmp_path: Path, *, http: bool
) -> None:
    """Asked to end while a command is at work, the bot still answers it, and posts what came of it."""
    async with running(workspace, database_url, tmp_path, http=http) as bot:
        hold = workspace.faults.held("users.info")
        typing = asyncio.create_task(says(workspace, "ana", "/kudos @leo for the keys of the van"))
        await hold.reached.wait()
        bot.terminate()
        await bot.says("bot.stopping")
        if not http:  # its lines stay open meanwhile, and others are served over them
            await bot.says("bot.answering")
            assert await says(workspace, "leo", "/kudos mine")
        hold.released.set()
        assert is_confirmation(await typing)
        assert await bot.ended() == 0
    assert posted(workspace) == ["van"]
    notices = await live.read(lambda unit: list(unit.session.exec(select(Notice))))
    assert {notice.state for notice in notices} == {NoticeState.SENT, NoticeState.SKIPPED}


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"SLACK_APP_TOKEN": "xapp-1-wrong"}, "Slack refuses SLACK_APP_TOKEN (invalid_auth)"),
        ({"SLACK_BOT_TOKEN": "xoxb-wrong"}, "Slack refuses SLACK_BOT_TOKEN (invalid_auth)"),
        ({"SLACK_API_URL": "http://127.0.0.1:1/api/"}, "Slack does not answer"),
        ({"PORT": "taken"}, "Choose another PORT"),
    ],
    ids=["app token", "bot token", "address", "port"],
)
async def test_what_cannot_work_ends_at_once(
    workspace: Sandbox, tmp_path: Path, wrong: dict[str, str], sentence: str
) -> None:
    """A bot that cannot work says why in a sentence and ends, instead of trying for ever."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        given = {
            name: str(taken.getsockname()[1]) if text == "taken" else text for name, text in wrong.items()
        }
        bot = await launched(workspace, _file(tmp_path), tmp_path, **given)
        assert await bot.ended() == 1
    assert sentence in bot.log
    assert "Traceback" not in bot.log
    assert not any(token in bot.log for token in wrong.values() if token.startswith("x"))


async def test_slack_in_trouble_is_not_the_tokens_fault(workspace: Sandbox, tmp_path: Path) -> None:
    """Where Slack itself fails at the start, nobody is sent to look for another token."""
    workspace.faults.server_error("auth.test")
    bot = await launched(workspace, _file(tmp_path), tmp_path)
    assert await bot.ended() == 1
    assert "Slack has trouble (HTTP 503)" in bot.log


async def test_two_processes_share_an_allowance(
    workspace: Sandbox, live: Database, database_url: str, tmp_path: Path
) -> None:
    """Of six commands that one giver sends two processes at the same moment, five are taken; each once."""
    async with (
        running(workspace, database_url, tmp_path) as bot,
        running(workspace, database_url, tmp_path),
    ):
        ana = workspace.person("ana")
        await asyncio.gather(*(ana.types("/kudos @leo for all that help", "alliance") for _ in range(6)))
        await workspace.until(lambda: len(_answers(workspace)) == 6, timeout=PATIENCE)
        await workspace.until(lambda: len(posted(workspace)) >= 5, timeout=PATIENCE)
        bot.terminate()
        await bot.ended()
    answers = _answers(workspace)
    assert sum(text.startswith("Thank you for thanking") for text in answers) == 5
    assert sum("You have given all 5 kudos of today" in text for text in answers) == 1
    assert len(await live.read(lambda unit: list(unit.session.exec(select(Gift))))) == 5
    assert posted(workspace) == ["help"] * 5


def _answers(workspace: Sandbox) -> list[str]:
    """Return what Ana alone was told in the end."""
    seen = workspace.person("ana").sees("alliance")
    return [one.text for one in seen if one.visible_to and not one.text.startswith("Working on it")]


def _file(folder: Path) -> str:
    return f"sqlite:///{folder}/alliance.db"

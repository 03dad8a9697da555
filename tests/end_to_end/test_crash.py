"""kill -9 at the worst instants: every accepted thank-you appears once, none is lost, none doubled."""

import asyncio
import random
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest
from sqlmodel import select

from bot.rules.outbox import NoticeState
from handlers.delivery.lead import TERM
from sandbox.server import Sandbox
from storage.database import Database
from storage.kudos import Gift
from storage.outbox import Notice
from storage.unit import Unit
from tests.end_to_end.people import is_confirmation, posted, says, thanks
from tests.end_to_end.process import Bot, running

RECOVERY = TERM.total_seconds() + 25
"""Seconds: a dead sender's lead runs out, and then what was waiting is sent at one message a second."""
GIVERS = ("ana", "leo", "elena", "tom")


@pytest.mark.parametrize("has_arrived", [True, False])
async def test_killed_while_posting(
    workspace: Sandbox, live: Database, database_url: str, tmp_path: Path, *, has_arrived: bool
) -> None:
    """A post that Slack was at when the process died stands in the channel once, done by then or not."""
    hold = workspace.faults.held("chat.postMessage", after=has_arrived)
    async with running(workspace, database_url, tmp_path) as bot:
        await says(workspace, "ana", "/kudos @bea for coming first")
        await hold.reached.wait()
        bot.kill()
        await bot.ended()
    async with running(workspace, database_url, tmp_path):
        assert is_confirmation(await says(workspace, "leo", "/kudos @bea for coming second"))
        await _ensure_once(workspace, live, ["first", "second"])


async def test_killed_after_the_answer(
    workspace: Sandbox, live: Database, database_url: str, tmp_path: Path
) -> None:
    """Who has read the confirmation can rely on it: the process may die at that very moment."""
    for giver in ("ana", "leo"):
        async with running(workspace, database_url, tmp_path) as bot:
            assert is_confirmation(await says(workspace, giver, f"/kudos @bea for helping {giver}"))
            bot.kill()
            await bot.ended()
    async with running(workspace, database_url, tmp_path):
        await _ensure_once(workspace, live, ["ana", "leo"])


async def test_killed_at_random_moments(
    workspace: Sandbox, live: Database, database_url: str, tmp_path: Path
) -> None:
    """Through several deaths amid many commands, what was accepted is posted once, and nothing else."""
    chance = random.Random(7)  # noqa: S311 - no secret: the same moments in each run
    accepted: list[str] = []
    tried: list[str] = []
    for number in range(3):
        async with running(workspace, database_url, tmp_path) as bot:
            words = [f"{giver}-{number}" for giver in GIVERS]
            tried += words
            killing = asyncio.create_task(_kill_amid(bot, workspace, chance.randrange(3, 20)))
            answers = await asyncio.gather(*(thanks(workspace, word.split("-")[0], word) for word in words))
            accepted += [word for word, answer in zip(words, answers, strict=True) if answer]
            killing.cancel()
            bot.kill()
            await bot.ended()
    async with running(workspace, database_url, tmp_path):
        stored = await live.read(_reasons)
        await _ensure_once(workspace, live, stored)
    assert set(accepted) <= set(stored) <= set(tried)


async def _kill_amid(bot: Bot, workspace: Sandbox, calls: int) -> None:
    """Kill the process once it has called Slack so often from now on."""
    goal = workspace.calls.total + calls
    await workspace.until(lambda: workspace.calls.total >= goal, timeout=60)
    bot.kill()


async def _until_settled(live: Database) -> None:
    """Wait until the rows know what became of every message."""
    on_the_way = {NoticeState.PENDING, NoticeState.SENDING}
    async with asyncio.timeout(RECOVERY):
        while any(notice.state in on_the_way for notice in await live.read(_notices)):  # noqa: ASYNC110
            await asyncio.sleep(0.1)  # the rows change in another process


async def _ensure_once(workspace: Sandbox, live: Database, words: Iterable[str]) -> None:
    """Assert that each of the words, and nothing else, is stored once and stands in the channel once."""
    await _until_settled(live)
    assert Counter(await live.read(_reasons)) == Counter(words)
    assert Counter(posted(workspace)) == Counter(words)
    posts = [notice for notice in await live.read(_notices) if notice.kind == "kudos.given"]
    assert {notice.state for notice in posts} == {NoticeState.SENT}
    stands = {message.ts for message in workspace.channel("alliance").messages}
    assert {notice.ts for notice in posts} == stands
    assert all(notice.in_doubt_since is None and notice.lease_until is None for notice in posts)


def _reasons(unit: Unit) -> list[str]:
    return [gift.reason.rpartition(" ")[2] for gift in unit.session.exec(select(Gift))]


def _notices(unit: Unit) -> list[Notice]:
    return list(unit.session.exec(select(Notice)))

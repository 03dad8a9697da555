"""The morning's reminders in real processes: each goes out once, whatever dies, and within Slack's limits."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, time
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.app.application import Application, build
from bot.clock import utc_now
from bot.settings import Settings
from handlers import FEATURES
from handlers.delivery.lead import TERM
from handlers.delivery.pace import Limits
from handlers.kit.manifest import manifest
from sandbox.rates import RateLimits
from sandbox.server import Sandbox
from storage.database import Database
from tests.conftest import MovableClock
from tests.end_to_end.mornings import begin, counted, move_in, on_the_way, rows_due, zone_at_noon
from tests.end_to_end.process import PATIENCE, running

RECOVERY = TERM.total_seconds() + PATIENCE
"""Seconds: a dead sender's lead runs out, and then what was waiting is sent."""
MANY = 500
HASTE = 4.0
"""How much faster than Slack's the rates are for the many; its bursts stay as they are."""
NEW_YORK = "America/New_York"
MORNING = datetime(2026, 3, 3, 13, 30, 20, tzinfo=UTC)
"""A Tuesday, shortly after half past eight in New York."""


async def test_killed_amid_the_morning(
    workspace: Sandbox, live: Database, database_url: str, tmp_path: Path
) -> None:
    """Of two processes the sending one is killed amid the reminders: each member gets one, and only one.

    One message is at Slack when that happens, without an answer.
    """
    people, zone = 40, zone_at_noon(utc_now())
    move_in(workspace, people, zone)
    async with (
        running(workspace, database_url, tmp_path) as first,
        running(workspace, database_url, tmp_path),
    ):
        hold = workspace.faults.held("chat.postMessage", after=True)
        await live.run(begin, people, zone)
        await workspace.until(lambda: hold.reached.is_set() and _posts(workspace) >= people // 4, PATIENCE)
        first.kill()
        await first.ended()
        await workspace.until(lambda: not counted(workspace, people)[0], RECOVERY)
        await _until_settled(live)
    assert counted(workspace, people) == {1: people}


async def test_killed_before_the_first_message(
    workspace: Sandbox, live: Database, database_url: str, tmp_path: Path
) -> None:
    """A process that dies once it has taken what is due leaves it to the next one, which sends each once."""
    people, zone = 10, zone_at_noon(utc_now())
    move_in(workspace, people, zone)
    async with running(workspace, database_url, tmp_path) as bot:
        hold = workspace.faults.held("chat.postMessage")
        await live.run(begin, people, zone)
        await workspace.until(hold.reached.is_set, PATIENCE)
        bot.kill()
        await bot.ended()
    async with running(workspace, database_url, tmp_path):
        await workspace.until(lambda: not counted(workspace, people)[0], RECOVERY)
        await _until_settled(live)
    assert counted(workspace, people) == {1: people}


@pytest.mark.usefixtures("live")
async def test_five_hundred_members(database_url: str) -> None:
    """500 reminders that are due at the same moment go out, one to each, and Slack never has to say no.

    Slack's real pace would take three quarters of a minute; here its rates are four times faster, and ours.
    """
    async with _hasty_workspace() as workspace, _bot(workspace, database_url) as bot:
        move_in(workspace, MANY, NEW_YORK)
        await bot.database.run(begin, MANY, NEW_YORK, time(8, 30))
        await workspace.until(lambda: not counted(workspace, MANY)[0], PATIENCE)
        await _until_settled(bot.database)
        assert counted(workspace, MANY) == {1: MANY}
        assert not workspace.calls.refusals


@asynccontextmanager
async def _hasty_workspace() -> AsyncIterator[Sandbox]:
    """Serve a workspace that keeps Slack's limits at other rates."""
    slack = RateLimits()
    rates = replace(
        slack,
        channel_per_second=slack.channel_per_second * HASTE,
        workspace_per_minute=slack.workspace_per_minute * HASTE,
    )
    async with Sandbox.running(manifest(FEATURES), rates=rates) as sandbox:
        sandbox.delivery.ack_seconds = 30.0
        yield sandbox


@asynccontextmanager
async def _bot(workspace: Sandbox, database_url: str) -> AsyncIterator[Application]:
    """Run the bot on a clock that stands at the morning, at the pace of that workspace."""
    settings = Settings(
        _env_file=None,
        slack_bot_token=SecretStr(workspace.app.bot_token),
        slack_app_token=SecretStr(workspace.app.app_token),
        slack_api_url=workspace.api_url,
        database_url=database_url,
        alliance_timezone=NEW_YORK,
        port=0,
    )
    slack = Limits()
    pace = replace(slack, per_channel=slack.per_channel * HASTE, per_workspace=slack.per_workspace * HASTE)
    application = await build(settings, MovableClock(MORNING), pace)
    try:
        await application.start(http=False)
        yield application
    finally:
        await application.stop()


def _posts(workspace: Sandbox) -> int:
    return len(workspace.calls.of("chat.postMessage"))


async def _until_settled(database: Database) -> None:
    """Wait until every row was taken, and the rows know what became of every message."""
    async with asyncio.timeout(RECOVERY):
        while await rows_due(database) or await on_the_way(database):  # noqa: ASYNC110
            await asyncio.sleep(0.1)  # the rows change in another process

"""Slack for the time of a measurement: the local workspace, with people and channels enough."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

from benchmarks import commands
from handlers import FEATURES
from handlers.kit.manifest import manifest
from sandbox.apps import BOT_TOKEN, SIGNING_SECRET
from sandbox.channels import Channel
from sandbox.rates import RateLimits
from sandbox.sample import TEAM_ID, sample_workspace
from sandbox.server import Sandbox
from sandbox.users import User
from sandbox.workspace import Workspace

BOT_USER_ID = "U0APPBOT00"
CHANNELS = 200
KEPT_CALLS = 20_000


@asynccontextmanager
async def slack(rates: RateLimits | None = None) -> AsyncIterator[Sandbox]:
    """Serve a workspace whose people are the seeded members; no limits unless they are given.

    The app subscribes to no events, so that only what is measured comes over the line.
    """
    declared = manifest(FEATURES)
    declared["settings"]["event_subscriptions"] = {}
    async with Sandbox.running(
        declared, _workspace(), rates=rates or RateLimits.off(), keep=KEPT_CALLS
    ) as sandbox:
        yield sandbox


def settings(sandbox: Sandbox, database_url: str) -> dict[str, str]:
    """Return the environment of a bot in this workspace."""
    return {
        "SLACK_BOT_TOKEN": BOT_TOKEN,
        "SLACK_SIGNING_SECRET": SIGNING_SECRET,
        "SLACK_API_URL": sandbox.api_url,
        "DATABASE_URL": database_url,
        "LOG_LEVEL": "WARNING",
    }


def channel_id(number: int) -> str:
    """Return the id of one of the channels."""
    return f"C0BENCH{number % CHANNELS:03d}"


def limits(factor: float) -> RateLimits:
    """Return Slack's limits with the rates scaled, and the bursts as they are."""
    slack = RateLimits()
    return replace(
        slack,
        channel_per_second=slack.channel_per_second * factor,
        workspace_per_minute=slack.workspace_per_minute * factor,
    )


def _workspace() -> Workspace:
    workspace = sample_workspace()
    for number in range(commands.MEMBERS):
        user_id = commands.user_id(number)
        workspace.users[user_id] = User(user_id, f"bench{number}", f"Colleague {number}", TEAM_ID)
    for number in range(CHANNELS):
        name = f"bench-{number}"
        workspace.channels[channel_id(number)] = Channel(
            channel_id(number), name, "channel", members=[BOT_USER_ID]
        )
    return workspace

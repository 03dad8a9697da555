"""The doctor: looks at settings, database, Slack and the outbox, and says what to do about each."""

import asyncio
import email.utils
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy.exc import SQLAlchemyError

from bot.app import slack
from bot.app.slack import StartError
from bot.rules.outbox import advice
from bot.services import members, outbox
from bot.settings import Settings
from handlers import FEATURES
from handlers.kit.channel import AllianceChannel
from handlers.kit.manifest import optional_scopes, required_scopes
from handlers.kit.workspace import Workspace
from storage import schema
from storage.database import Database
from storage.opening import open_database

CLOCK_TOLERANCE = timedelta(seconds=60)
"""Slack refuses signatures that are five minutes off; a look-up of sent messages allows for two."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at, and what to do where something is wrong with it, or could be better."""

    what: str
    remedy: str | None = None
    is_wrong: bool = False


async def examine(settings: Settings) -> AsyncIterator[Finding]:
    """Yield one finding for each thing that the bot depends on."""
    yield _doors(settings)
    async for finding in _database(settings):
        yield finding
    async with slack.new_session() as session:
        async for finding in _slack(settings, slack.new_client(settings, session)):
            yield finding


def _doors(settings: Settings) -> Finding:
    ways = []
    if settings.slack_app_token:
        ways.append("Socket Mode")
    if settings.slack_signing_secret:
        ways.append("HTTP")
    if not ways:
        remedy = "Set SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP)."
        return Finding("No way in for Slack's requests", remedy, is_wrong=True)
    return Finding(f"Settings are complete for {' and '.join(ways)}")


async def _database(settings: Settings) -> AsyncIterator[Finding]:
    if _is_absent(settings.database_url):
        yield Finding("No database yet: `alliance run` makes it")
        return
    database = open_database(settings.database_url)
    try:
        yield (finding := await _schema(database))
        if not finding.is_wrong:
            async for finding in _contents(database, settings):
                yield finding
    except SQLAlchemyError as error:
        remedy = "Start it, or correct DATABASE_URL."
        yield Finding(f"The database does not answer ({type(error).__name__})", remedy, is_wrong=True)
    finally:
        database.close()


def _is_absent(database_url: str) -> bool:
    return database_url.startswith("sqlite") and not Path(database_url.removeprefix("sqlite:///")).exists()


async def _schema(database: Database) -> Finding:
    if await asyncio.to_thread(schema.is_current, database.engine):
        return Finding(f"The database ({database.dialect}) answers, and its schema is up to date")
    return Finding("The database's schema is outdated", "Run `alliance migrate`.", is_wrong=True)


async def _contents(database: Database, settings: Settings) -> AsyncIterator[Finding]:
    for trouble in await database.read(outbox.troubles):
        what = f"{trouble.count} message(s) of kind {trouble.kind} not sent: {trouble.error}"
        yield Finding(what, advice(trouble.error), is_wrong=True)
    if not settings.alliance_coordinators and not await database.read(members.has_coordinator):
        remedy = "Set ALLIANCE_COORDINATORS to the Slack user id of whoever should hear of trouble."
        yield Finding("Nobody is coordinator", remedy)


async def _slack(settings: Settings, client: AsyncWebClient) -> AsyncIterator[Finding]:
    try:
        installation = await slack.identify(client)
    except StartError as error:
        yield Finding("Slack does not let me in", str(error), is_wrong=True)
        return
    yield Finding("The bot token is valid")
    yield _scopes(installation.scopes)
    yield _clock(installation.server_time)
    if settings.slack_app_token:
        yield await _app_token(client, settings.slack_app_token.get_secret_value())
    yield await _channel(settings, client, installation)


def _scopes(granted: frozenset[str]) -> Finding:
    missing = required_scopes(FEATURES) - granted
    if missing:
        remedy = "Update the app with `alliance manifest`, and install it again."
        return Finding(f"Scopes are missing: {', '.join(sorted(missing))}", remedy, is_wrong=True)
    absent = optional_scopes(FEATURES) - granted
    note = f" (without the optional {', '.join(sorted(absent))})" if absent else ""
    return Finding(f"All needed scopes are granted{note}")


def _clock(server_time: str | None) -> Finding:
    if not server_time:
        return Finding("Slack's clock is unknown")
    skew = abs(datetime.now(UTC) - email.utils.parsedate_to_datetime(server_time))
    if skew > CLOCK_TOLERANCE:
        what = f"This machine's clock is {int(skew.total_seconds())} s off"
        return Finding(what, "Turn time synchronisation (NTP) on.", is_wrong=True)
    return Finding("The clock agrees with Slack's")


async def _app_token(client: AsyncWebClient, token: str) -> Finding:
    try:
        await slack.open_socket_url(client, token)
    except StartError as error:
        return Finding("Socket Mode cannot be opened", str(error), is_wrong=True)
    return Finding("The app token opens Socket Mode")


async def _channel(settings: Settings, client: AsyncWebClient, bot: slack.Installation) -> Finding:
    name = settings.alliance_channel
    workspace = Workspace(bot.team_id, bot.url, bot.user_id, name)
    try:
        channel_id = await AllianceChannel(client, workspace, enters=False).find()
        if channel_id is None:
            return Finding(f"There is no channel {name}", advice("channel_not_found"), is_wrong=True)
        info: Any = await client.conversations_info(channel=channel_id)
    except (SlackApiError, aiohttp.ClientError, TimeoutError) as error:
        remedy = "Run me again in a minute."
        return Finding(
            f"The alliance channel cannot be looked at ({type(error).__name__})", remedy, is_wrong=True
        )
    if not info["channel"].get("is_member"):
        return Finding(f"I am not a member of {name}", advice("not_in_channel"), is_wrong=True)
    return Finding(f"I am a member of {name}")

"""The composition root: settings → database → Slack → edge, delivery, jobs; started and stopped in order."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

import aiohttp
import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot import jobs
from bot.app import health, slack, web
from bot.app.slack import Installation, StartError
from bot.app.sockets import Sockets
from bot.clock import Clock, utc_now
from bot.services import members, responsibilities
from bot.settings import Settings
from handlers import FEATURES
from handlers.delivery.courier import Courier
from handlers.delivery.lead import Lead
from handlers.delivery.pace import Limits, Pace
from handlers.delivery.post import Poster, PostError, asking
from handlers.delivery.worker import Delivery
from handlers.kit.call import Call
from handlers.kit.channel import AllianceChannel
from handlers.kit.edge import Edge
from handlers.kit.files import Files
from handlers.kit.manifest import ESSENTIAL_SCOPES, required_scopes
from handlers.kit.people import People
from handlers.kit.runner import Runner
from handlers.kit.workspace import Workspace
from storage import schema
from storage.database import Database
from storage.opening import open_database

log = structlog.get_logger()

DRAIN_SECONDS = 20.0


@dataclass(slots=True)
class Application:
    """The running bot: its parts, in the order in which they depend on each other."""

    settings: Settings
    database: Database
    session: aiohttp.ClientSession
    client: AsyncWebClient
    bolt: AsyncApp
    edge: Edge
    delivery: Delivery
    scheduler: AsyncIOScheduler
    server: web.WebServer | None = None
    sockets: Sockets | None = None
    _delivering: asyncio.Task[None] | None = field(default=None)

    async def start(self, *, http: bool) -> int:
        """Open the doors; return the port of the web server. StartError where that cannot be."""
        routes = web.health_routes(partial(health.problems, self))
        secret = self.settings.slack_signing_secret
        if http and secret is not None:
            routes.append(web.slack_route(self.bolt, secret.get_secret_value()))
        if not http and self.settings.slack_app_token is not None:
            token = self.settings.slack_app_token.get_secret_value()
            self.sockets = Sockets(self.bolt, token, await slack.open_socket_url(self.client, token))
        self.server = web.WebServer(routes, self.settings.host, self.settings.port)
        port = await self._listen()
        self.database.on_notices(self.delivery.wake)
        self._delivering = asyncio.create_task(self.delivery.run())
        if self.sockets:
            self.sockets.start()
        self.scheduler.start()
        return port

    async def _listen(self) -> int:
        assert self.server is not None  # noqa: S101 - `start` has just made it
        try:
            return await self.server.start()
        except OSError as error:
            where = f"{self.settings.host}:{self.settings.port}"
            raise StartError(f"Cannot listen on {where} ({error.strerror}). Choose another PORT.") from error

    async def stop(self) -> None:
        """Close the doors in order: no new work, then answers, then messages, then connections."""
        if self.scheduler.running:
            self.scheduler.shutdown(wait=False)
        if self.server:
            await self.server.stop()
        await self._answer_all()
        if self.sockets:
            await self.sockets.close()
        if self._delivering:
            self.delivery.stop()
            await self._delivering
        await self.session.close()
        self.database.close()

    async def _answer_all(self) -> None:
        """Wait until every request that came in has its answer."""
        log.info("bot.answering")
        try:
            async with asyncio.timeout(DRAIN_SECONDS):
                if self.sockets:
                    await self.sockets.idle()
                await self.edge.idle()
        except TimeoutError:
            log.warning("bot.unanswered", seconds=DRAIN_SECONDS)


async def build(settings: Settings, clock: Clock = utc_now, limits: Limits | None = None) -> Application:
    """Put the application together. StartError where the database or Slack will not have it."""
    database = open_database(settings.database_url, clock)
    session = slack.new_session()
    try:
        await asyncio.to_thread(_bring_up_to_date, database)
        return await _assemble(settings, database, session, limits or Limits())
    except BaseException:
        await session.close()
        database.close()
        raise


def _bring_up_to_date(database: Database) -> None:
    try:
        schema.ensure_current(database.engine)
    except schema.OutdatedError as error:
        raise StartError(str(error)) from error


async def _assemble(
    settings: Settings, database: Database, session: aiohttp.ClientSession, limits: Limits
) -> Application:
    client = slack.new_client(settings, session)
    installation = await slack.identify(client)
    _check_scopes(installation)
    await database.run(members.configure, settings.alliance_timezone, settings.alliance_coordinators)
    await database.run(responsibilities.seed)
    workspace = _workspace(settings, installation)
    channel = AllianceChannel(client, workspace)
    await _look_for(channel)
    edge = Edge(FEATURES, _calls(database, client, workspace, channel), client, workspace)
    bolt = slack.new_bolt(client, installation)
    edge.attach(bolt)
    return Application(
        settings=settings,
        database=database,
        session=session,
        client=client,
        bolt=bolt,
        edge=edge,
        delivery=_delivery(database, client, workspace, channel, limits),
        scheduler=jobs.scheduled(FEATURES, database),
    )


def _calls(
    database: Database, client: AsyncWebClient, workspace: Workspace, channel: AllianceChannel
) -> Callable[..., Call]:
    """Return what makes calls: they all share what they reach Slack and the database by."""
    people = People(client)
    return partial(
        Call,
        runner=Runner(database, people),
        people=people,
        workspace=workspace,
        channel=channel,
        files=Files(client),
    )


def _workspace(settings: Settings, installation: Installation) -> Workspace:
    return Workspace(
        team_id=installation.team_id,
        url=installation.url,
        bot_user_id=installation.user_id,
        alliance_channel=settings.alliance_channel,
        command_prefix=settings.command_prefix,
    )


def _delivery(
    database: Database, client: AsyncWebClient, workspace: Workspace, channel: AllianceChannel, limits: Limits
) -> Delivery:
    pace = Pace(limits)
    courier = Courier(
        database,
        workspace,
        channel,
        renderers={kind: render for feature in FEATURES for kind, render in feature.renderers.items()},
        poster=Poster(client, channel),
        pace=pace,
    )
    return Delivery(database, courier, pace, Lead(database))


async def _look_for(channel: AllianceChannel) -> None:
    """Find the alliance channel, and enter it; where that fails now, delivery tries again."""
    try:
        if await asking(channel.find()) is None:
            log.warning("channel.missing", advice="create it, or set ALLIANCE_CHANNEL; posts wait until then")
    except PostError as error:
        log.warning("channel.unknown", error=error.code)


def _check_scopes(installation: Installation) -> None:
    """Raise StartError where the bot could do nothing at all; warn where it can do less than it should.

    A server that names no scopes is taken at its word that it grants all.
    """
    missing = required_scopes(FEATURES) - installation.scopes if installation.scopes else frozenset()
    if not missing:
        return
    listed, advice = ", ".join(sorted(missing)), "Update it with `alliance manifest`, and install it again."
    if missing & ESSENTIAL_SCOPES:
        raise StartError(f"The app lacks scopes: {listed}. {advice}")
    log.warning("scopes.missing", scopes=listed, advice=advice)

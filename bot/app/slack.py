"""Bolt, and the Slack client: one shared session, one authorisation for the life of the process."""

import os
from collections.abc import Awaitable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

import aiohttp
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.settings import Settings
from handlers.delivery.lead import REQUEST_SECONDS


class StartError(Exception):
    """The bot cannot start, in a sentence that says what to do."""


@dataclass(frozen=True, slots=True)
class Installation:
    """What `auth.test` says of the token: the workspace, the bot in it, and what it may do."""

    team_id: str
    url: str
    user_id: str
    bot_id: str
    scopes: frozenset[str]
    server_time: str | None


def new_session() -> aiohttp.ClientSession:
    """Return the session that all requests to Slack share, so that connections stay open."""
    return aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=REQUEST_SECONDS), trust_env=True)


def new_client(settings: Settings, session: aiohttp.ClientSession) -> AsyncWebClient:
    """Return the client; it never retries by itself, since the outbox does, and knows more."""
    return AsyncWebClient(
        token=settings.slack_bot_token.get_secret_value(),
        base_url=settings.slack_api_url,
        session=session,
        retry_handlers=[],
    )


async def identify(client: AsyncWebClient) -> Installation:
    """Ask Slack who the bot is; StartError where the token is no good or Slack cannot be reached."""
    answer = await _asking(client.auth_test(), "SLACK_BOT_TOKEN", "Copy it again.")
    scopes = answer.headers.get("x-oauth-scopes", "")
    return Installation(
        team_id=str(answer["team_id"]),
        url=str(answer["url"]),
        user_id=str(answer["user_id"]),
        bot_id=str(answer["bot_id"]),
        scopes=frozenset(scope.strip() for scope in scopes.split(",") if scope.strip()),
        server_time=answer.headers.get("Date"),
    )


async def open_socket_url(client: AsyncWebClient, app_token: str) -> str:
    """Return a Socket Mode address; StartError at once where the app token is no good."""
    advice = "Make an app-level token with the scope connections:write, and turn Socket Mode on."
    answer = await _asking(client.apps_connections_open(app_token=app_token), "SLACK_APP_TOKEN", advice)
    return str(answer["url"])


async def _asking(request: Awaitable[AsyncSlackResponse], setting: str, advice: str) -> AsyncSlackResponse:
    """Await a request that starting depends on; StartError says what is wrong, and what to do about it."""
    try:
        return await request
    except SlackApiError as error:
        status = error.response.status_code
        if status != HTTPStatus.OK:
            raise StartError(f"Slack has trouble (HTTP {status}). Start me again in a minute.") from error
        raise StartError(f"Slack refuses {setting} ({error.response.get('error')}). {advice}") from error
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        trouble = type(error).__name__
        raise StartError(
            f"Slack does not answer ({trouble}). Check the network and SLACK_API_URL."
        ) from error


def new_bolt(client: AsyncWebClient, installation: Installation) -> AsyncApp:
    """Return the Bolt app; each request is authorised without asking Slack again.

    Bolt's own client has no token: it takes the one that authorisation gives. It would find the token in
    the environment, too, and warn that it has two.
    """
    os.environ.pop("SLACK_BOT_TOKEN", None)
    authorized = AuthorizeResult(
        enterprise_id=None,
        team_id=installation.team_id,
        bot_id=installation.bot_id,
        bot_user_id=installation.user_id,
        bot_token=client.token,
    )

    async def authorize(**_: Any) -> AuthorizeResult:
        return authorized

    return AsyncApp(
        client=AsyncWebClient(base_url=client.base_url, session=client.session, retry_handlers=[]),
        authorize=authorize,
        process_before_response=True,
        request_verification_enabled=False,
        ignoring_self_assistant_message_events_enabled=False,
    )

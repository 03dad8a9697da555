"""The doctor: finds what is wrong, in the real local workspace, and says what to do about it."""

from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from bot.actor import Capability
from bot.clock import utc_now
from bot.commands.doctor import Finding, examine
from bot.rules.outbox import ALLIANCE, NoticeState
from bot.settings import Settings
from handlers import FEATURES
from handlers.kit.manifest import manifest
from sandbox.sample import sample_workspace
from sandbox.server import Sandbox
from storage import members, outbox
from storage.opening import open_database
from storage.outbox import Notice
from storage.unit import Unit
from tests.bot.services.alliance import Alliance
from tests.databases import PostgresServer, migrated

Choose = Callable[..., Settings]


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    """Return a local workspace with the bot's app in it, and in its channel."""
    async with Sandbox.running(manifest(FEATURES)) as running:
        running.channel("alliance").members.append(running.app.bot_user_id)
        yield running


@pytest.fixture
async def url(database_url: str) -> str:
    """Return the address of an alliance with a coordinator."""
    with migrated(database_url, utc_now) as database:
        await Alliance(database).found()
        await database.run(members.grant, 1, [Capability.COORDINATOR])
    return database_url


def _settings(sandbox: Sandbox, url: str, **changes: Any) -> Settings:
    right: dict[str, Any] = {
        "slack_bot_token": SecretStr(sandbox.app.bot_token),
        "slack_app_token": SecretStr(sandbox.app.app_token),
        "slack_api_url": sandbox.api_url,
        "database_url": url,
    }
    return Settings(_env_file=None, **(right | changes))


async def _findings(settings: Settings) -> list[Finding]:
    return [finding async for finding in examine(settings)]


async def _wrong(settings: Settings) -> list[tuple[str, str | None]]:
    """Return what is wrong, and what to do about it."""
    return [(finding.what, finding.remedy) for finding in await _findings(settings) if finding.is_wrong]


def _files(folder: Path) -> list[Path]:
    return list(folder.iterdir())


async def test_all_is_fine(sandbox: Sandbox, url: str) -> None:
    """Where nothing is wrong each thing is named, with nothing to do."""
    findings = await _findings(_settings(sandbox, url))
    assert [finding for finding in findings if finding.is_wrong or finding.remedy] == []
    dialect = url.partition(":")[0]
    assert [finding.what for finding in findings] == [
        "Settings are complete for Socket Mode",
        f"The database ({dialect}) answers, and its schema is up to date",
        "The bot token is valid",
        "All needed scopes are granted",
        "The clock agrees with Slack's",
        "The app token opens Socket Mode",
        "I am a member of alliance",
    ]


async def test_a_wrong_bot_token(sandbox: Sandbox, url: str) -> None:
    """A token that Slack refuses is named, not shown, and nothing else is asked of Slack."""
    wrong = await _wrong(_settings(sandbox, url, slack_bot_token=SecretStr("xoxb-wrong")))
    assert wrong == [
        ("Slack does not let me in", "Slack refuses SLACK_BOT_TOKEN (invalid_auth). Copy it again.")
    ]


async def test_a_wrong_app_token(sandbox: Sandbox, url: str) -> None:
    """An app token that opens nothing is refused with the scope that it needs."""
    ((what, remedy),) = await _wrong(_settings(sandbox, url, slack_app_token=SecretStr("xapp-wrong")))
    assert what == "Socket Mode cannot be opened"
    assert remedy is not None
    assert "connections:write" in remedy


async def test_no_way_in(sandbox: Sandbox, url: str) -> None:
    """Without an app token and a signing secret Slack cannot reach the bot."""
    ((what, remedy),) = await _wrong(_settings(sandbox, url, slack_app_token=None))
    assert what == "No way in for Slack's requests"
    assert remedy == "Set SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP)."


async def test_slack_out_of_reach(sandbox: Sandbox, url: str) -> None:
    """Where nothing answers, the network and the address are to be looked at."""
    ((what, remedy),) = await _wrong(_settings(sandbox, url, slack_api_url="http://127.0.0.1:1/api/"))
    assert what == "Slack does not let me in"
    assert remedy is not None
    assert "Check the network and SLACK_API_URL" in remedy


async def test_slack_lost_on_the_way(sandbox: Sandbox, url: str) -> None:
    """Trouble at Slack amid the examination is a finding, not a crash."""
    sandbox.faults.server_error("apps.connections.open")
    sandbox.faults.server_error("conversations.info")
    sandbox.faults.server_error("conversations.list")
    wrong = await _wrong(_settings(sandbox, url))
    assert wrong
    assert all(remedy for _, remedy in wrong)


async def test_a_missing_scope(sandbox: Sandbox, url: str) -> None:
    """A scope that was not granted is named, and how to have it granted."""
    sandbox.app.scopes -= {"users:read.email", "usergroups:read"}
    ((what, remedy),) = await _wrong(_settings(sandbox, url))
    assert what == "Scopes are missing: users:read.email"
    assert remedy == "Update the app with `alliance manifest`, and install it again."


async def test_an_optional_scope(sandbox: Sandbox, url: str) -> None:
    """A scope that the bot can do without is told of, and is nothing wrong."""
    sandbox.app.scopes.discard("usergroups:read")
    findings = [finding.what for finding in await _findings(_settings(sandbox, url)) if not finding.is_wrong]
    assert "All needed scopes are granted (without the optional usergroups:read)" in findings


async def test_no_such_channel(sandbox: Sandbox, url: str) -> None:
    """A channel that is not there is named, with the setting to correct."""
    ((what, remedy),) = await _wrong(_settings(sandbox, url, alliance_channel="aliance"))
    assert what == "There is no channel aliance"
    assert remedy == "Create the alliance channel, or name the right one in ALLIANCE_CHANNEL."


async def test_outside_of_the_channel(sandbox: Sandbox, url: str) -> None:
    """Where the bot cannot enter the channel by itself, somebody is to invite it."""
    sandbox.channel("alliance").members.remove(sandbox.app.bot_user_id)
    sandbox.faults.refused("method_not_supported_for_channel_type", "conversations.join")
    ((what, remedy),) = await _wrong(_settings(sandbox, url))
    assert what == "I am not a member of alliance"
    assert remedy == "Invite me to the alliance channel: /invite @ and my name."


@pytest.mark.parametrize("minutes", [-2, 2])
async def test_a_clock_that_is_off(url: str, minutes: int) -> None:
    """A clock that differs from Slack's by more than a minute is to be set."""
    workspace = sample_workspace(lambda: datetime.now(UTC) + timedelta(minutes=minutes))
    async with Sandbox.running(manifest(FEATURES), workspace) as sandbox:
        sandbox.channel("alliance").members.append(sandbox.app.bot_user_id)
        ((what, remedy),) = await _wrong(_settings(sandbox, url))
    assert what.startswith("This machine's clock is 1")
    assert remedy == "Turn time synchronisation (NTP) on."


async def test_no_database_yet(sandbox: Sandbox, tmp_path: Path) -> None:
    """Before the first run there is no database, which is nothing wrong; looking makes none."""
    settings = _settings(sandbox, f"sqlite:///{tmp_path}/absent.db")
    assert await _wrong(settings) == []
    assert _files(tmp_path) == []


async def test_a_database_that_does_not_answer(sandbox: Sandbox) -> None:
    """A database that cannot be reached is to be started, or named right."""
    settings = _settings(sandbox, "postgresql://ana:pa55word@127.0.0.1:1/alliance")
    assert await _wrong(settings) == [
        ("The database does not answer (OperationalError)", "Start it, or correct DATABASE_URL.")
    ]


async def test_something_else_than_a_database(sandbox: Sandbox, tmp_path: Path) -> None:
    """A file that is no database is a finding, not a crash."""
    (tmp_path / "notes.db").write_text("Dear diary, today nobody was thanked. " * 100)
    ((what, remedy),) = await _wrong(_settings(sandbox, f"sqlite:///{tmp_path}/notes.db"))
    assert what.startswith("The database does not answer")
    assert remedy == "Start it, or correct DATABASE_URL."


async def test_an_outdated_schema(sandbox: Sandbox, postgres: PostgresServer) -> None:
    """A database that needs migrating is said to, and nothing more is asked of it."""
    settings = _settings(sandbox, postgres.url(postgres.new_database(migrated=False)))
    assert await _wrong(settings) == [("The database's schema is outdated", "Run `alliance migrate`.")]


async def test_messages_that_slack_refused(sandbox: Sandbox, url: str) -> None:
    """What did not go out is counted by kind and reason, each with what to do."""

    def trouble(unit: Unit) -> None:
        for error, state in (
            ("is_archived", NoticeState.PENDING),
            ("is_archived", NoticeState.FAILED),
            ("odd_error", NoticeState.FAILED),
        ):
            notice_id = outbox.post(unit, "kudos.given", to=ALLIANCE, subject="kudos:1")
            notice = unit.session.get_one(Notice, notice_id)
            notice.state, notice.last_error = state, error

    database = open_database(url)
    await database.run(trouble)
    database.close()
    wrong = dict(await _wrong(_settings(sandbox, url)))
    assert wrong == {
        "2 message(s) of kind kudos.given not sent: is_archived": (
            "Unarchive the alliance channel, or name another one in ALLIANCE_CHANNEL."
        ),
        "1 message(s) of kind kudos.given not sent: odd_error": (
            "Run `alliance doctor` where I am installed, and look into my log."
        ),
    }


@pytest.mark.parametrize(("chosen", "is_missed"), [((), True), (("U0NEW",), False)])
async def test_nobody_is_coordinator(
    sandbox: Sandbox, database_url: str, chosen: tuple[str, ...], *, is_missed: bool
) -> None:
    """Somebody should hear of trouble: it is said, but not wrong; whom the settings name is enough."""
    with migrated(database_url, utc_now) as database:
        await Alliance(database).found()
    settings = _settings(sandbox, database_url, alliance_coordinators=chosen)
    assert await _wrong(settings) == []
    missed = [finding for finding in await _findings(settings) if finding.what.startswith("Nobody")]
    assert len(missed) == int(is_missed)
    assert all("ALLIANCE_COORDINATORS" in str(finding.remedy) for finding in missed)

"""What the bot says of itself to whoever watches over it."""

import json
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import timedelta

import psycopg
from sqlalchemy import make_url, text

from bot.rules.outbox import ALLIANCE
from bot.services import outbox as services
from sandbox.server import Sandbox
from storage import outbox
from storage.database import Database
from storage.outbox import Notice
from storage.unit import Unit
from tests.end_to_end.inside import inside


async def test_ready_alive_and_counted(workspace: Sandbox, live: Database, database_url: str) -> None:
    """A bot that can work is ready, and counts what it does."""
    assert live
    async with inside(workspace, database_url) as bot:
        assert await bot.get("/healthz") == (200, '{"status":"alive"}')
        status, metrics = await bot.get("/metrics")
        assert status == 200
        assert 'alliance_outbox_notices{state="pending"} 0.0' in metrics
        assert await bot.get("/readyz") == (200, '{"status":"ready","problems":{}}')


async def test_without_its_database(workspace: Sandbox, live: Database, database_url: str) -> None:
    """A bot whose database does not answer is alive, says what is missing, and is ready again after it."""
    async with inside(workspace, database_url) as bot:
        with _out_of_order(live, database_url):
            status, body = await bot.get("/readyz")
            assert (status, json.loads(body)["problems"]) == (503, {"database": "does not answer"})
            assert (await bot.get("/healthz"))[0] == 200
        assert (await bot.get("/readyz"))[0] == 200


async def test_with_a_stuck_outbox(workspace: Sandbox, live: Database, database_url: str) -> None:
    """A bot that has not sent for long what is due says since when: here another has the lead, and sleeps."""
    await live.run(services.lead, "a sleeping process", timedelta(hours=1))
    async with inside(workspace, database_url) as bot:
        await live.run(_write_old_notice)
        status, body = await bot.get("/readyz")
        assert status == 503
        assert "a message is due, but nothing was sent for" in json.loads(body)["problems"]["outbox"]


def _out_of_order(live: Database, database_url: str) -> AbstractContextManager[None]:
    return _without_table(live) if live.dialect == "sqlite" else _without_connections(database_url)


@contextmanager
def _without_table(live: Database) -> Iterator[None]:
    """Take a table away, which a file that broke would lack."""
    with live.engine.begin() as connection:
        connection.execute(text("ALTER TABLE outbox RENAME TO elsewhere"))
    yield
    with live.engine.begin() as connection:
        connection.execute(text("ALTER TABLE elsewhere RENAME TO outbox"))


@contextmanager
def _without_connections(database_url: str) -> Iterator[None]:
    """Cut all connections to the database, and let nobody in."""
    name = make_url(database_url).database
    server = database_url.replace(f"/{name}?", "/postgres?")
    cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false".encode())
        connection.execute(cut, [name])
        yield
        connection.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true".encode())


def _write_old_notice(unit: Unit) -> None:
    notice_id = outbox.post(unit, "kudos.given", to=ALLIANCE, subject="kudos:1", data={"gift_id": 1})
    unit.session.get_one(Notice, notice_id).due_at -= timedelta(minutes=5)

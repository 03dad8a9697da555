"""Opening the database that a URL names."""

import storage.tables  # noqa: F401 - rows refer to tables that whoever opens need not have imported
from bot.clock import Clock, utc_now
from storage.database import Database
from storage.postgres import PostgresDatabase
from storage.sqlite import SqliteDatabase


def open_database(url: str, clock: Clock = utc_now) -> Database:
    """Return the database behind `sqlite:///PATH` or `postgresql://…`; ValueError for anything else."""
    match url.partition(":")[0]:
        case "sqlite":
            return SqliteDatabase(url, clock)
        case "postgresql" | "postgres":
            return PostgresDatabase(url, clock)
        case _:
            raise ValueError("must start with sqlite:/// or postgresql://")

"""How Alembic reaches the database: by the connection that is handed in, or else by DATABASE_URL."""

from alembic import context
from sqlalchemy import Connection

from bot.settings import DatabaseSettings, load
from storage.opening import open_database
from storage.tables import metadata


def migrate(connection: Connection) -> None:
    """Run the migrations that were asked for on this connection."""
    context.configure(
        connection=connection,
        target_metadata=metadata,
        compare_type=True,
        render_as_batch=connection.dialect.name == "sqlite",
    )
    with context.begin_transaction():
        context.run_migrations()


handed_in: Connection | None = context.config.attributes.get("connection")
if handed_in is not None:
    migrate(handed_in)
else:
    database = open_database(load(DatabaseSettings).database_url)
    with database.engine.begin() as opened:
        migrate(opened)
    database.close()

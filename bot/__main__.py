"""The `alliance` command."""

import asyncio
import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn, TypeVar

import typer
from rich.console import Console
from rich.markup import escape

from bot import logs, settings
from bot.rules.export import Format

if TYPE_CHECKING:
    from storage.unit import Unit

Result = TypeVar("Result")
DAY = "%Y-%m-%d"

app = typer.Typer(
    help="Alliance-bot: keeps a health alliance together, in Slack.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
)
partners = typer.Typer(help="Enter and list the organisations of the alliance.", no_args_is_help=True)
app.add_typer(partners, name="organization")
console = Console(stderr=True, highlight=False, soft_wrap=True)


def main() -> None:
    """Run the command line."""
    app()


def _refuse(*sentences: str, hint: str = "") -> NoReturn:
    for sentence in sentences:
        console.print(f"[red]✗[/] {escape(sentence)}")
    if hint:
        console.print(hint)
    raise typer.Exit(1)


def _load(kind: type[settings.Read], **given: str) -> settings.Read:
    try:
        chosen = settings.load(kind, **given)
    except settings.SettingsError as error:
        _refuse(*error.problems, hint="What each setting means is in .env.example.")
    logs.configure(chosen.log_level, chosen.log_format)
    return chosen


@app.command()
def run(
    *,
    http: Annotated[
        bool, typer.Option("--http", help="Take requests over HTTP instead of Socket Mode.")
    ] = False,
) -> None:
    """Run the bot until it is told to stop (SIGTERM, Ctrl-C)."""
    from bot.app.serve import serve
    from bot.app.slack import StartError

    chosen = _load(settings.HttpSettings if http else settings.SocketSettings)
    if console.is_terminal:
        console.print("Starting. Once it says bot.started, type /kudos help in Slack. Ctrl-C stops me.")
    try:
        asyncio.run(serve(chosen, http=http))
    except StartError as error:
        _refuse(str(error))


@app.command()
def migrate() -> None:
    """Bring the database's schema up to date."""
    from storage import schema
    from storage.opening import open_database

    database = open_database(_load(settings.DatabaseSettings).database_url)
    schema.upgrade(database.engine)
    database.close()
    console.print("[green]✓[/] The database is up to date.")


@app.command()
def manifest(
    url: Annotated[
        str | None, typer.Option(help="For HTTP mode: https://…/slack/events, where Slack reaches the bot.")
    ] = None,
    prefix: Annotated[
        str | None, typer.Option(help="In place of COMMAND_PREFIX: sha- makes /kudos /sha-kudos.")
    ] = None,
) -> None:
    """Print the Slack app manifest to create the app from."""
    from handlers import FEATURES
    from handlers.kit.manifest import manifest as made

    given = {} if prefix is None else {"command_prefix": prefix}
    chosen = _load(settings.ManifestSettings, **given)
    app_manifest = made(FEATURES, prefix=chosen.command_prefix, url=url)
    typer.echo(json.dumps(app_manifest, indent=2, ensure_ascii=False))


@app.command()
def doctor() -> None:
    """Look whether everything is in order, and say what to do where it is not."""
    from bot.commands.doctor import examine

    chosen = _load(settings.Settings)

    async def look() -> bool:
        healthy = True
        async for finding in examine(chosen):
            healthy = healthy and not finding.is_wrong
            mark = "[red]✗[/]" if finding.is_wrong else "[yellow]![/]" if finding.remedy else "[green]✓[/]"
            console.print(mark, escape(". ".join(filter(None, [finding.what, finding.remedy]))))
        return healthy

    if not asyncio.run(look()):
        raise typer.Exit(1)


@app.command()
def backup(
    file: Annotated[Path, typer.Argument(help="Where the copy goes; it must not exist yet.")],
) -> None:
    """Copy the database while the bot runs (SQLite: a database; PostgreSQL: a pg_dump archive)."""
    from bot.commands.backup import BackupError, back_up

    try:
        back_up(_load(settings.DatabaseSettings).database_url, file)
    except BackupError as error:
        _refuse(str(error))
    console.print(f"[green]✓[/] The copy is in {escape(str(file))}.")


@app.command()
def export(
    folder: Annotated[Path, typer.Argument(help="Where the file goes; the folder is made if need be.")],
    *,
    form: Annotated[Format, typer.Option("--format", help="CSV for spreadsheets, or JSON.")] = Format.CSV,
    person: Annotated[
        str | None, typer.Option(help="What is about one person: a Slack user id, or a member's number.")
    ] = None,
    organization: Annotated[str | None, typer.Option(help="One organisation's part: its short name.")] = None,
    since: Annotated[
        datetime | None, typer.Option(formats=[DAY], help="From this day on, in the alliance's time zone.")
    ] = None,
    until: Annotated[datetime | None, typer.Option(formats=[DAY], help="Up to this day, included.")] = None,
) -> None:
    """Write what the alliance keeps into a file; what is private to somebody stays out."""
    from bot.commands.export import FileError, write
    from bot.rules.export import Wish
    from bot.services.export import order_all

    first, last = since.date() if since else None, until.date() if until else None
    wish = Wish(person, organization, form=form, since=first, until=last)
    try:
        target = write(_in_database(lambda unit: order_all(unit, wish)), folder)
    except FileError as error:
        _refuse(str(error))
    console.print(f"[green]✓[/] The export is in {escape(str(target))}, for your eyes alone.")


@app.command()
def erase(
    person: Annotated[str, typer.Argument(help="A Slack user id, or a member's number in an export.")],
    *,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask again.")] = False,
) -> None:
    """Erase what is kept about a person who holds nothing for the alliance any more."""
    from bot.services.erasure import erase_anybody

    if not yes:
        typer.confirm(f"Erase everything about {person}? There is no way back.", abort=True)
    name = _in_database(lambda unit: erase_anybody(unit, person))
    console.print(f"[green]✓[/] What was kept about {escape(name)} is erased. Backups still hold it.")


@partners.command("add")
def add_organization(
    slug: Annotated[str, typer.Argument(help="The short name, as in /kudos org:food-bank.")],
    name: Annotated[str, typer.Argument(help="The full name, as posts show it.")],
    domain: Annotated[
        list[str], typer.Option(help="An e-mail domain of its people; may be given several times.")
    ] = [],  # noqa: B006 - Typer copies it
) -> None:
    """Enter an organisation; who is met from now on belongs to it by e-mail domain."""
    from bot.services import organizations

    _in_database(lambda unit: organizations.add(unit, slug, name, domain))
    console.print(f"[green]✓[/] {escape(name)} is in the alliance.")


@partners.command("list")
def list_organizations() -> None:
    """List the organisations, with their e-mail domains."""
    from bot.services import organizations

    for partner, domains in _in_database(organizations.listed):
        typer.echo(f"{partner.slug}\t{partner.name}\t{' '.join(domains)}".rstrip())


def _in_database(use_case: Callable[["Unit"], Result]) -> Result:
    """Run a use case in the database that the settings name; a sentence instead where it is refused."""
    from bot.errors import RuleError
    from storage import schema
    from storage.opening import open_database

    database = open_database(_load(settings.DatabaseSettings).database_url)
    try:
        schema.ensure_current(database.engine)
        result: Result = database.submit(use_case).result()[0]
    except (RuleError, schema.OutdatedError) as error:
        _refuse(str(error))
    finally:
        database.close()
    return result


@app.command()
def demo(
    port: Annotated[int, typer.Option(envvar="PORT", help="Where the page is served.")] = 8080,
    *,
    reset: Annotated[bool, typer.Option("--reset", help="Forget what was done before.")] = False,
) -> None:
    """Try the bot in a browser, with a sample alliance and no Slack account."""
    try:
        from bot.commands.demo import DemoError, play
    except ModuleNotFoundError as error:
        _refuse(f"The demo needs {error.name}, which is not here. `make demo` in a checkout installs it.")

    logs.configure("WARNING")
    try:
        asyncio.run(play(port, Path(".demo"), console, reset=reset))
    except DemoError as error:
        _refuse(str(error))


if __name__ == "__main__":
    main()

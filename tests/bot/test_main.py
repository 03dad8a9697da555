"""The `alliance` command, as whoever installs the bot types it."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.__main__ import app
from bot.services import members
from bot.settings import OAUTH_PAIR, Settings
from handlers import FEATURES
from handlers.kit.manifest import manifest
from storage import schema
from storage.opening import open_database
from tests.bot.services.alliance import profile

pytestmark = pytest.mark.usefixtures("logging_as_before")


@pytest.fixture(autouse=True)
def elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Stand in an empty folder, without a setting in the environment."""
    monkeypatch.chdir(tmp_path)
    for name in (*Settings.model_fields, *OAUTH_PAIR):
        monkeypatch.delenv(name.upper(), raising=False)
    return tmp_path


def _typed(*words: str) -> Result:
    """Return what comes of a command line."""
    return CliRunner().invoke(app, words, env={"COLUMNS": "200", "TERM": "dumb"})


def test_help_lists_the_commands() -> None:
    """`--help`, or nothing at all, lists every command with what it does."""
    for words in (["--help"], []):
        shown = _typed(*words).output
        for command in ("run", "migrate", "manifest", "doctor", "backup", "export", "erase", "demo"):
            assert f" {command} " in shown


@pytest.mark.parametrize(
    "command", ["run", "migrate", "manifest", "doctor", "backup", "export", "erase", "demo"]
)
def test_every_command_has_help(command: str) -> None:
    """Each command explains itself, and needs no setting for that."""
    result = _typed(command, "--help")
    assert result.exit_code == 0
    assert f"{command} [OPTIONS]" in result.output


def test_the_manifest_is_json() -> None:
    """The manifest is printed as JSON alone, to be pasted or piped, without any setting."""
    result = _typed("manifest")
    assert result.exit_code == 0
    assert json.loads(result.stdout) == manifest(FEATURES)
    assert result.stderr == ""


def test_the_manifest_takes_a_prefix_and_an_address() -> None:
    """The options change the manifest as its maker does."""
    url = "https://bot.example.org/slack/events"
    result = _typed("manifest", "--prefix", "sha-", "--url", url)
    assert json.loads(result.stdout) == manifest(FEATURES, prefix="sha-", url=url)


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (["run"], ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"]),
        (["run", "--http"], ["SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET"]),
        (["doctor"], ["SLACK_BOT_TOKEN"]),
    ],
)
def test_wrong_settings_end_it(words: list[str], names: list[str]) -> None:
    """With settings that cannot work nothing starts: each is named, with where it is explained."""
    result = _typed(*words)
    assert result.exit_code == 1
    assert result.stdout == ""
    for name in names:
        assert f"✗ {name}: is missing" in result.stderr
    assert "What each setting means is in .env.example." in result.stderr


def test_a_secret_in_the_wrong_place_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """A token under the wrong name is refused without being repeated."""
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xapp-1-secret")
    monkeypatch.setenv("SLACK_APP_TOKEN", "xoxb-1-secret")
    result = _typed("run")
    assert result.exit_code == 1
    assert "secret" not in result.output


def test_slack_out_of_reach_ends_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where Slack does not answer, the bot says so and ends, for whatever started it to try again."""
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-1")
    monkeypatch.setenv("SLACK_APP_TOKEN", "xapp-1")
    monkeypatch.setenv("SLACK_API_URL", "http://127.0.0.1:1/api/")
    result = _typed("run")
    assert result.exit_code == 1
    assert "does not answer" in result.stderr
    assert "SLACK_API_URL" in result.stderr


def test_migrate_and_back_up(monkeypatch: pytest.MonkeyPatch, elsewhere: Path) -> None:
    """A database is made, and copied; a second copy of the same name is refused."""
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{elsewhere}/alliance.db")
    assert "✓ The database is up to date." in _typed("migrate").stderr
    assert "✓ The copy is in copy.db." in _typed("backup", "copy.db").stderr
    copy = open_database(f"sqlite:///{elsewhere}/copy.db")
    assert schema.is_current(copy.engine)
    copy.close()
    again = _typed("backup", "copy.db")
    assert again.exit_code == 1
    assert "✗ copy.db exists already." in again.stderr


def test_the_doctor_ends_with_what_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    """The doctor marks what is fine and what is not, and its exit code says whether anything is."""
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-1")
    monkeypatch.setenv("SLACK_API_URL", "http://127.0.0.1:1/api/")
    result = _typed("doctor")
    assert result.exit_code == 1
    assert "✗ No way in for Slack's requests. Set SLACK_APP_TOKEN" in result.stderr
    assert "✓ No database yet: `alliance run` makes it" in result.stderr
    assert "✗ Slack does not let me in. " in result.stderr


def test_organizations_are_entered_and_listed() -> None:
    """An organisation that is entered is listed with its domains; one that is refused is not."""
    added = _typed("organization", "add", "food-bank", "Harvest Table", "--domain", "harvest.example")
    assert added.exit_code == 0
    refused = _typed("organization", "add", "food-bank", "Another")
    assert refused.exit_code == 1
    assert "called food-bank already" in refused.output
    assert _typed("organization", "list").output == "food-bank\tHarvest Table\tharvest.example\n"


def test_an_export_is_written_once(elsewhere: Path) -> None:
    """An export is a file that only its owner reads; a second one beside it is refused."""
    _typed("organization", "add", "food-bank", "Harvest Table", "--domain", "harvest.example")
    made = _typed("export", "out", "--format", "json", "--organization", "food-bank", "--since", "2026-01-01")
    assert made.exit_code == 0
    (file,) = (elsewhere / "out").iterdir()
    assert file.name.startswith("alliance-food-bank-")
    assert file.stat().st_mode & 0o777 == 0o600
    assert json.loads(file.read_bytes())["organisations"][0]["email_domains"] == ["harvest.example"]
    again = _typed("export", "out", "--format", "json", "--organization", "food-bank")
    assert again.exit_code == 1
    assert "exists already" in again.output


def test_an_export_of_nobody_is_refused() -> None:
    """What is not there is not exported, and no file is left."""
    refused = _typed("export", "out", "--person", "U0NOBODY")
    assert refused.exit_code == 1
    assert "knows nobody called U0NOBODY" in refused.output
    assert not Path("out").exists()


def test_a_person_is_erased(monkeypatch: pytest.MonkeyPatch, elsewhere: Path) -> None:
    """Erasing asks first; with a yes the name is gone, and whom nobody knows is refused."""
    url = f"sqlite:///{elsewhere}/alliance.db"
    monkeypatch.setenv("DATABASE_URL", url)
    _typed("migrate")
    database = open_database(url)
    database.submit(lambda unit: members.enrol(unit, [profile("U0ANA", "Ana")])).result()
    assert _typed("erase", "U0ANA").exit_code == 1
    assert "about Ana is erased" in _typed("erase", "U0ANA", "--yes").stderr
    assert "knows nobody called U0ANA" in _typed("erase", "U0ANA", "--yes").stderr
    database.close()

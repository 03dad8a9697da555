"""The settings of the process: read once, from the environment and `.env`, and refused all at once."""

import re
from pathlib import Path

import pytest

from bot import settings
from bot.settings import DatabaseSettings, HttpSettings, Settings, SettingsError, SocketSettings, load

EXAMPLE = Path(__file__).parents[2] / ".env.example"
TOKENS = {"SLACK_BOT_TOKEN": "xoxb-right", "SLACK_APP_TOKEN": "xapp-right", "SLACK_SIGNING_SECRET": "right"}
WRONG = {
    "SLACK_BOT_TOKEN": "secret-1",
    "SLACK_APP_TOKEN": "xoxb-secret-2",
    "SLACK_API_URL": "slack.com/secret-3",
    "DATABASE_URL": "mysql://user:secret-4@host/name",
    "ALLIANCE_TIMEZONE": "Mars/Secret-5",
    "COMMAND_PREFIX": "Secret 6/",
    "PORT": "secret-7",
    "LOG_LEVEL": "secret-8",
    "LOG_FORMAT": "secret-9",
}


@pytest.fixture(autouse=True)
def elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Stand in an empty folder, without a setting in the environment."""
    monkeypatch.chdir(tmp_path)
    for name in (*Settings.model_fields, *(name.lower() for name in settings.OAUTH_PAIR)):
        monkeypatch.delenv(name.upper(), raising=False)
    return tmp_path


def _set(monkeypatch: pytest.MonkeyPatch, values: dict[str, str]) -> None:
    for name, value in values.items():
        monkeypatch.setenv(name, value)


def _problems(kind: type[DatabaseSettings]) -> list[str]:
    with pytest.raises(SettingsError) as caught:
        load(kind)
    return caught.value.problems


def test_the_tokens_are_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything but the tokens has a default that works."""
    _set(monkeypatch, TOKENS)
    chosen = load(SocketSettings)
    assert chosen.slack_bot_token.get_secret_value() == "xoxb-right"
    assert chosen.database_url == "sqlite:///alliance.db"
    assert (chosen.alliance_channel, chosen.alliance_timezone, chosen.command_prefix) == (
        "alliance",
        "UTC",
        "",
    )
    assert (chosen.host, chosen.port, chosen.alliance_coordinators) == ("127.0.0.1", 3000, ())


def test_everything_wrong_is_said_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """One line for each wrong setting, by its name, so that nobody mends them one by one."""
    _set(monkeypatch, WRONG)
    problems = _problems(SocketSettings)
    assert {problem.partition(":")[0] for problem in problems} == WRONG.keys()
    assert len(problems) == len(WRONG)


def test_no_value_is_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is wrong may be a secret in the wrong place: no message quotes it, nor does the exception."""
    _set(monkeypatch, WRONG)
    with pytest.raises(SettingsError) as caught:
        load(SocketSettings)
    shown = f"{caught.value} {caught.value!r} {caught.value.problems} {caught.value.__cause__}"
    assert "secret" not in shown.lower().replace("slack_signing_secret", "")


def test_nothing_secret_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """Printed settings hide the tokens."""
    _set(monkeypatch, TOKENS)
    assert "right" not in f"{load(SocketSettings)} {load(SocketSettings)!r}"


@pytest.mark.parametrize(
    ("kind", "missing"),
    [
        (SocketSettings, ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"]),
        (HttpSettings, ["SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET"]),
        (Settings, ["SLACK_BOT_TOKEN"]),
    ],
)
def test_what_is_missing(kind: type[Settings], missing: list[str]) -> None:
    """Each way of running says which settings it needs, and where to find them."""
    problems = _problems(kind)
    assert sorted(problem.partition(":")[0] for problem in problems) == sorted(missing)
    assert all("is missing; " in problem for problem in problems)


def test_a_database_is_enough_for_some_commands() -> None:
    """What needs the database alone asks for no token."""
    assert load(DatabaseSettings).database_url == "sqlite:///alliance.db"


def test_an_empty_value_is_none(monkeypatch: pytest.MonkeyPatch, elsewhere: Path) -> None:
    """An empty value, as a copied example has it, counts as none; in the environment and in the file."""
    _set(monkeypatch, {"PORT": "", "LOG_LEVEL": "", **TOKENS})
    (elsewhere / ".env").write_text("HOST=\nALLIANCE_TIMEZONE=\n")
    chosen = load(SocketSettings)
    assert (chosen.port, chosen.log_level, chosen.host, chosen.alliance_timezone) == (
        3000,
        "INFO",
        "127.0.0.1",
        "UTC",
    )
    _set(monkeypatch, {"SLACK_BOT_TOKEN": ""})
    assert _problems(SocketSettings) == [f"SLACK_BOT_TOKEN: is missing{settings.MISSING['SLACK_BOT_TOKEN']}"]


def test_the_file_is_read(monkeypatch: pytest.MonkeyPatch, elsewhere: Path) -> None:
    """`.env` beside the bot is read; the environment goes before it, and strange lines are left alone."""
    lines = [f"{name}={value}" for name, value in TOKENS.items()]
    (elsewhere / ".env").write_text("\n".join([*lines, "PORT=4000", "HOST=0.0.0.0", "SOMETHING_ELSE=1"]))
    _set(monkeypatch, {"PORT": "5000"})
    chosen = load(SocketSettings)
    assert (chosen.port, chosen.host) == (5000, "0.0.0.0")  # noqa: S104 - an example of a value


@pytest.mark.parametrize("text", ["U1,U2", "U1 U2", " U1 , U2 ", "U1,,U2\n"])
def test_coordinators_are_a_list(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    """Several ids are parted by commas or spaces, as people type them."""
    _set(monkeypatch, {**TOKENS, "ALLIANCE_COORDINATORS": text})
    assert load(SocketSettings).alliance_coordinators == ("U1", "U2")


@pytest.mark.parametrize(
    ("name", "value", "read"),
    [
        ("SLACK_API_URL", "http://127.0.0.1:9/api", "http://127.0.0.1:9/api/"),
        ("DATABASE_URL", "postgres://u:p@h/d", "postgres://u:p@h/d"),
        ("DATABASE_URL", "sqlite:////var/lib/alliance.db", "sqlite:////var/lib/alliance.db"),
        ("COMMAND_PREFIX", "sha-", "sha-"),
        ("ALLIANCE_CHANNEL", "C0ALLIANCE", "C0ALLIANCE"),
        ("LOG_LEVEL", "debug", "DEBUG"),
        ("LOG_FORMAT", "JSON", "json"),
        ("PORT", "0", 0),
    ],
)
def test_what_may_be_chosen(monkeypatch: pytest.MonkeyPatch, name: str, value: str, read: object) -> None:
    """Values are taken as people write them, small or capital letters where it does not matter."""
    _set(monkeypatch, {**TOKENS, name: value})
    assert getattr(load(SocketSettings), name.lower()) == read


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "65536"),
        ("PORT", "-1"),
        ("COMMAND_PREFIX", "x" * 21),
        ("COMMAND_PREFIX", "/sha"),
        ("DATABASE_URL", "alliance.db"),
        ("ALLIANCE_TIMEZONE", "EST5EDT4"),
        ("SLACK_API_URL", "ftp://slack.com"),
    ],
)
def test_what_may_not(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    """Values that cannot work are refused at the start, not at their first use."""
    _set(monkeypatch, {**TOKENS, name: value})
    (problem,) = _problems(SocketSettings)
    assert problem.startswith(f"{name}: ")


def test_settings_of_several_workspaces_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bolt would take a client id and secret as another way of signing in; the bot has one."""
    _set(monkeypatch, {**TOKENS, "SLACK_CLIENT_ID": "1.2", "SLACK_CLIENT_SECRET": "secret-1"})
    (problem,) = _problems(SocketSettings)
    assert problem.startswith("SLACK_CLIENT_ID and SLACK_CLIENT_SECRET: unset them")
    assert "secret-1" not in problem


def test_the_example_names_every_setting() -> None:
    """`.env.example` explains each setting there is, none that is not, and shows the defaults."""
    named = dict(re.findall(r"^(?:# )?([A-Z_]+)=(.*)$", EXAMPLE.read_text(), re.MULTILINE))
    assert named.keys() == {name.upper() for name in Settings.model_fields}
    for name, field in Settings.model_fields.items():
        default = "" if field.is_required() or not field.default else str(field.default)
        assert named[name.upper()] == default, name


def test_the_example_is_a_start(monkeypatch: pytest.MonkeyPatch, elsewhere: Path) -> None:
    """A copy of the example lacks the tokens alone."""
    (elsewhere / ".env").write_text(EXAMPLE.read_text())
    assert {problem.partition(":")[0] for problem in _problems(SocketSettings)} == {
        "SLACK_BOT_TOKEN",
        "SLACK_APP_TOKEN",
    }
    _set(monkeypatch, TOKENS)
    assert load(SocketSettings).port == 3000

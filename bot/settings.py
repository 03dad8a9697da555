"""The settings of the process: from the environment and `.env`, read once, refused all at once."""

import os
from typing import Annotated, Any, Literal, TypeVar
from zoneinfo import available_timezones

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

SLACK_API_URL = "https://slack.com/api/"
MISSING = {
    "SLACK_BOT_TOKEN": "; it stands on the app's page at Slack, under OAuth & Permissions",
    "SLACK_APP_TOKEN": "; Socket Mode needs it (or run with --http)",
    "SLACK_SIGNING_SECRET": "; HTTP mode checks with it that requests come from Slack",
}
OAUTH_PAIR = ("SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET")


class SettingsError(Exception):
    """Settings that cannot be used: one line each, by name."""

    def __init__(self, problems: list[str]) -> None:
        """Keep the lines."""
        super().__init__("\n".join(problems))
        self.problems = problems


def _token(*prefixes: str) -> AfterValidator:
    def check(token: SecretStr) -> SecretStr:
        if not token.get_secret_value().startswith(prefixes):
            raise ValueError(f"must start with {' or '.join(prefixes)}")
        return token

    return AfterValidator(check)


def _api_url(url: str) -> str:
    if not url.startswith(("https://", "http://")):
        raise ValueError("must start with https:// (or http:// for a server on this machine)")
    return url if url.endswith("/") else f"{url}/"


def _database_url(url: str) -> str:
    if not url.startswith(("sqlite:///", "postgresql://", "postgres://")):
        raise ValueError("must start with sqlite:/// or postgresql://")
    if url.removeprefix("sqlite:///") in {"", ":memory:"}:
        raise ValueError("must name a file: what is in memory is lost with the process")
    return url


def _timezone(name: str) -> str:
    if name not in available_timezones():
        raise ValueError("must be an IANA time zone such as America/New_York")
    return name


def _listed(text: object) -> object:
    return tuple(text.replace(",", " ").split()) if isinstance(text, str) else text


Read = TypeVar("Read", bound="ProcessSettings")
UserIds = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_listed)]


class ProcessSettings(BaseSettings):
    """What every command reads."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", frozen=True, env_ignore_empty=True)

    log_level: Annotated[Literal["DEBUG", "INFO", "WARNING", "ERROR"], BeforeValidator(str.upper)] = "INFO"
    log_format: Annotated[Literal["auto", "json", "console"], BeforeValidator(str.lower)] = "auto"


class ManifestSettings(ProcessSettings):
    """What the commands that need nothing but names read."""

    command_prefix: Annotated[str, Field(pattern="^[a-z0-9_-]{0,20}$")] = ""


class DatabaseSettings(ProcessSettings):
    """What the commands that need nothing but the database read."""

    database_url: Annotated[str, AfterValidator(_database_url)] = "sqlite:///alliance.db"


class Settings(DatabaseSettings, ManifestSettings):
    """What whoever runs the bot decides on. Each field is the environment variable of its name."""

    slack_bot_token: Annotated[SecretStr, _token("xoxb-", "xoxe.xoxb-")]
    slack_app_token: Annotated[SecretStr, _token("xapp-")] | None = None
    slack_signing_secret: SecretStr | None = None
    slack_api_url: Annotated[str, AfterValidator(_api_url)] = SLACK_API_URL
    alliance_channel: Annotated[str, Field(min_length=1)] = "alliance"
    alliance_timezone: Annotated[str, AfterValidator(_timezone)] = "UTC"
    alliance_coordinators: UserIds = ()
    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65535)] = 3000


class SocketSettings(Settings):
    """What Socket Mode needs."""

    slack_app_token: Annotated[SecretStr, _token("xapp-")]


class HttpSettings(Settings):
    """What HTTP mode needs."""

    slack_signing_secret: SecretStr


def load(kind: type[Read], **given: Any) -> Read:
    """Read the settings of a kind, but for those given; SettingsError tells all that is wrong with them."""
    problems = []
    if all(os.environ.get(name) for name in OAUTH_PAIR):
        problems.append(f"{' and '.join(OAUTH_PAIR)}: unset them; this bot serves one workspace by its token")
    try:
        settings = kind(**given)
    except ValidationError as error:
        problems += [_line(one) for one in error.errors()]
    else:
        if not problems:
            return settings
    raise SettingsError(problems)


def _line(problem: object) -> str:
    """Return what is wrong with one setting, without its value: it may be a secret."""
    details = dict(problem)  # type: ignore[call-overload]
    name = str(details["loc"][0]).upper()
    if details["type"] == "missing":
        return f"{name}: is missing{MISSING.get(name, '')}"
    return f"{name}: {str(details['msg']).removeprefix('Value error, ')}"

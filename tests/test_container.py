"""The container files: linted, carried out step by step without Docker, and in step with the settings."""

import asyncio
import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.settings import HttpSettings
from handlers import FEATURES
from handlers.kit.manifest import manifest
from sandbox.server import Sandbox
from tests.images import Image, context

PROJECT = Path(__file__).parent.parent
DOCKERFILE = PROJECT / "Dockerfile"
STARTS_WITHIN = 30.0


@pytest.fixture
def services() -> dict[str, Any]:
    """Return the services of compose.yaml."""
    content: dict[str, Any] = yaml.safe_load((PROJECT / "compose.yaml").read_text())["services"]
    return content


def test_hadolint_says_nothing() -> None:
    """The Dockerfile keeps the rules of its linter."""
    hadolint = Path(sys.executable).parent / "hadolint"
    found = subprocess.run([hadolint, DOCKERFILE], capture_output=True, text=True, check=False)  # noqa: S603
    assert (found.stdout, found.returncode) == ("", 0)


@pytest.mark.skipif("CI" not in os.environ, reason="installs all afresh: a minute; make container-check")
@pytest.mark.timeout(400)
async def test_dockerfile_makes_an_image_that_works(tmp_path: Path) -> None:
    """The image explains itself, migrates its SQLite file, runs, and its health check finds it alive."""
    image = Image(context(PROJECT, tmp_path / "context"), tmp_path)
    await asyncio.to_thread(image.build, DOCKERFILE.read_text())
    assert "--http" in image.run("run", "--help")
    assert "up to date" in image.run("migrate")
    assert (image.root / "data" / "alliance.db").stat().st_size > 0
    packages = next(image.root.glob("opt/alliance/lib/*/site-packages"))
    assert (packages / "migrations" / "script.py.mako").exists()
    assert not (packages / "nicegui").exists()
    async with Sandbox.running(manifest(FEATURES)) as slack:
        await _runs(image, slack)


async def _runs(image: Image, slack: Sandbox) -> None:
    """Run the image until it is connected to Slack, ask its health check, and end it as Docker does."""
    settings = {
        "SLACK_API_URL": slack.api_url,
        "SLACK_BOT_TOKEN": slack.app.bot_token,
        "SLACK_APP_TOKEN": slack.app.app_token,
        "PORT": str(_free_port()),
    }
    with image.start([*image.commands["ENTRYPOINT"], *image.commands["CMD"]], **settings) as bot:
        try:
            await slack.until_connected(1, STARTS_WITHIN)
            with image.start(image.commands["HEALTHCHECK"], **settings) as check:
                assert await asyncio.to_thread(check.wait, 10) == 0
        finally:
            bot.terminate()
        assert await asyncio.to_thread(bot.wait, 30) == 0


def test_compose_starts_in_order(services: dict[str, Any]) -> None:
    """PostgreSQL is healthy before `alliance migrate` runs, and that has ended before the bot starts."""
    assert "healthcheck" in services["database"]
    assert services["migrate"]["command"] == ["migrate"]
    assert services["migrate"]["depends_on"]["database"]["condition"] == "service_healthy"
    assert services["bot"]["depends_on"]["migrate"]["condition"] == "service_completed_successfully"


def test_compose_names_settings_that_exist(services: dict[str, Any]) -> None:
    """What compose.yaml sets for the bot is a setting of the bot, or PostgreSQL's password."""
    known = {name.upper() for name in HttpSettings.model_fields} | {"PGPASSWORD"}
    for name in ("migrate", "bot"):
        assert set(services[name]["environment"]) <= known


def test_compose_holds_no_secret(services: dict[str, Any]) -> None:
    """Passwords and tokens come from .env, which neither git nor the image holds."""
    assert services["bot"]["env_file"] == ".env"
    password = services["database"]["environment"]["POSTGRES_PASSWORD"]
    assert password.startswith("${POSTGRES_PASSWORD:?")
    assert "\n.env\n" in (PROJECT / ".gitignore").read_text()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])

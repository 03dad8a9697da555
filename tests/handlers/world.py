"""A whole world to test in: a local workspace, and the bot connected to it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from pydantic import SecretStr

from bot.app.application import Application, build
from bot.clock import Clock
from bot.settings import Settings
from handlers import FEATURES
from handlers.kit.manifest import manifest
from sandbox.messages import Message
from sandbox.sample import EASTERN, ORGANISATIONS
from sandbox.server import Sandbox
from storage import organizations
from storage.organizations import Organization
from storage.unit import Unit


@dataclass
class World:
    """The workspace, and the bot in it."""

    sandbox: Sandbox
    bot: Application

    @property
    def posts(self) -> list[Message]:
        """What stands in the alliance channel."""
        return self.sandbox.channel("alliance").messages

    async def posted(self, count: int) -> list[Message]:
        """Wait until that many messages stand in the alliance channel."""
        await self.sandbox.until(lambda: len(self.posts) >= count)
        assert len(self.posts) == count
        return self.posts


@asynccontextmanager
async def world(database_url: str, clock: Clock, **settings: Any) -> AsyncIterator[World]:
    """Open a workspace with the sample alliance's people, and connect the bot to it over Socket Mode."""
    async with Sandbox.running(manifest(FEATURES)) as sandbox:
        chosen = Settings(
            _env_file=None,
            slack_bot_token=SecretStr(sandbox.app.bot_token),
            slack_app_token=SecretStr(sandbox.app.app_token),
            slack_api_url=sandbox.api_url,
            database_url=database_url,
            alliance_timezone=EASTERN,
            port=0,
            **settings,
        )
        bot = await build(chosen, clock)
        await bot.database.run(_organizations)
        await bot.start(http=False)
        await sandbox.until_connected(2)
        try:
            yield World(sandbox, bot)
        finally:
            await bot.stop()


def _organizations(unit: Unit) -> None:
    for one in ORGANISATIONS:
        partner = Organization(slug=one.slug, name=one.name, sector=one.sector, created_at=unit.now)
        organizations.add(unit, partner, one.domains)


def text_of(message: Message) -> str:
    """Return everything that a message shows, its blocks included."""
    return "\n".join([message.text, *(_texts(message.blocks or []))])


def _texts(content: Any) -> list[str]:
    if isinstance(content, dict):
        own = [content["text"]] if isinstance(content.get("text"), str) else []
        return own + [text for value in content.values() for text in _texts(value)]
    if isinstance(content, list):
        return [text for value in content for text in _texts(value)]
    return []

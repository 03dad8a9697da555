"""The app as its manifest describes it."""

import copy

import pytest

from sandbox.server import Sandbox
from sandbox.shapes import Json
from tests.sandbox.apps import client_of, error_of
from tests.sandbox.forms import HOME
from tests.sandbox.manifests import MANIFEST


def with_tabs(**tabs: bool) -> Json:
    """Return the manifest with these tabs of the app's Home."""
    manifest = copy.deepcopy(MANIFEST)
    manifest["features"]["app_home"] = tabs
    return manifest


async def test_bot_user(sandbox: Sandbox) -> None:
    """The bot user has the manifest's names, and is in no channel."""
    bot = sandbox.workspace.user("alliance-bot")
    assert (bot.id, bot.real_name, bot.is_bot) == (sandbox.app.bot_user_id, "Alliance Bot", True)
    assert list(sandbox.workspace.channels_of(bot.id)) == []


async def test_optional_scopes() -> None:
    """Optional scopes are granted, and may be taken away by a test."""
    manifest = {"oauth_config": {"scopes": {"bot": ["chat:write"], "bot_optional": ["users:read"]}}}
    async with Sandbox.running(manifest) as sandbox:
        client = client_of(sandbox)
        assert (await client.users_list())["members"]
        sandbox.app.scopes.discard("users:read")
        assert await error_of(client.users_list()) == "missing_scope"


async def test_tabs() -> None:
    """Without its tabs an app has neither a Home nor direct messages."""
    async with Sandbox.running(with_tabs(home_tab_enabled=False, messages_tab_enabled=False)) as sandbox:
        client = client_of(sandbox)
        publishing = client.views_publish(user_id="U0ANA00000", view=HOME)
        assert await error_of(publishing) == "not_enabled"
        posting = client.chat_postMessage(channel="U0ANA00000", text="Hi")
        assert await error_of(posting) == "messages_tab_disabled"


async def test_read_only_messages() -> None:
    """In a read-only tab the app may write, and people may not."""
    tabs = with_tabs(messages_tab_enabled=True, messages_tab_read_only_enabled=True)
    async with Sandbox.running(tabs) as sandbox:
        await client_of(sandbox).chat_postMessage(channel="U0ANA00000", text="Hi")
        with pytest.raises(LookupError, match="takes no messages"):
            await sandbox.person("ana").types("Hello?")

"""reactions.*, pins.*, bookmarks.*, files.*."""

from io import BytesIO

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.server import Sandbox
from sandbox.shapes import Json
from tests.sandbox.apps import error_of

ALLIANCE = "C0ALLIANCE"


@pytest.fixture
async def ts(client: AsyncWebClient) -> str:
    """Return the timestamp of a message that the bot has posted in #alliance."""
    await client.conversations_join(channel=ALLIANCE)
    return str((await client.chat_postMessage(channel=ALLIANCE, text="Hi"))["ts"])


async def test_reactions(sandbox: Sandbox, client: AsyncWebClient, ts: str) -> None:
    """A reaction is given once, and taken back once."""
    place: Json = {"channel": ALLIANCE, "timestamp": ts}
    await client.reactions_add(name="tada", **place)
    await sandbox.person("ana").reacts("tada", sandbox.channel("alliance").messages[0])
    found = (await client.reactions_get(**place))["message"]["reactions"]
    assert found == [{"name": "tada", "users": [sandbox.app.bot_user_id, "U0ANA00000"], "count": 2}]
    assert await error_of(client.reactions_add(name="tada", **place)) == "already_reacted"
    await client.reactions_remove(name="tada", **place)
    assert await error_of(client.reactions_remove(name="tada", **place)) == "no_reaction"
    assert sandbox.channel("alliance").messages[0].reactions == {"tada": ["U0ANA00000"]}


async def test_reactions_refused(client: AsyncWebClient, ts: str) -> None:
    """A reaction has a name, and sticks to a message."""
    call = client.reactions_add(channel=ALLIANCE, timestamp=ts, name="no such name")
    assert await error_of(call) == "invalid_name"
    call = client.reactions_add(channel=ALLIANCE, timestamp="1.000001", name="tada")
    assert await error_of(call) == "message_not_found"
    assert await error_of(client.reactions_get(channel=ALLIANCE)) == "no_item_specified"


async def test_pins(client: AsyncWebClient, ts: str) -> None:
    """A message is pinned once, listed, and unpinned once."""
    await client.pins_add(channel=ALLIANCE, timestamp=ts)
    assert await error_of(client.pins_add(channel=ALLIANCE, timestamp=ts)) == "already_pinned"
    assert [pin["message"]["ts"] for pin in (await client.pins_list(channel=ALLIANCE))["items"]] == [ts]
    await client.pins_remove(channel=ALLIANCE, timestamp=ts)
    assert await error_of(client.pins_remove(channel=ALLIANCE, timestamp=ts)) == "no_pin"


@pytest.mark.usefixtures("ts")
async def test_bookmarks(sandbox: Sandbox, client: AsyncWebClient) -> None:
    """Bookmarks are added, changed, listed and removed."""
    call = await client.bookmarks_add(
        channel_id=ALLIANCE, title="Plan", type="link", link="https://plan.example"
    )
    wanted = {"channel_id": ALLIANCE, "bookmark_id": call["bookmark"]["id"]}
    await client.bookmarks_edit(title="New plan", **wanted)
    (bookmark,) = (await client.bookmarks_list(channel_id=ALLIANCE))["bookmarks"]
    assert (bookmark["title"], bookmark["link"]) == ("New plan", "https://plan.example")
    await client.bookmarks_remove(**wanted)
    assert sandbox.channel("alliance").bookmarks == []
    assert await error_of(client.bookmarks_remove(**wanted)) == "not_found"


@pytest.mark.usefixtures("ts")
async def test_bookmarks_refused(client: AsyncWebClient) -> None:
    """Only links, and real ones, can be bookmarked."""
    add = {"channel_id": ALLIANCE, "title": "Plan"}
    call = client.bookmarks_add(type="sticker", link="https://plan.example", **add)
    assert await error_of(call) == "invalid_bookmark_type"
    assert await error_of(client.bookmarks_add(type="link", link="plan", **add)) == "invalid_link"


@pytest.mark.usefixtures("ts")
async def test_upload(sandbox: Sandbox, client: AsyncWebClient) -> None:
    """The client's three-step upload shares a file in the channel, where the app can fetch it."""
    sent = await client.files_upload_v2(
        channel=ALLIANCE, content="a,b\n1,2\n", filename="export.csv", title="Export", initial_comment="Here"
    )
    message = sandbox.channel("alliance").messages[-1]
    file = sandbox.workspace.files[message.files[0]]
    assert (message.text, file.title, file.content) == ("Here", "Export", b"a,b\n1,2\n")
    info = (await client.files_info(file=sent["file"]["id"]))["file"]
    assert (info["name"], info["size"], info["channels"]) == ("export.csv", 8, [ALLIANCE])
    headers = {"authorization": f"Bearer {sandbox.app.bot_token}"}
    async with aiohttp.ClientSession() as session:
        fetched = await session.get(info["url_private"], headers=headers)
        assert await fetched.read() == file.content
        stranger = await session.get(info["url_private"])
        assert b"Sign in" in await stranger.read()
        assert (stranger.status, stranger.content_type) == (200, "text/html")


async def test_upload_refused(sandbox: Sandbox, client: AsyncWebClient) -> None:
    """A file must have been uploaded to be shared, and the bot must be in the channel."""
    place = await client.files_getUploadURLExternal(filename="a.txt", length=2)
    early = client.files_completeUploadExternal(files=[{"id": place["file_id"]}])
    assert await error_of(early) == "file_not_found"
    assert await error_of(client.files_info(file=place["file_id"])) == "file_not_found"
    async with aiohttp.ClientSession() as session:
        sent = await session.post(place["upload_url"], data={"file": BytesIO(b"hi")})
        assert await sent.text() == "OK - 2"
        missing = await session.post(f"{sandbox.url}upload/v1/F0NONE", data=b"hi")
        assert (missing.status, await missing.text()) == (404, "file_not_found")
    call = client.files_completeUploadExternal(files=[{"id": place["file_id"]}], channel_id=ALLIANCE)
    assert await error_of(call) == "not_in_channel"

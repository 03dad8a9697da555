"""chat.*: posting, changing, deleting."""

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.accounts import deactivate
from sandbox.server import Sandbox
from sandbox.shapes import Json
from tests.sandbox.apps import client_of, error_of, refused
from tests.sandbox.manifests import MANIFEST

SECTION = {"type": "section", "text": {"type": "mrkdwn", "text": "*Hello*"}}
METADATA = {"event_type": "notice", "event_payload": {"id": 7}}
ALLIANCE = "C0ALLIANCE"


@pytest.fixture
async def joined(client: AsyncWebClient) -> AsyncWebClient:
    """Return the client of a bot that is in #alliance."""
    await client.conversations_join(channel=ALLIANCE)
    return client


async def test_post(sandbox: Sandbox, joined: AsyncWebClient) -> None:
    """A message appears in the channel, with its blocks and metadata."""
    answer = await joined.chat_postMessage(channel=ALLIANCE, text="Hi", blocks=[SECTION], metadata=METADATA)
    (message,) = sandbox.channel("alliance").messages
    assert (answer["channel"], answer["ts"]) == (ALLIANCE, message.ts)
    assert (message.text, message.user, message.bot_id) == ("Hi", sandbox.app.bot_user_id, sandbox.app.bot_id)
    assert message.blocks[0]["text"] == SECTION["text"]
    assert message.metadata == METADATA
    assert message.words == "*Hello*"


async def test_post_to_a_person(sandbox: Sandbox, client: AsyncWebClient) -> None:
    """Posting to a user id opens direct messages, and goes there the second time, too."""
    first = await client.chat_postMessage(channel="U0ANA00000", text="One")
    second = await client.chat_postMessage(channel="U0ANA00000", text="Two")
    assert first["channel"] == second["channel"]
    assert first["channel"].startswith("D")
    assert [message.text for message in sandbox.person("ana").dms] == ["One", "Two"]
    assert sandbox.person("leo").dms == []


async def test_post_by_name(sandbox: Sandbox, joined: AsyncWebClient) -> None:
    """A public channel may be named."""
    await joined.chat_postMessage(channel="#alliance", text="Hi")
    assert [message.text for message in sandbox.channel("alliance").messages] == ["Hi"]


async def test_not_in_channel(client: AsyncWebClient) -> None:
    """The bot must be a member to post, unless it may post anywhere."""
    assert await error_of(client.chat_postMessage(channel=ALLIANCE, text="Hi")) == "not_in_channel"


async def test_post_without_joining(sandbox: Sandbox, client: AsyncWebClient) -> None:
    """With `chat:write.public` it need not be in a public channel, but must be in a private one."""
    sandbox.app.scopes.add("chat:write.public")
    await client.chat_postMessage(channel=ALLIANCE, text="Hi")
    assert await error_of(client.chat_postMessage(channel="C0STEERING", text="Hi")) == "channel_not_found"


async def test_channel_not_found(client: AsyncWebClient) -> None:
    """Neither unknown channels nor other people's are found."""
    assert await error_of(client.chat_postMessage(channel="C0NOWHERE", text="Hi")) == "channel_not_found"


async def test_other_peoples_direct_messages(sandbox: Sandbox, client: AsyncWebClient) -> None:
    """Direct messages between others are none of the bot's business."""
    theirs = sandbox.workspace.direct("U0ANA00000", "U0LEO00000")
    assert await error_of(client.chat_postMessage(channel=theirs.id, text="Hi")) == "channel_not_found"


async def test_archived(sandbox: Sandbox, joined: AsyncWebClient) -> None:
    """An archived channel takes nothing."""
    sandbox.channel("alliance").is_archived = True
    assert await error_of(joined.chat_postMessage(channel=ALLIANCE, text="Hi")) == "is_archived"


async def test_bots_take_no_messages(client: AsyncWebClient) -> None:
    """A bot cannot be written to."""
    assert await error_of(client.chat_postMessage(channel="U0DEPLOYBOT", text="Hi")) == "cannot_dm_bot"


async def test_deactivated_people_take_no_messages(sandbox: Sandbox, client: AsyncWebClient) -> None:
    """Neither can somebody whose account has ended, even where there were messages before."""
    room = (await client.chat_postMessage(channel="U0LEO00000", text="Hi"))["channel"]
    deactivate(sandbox.workspace, sandbox.workspace.user("leo"))
    assert await error_of(client.chat_postMessage(channel="U0NINA0000", text="Hi")) == "user_disabled"
    assert await error_of(client.chat_postMessage(channel=room, text="Hi")) == "user_disabled"


async def test_empty_message(joined: AsyncWebClient) -> None:
    """There must be something in a message."""
    assert await error_of(joined.api_call("chat.postMessage", json={"channel": ALLIANCE})) == "no_text"


async def test_text_too_long(joined: AsyncWebClient) -> None:
    """Text has a limit, and a lower one when a message is changed."""
    ts = (await joined.chat_postMessage(channel=ALLIANCE, text="x" * 40_000))["ts"]
    assert await error_of(joined.chat_postMessage(channel=ALLIANCE, text="x" * 40_001)) == "msg_too_long"
    assert await error_of(joined.chat_update(channel=ALLIANCE, ts=ts, text="x" * 4_001)) == "msg_too_long"


async def test_markdown_excludes_text(sandbox: Sandbox, joined: AsyncWebClient) -> None:
    """`markdown_text` comes alone."""
    await joined.chat_postMessage(channel=ALLIANCE, markdown_text="**Hi**")
    assert sandbox.channel("alliance").messages[-1].text == "**Hi**"
    call = joined.api_call("chat.postMessage", json={"channel": ALLIANCE, "text": "a", "markdown_text": "b"})
    assert await error_of(call) == "markdown_text_conflict"


async def test_invalid_blocks(joined: AsyncWebClient) -> None:
    """Blocks that Slack does not take are refused, with the place of what is wrong."""
    blocks = [{"type": "header", "text": {"type": "plain_text", "text": "x" * 151}}]
    answer = await refused(joined.chat_postMessage(channel=ALLIANCE, text="Hi", blocks=blocks))
    assert answer["error"] == "invalid_blocks"
    assert answer["response_metadata"]["messages"] == [
        "[ERROR] must be less than 151 characters [json-pointer:/blocks/0/text/text]"
    ]


async def test_blocks_that_are_no_json(joined: AsyncWebClient) -> None:
    """Blocks in a form must be JSON."""
    call = joined.chat_postMessage(channel=ALLIANCE, text="Hi", blocks="[")
    assert await error_of(call) == "invalid_blocks_format"


@pytest.mark.parametrize("metadata", [{"event_type": "x"}, {"event_payload": {}}])
async def test_metadata_needs_both_parts(joined: AsyncWebClient, metadata: Json) -> None:
    """Metadata has a type and a payload."""
    call = joined.chat_postMessage(channel=ALLIANCE, text="Hi", metadata=metadata)
    assert await error_of(call) == "invalid_metadata_schema"


async def test_thread(sandbox: Sandbox, joined: AsyncWebClient) -> None:
    """A reply goes into the thread of its parent, also when it answers another reply."""
    parent = (await joined.chat_postMessage(channel=ALLIANCE, text="Who?"))["ts"]
    reply = (await joined.chat_postMessage(channel=ALLIANCE, text="Me", thread_ts=parent))["ts"]
    await joined.chat_postMessage(channel=ALLIANCE, text="And me", thread_ts=reply)
    assert [m.thread_ts for m in sandbox.channel("alliance").messages] == [parent, parent, parent]
    call = joined.chat_postMessage(channel=ALLIANCE, text="Hi", thread_ts="1.000001")
    assert await error_of(call) == "thread_not_found"


async def test_custom_name_needs_its_scope() -> None:
    """Posting under another name needs a scope of its own."""
    async with Sandbox.running(MANIFEST) as sandbox:
        client = client_of(sandbox)
        await client.chat_postMessage(channel="U0ANA00000", text="Hi", username="Somebody")
        sandbox.app.scopes.remove("chat:write.customize")
        answer = await refused(client.chat_postMessage(channel="U0ANA00000", text="Hi", username="Else"))
    assert answer["needed"] == "chat:write.customize"
    assert sandbox.person("ana").dms[0].username == "Somebody"


async def test_ephemeral(sandbox: Sandbox, joined: AsyncWebClient) -> None:
    """Only its reader sees an ephemeral message, and it is not in the channel."""
    await joined.chat_postEphemeral(channel=ALLIANCE, user="U0ANA00000", text="Psst")
    assert [message.text for message in sandbox.person("ana").sees("alliance")] == ["Psst"]
    assert sandbox.person("leo").sees("alliance") == []
    assert sandbox.channel("alliance").messages == []


async def test_ephemeral_to_an_outsider(joined: AsyncWebClient) -> None:
    """Its reader must be in the channel."""
    call = joined.chat_postEphemeral(channel=ALLIANCE, user="U0TESSA000", text="Psst")
    assert await error_of(call) == "user_not_in_channel"


async def test_update(sandbox: Sandbox, joined: AsyncWebClient) -> None:
    """A change replaces text and blocks, and keeps the metadata unless others are given."""
    sent = await joined.chat_postMessage(channel=ALLIANCE, text="Old", blocks=[SECTION], metadata=METADATA)
    await joined.chat_update(channel=ALLIANCE, ts=sent["ts"], text="New")
    (message,) = sandbox.channel("alliance").messages
    assert (message.text, message.blocks, message.metadata) == ("New", [], METADATA)
    assert message.edited
    assert message.edited["user"] == sandbox.app.bot_user_id


async def test_update_what_is_not_there(sandbox: Sandbox, joined: AsyncWebClient) -> None:
    """Only own messages can be changed, and only those that exist, which ephemeral ones do not."""
    (theirs,) = await sandbox.person("ana").types("Hello", channel="alliance")
    hidden = await joined.chat_postEphemeral(channel=ALLIANCE, user="U0ANA00000", text="Psst")
    errors = [
        await error_of(joined.chat_update(channel=ALLIANCE, ts=ts, text="New"))
        for ts in (theirs.ts, "1.000001", hidden["message_ts"])
    ]
    assert errors == ["cant_update_message", "message_not_found", "message_not_found"]


async def test_delete(sandbox: Sandbox, joined: AsyncWebClient) -> None:
    """The bot can delete its own messages, once, and no others."""
    ts = (await joined.chat_postMessage(channel=ALLIANCE, text="Oops"))["ts"]
    (theirs,) = await sandbox.person("ana").types("Hello", channel="alliance")
    await joined.chat_delete(channel=ALLIANCE, ts=ts)
    assert sandbox.channel("alliance").messages == [theirs]
    assert await error_of(joined.chat_delete(channel=ALLIANCE, ts=ts)) == "message_not_found"
    assert await error_of(joined.chat_delete(channel=ALLIANCE, ts=theirs.ts)) == "cant_delete_message"


async def test_permalink(sandbox: Sandbox, joined: AsyncWebClient) -> None:
    """A message has an address, and one in a thread says so."""
    parent = (await joined.chat_postMessage(channel=ALLIANCE, text="Who?"))["ts"]
    reply = (await joined.chat_postMessage(channel=ALLIANCE, text="Me", thread_ts=parent))["ts"]
    link = (await joined.chat_getPermalink(channel=ALLIANCE, message_ts=parent))["permalink"]
    assert link == f"{sandbox.url}archives/{ALLIANCE}/p{parent.replace('.', '')}"
    link = (await joined.chat_getPermalink(channel=ALLIANCE, message_ts=reply))["permalink"]
    assert link.endswith(f"?thread_ts={parent}&cid={ALLIANCE}")
    missing = joined.chat_getPermalink(channel=ALLIANCE, message_ts="1.000001")
    assert await error_of(missing) == "message_not_found"

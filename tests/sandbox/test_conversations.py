"""conversations.*: looking, and the life of channels."""

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.sample import add_visitor
from sandbox.server import Sandbox
from tests.sandbox.apps import client_of, error_of, refused
from tests.sandbox.manifests import without_scope

ALLIANCE, GENERAL, STEERING = "C0ALLIANCE", "C0GENERAL0", "C0STEERING"


async def test_list_shows_public_channels(client: AsyncWebClient) -> None:
    """The list has all public channels, and no private one that the bot is not in."""
    listed = await client.conversations_list(types="public_channel,private_channel")
    names = {channel["name"]: channel["is_member"] for channel in listed["channels"]}
    assert names == dict.fromkeys(("general", "alliance", "alliance-urgent", "alliance-news"), False)


async def test_list_by_kind(sandbox: Sandbox, client: AsyncWebClient) -> None:
    """Private channels and direct messages are listed on request, if the bot takes part in them."""
    await sandbox.person("bea").invites("@alliance-bot", "steering")
    await client.conversations_open(users="U0ANA00000")
    private = await client.conversations_list(types="private_channel")
    direct = await client.conversations_list(types="im")
    assert [channel["name"] for channel in private["channels"]] == ["steering"]
    assert [channel["user"] for channel in direct["channels"]] == ["U0ANA00000"]
    assert await error_of(client.conversations_list(types="everything")) == "invalid_types"


async def test_archived_channels_can_be_left_out(sandbox: Sandbox, client: AsyncWebClient) -> None:
    """`exclude_archived` does what it says."""
    sandbox.channel("alliance-news").is_archived = True
    listed = await client.conversations_list(exclude_archived=True)
    assert "alliance-news" not in [channel["name"] for channel in listed["channels"]]


async def test_info_and_members(sandbox: Sandbox, client: AsyncWebClient) -> None:
    """A channel can be looked up, with its members."""
    info = await client.conversations_info(channel=ALLIANCE, include_num_members=True)
    members = await client.conversations_members(channel=ALLIANCE)
    assert info["channel"]["num_members"] == len(members["members"])
    assert members["members"] == sandbox.channel("alliance").members
    assert await error_of(client.conversations_info(channel=STEERING)) == "channel_not_found"


async def test_conversations_of_the_bot(client: AsyncWebClient) -> None:
    """`users.conversations` lists what the bot is in."""
    assert (await client.users_conversations())["channels"] == []
    await client.conversations_join(channel=ALLIANCE)
    assert [c["id"] for c in (await client.users_conversations())["channels"]] == [ALLIANCE]


async def test_open_direct_messages(sandbox: Sandbox, client: AsyncWebClient) -> None:
    """Opening twice gives the same conversation; several people make a group."""
    first = await client.conversations_open(users="U0ANA00000", return_im=True)
    again = await client.conversations_open(channel=first["channel"]["id"])
    group = await client.conversations_open(users=["U0ANA00000", "U0LEO00000"])
    assert first["channel"]["user"] == "U0ANA00000"
    assert again["channel"]["id"] == first["channel"]["id"]
    assert sandbox.channel(group["channel"]["id"]).kind == "mpim"


@pytest.mark.parametrize(
    ("users", "error"),
    [
        ("U0NOBODY00", "user_not_found"),
        ("U0NINA0000", "user_disabled"),
        ("U0DEPLOYBOT", "cannot_dm_bot"),
        ("", "users_list_not_supplied"),
        (",".join(["U0ANA00000"] * 9), "too_many_users"),
    ],
)
async def test_open_refused(client: AsyncWebClient, users: str, error: str) -> None:
    """Not everybody can be written to."""
    assert await error_of(client.conversations_open(users=users)) == error


async def test_history(sandbox: Sandbox, client: AsyncWebClient) -> None:
    """History has the newest first, no replies, and metadata only on request."""
    await client.conversations_join(channel=ALLIANCE)
    metadata = {"event_type": "notice", "event_payload": {"id": 1}}
    first = (await client.chat_postMessage(channel=ALLIANCE, text="One", metadata=metadata))["ts"]
    await client.chat_postMessage(channel=ALLIANCE, text="Reply", thread_ts=first)
    await sandbox.person("ana").types("Two", channel="alliance")
    plain = await client.conversations_history(channel=ALLIANCE, oldest=first, inclusive=True)
    full = await client.conversations_history(channel=ALLIANCE, include_all_metadata=True)
    assert [message["text"] for message in plain["messages"]] == ["Two", "One"]
    assert "metadata" not in plain["messages"][1]
    assert plain["messages"][1]["reply_count"] == 1
    assert full["messages"][1]["metadata"] == metadata


async def test_history_between_two_moments(client: AsyncWebClient) -> None:
    """`oldest` and `latest` themselves count only when inclusive; pages follow by cursor."""
    await client.conversations_join(channel=ALLIANCE)
    posts = [await client.chat_postMessage(channel=ALLIANCE, text=str(number)) for number in range(4)]
    first, last = posts[0]["ts"], posts[3]["ts"]
    between = await client.conversations_history(channel=ALLIANCE, oldest=first, latest=last)
    page = await client.conversations_history(
        channel=ALLIANCE, oldest=first, latest=last, inclusive=True, limit=3
    )
    assert [message["text"] for message in between["messages"]] == ["2", "1"]
    assert page["has_more"]
    rest = await client.conversations_history(
        channel=ALLIANCE,
        oldest=first,
        inclusive=True,
        limit=3,
        cursor=page["response_metadata"]["next_cursor"],
    )
    assert [message["text"] for message in rest["messages"]] == ["0"]


async def test_replies(client: AsyncWebClient) -> None:
    """A thread begins with its parent, even when asked for by a reply."""
    await client.conversations_join(channel=ALLIANCE)
    parent = (await client.chat_postMessage(channel=ALLIANCE, text="Who?"))["ts"]
    reply = (await client.chat_postMessage(channel=ALLIANCE, text="Me", thread_ts=parent))["ts"]
    for ts in (parent, reply):
        thread = await client.conversations_replies(channel=ALLIANCE, ts=ts)
        assert [message["text"] for message in thread["messages"]] == ["Who?", "Me"]
    missing = client.conversations_replies(channel=ALLIANCE, ts="1.000001")
    assert await error_of(missing) == "thread_not_found"


async def test_history_needs_membership_and_scope() -> None:
    """What the bot does not take part in it cannot read, nor without the scope."""
    async with Sandbox.running(without_scope("channels:history")) as sandbox:
        client = client_of(sandbox)
        assert await error_of(client.conversations_history(channel=ALLIANCE)) == "not_in_channel"
        await client.conversations_join(channel=ALLIANCE)
        answer = await refused(client.conversations_history(channel=ALLIANCE))
    assert (answer["error"], answer["needed"]) == ("missing_scope", "channels:history")


async def test_join_and_leave(sandbox: Sandbox, client: AsyncWebClient) -> None:
    """The bot joins public channels by itself; doing it twice is told, not refused."""
    assert sandbox.app.bot_user_id not in sandbox.channel("alliance").members
    await client.conversations_join(channel=ALLIANCE)
    assert (await client.conversations_join(channel=ALLIANCE))["warning"] == "already_in_channel"
    assert sandbox.app.bot_user_id in sandbox.channel("alliance").members
    await client.conversations_leave(channel=ALLIANCE)
    assert (await client.conversations_leave(channel=ALLIANCE))["not_in_channel"]
    assert sandbox.channel("alliance").messages == []


async def test_join_refused(sandbox: Sandbox, client: AsyncWebClient) -> None:
    """Private channels cannot be joined, nor can archived ones."""
    sandbox.channel("alliance-news").is_archived = True
    assert await error_of(client.conversations_join(channel=STEERING)) == "channel_not_found"
    assert await error_of(client.conversations_join(channel="C0NEWS0000")) == "is_archived"


async def test_create(sandbox: Sandbox, client: AsyncWebClient) -> None:
    """A new channel has the bot as its creator and first member."""
    created = await client.conversations_create(name="food-access", is_private=True)
    channel = sandbox.channel("food-access")
    assert created["channel"]["id"] == channel.id
    assert (channel.kind, channel.members) == ("group", [sandbox.app.bot_user_id])


@pytest.mark.parametrize(
    ("name", "error"),
    [
        ("alliance", "name_taken"),
        ("Food", "invalid_name_specials"),
        ("food access", "invalid_name_specials"),
        ("---", "invalid_name_punctuation"),
        ("x" * 81, "invalid_name_maxlength"),
        ("", "invalid_name_required"),
    ],
)
async def test_create_refused(client: AsyncWebClient, name: str, error: str) -> None:
    """A name must be free, and in small letters."""
    assert await error_of(client.conversations_create(name=name)) == error


async def test_invite(sandbox: Sandbox, client: AsyncWebClient) -> None:
    """The bot brings people into channels that it is in."""
    await client.conversations_join(channel=ALLIANCE)
    await client.conversations_invite(channel=ALLIANCE, users=["U0TESSA000", "U0OWEN0000"])
    assert {"U0TESSA000", "U0OWEN0000"} <= set(sandbox.channel("alliance").members)


async def test_invite_refused(sandbox: Sandbox, client: AsyncWebClient) -> None:
    """Not everybody can be invited, and not from outside."""
    visitor = add_visitor(sandbox.workspace, channel="alliance-news").id
    call = client.conversations_invite(channel=ALLIANCE, users="U0TESSA000")
    assert await error_of(call) == "not_in_channel"
    await client.conversations_join(channel=ALLIANCE)
    people = ["U0ANA00000", "U0NOBODY00", sandbox.app.bot_user_id, visitor]
    errors = [await error_of(client.conversations_invite(channel=ALLIANCE, users=one)) for one in people]
    assert errors == ["already_in_channel", "user_not_found", "cant_invite_self", "user_is_restricted"]


async def test_invite_some(sandbox: Sandbox, client: AsyncWebClient) -> None:
    """With `force` those who can be invited are, and the others are told."""
    await client.conversations_join(channel=ALLIANCE)
    both = ["U0ANA00000", "U0TESSA000"]
    assert await error_of(client.conversations_invite(channel=ALLIANCE, users=both)) == "already_in_channel"
    answer = await client.conversations_invite(channel=ALLIANCE, users=both, force=True)
    assert [error["error"] for error in answer["errors"]] == ["already_in_channel"]
    assert "U0TESSA000" in sandbox.channel("alliance").members


async def test_kick(sandbox: Sandbox, client: AsyncWebClient) -> None:
    """The bot can take people out again, but neither itself nor anybody out of #general."""
    for channel in (ALLIANCE, GENERAL):
        await client.conversations_join(channel=channel)
    await client.conversations_kick(channel=ALLIANCE, user="U0ANA00000")
    assert "U0ANA00000" not in sandbox.channel("alliance").members
    me = sandbox.app.bot_user_id
    assert await error_of(client.conversations_kick(channel=ALLIANCE, user="U0ANA00000")) == "not_in_channel"
    assert await error_of(client.conversations_kick(channel=ALLIANCE, user=me)) == "cant_kick_self"
    call = client.conversations_kick(channel=GENERAL, user="U0ANA00000")
    assert await error_of(call) == "cant_kick_from_general"


async def test_topic_purpose_and_name(sandbox: Sandbox, client: AsyncWebClient) -> None:
    """A channel can be described and renamed; Slack notes it in the channel."""
    await client.conversations_join(channel=ALLIANCE)
    await client.conversations_setTopic(channel=ALLIANCE, topic="Now")
    await client.conversations_setPurpose(channel=ALLIANCE, purpose="Why")
    await client.conversations_rename(channel=ALLIANCE, name="us")
    channel = sandbox.channel("us")
    assert (channel.topic, channel.purpose) == ("Now", "Why")
    subtypes = [message.subtype for message in channel.history]
    assert subtypes == ["channel_join", "channel_topic", "channel_purpose", "channel_name"]
    assert await error_of(client.conversations_setTopic(channel=ALLIANCE, topic="x" * 251)) == "too_long"
    assert await error_of(client.conversations_rename(channel=ALLIANCE, name="general")) == "name_taken"


async def test_archive(sandbox: Sandbox, client: AsyncWebClient) -> None:
    """A channel can be closed once; #general never."""
    assert await error_of(client.conversations_archive(channel=ALLIANCE)) == "not_in_channel"
    for channel in (ALLIANCE, GENERAL):
        await client.conversations_join(channel=channel)
    await client.conversations_archive(channel=ALLIANCE)
    assert sandbox.channel("alliance").is_archived
    assert await error_of(client.conversations_archive(channel=ALLIANCE)) == "already_archived"
    assert await error_of(client.conversations_archive(channel=GENERAL)) == "cant_archive_general"
    assert await error_of(client.conversations_invite(channel=ALLIANCE, users="U0TESSA000")) == "is_archived"
    assert await error_of(client.conversations_leave(channel=ALLIANCE)) == "is_archived"


async def test_general_cannot_be_left(client: AsyncWebClient) -> None:
    """Nobody leaves #general."""
    await client.conversations_join(channel=GENERAL)
    assert await error_of(client.conversations_leave(channel=GENERAL)) == "cant_leave_general"

"""What becomes of messages that Slack does not take, or that nobody knows whether it took."""

from datetime import timedelta

import pytest

from bot.rules.outbox import ALLIANCE, GIVEN_UP_AFTER, NoticeState
from bot.services import members
from bot.services.outbox import TROUBLE
from handlers.delivery import post as posting
from sandbox.membership import leave
from sandbox.messages import Draft
from sandbox.posting import post
from tests.handlers.delivery.office import Office

ANA, BEA, LEO = "U0ANA00000", "U0BEA00000", "U0LEO00000"
SENT, PENDING, FAILED = NoticeState.SENT, NoticeState.PENDING, NoticeState.FAILED


async def test_retry_after_holds_up_one_channel_only(office: Office) -> None:
    """Where Slack asks for patience with one channel, others get theirs, and the order is kept."""
    office.worker().start()
    office.sandbox.faults.rate_limited("chat.postMessage", retry_after=30)
    await office.say("one")
    await office.until_error("ratelimited")
    await office.say("two")
    await office.say("For Ana", to=ANA)
    await office.until_all(PENDING, PENDING, SENT)
    await office.pass_time(29)
    await office.workers[0].turn()
    assert office.texts == []
    await office.pass_time(1)
    await office.until_all(SENT, SENT, SENT)
    assert office.texts == ["one", "two"]


async def test_retry_after_of_two_channels_holds_up_all(office: Office) -> None:
    """Slack asking for patience with two targets at once means the workspace: everything waits."""
    worker = office.worker()
    worker.start()
    office.sandbox.faults.rate_limited("chat.postMessage", times=2, retry_after=30)
    await office.say("one")
    await office.say("two", to=ANA)
    await office.until(lambda found: [one.last_error for one in found] == ["ratelimited"] * 2)
    await office.say("three", to=LEO)
    await worker.turn()
    await office.until_all(PENDING, PENDING, PENDING)
    await office.pass_time(30)
    await office.until_all(SENT, SENT, SENT)


@pytest.mark.parametrize("target", [ALLIANCE, ANA])
async def test_a_server_error_is_tried_again_later(office: Office, target: str) -> None:
    """A message that Slack failed on, and did not post, is posted once at a second try."""
    office.sandbox.faults.server_error("chat.postMessage")
    office.worker().start()
    await office.say("Hello", to=target)
    await office.until_error("http_503")
    assert _posted(office, target) == []
    await office.pass_time(2)
    await office.until_all(SENT)
    assert _posted(office, target) == ["Hello"]


@pytest.mark.parametrize("target", [ALLIANCE, ANA])
async def test_a_server_error_after_the_effect_doubles_nothing(office: Office, target: str) -> None:
    """A message that Slack posted before it failed is found by the notice's id, and not posted again."""
    office.sandbox.faults.server_error("chat.postMessage", after=True)
    office.worker().start()
    await office.say("Hello", to=target)
    await office.until_error("http_503")
    await office.pass_time(2)
    (notice,) = await office.until_all(SENT)
    assert _posted(office, target) == ["Hello"]
    (message,) = office.sandbox.channel(notice.channel or "").messages
    assert notice.ts == message.ts


async def test_a_lost_answer_doubles_nothing(impatient_office: Office) -> None:
    """A message whose posting Slack never confirmed is found, however much was written after it."""
    office = impatient_office
    office.sandbox.faults.timeout("chat.postMessage", after=True)
    office.worker().start()
    await office.say("Hello")
    await office.until_error("no_answer")
    workspace = office.sandbox.workspace
    for number in range(posting.PAGE + 1):
        post(workspace, workspace.channel("alliance"), workspace.user("tom"), Draft(f"Later {number}"))
    await office.pass_time(2)
    (notice,) = await office.until_all(SENT)
    assert office.texts.count("Hello") == 1
    assert notice.ts == office.sandbox.channel("alliance").messages[0].ts
    assert len(office.sandbox.calls.of("conversations.history")) == 2


async def test_a_doubt_stays_while_slack_cannot_be_asked(office: Office) -> None:
    """As long as the look-up fails, too, nothing is posted again."""
    office.sandbox.faults.server_error("chat.postMessage", after=True)
    office.sandbox.faults.server_error("conversations.history")
    office.worker().start()
    await office.say("Hello")
    await office.until_error("http_503")
    await office.pass_time(2)
    await office.until_error("http_503", attempts=2)
    await office.pass_time(4)
    await office.until_all(SENT)
    assert office.texts == ["Hello"]


async def test_a_doubt_is_resolved_before_the_message_is_made(office: Office) -> None:
    """What was posted is known even if there is nothing to say any more: a later edit has what to change."""
    office.sandbox.faults.server_error("chat.postMessage", after=True)
    office.worker().start()
    await office.say("Hello", kind="once")
    (notice,) = await office.until(lambda found: found[0].last_error is not None, kind="once")
    await office.pass_time(2)
    await office.until_all(SENT, kind="once")
    await office.say("Taken back", edits_id=notice.id)
    await office.until_all(SENT)
    assert office.texts == ["Taken back"]


async def test_waits_grow_until_a_message_is_given_up(office: Office) -> None:
    """Pauses double up to ten minutes; after a day a message is given up, and coordinators hear of it."""
    await office.database.run(members.configure, "UTC", [BEA])
    office.worker().start()
    office.sandbox.faults.refused("fatal_error", "chat.postMessage", times=3)
    await office.say("Hello")
    first = await office.until_error("fatal_error", attempts=1)
    await office.pass_time(2)
    second = await office.until_error("fatal_error", attempts=2)
    assert first.due_at - first.created_at == timedelta(seconds=2)
    assert second.due_at - first.due_at == timedelta(seconds=4)
    await office.pass_time(GIVEN_UP_AFTER.total_seconds())
    await office.until_all(FAILED)
    await office.until_all(SENT, kind=TROUBLE)
    assert office.texts == []


async def test_a_permanent_error_is_told_once_a_day(office: Office) -> None:
    """What Slack will never take is given up; coordinators hear of it once a day; all else goes on."""
    await office.database.run(members.configure, "UTC", [BEA])
    office.worker().start()
    bea = office.sandbox.person("bea")
    for count, days in ((1, 0), (1, 0), (2, 1)):
        await office.pass_time(days * 86_400)
        office.sandbox.faults.refused("invalid_blocks", "chat.postMessage")
        await office.say("Refused")
        await office.until(lambda found: found[-1].state == FAILED)
        await office.say("Taken")
        await office.until(lambda found: found[-1].state == SENT)
        await office.until_all(*[SENT] * count, kind=TROUBLE)
        assert len(bea.dms) == count
    assert "invalid_blocks" in bea.dms[0].text
    assert "alliance doctor" in bea.dms[0].text
    assert office.texts == ["Taken"] * 3


async def test_trouble_with_telling_trouble_ends(office: Office) -> None:
    """A coordinator who cannot be written to is no reason for more messages."""
    await office.database.run(members.configure, "UTC", ["U0NINA0000"])
    office.worker().start()
    office.sandbox.faults.refused("invalid_blocks", "chat.postMessage")
    await office.say("Refused")
    await office.until_all(FAILED, kind=TROUBLE)


async def test_an_obstacle_is_waited_for(office: Office) -> None:
    """A message for a channel that the bot is not in waits; coordinators hear what to do."""
    await office.database.run(members.configure, "UTC", [BEA])
    office.worker().start()
    await office.say("first")
    await office.until_all(SENT)
    workspace = office.sandbox.workspace
    leave(workspace, workspace.channel("alliance"), workspace.users[office.sandbox.app.bot_user_id])
    await office.say("second")
    await office.until_error("not_in_channel")
    await office.until_all(SENT, kind=TROUBLE)
    assert "Invite me" in office.sandbox.person("bea").dms[0].text
    await office.sandbox.person("bea").invites(office.sandbox.app.bot_user_id, "alliance")
    await office.pass_time(2)
    await office.until_all(SENT, SENT)


async def test_what_cannot_be_rendered_stops_nothing_else(office: Office) -> None:
    """A message that cannot be made is put back, as is one of a kind that this version does not know."""
    office.worker().start()
    await office.say("", kind="broken")
    await office.say("", kind="unheard-of")
    await office.say("Hello")
    await office.until_all(SENT)
    for kind in ("broken", "unheard-of"):
        (notice,) = await office.until(lambda found: found[0].state == PENDING, kind=kind)
        assert (notice.last_error, notice.in_doubt_since) == ("rendering_failed", None)


def _posted(office: Office, target: str) -> list[str]:
    messages = office.texts if target == ALLIANCE else [one.text for one in office.sandbox.person(target).dms]
    return list(messages)

"""When messages leave, and in which order."""

import asyncio

import pytest

from bot.rules.outbox import NoticeState, Priority
from handlers.delivery import worker as working
from handlers.delivery.pace import Limits
from storage.database import Database
from storage.opening import open_database
from tests.handlers.delivery.office import Office

ANA, LEO, TOM = "U0ANA00000", "U0LEO00000", "U0TOM00000"
SENT, PENDING = NoticeState.SENT, NoticeState.PENDING


async def test_a_commit_wakes_the_worker(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """A message leaves when the transaction that wrote it is committed, and not at the next look."""
    monkeypatch.setattr(working, "POLL", 3600.0)
    worker = office.worker()
    worker.start()
    await worker.turn()
    await office.say("At once")
    await office.until_all(SENT)
    assert office.texts == ["At once"]


async def test_what_another_process_wrote_is_found(
    office: Office, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody wakes the worker for what another process commits: it looks by itself."""
    monkeypatch.setattr(working, "POLL", 0.05)
    worker = office.worker()
    worker.start()
    await worker.turn()
    elsewhere: Database = open_database(database_url, office.clock)
    try:
        other = Office(office.sandbox, elsewhere, office.clock, office.session)
        await other.say("From elsewhere")
        await office.until_all(SENT)
    finally:
        elsewhere.close()
    assert office.texts == ["From elsewhere"]


async def test_urgent_messages_go_first(office: Office) -> None:
    """Pages leave before direct matters, and those before routine ones, whenever they were written."""
    await office.say("routine")
    await office.say("direct", priority=Priority.DIRECT)
    await office.say("page", priority=Priority.PAGE)
    office.worker().start()
    await office.until_all(SENT, SENT, SENT)
    assert office.texts == ["page", "direct", "routine"]


async def test_each_target_gets_its_messages_one_by_one(office: Office) -> None:
    """To one target one message is on its way at a time, in the order written; others do not wait for it."""
    hold = office.sandbox.faults.held("chat.postMessage")
    numbers = [str(number) for number in range(15)]
    for number in numbers:
        await office.say(number)
    worker = office.worker()
    worker.start()
    await hold.reached.wait()
    await office.say("For Ana", to=ANA)
    await office.until(lambda found: found[-1].state == SENT)
    assert len(office.sandbox.calls.of("chat.postMessage")) == 2
    hold.released.set()
    await office.until_all(*[SENT] * 16)
    assert office.texts == numbers


async def test_a_long_queue_for_one_target_hides_no_other(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A target with more waiting messages than leave at once does not keep the next target waiting."""
    monkeypatch.setattr(working, "POLL", 3600.0)
    holds = [office.sandbox.faults.held("chat.postMessage") for _ in range(2)]
    for number in range(working.AT_ONCE + 3):
        await office.say(str(number), to=LEO)
    await office.say("For Ana", to=ANA)
    office.worker().start()
    for hold in holds:
        await hold.reached.wait()
    assert {call.arguments["channel"] for call in office.sandbox.calls.of("chat.postMessage")} == {ANA, LEO}
    for hold in holds:
        hold.released.set()


async def test_a_channel_gets_one_message_in_a_second(office: Office) -> None:
    """The worker keeps Slack's pace in a channel by itself, so that Slack need not refuse anything."""
    worker = office.worker(limits=Limits(per_channel=1.0))
    worker.start()
    for number in range(3):
        await office.say(str(number))
    for count in range(1, 4):
        states = [SENT] * count + [PENDING] * (3 - count)
        await office.until_all(*states)
        await worker.turn()
        assert len(office.texts) == count
        await office.pass_time(1.0)


async def test_an_edit_waits_for_the_message_that_it_changes(office: Office) -> None:
    """However urgent, an edit leaves after its original, and changes what that posted."""
    hold = office.sandbox.faults.held("chat.postMessage")
    original = await office.say("First version")
    worker = office.worker()
    worker.start()
    await hold.reached.wait()
    await office.say("Second version", priority=Priority.PAGE, edits_id=original)
    await worker.turn()
    assert not office.sandbox.calls.of("chat.update")
    hold.released.set()
    await office.until_all(SENT, SENT)
    assert office.texts == ["Second version"]


async def test_an_edit_of_what_was_never_posted_is_skipped(office: Office) -> None:
    """Where there was nothing to say, there is nothing to change."""
    original = await office.say("", kind="nothing")
    await office.say("Changed", edits_id=original)
    office.worker().start()
    await office.until_all(NoticeState.SKIPPED)
    await office.until_all(NoticeState.SKIPPED, kind="nothing")
    assert office.texts == []


async def test_what_can_leave_leaves_before_the_end(office: Office) -> None:
    """A worker that is to stop sends what waits, each target's turn by turn, and then gives up the lead."""
    worker, next_one = office.worker(), office.worker()
    worker.start()
    for number in range(4):
        await office.say(str(number))
        await office.say(str(number), to=LEO)
    await worker.stop()
    assert len(office.texts) == len(office.sandbox.person("leo").dms) == 4
    next_one.start()
    await office.say("Next", to=TOM)
    await office.until(lambda found: all(one.state == SENT for one in found))


async def test_the_end_waits_for_what_is_on_its_way(office: Office) -> None:
    """A worker that is to stop waits for the answer to its last request, and stores it."""
    hold = office.sandbox.faults.held("chat.postMessage", after=True)
    worker = office.worker()
    worker.start()
    await office.say("Last words")
    await hold.reached.wait()
    ending = asyncio.create_task(worker.stop())
    await worker.turn()
    hold.released.set()
    await ending
    (notice,) = await office.notices()
    assert (notice.state, notice.ts) == (SENT, office.sandbox.channel("alliance").messages[0].ts)

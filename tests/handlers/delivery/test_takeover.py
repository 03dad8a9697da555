"""Several workers, of which one sends; and what happens when it dies."""

from datetime import timedelta

import pytest

from bot.rules.outbox import ALLIANCE, NoticeState
from bot.services import outbox as services
from handlers.delivery.lead import TERM, Lead
from storage.database import Database
from tests.conftest import MovableClock
from tests.handlers.delivery.office import Office

ANA = "U0ANA00000"
SENT, PENDING = NoticeState.SENT, NoticeState.PENDING


async def test_one_of_two_workers_sends(office: Office) -> None:
    """Of two workers on one database, one sends everything; the other takes over when it stops."""
    first, second = office.worker("A: "), office.worker("B: ")
    first.start()
    await office.say("1")
    await office.until_all(SENT)
    second.start()
    for number in range(2, 7):
        await office.say(str(number))
    await office.until_all(*[SENT] * 6)
    await first.stop()
    await office.say("7")
    await office.until_all(*[SENT] * 7)
    assert office.texts == [*(f"A: {number}" for number in range(1, 7)), "B: 7"]


async def test_another_worker_takes_over_from_a_dead_one(office: Office) -> None:
    """What a dead worker left behind is sent by the next one once the lead has run out, in order."""
    first, second = office.worker("A: "), office.worker("B: ")
    first.start()
    await office.say("1")
    await office.until_all(SENT)
    await first.die()
    await office.say("2")
    await office.say("3")
    second.start()
    await second.database.changed.wait()
    await office.until_all(SENT, PENDING, PENDING)
    await office.pass_time(TERM.total_seconds())
    await office.until_all(SENT, SENT, SENT)
    assert office.texts == ["A: 1", "B: 2", "B: 3"]


@pytest.mark.parametrize("target", [ALLIANCE, ANA])
@pytest.mark.parametrize("has_arrived", [True, False])
async def test_death_between_sending_and_noting_it(office: Office, target: str, *, has_arrived: bool) -> None:
    """A message on its way when its worker died is neither lost nor doubled, whether it arrived or not."""
    first, second = office.worker(), office.worker()
    hold = office.sandbox.faults.held("chat.postMessage", after=has_arrived)
    first.start()
    await office.say("Hello", to=target)
    await hold.reached.wait()
    await first.die()
    await office.say("Next", to=target)
    second.start()
    await office.pass_time(TERM.total_seconds())
    (hello, _) = await office.until_all(SENT, SENT)
    messages = office.sandbox.channel(hello.channel or "").messages
    assert [message.text for message in messages] == ["Hello", "Next"]


async def test_a_late_answer_changes_nothing(office: Office) -> None:
    """A worker that hears from Slack when another has taken its message over changes nothing."""
    first, second = office.worker(), office.worker()
    hold = office.sandbox.faults.held("chat.postMessage", after=True)
    first.start()
    await office.say("Hello")
    await hold.reached.wait()
    await first.hang()
    second.start()
    await office.pass_time(TERM.total_seconds())
    (before,) = await office.until_all(SENT)
    first.database.changed.clear()
    hold.released.set()
    await first.database.changed.wait()
    (after,) = await office.notices()
    assert (after.state, after.attempts, after.sent_at) == (SENT, 2, before.sent_at)
    assert office.texts == ["Hello"]


async def test_without_the_lead_nothing_is_posted(office: Office) -> None:
    """Whether this process still leads is asked last of all, just before the request that posts."""
    worker = office.worker()
    await office.say("Hello")
    (claimed,) = await office.database.run(services.claim, 1, TERM)
    asked_after: list[str] = []

    def may_post() -> bool:
        asked_after.extend(call.method for call in office.sandbox.calls)
        return False

    await worker.courier.deliver(claimed, may_post)
    assert asked_after[-1] == "conversations.join"
    assert office.texts == []
    (notice,) = await office.notices()
    assert (notice.state, notice.last_error, notice.in_doubt_since) == (PENDING, "lead_lost", None)


async def test_a_broken_reign_covers_no_request(database: Database, clock: MovableClock) -> None:
    """A process that had the lead, lost it and has it again does not finish what it began before."""
    seconds = 0.0
    first, second = Lead(database, lambda: seconds), Lead(database, lambda: seconds)
    assert await first.held()
    reign = first.reign
    assert first.covers_request(reign)
    seconds += TERM.total_seconds()
    clock.move(TERM)
    assert not first.covers_request(reign)
    assert await second.held()
    await second.give_up()
    assert await first.held()
    assert not first.covers_request(reign)
    assert first.covers_request(first.reign)


async def test_the_lead_is_renewed_while_it_covers_a_request(database: Database, clock: MovableClock) -> None:
    """A process that looks every few seconds always has the time for a request, and keeps its reign."""
    seconds = 0.0
    lead, other = Lead(database, lambda: seconds), Lead(database, lambda: seconds)
    assert await lead.held()
    reign = lead.reign
    for _ in range(20):
        seconds += 1.5
        clock.move(timedelta(seconds=1.5))
        assert await lead.held()
        assert lead.covers_request(reign)
        assert not await other.held()


async def test_only_one_leads(database: Database) -> None:
    """The lead is one process's at a time, and free once that process has given it up."""
    first, second = Lead(database), Lead(database)
    assert [await first.held(), await second.held()] == [True, False]
    await first.give_up()
    assert [await second.held(), await first.held()] == [True, False]


async def test_the_lead_of_a_silent_process_runs_out(database: Database, clock: MovableClock) -> None:
    """A process that renews no more has lost the lead after its term, not before."""
    first, second = Lead(database), Lead(database)
    assert await first.held()
    clock.move(TERM * 0.99)
    assert not await second.held()
    clock.move(TERM * 0.01)
    assert await second.held()

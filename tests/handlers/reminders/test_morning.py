"""The morning's message in Slack: its words, its buttons, and what it shows afterwards."""

from datetime import UTC, datetime, timedelta

from bot.services import reminders
from sandbox.messages import Message
from tests.conftest import MovableClock
from tests.handlers.world import World, text_of

MORNING = datetime(2026, 3, 3, 13, 30, tzinfo=UTC)
"""Tuesday, half past eight in New York."""
TITLES = ("Water the beds", "Book the hall")


async def test_done_shows_in_the_message(alliance: World, clock: MovableClock) -> None:
    """The message names what is due, with its buttons; Done in it shows there what came of it."""
    message = await _reminded(alliance, clock)
    for words in (
        "*A-1* Water the beds · due today",
        "*A-2* Book the hall · due today",
        "Stop due reminders",
    ):
        assert words in text_of(message)
    ana = alliance.sandbox.person("ana")
    for verb in ("done", "snooze", "edit", "give"):
        assert f"actions.{verb}:1" in str(message.blocks)
    await ana.presses("actions.done:1", message)
    await alliance.sandbox.until(lambda: "*A-1* Water the beds · Done by you, today" in text_of(message))
    assert "actions.done:1" not in str(message.blocks)
    assert "actions.done:2" in str(message.blocks)


async def test_the_next_one_replaces_it(alliance: World, clock: MovableClock) -> None:
    """The next morning the message becomes one line, and stays so; the new one says how late it is."""
    first = await _reminded(alliance, clock)
    second = await _reminded_again(alliance, clock, MORNING + timedelta(days=1))
    await alliance.sandbox.until(lambda: "Today’s reminder, below" in text_of(first))
    assert "*1 day late* (due Tuesday 3 March)" in text_of(second)
    await alliance.sandbox.person("ana").presses("actions.done:1", second)
    await alliance.sandbox.until(lambda: "Done by you" in text_of(second))
    assert "Done by you" not in text_of(first)


async def test_late_and_said_so(alliance: World, clock: MovableClock) -> None:
    """A message that the bot could not send in the morning says why it comes now."""
    message = await _reminded(alliance, clock, MORNING + timedelta(hours=3))
    assert "I was down this morning, so this comes late." in text_of(message)


async def test_the_week_on_monday(alliance: World, clock: MovableClock) -> None:
    """Monday's message has the week: what else is open, and what the alliance did."""
    await _owe(alliance, "Paint the fence")
    message = await _reminded(alliance, clock, datetime(2026, 3, 9, 12, 30, tzinfo=UTC), due="2026-03-09")
    for words in (
        "*Your week*",
        "Also open",
        "*A-1* Paint the fence · no due date",
        "Last week the alliance finished 0 items, and took on 3 more.",
        "Stop the Monday digest",
    ):
        assert words in text_of(message)


async def test_stopped_and_turned_on_again(alliance: World, clock: MovableClock) -> None:
    """Who presses Stop gets no more of them, reads how to have them back, and finds that in App Home."""
    message = await _reminded(alliance, clock)
    ana = alliance.sandbox.person("ana")
    await ana.presses("notifications.stop:reminders.due", message)
    await alliance.sandbox.until(lambda: "Stopped: the morning’s reminders" in _seen(alliance))
    assert "Water the beds" in text_of(message)
    clock.now = MORNING + timedelta(days=1)
    await alliance.bot.database.run(reminders.remind_due)
    await ana.opens_home()
    assert ana.home is not None
    assert "You have stopped: the morning’s reminders" in str(ana.home.blocks)
    await ana.presses("notifications.turn_on")
    await alliance.sandbox.until(lambda: "You have stopped" not in str(ana.home and ana.home.blocks))
    assert len(_reminders(alliance)) == 1


async def test_more_than_ten(alliance: World, clock: MovableClock) -> None:
    """Ten are shown with their buttons, the others are counted, with the way to them."""
    for number in range(12):
        await _owe(alliance, f"Errand number {number}", "2026-03-03")
    message = await _rung(alliance, clock, MORNING)
    assert "and 2 more" in text_of(message)
    await alliance.sandbox.person("ana").presses("actions.list", message)
    await alliance.sandbox.until(lambda: "Your action items (12)" in _seen(alliance))
    assert "and 2 more" in text_of(message)


async def test_the_rest_comes_in_one(alliance: World, clock: MovableClock) -> None:
    """What exceeds the day's limit comes together in one message, which grows in place."""
    clock.now = MORNING - timedelta(minutes=10)
    tom = alliance.sandbox.person("tom")
    for number in range(4):
        await tom.types(f"/action Errand number {number} @ana", channel="alliance")
    await alliance.sandbox.until(lambda: any("Errand number 3" in text_of(one) for one in _dms(alliance)))
    (more,) = [one for one in _dms(alliance) if "More for you today" in text_of(one)]
    assert "Errand number 2" in text_of(more)
    await alliance.sandbox.until(lambda: "Errand number 3" in text_of(more))
    assert len(_dms(alliance)) == 3
    await alliance.sandbox.person("ana").presses("actions.accept:3", more)
    await alliance.sandbox.until(lambda: "You have this now" in text_of(more))


async def _reminded(
    alliance: World, clock: MovableClock, at: datetime = MORNING, due: str = "2026-03-03"
) -> Message:
    """Have Ana owe two things on a day, and be reminded of them at a moment."""
    for title in TITLES:
        await _owe(alliance, title, due)
    return await _rung(alliance, clock, at)


async def _owe(alliance: World, title: str, due: str = "") -> None:
    option = f" due:{due}" if due else ""
    await alliance.sandbox.person("ana").types(f"/action {title}{option}", channel="alliance")


async def _rung(alliance: World, clock: MovableClock, at: datetime) -> Message:
    await alliance.bot.database.run(reminders.begin_all)
    return await _reminded_again(alliance, clock, at)


async def _reminded_again(alliance: World, clock: MovableClock, at: datetime) -> Message:
    before = len(_reminders(alliance))
    clock.now = at
    await alliance.bot.database.run(reminders.remind_due)
    await alliance.sandbox.until(lambda: len(_reminders(alliance)) > before)
    return _reminders(alliance)[-1]


def _reminders(alliance: World) -> list[Message]:
    return [one for one in _dms(alliance) if one.text.startswith(("Today", "Your week"))]


def _seen(alliance: World) -> str:
    """Return all that Ana sees of the bot, what she alone sees included."""
    return "\n".join(text_of(one) for one in _dms(alliance))


def _dms(alliance: World) -> list[Message]:
    return alliance.sandbox.person("ana").dms

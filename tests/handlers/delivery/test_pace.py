"""Slack's pace: how many messages may leave, and which targets must wait."""

import pytest

from handlers.delivery.pace import Limits, Pace


class Seconds:
    """A clock that a test moves."""

    now = 1000.0

    def __call__(self) -> float:
        """Return the present second."""
        return self.now


@pytest.fixture
def seconds() -> Seconds:
    """Return a clock that stands still."""
    return Seconds()


@pytest.fixture
def pace(seconds: Seconds) -> Pace:
    """Return Slack's pace, by that clock."""
    return Pace(Limits(per_channel=1.0, burst=5), seconds)


async def test_a_target_rests_after_each_message(pace: Pace, seconds: Seconds) -> None:
    """After a message its target rests for a second, and no other does."""
    await pace.take("C1")
    assert pace.resting() == {"C1"}
    assert pace.next_change() == 1.0
    seconds.now += 1.0
    assert pace.resting() == set()
    assert pace.next_change() is None


async def test_the_workspace_takes_a_burst(pace: Pace) -> None:
    """A burst may leave at once; then there is no room."""
    assert pace.room(at_most=3) == 3
    assert pace.room(at_most=9) == 5
    for number in range(5):
        await pace.take(f"C{number}")
    assert pace.room(at_most=9) == 0


async def test_retry_after_outlasts_the_usual_rest(pace: Pace, seconds: Seconds) -> None:
    """A target waits as long as Slack asks for, even where its usual rest is over."""
    await pace.take("C1")
    pace.slow_down("C1", 30)
    seconds.now += 29.9
    assert pace.resting() == {"C1"}
    assert pace.room(at_most=1) == 1
    seconds.now += 0.1
    assert pace.resting() == set()


async def test_two_refusals_at_once_pause_everything(pace: Pace, seconds: Seconds) -> None:
    """Slack that slows two targets down at once slows the workspace down, until the later of both ends."""
    pace.slow_down("C1", 10)
    assert pace.room(at_most=1) == 1
    pace.slow_down("C2", 20)
    assert pace.room(at_most=1) == 0
    seconds.now += 19.9
    assert pace.room(at_most=1) == 0
    seconds.now += 0.1
    assert pace.room(at_most=1) == 1


async def test_two_refusals_one_after_another_do_not(pace: Pace, seconds: Seconds) -> None:
    """A target that is slowed down when another's patience has been rewarded is no sign of more."""
    pace.slow_down("C1", 10)
    seconds.now += 10
    pace.slow_down("C2", 10)
    assert pace.room(at_most=1) == 1

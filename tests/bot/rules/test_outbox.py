"""When a refused message is tried again, and what to do about the refusal."""

from datetime import timedelta

import pytest

from bot.rules import outbox
from bot.rules.outbox import Priority, advice, pause


@pytest.mark.parametrize(
    ("attempts", "seconds"), [(1, 2), (2, 4), (3, 8), (9, 512), (10, 600), (11, 600), (10_000, 600)]
)
def test_pause(attempts: int, seconds: int) -> None:
    """The pause doubles with each try, from two seconds to ten minutes."""
    assert pause(attempts) == timedelta(seconds=seconds)


def test_a_message_is_tried_for_long_enough() -> None:
    """Tried at the longest pause, a message is tried many times before it is given up."""
    assert outbox.GIVEN_UP_AFTER / outbox.LONGEST_PAUSE > 100


@pytest.mark.parametrize("error", [*outbox.OBSTACLES, "something_new"])
def test_advice(error: str) -> None:
    """For each of Slack's errors, known or not, there is a sentence that begins with what to do."""
    verb = advice(error).split()[0]
    assert verb in {"Create", "Invite", "Unarchive", "Have", "Install", "Put", "Run"}
    assert advice(error).rstrip(".") != advice(error) or error == "not_in_channel"


def test_an_obstacle_is_not_permanent() -> None:
    """What somebody can remove is tried again; what nobody can is given up at once."""
    assert not outbox.PERMANENT & outbox.OBSTACLES.keys()


def test_pages_go_first() -> None:
    """An urgent page leaves before a direct message, and that before routine."""
    assert sorted(Priority) == [Priority.PAGE, Priority.DIRECT, Priority.ROUTINE]

"""Quiet hours."""

from datetime import time

import pytest

from bot.rules.notifications import is_quiet


@pytest.mark.parametrize(
    ("begin", "end", "quiet", "loud"),
    [("18:00", "08:00", ("18:00", "23:59", "00:00", "07:59"), ("08:00", "17:59")),
     ("01:00", "06:00", ("01:00", "05:59"), ("00:59", "06:00"))],
)  # fmt: skip
def test_quiet_hours(begin: str, end: str, quiet: tuple[str, ...], loud: tuple[str, ...]) -> None:
    """Quiet hours begin with their first minute, end before their last, and may span midnight."""
    assert all(_is_quiet(moment, begin, end) for moment in quiet)
    assert not any(_is_quiet(moment, begin, end) for moment in loud)


def _is_quiet(moment: str, begin: str, end: str) -> bool:
    return is_quiet(*map(time.fromisoformat, (moment, begin, end)))

"""The daily allowance: five in a day of the giver, however the day and the presses fall."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from bot.errors import RuleError
from bot.rules.kudos import Wish
from bot.services import kudos
from storage import settings
from storage.database import Database
from storage.kudos import Gift
from storage.opening import open_database
from tests.bot.services.alliance import ANA, LEO, TESSA, TOM, Alliance
from tests.conftest import MovableClock

WISH = Wish((TOM,), (), "for opening the Saturday walk-in")


async def _give_all(alliance: Alliance, giver: str) -> str:
    """Give five, and return what the sixth is refused with."""
    for _ in range(5):
        await alliance.act(giver, kudos.give, WISH)
    with pytest.raises(RuleError) as caught:
        await alliance.act(giver, kudos.give, WISH)
    assert len(await alliance.rows(Gift)) == 5
    return caught.value.sentence


@pytest.mark.parametrize(
    ("giver", "again", "midnight"),
    [
        (ANA, "Tuesday 00:00 (EST)", datetime(2026, 3, 3, 5, 0, tzinfo=UTC)),
        (LEO, "Tuesday 00:00 (PST)", datetime(2026, 3, 3, 8, 0, tzinfo=UTC)),
        (TESSA, "Tuesday 00:00 (IST)", datetime(2026, 3, 2, 18, 30, tzinfo=UTC)),
    ],
)
async def test_the_allowance_renews_at_the_givers_midnight(
    alliance: Alliance, clock: MovableClock, giver: str, again: str, midnight: datetime
) -> None:
    """Five go; the sixth is refused until midnight where the giver lives, and the refusal says when."""
    sentence = await _give_all(alliance, giver)
    assert sentence == f"You have given all 5 kudos of today. You can give again from {again}."
    clock.now = midnight - timedelta(microseconds=1)
    with pytest.raises(RuleError):
        await alliance.act(giver, kudos.give, WISH)
    clock.now = midnight
    assert await alliance.act(giver, kudos.left_today) == 5
    await alliance.act(giver, kudos.give, WISH)
    assert await alliance.act(giver, kudos.left_today) == 4


async def test_a_gift_to_many_counts_once(alliance: Alliance) -> None:
    """One gift costs one, however many it thanks."""
    await alliance.act(ANA, kudos.give, Wish((TOM, LEO), ("clinic",), WISH.reason))
    assert await alliance.act(ANA, kudos.left_today) == 4
    assert await alliance.act(LEO, kudos.left_today) == 5


async def test_what_is_taken_back_can_be_given_again(alliance: Alliance) -> None:
    """Taking a gift back gives the allowance back."""
    await _give_all(alliance, ANA)
    await alliance.act(ANA, kudos.take_back, 5)
    assert await alliance.act(ANA, kudos.left_today) == 1
    await alliance.act(ANA, kudos.give, WISH)


async def test_a_refused_gift_costs_nothing(alliance: Alliance) -> None:
    """Whatever is refused leaves the allowance alone."""
    with pytest.raises(RuleError):
        await alliance.act(ANA, kudos.give, Wish((ANA,), (), WISH.reason))
    assert await alliance.act(ANA, kudos.left_today) == 5


async def test_the_alliance_chooses_its_allowance(alliance: Alliance) -> None:
    """An alliance may allow more or less; less than was given already leaves none."""
    await alliance.act(ANA, kudos.give, WISH)
    await alliance.act(ANA, kudos.give, WISH)
    await alliance.database.run(settings.choose, kudos.ALLOWANCE, 3)
    assert await alliance.act(ANA, kudos.left_today) == 1
    await alliance.database.run(settings.choose, kudos.ALLOWANCE, 1)
    assert await alliance.act(ANA, kudos.left_today) == 0
    with pytest.raises(RuleError, match="You have given all 1 kudos of today"):
        await alliance.act(ANA, kudos.give, WISH)


async def _give_at_once(*databases: Database) -> list[bool]:
    """Give ten at once over these databases in turn, and tell of each whether it was accepted."""
    doors = [Alliance(databases[turn % len(databases)]) for turn in range(10)]
    results = await asyncio.gather(
        *(door.act(ANA, kudos.give, WISH) for door in doors), return_exceptions=True
    )
    assert all(not isinstance(one, BaseException) or isinstance(one, RuleError) for one in results), results
    return [not isinstance(one, BaseException) for one in results]


async def test_ten_at_once_are_five(alliance: Alliance) -> None:
    """Ten presses at the same moment give exactly five gifts, and the others are refused in words."""
    assert sum(await _give_at_once(alliance.database)) == 5
    assert len(await alliance.rows(Gift)) == 5
    assert [kind for kind, _ in await alliance.notices()].count("kudos.given") == 5


async def test_ten_at_once_over_two_processes_are_five(
    alliance: Alliance, database_url: str, clock: MovableClock
) -> None:
    """The allowance holds between two processes on the same database, too."""
    second = open_database(database_url, clock)
    try:
        assert sum(await _give_at_once(alliance.database, second)) == 5
    finally:
        second.close()
    assert len(await alliance.rows(Gift)) == 5


async def test_two_givers_do_not_share(alliance: Alliance) -> None:
    """Each member has an allowance of one's own."""
    await _give_all(alliance, ANA)
    assert await alliance.act(LEO, kudos.left_today) == 5

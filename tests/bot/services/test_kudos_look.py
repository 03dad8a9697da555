"""Looking at kudos: one's own, the wall, and what the organisations received."""

from datetime import timedelta

import pytest

from bot.rules.kudos import Wish
from bot.services import kudos
from bot.services.gifts import Thanks
from storage import settings
from tests.bot.services.alliance import ANA, LEO, OMAR, TOM, Alliance
from tests.conftest import MovableClock

REASON = "for opening the Saturday walk-in"


@pytest.fixture
async def generous(alliance: Alliance) -> Alliance:
    """Return an alliance in which nobody runs out of kudos."""
    await alliance.database.run(settings.choose, kudos.ALLOWANCE, 1000)
    return alliance


def _ids(thanks: list[Thanks]) -> list[int]:
    return [one.id for one in thanks]


async def test_received_and_given(generous: Alliance) -> None:
    """Everybody sees what one received and gave, the latest first, private gifts included."""
    await generous.act(ANA, kudos.give, Wish((LEO,), (), REASON))
    await generous.act(ANA, kudos.give, Wish((LEO, TOM), (), REASON, is_private=True))
    await generous.act(LEO, kudos.give, Wish((ANA,), (), REASON))
    assert _ids(await generous.act(LEO, kudos.received)) == [2, 1]
    assert _ids(await generous.act(TOM, kudos.received)) == [2]
    assert _ids(await generous.act(ANA, kudos.received)) == [3]
    assert _ids(await generous.act(ANA, kudos.given)) == [2, 1]
    assert _ids(await generous.act(ANA, kudos.given, 1)) == [2]
    assert await generous.act(TOM, kudos.given) == []


async def test_the_wall_shows_public_kudos_of_its_days(generous: Alliance, clock: MovableClock) -> None:
    """The wall shows the last days, the latest first, and nothing private, whoever looks."""
    await generous.act(ANA, kudos.give, Wish((LEO,), (), REASON))
    clock.move(timedelta(days=7))
    await generous.act(ANA, kudos.give, Wish((LEO,), (), REASON, is_private=True))
    await generous.act(ANA, kudos.give, Wish((), ("clinic",), REASON))
    assert _ids(await generous.act(LEO, kudos.wall, 7)) == [3, 1]
    clock.move(timedelta(seconds=1))
    assert _ids(await generous.act(LEO, kudos.wall, 7)) == [3]
    assert _ids(await generous.act(ANA, kudos.wall, 8)) == [3, 1]


async def test_the_wall_has_pages(generous: Alliance) -> None:
    """Page after page, each gift of the wall is shown once, though new ones come in meanwhile."""
    for _ in range(2 * kudos.PAGE + 1):
        await generous.act(ANA, kudos.give, Wish((LEO,), (), REASON))
    first = _ids(await generous.act(LEO, kudos.wall, 30))
    await generous.act(TOM, kudos.give, Wish((LEO,), (), REASON))
    second = _ids(await generous.act(LEO, kudos.wall, 30, first[-1]))
    third = _ids(await generous.act(LEO, kudos.wall, 30, second[-1]))
    assert first + second + third == list(range(2 * kudos.PAGE + 1, 0, -1))
    assert _ids(await generous.act(LEO, kudos.wall, 30, third[-1])) == []


async def test_organisations_by_name(generous: Alliance, clock: MovableClock) -> None:
    """An organisation is credited once for a gift to it, to its people or to both; by name, not by rank."""
    await generous.act(ANA, kudos.give, Wish((LEO,), (), REASON))
    clock.move(timedelta(days=31))
    await generous.act(ANA, kudos.give, Wish((TOM,), ("clinic",), REASON))
    await generous.act(LEO, kudos.give, Wish((TOM, OMAR), ("food-bank",), REASON))
    await generous.act(ANA, kudos.give, Wish((TOM,), (), REASON, is_private=True))
    assert await generous.act(OMAR, kudos.wall_of_organizations, 30) == [
        ("Harvest Table Food Bank", 1),
        ("Riverbend Community Clinic", 2),
    ]


async def test_who_can_be_thanked(alliance: Alliance) -> None:
    """The form offers every organisation, by name."""
    assert [one.slug for one in await alliance.act(ANA, kudos.partners)] == [
        "gardens",
        "food-bank",
        "clinic",
        "hospital",
    ]


async def test_whoever_renders_a_notice_gets_the_gift(alliance: Alliance) -> None:
    """A notice holds an id alone; its words are made of the gift, names and organisations included."""
    given = (await alliance.act(ANA, kudos.give, Wish((LEO,), ("clinic",), REASON, "care"))).thanks
    assert await alliance.database.read(kudos.tell, given.id) == given

"""Lists of action items, and one of them with its history."""

from datetime import timedelta

import pytest

from bot.errors import RuleError
from bot.rules.actions import FollowUp, ListKind, Scope
from bot.services import actions, actions_lists, actions_offers, actions_progress
from bot.services.actions_lists import PAGE, Page
from tests.bot.services.alliance import ANA, DANA, LEO, OMAR, TOM, Alliance
from tests.bot.services.items import TODAY, change_member, coordinator, group, item_of, row
from tests.conftest import MovableClock

DAY = timedelta(days=1)


async def _listed(alliance: Alliance, who: str, kind: ListKind, key: str = "", number: int = 0) -> Page:
    return await alliance.act(who, actions_lists.listed, Scope(kind, key), number)


def _titles(page: Page) -> list[str]:
    return [item.title for item in page.items]


@pytest.fixture
async def busy(alliance: Alliance, clock: MovableClock) -> Alliance:
    """Return the alliance with items of every kind, as seen from Ana."""
    await group(alliance)
    await item_of(alliance, ANA, "undated")
    await item_of(alliance, ANA, "late", due_on=TODAY)
    await item_of(alliance, ANA, "later", due_on=TODAY + 9 * DAY, group="prevention")
    await item_of(alliance, LEO, "Leo's, for Ana", owner=ANA)
    await item_of(alliance, TOM, "Tom's, with Ana", helpers=(ANA,), due_on=TODAY + DAY)
    await item_of(alliance, ANA, "asleep")
    await item_of(alliance, OMAR, "Omar's")
    await item_of(alliance, ANA, "done")
    await alliance.act(ANA, actions_progress.snooze, 6, TODAY + 9 * DAY)
    await alliance.act(ANA, actions_progress.done, 8)
    clock.move(3 * DAY)
    return alliance


async def test_mine_begins_with_what_is_overdue(busy: Alliance) -> None:
    """Own items, those offered and those helped with; what is asleep is counted only."""
    mine = await _listed(busy, ANA, ListKind.MINE)
    assert _titles(mine) == ["late", "Tom's, with Ana", "later", "undated", "Leo's, for Ana"]
    assert (mine.total, mine.asleep, mine.has_more) == (5, 1, False)
    assert [item.is_offered for item in mine.items] == [False] * 4 + [True]
    assert [item.may_work for item in mine.items] == [True, True, True, True, False]


@pytest.mark.parametrize(
    ("kind", "key", "titles"),
    [
        (ListKind.OVERDUE, "", ["late", "Tom's, with Ana"]),
        (ListKind.SNOOZED, "", ["asleep"]),
        (ListKind.CLOSED, "", ["done"]),
        (ListKind.PERSON, LEO, ["Leo's, for Ana"]),
        (ListKind.GROUP, "Prevention", ["later"]),
        (ListKind.ORGANIZATION, "clinic", ["Tom's, with Ana"]),
    ],
)
async def test_lists(busy: Alliance, kind: ListKind, key: str, titles: list[str]) -> None:
    """Each list holds what its name says."""
    assert _titles(await _listed(busy, ANA, kind, key)) == titles


async def test_pages(busy: Alliance) -> None:
    """A long list goes on where it stopped, and ends."""
    first, second = await _listed(busy, DANA, ListKind.ALL), await _listed(busy, DANA, ListKind.ALL, "", 1)
    assert len(first.items) == PAGE
    assert (first.total, first.has_more, second.has_more) == (7, True, False)
    assert len({*_titles(first), *_titles(second)}) == 7


@pytest.mark.parametrize(
    ("kind", "key", "words"),
    [
        (ListKind.GROUP, "preventon", "Did you mean group:prevention"),
        (ListKind.ORGANIZATION, "clinics", "Did you mean org:clinic"),
        (ListKind.ORGANIZATION, "zzz", "There are: clinic, food-bank"),
    ],
)
async def test_what_is_not_there_is_refused_with_the_nearest(
    busy: Alliance, kind: ListKind, key: str, words: str
) -> None:
    """A misspelt group or organisation is answered with what was probably meant."""
    with pytest.raises(RuleError, match=words):
        await _listed(busy, ANA, kind, key)


async def test_at_a_glance(busy: Alliance) -> None:
    """Offers to answer, and the most urgent of one's own."""
    seen = await busy.act(ANA, actions_lists.glance)
    assert [item.title for item in seen.offers] == ["Leo's, for Ana"]
    assert [item.title for item in seen.items] == ["late", "later", "undated"]
    assert seen.total == 3


async def test_an_item_shows_its_history(alliance: Alliance) -> None:
    """Who did what, with names, and what follows."""
    await coordinator(alliance, DANA)
    await item_of(alliance, ANA, owner=LEO)
    await alliance.act(LEO, actions_offers.accept, 1)
    await alliance.act(LEO, actions.move, 1, TODAY + DAY)
    await alliance.act(LEO, actions_progress.done, 1, "It is booked", FollowUp(TODAY + DAY))
    shown = await alliance.act(OMAR, actions_lists.show, 1)
    assert [(one.who.name if one.who else None, one.verb) for one in shown.changes] == [
        ("Ana", "added"), ("Ana", "offered"), ("Leo", "accepted"), ("Leo", "moved"), ("Leo", "done")
    ]  # fmt: skip
    assert shown.changes[1].to
    assert shown.changes[1].to.name == "Leo"
    assert shown.changes[4].note == "It is booked"
    assert shown.item.closed_by
    assert (shown.item.closed_by.name, shown.item.closed_on) == ("Leo", TODAY)
    assert [one.code for one in shown.follow_ups] == ["A-2"]
    assert not shown.item.may_work
    with pytest.raises(RuleError, match="There is no A-9"):
        await alliance.act(OMAR, actions_lists.show, 9)


async def test_a_notice_about_nothing_is_not_told(alliance: Alliance) -> None:
    """An item, a change or a reader that is not there leaves nothing to say."""
    await item_of(alliance, ANA)
    assert await alliance.database.read(actions_lists.told, 1, 1, ANA)
    for action_id, event_id, user_id in ((9, 1, ANA), (1, 9, ANA), (1, 1, "U0NOBODY")):
        assert await alliance.database.read(actions_lists.told, action_id, event_id, user_id) is None


async def test_the_reader_has_a_day_of_their_own(alliance: Alliance) -> None:
    """Today is that of the reader's zone."""
    await change_member(alliance, LEO, timezone="Pacific/Kiritimati")
    await item_of(alliance, ANA)
    assert (await alliance.act(LEO, actions_lists.read, 1)).today == TODAY + DAY
    assert (await row(alliance)).title == "Book the hall"

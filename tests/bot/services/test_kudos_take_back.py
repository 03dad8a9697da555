"""Taking kudos back: who may, until when, and what becomes of the posts."""

from datetime import timedelta

import pytest
from sqlalchemy import update
from sqlmodel import col

from bot.errors import RuleError
from bot.rules.kudos import Wish
from bot.rules.outbox import ALLIANCE, NoticeState, Priority
from bot.services import kudos
from storage.kudos import Gift
from storage.outbox import Notice
from storage.unit import Unit
from tests.bot.services.alliance import ANA, LEO, TOM, Alliance
from tests.conftest import NOW, MovableClock

WISH = Wish((LEO, TOM), (), "for opening the Saturday walk-in")


@pytest.fixture
async def given(alliance: Alliance) -> Alliance:
    """Return the alliance after Ana thanked Leo and Tom in public: notices 1 to 3."""
    await alliance.act(ANA, kudos.give, WISH)
    return alliance


async def _edits(alliance: Alliance) -> list[tuple[str, int | None]]:
    return [(one.target, one.edits_id) for one in await alliance.rows(Notice) if one.edits_id]


async def test_what_was_posted_says_so(given: Alliance, clock: MovableClock) -> None:
    """The gift stays as taken back, its trace in the trail, and an edit for each of its messages."""
    clock.move(timedelta(minutes=10))
    await given.act(ANA, kudos.take_back, 1)
    (gift,) = await given.rows(Gift)
    assert gift.withdrawn_at == NOW + timedelta(minutes=10)
    assert await given.verbs() == ["kudos.given", "kudos.taken_back"]
    edits = (await given.rows(Notice))[3:]
    assert [(one.target, one.edits_id) for one in edits] == [(ALLIANCE, 1), (LEO, 2), (TOM, 3)]
    assert {one.kind for one in edits} == {"kudos.taken_back"}
    assert {one.priority for one in edits} == {Priority.DIRECT}
    assert {one.subject for one in edits} == {"kudos:1"}


@pytest.mark.parametrize(
    ("state", "is_edited"),
    [
        (NoticeState.SENT, True),
        (NoticeState.PENDING, True),
        (NoticeState.SENDING, True),
        (NoticeState.SKIPPED, False),
        (NoticeState.FAILED, False),
    ],
)
async def test_what_never_arrived_is_not_edited(
    given: Alliance, state: NoticeState, *, is_edited: bool
) -> None:
    """A message that is sent, or may still be, is edited; one that never will be is left alone."""

    def settle(unit: Unit) -> None:
        unit.session.connection().execute(update(Notice).where(col(Notice.id) == 1).values(state=state))

    await given.database.run(settle)
    await given.act(ANA, kudos.take_back, 1)
    assert ((ALLIANCE, 1) in await _edits(given)) is is_edited


async def test_only_the_giver_takes_back(given: Alliance) -> None:
    """Neither those thanked nor anybody else can; a gift that never was is answered the same."""
    for who, gift_id in ((LEO, 1), (ANA, 2), (ANA, -1)):
        with pytest.raises(RuleError, match="Only whoever gave these kudos can take them back"):
            await given.act(who, kudos.take_back, gift_id)
    assert await _edits(given) == []


async def test_not_after_ten_minutes(given: Alliance, clock: MovableClock) -> None:
    """After ten minutes it is too late, and the refusal says whom to ask."""
    clock.move(timedelta(minutes=10, seconds=1))
    with pytest.raises(RuleError, match=r"for 10 minutes\. Ask a coordinator"):
        await given.act(ANA, kudos.take_back, 1)
    assert (await given.rows(Gift))[0].withdrawn_at is None


async def test_not_twice(given: Alliance) -> None:
    """The second time is refused, and edits nothing once more."""
    await given.act(ANA, kudos.take_back, 1)
    with pytest.raises(RuleError, match="taken back already"):
        await given.act(ANA, kudos.take_back, 1)
    assert len(await _edits(given)) == 3


async def test_nobody_sees_it_any_more(given: Alliance) -> None:
    """What was taken back is in no list, and whoever renders its notice hears that it is gone."""
    assert (await given.database.read(kudos.tell, 1)) is not None
    await given.act(ANA, kudos.take_back, 1)
    assert await given.database.read(kudos.tell, 1) is None
    assert await given.database.read(kudos.tell, 99) is None
    assert await given.act(LEO, kudos.received) == []
    assert await given.act(ANA, kudos.given) == []
    assert await given.act(ANA, kudos.wall, 30) == []
    assert await given.act(ANA, kudos.wall_of_organizations, 30) == []

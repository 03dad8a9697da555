"""Making action items: what is taken, what is refused, and who hears of it."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.errors import RuleError
from bot.rules.actions import ActionStatus, Draft
from bot.rules.kudos import MessageLink
from bot.rules.members import MemberStatus
from bot.rules.privacy import PrivacyError, UnconfirmedError
from bot.services import actions
from storage.actions import ActionHelper, ActionItem
from tests.bot.services.alliance import ANA, LEO, TESSA, TOM, Alliance
from tests.bot.services.items import TODAY, change_member, group, history, item_of, row
from tests.conftest import MovableClock


async def test_a_title_is_enough(alliance: Alliance) -> None:
    """The item is its maker's, open, and in the history and the trail; nobody needs to be told."""
    made = await item_of(alliance, ANA, "  Book the   hall ")
    assert (made.code, made.title, made.owner.name, made.status) == (
        "A-1", "Book the hall", "Ana", ActionStatus.OPEN
    )  # fmt: skip
    assert made.is_mine
    assert await history(alliance) == ["added"]
    assert await alliance.verbs() == ["action.added"]
    assert await alliance.notices() == []


async def test_everything_that_can_be_said_is_kept(alliance: Alliance) -> None:
    """Helpers, group, day, rhythm, notes, and the message that it was made from."""
    await group(alliance)
    made = await item_of(
        alliance,
        ANA,
        helpers=(LEO, TOM, ANA, LEO),
        group="Prevention",
        due_on=TODAY,
        repeat_days=14,
        notes="Ask for the small one.",
        message=MessageLink("C1", "12.5"),
    )
    assert [one.name for one in made.helpers] == ["Leo", "Tom"]
    assert (made.group, made.due_on, made.repeat_days) == ("Prevention", TODAY, 14)
    assert (made.notes, made.message) == ("Ask for the small one.", MessageLink("C1", "12.5"))
    assert [one.member_id for one in await alliance.rows(ActionHelper)] == [2, 3]


async def test_named_for_somebody_else_it_is_offered(alliance: Alliance) -> None:
    """It stays with its maker until the other accepts, who is told of the offer."""
    made = await item_of(alliance, ANA, owner=LEO)
    assert made.owner.name == "Ana"
    assert made.pending
    assert made.pending.name == "Leo"
    assert await history(alliance) == ["added", "offered"]
    assert await alliance.notices() == [("actions.offered", LEO)]


async def test_named_for_oneself_nothing_is_offered(alliance: Alliance) -> None:
    """Who names themselves as the owner simply has it."""
    await item_of(alliance, ANA, owner=ANA)
    assert (await row(alliance)).pending_owner_id is None
    assert await alliance.notices() == []


@pytest.mark.parametrize("change", [{"is_deactivated": True}, {"status": MemberStatus.LEFT}])
async def test_who_has_gone_is_refused(alliance: Alliance, change: dict[str, object]) -> None:
    """Neither as owner nor as helper, each beside its field; nothing is made."""
    await change_member(alliance, LEO, **change)
    for draft, field in ((Draft("x", owner=LEO), "people"), (Draft("x", helpers=(LEO,)), "helpers")):
        with pytest.raises(RuleError, match="Leo is no longer part of the alliance") as refused:
            await alliance.act(ANA, actions.add, draft)
        assert refused.value.field == field
    assert await alliance.rows(ActionItem) == []


async def test_the_day_is_the_makers_own(alliance: Alliance, clock: MovableClock) -> None:
    """A day that is over where the maker lives is refused, though it is not over elsewhere."""
    clock.now = datetime(2026, 3, 2, 20, 0, tzinfo=UTC)  # in India the third has begun
    await item_of(alliance, ANA, due_on=TODAY)
    with pytest.raises(RuleError, match="Monday 2 March 2026 is over; today is Tuesday 3 March") as refused:
        await item_of(alliance, TESSA, due_on=TODAY)
    assert refused.value.field == "due_on"
    await item_of(alliance, TESSA, due_on=TODAY + timedelta(days=1))


async def test_what_may_identify_a_patient_is_not_kept(alliance: Alliance) -> None:
    """Identifiers are refused, hints are asked about, in the title and in the notes."""
    for draft, field in (
        (Draft("Call SSN 123-45-6789"), "title"),
        (Draft("Call", notes="SSN 123-45-6789"), "notes"),
    ):
        with pytest.raises(PrivacyError) as refused:
            await alliance.act(ANA, actions.add, draft, confirmed=True)
        assert refused.value.field == field
    hint = Draft("Call 555-867-5309 about the hall")
    with pytest.raises(UnconfirmedError):
        await alliance.act(ANA, actions.add, hint)
    await alliance.act(ANA, actions.add, hint, confirmed=True)
    assert len(await alliance.rows(ActionItem)) == 1


async def test_a_group_that_is_not_is_refused_with_those_that_are(alliance: Alliance) -> None:
    """The refusal stands beside the group, and lists the groups."""
    await group(alliance)
    with pytest.raises(RuleError, match=r"no working group called nope\. There are: prevention\.") as refused:
        await item_of(alliance, ANA, group="nope")
    assert refused.value.field == "group"

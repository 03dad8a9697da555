"""Pausing, and being back."""

from datetime import date, timedelta

import pytest

from bot.errors import RuleError
from bot.rules.members import MemberStatus
from bot.services import absence, members
from storage.members import Member
from tests.bot.services.alliance import ANA, LEO, TESSA, TOM, Alliance
from tests.conftest import MovableClock

TODAY = date(2026, 3, 2)


async def _member(alliance: Alliance, user_id: str) -> Member:
    return next(one for one in await alliance.rows(Member) if one.slack_user_id == user_id)


async def test_back_on_the_day_after(alliance: Alliance, clock: MovableClock) -> None:
    """The last day away counts where somebody lives; on the next local day they are back by themselves."""
    leo, tessa = await _member(alliance, LEO), await _member(alliance, TESSA)
    for user_id, member in ((LEO, leo), (TESSA, tessa)):
        await alliance.act(user_id, absence.pause, member.id, TODAY)
    await alliance.database.run(absence.resume_due)
    assert (await _member(alliance, TESSA)).status is MemberStatus.PAUSED
    clock.move(timedelta(hours=4))  # half past midnight in Kolkata, noon in Los Angeles
    await alliance.database.run(absence.resume_due)
    tessa, leo = await _member(alliance, TESSA), await _member(alliance, LEO)
    assert (tessa.status, tessa.away_until) == (MemberStatus.ACTIVE, None)
    assert (leo.status, leo.away_until) == (MemberStatus.PAUSED, TODAY)


async def test_until_one_is_back(alliance: Alliance, clock: MovableClock) -> None:
    """Without a day the pause lasts until somebody ends it; who is away may still act."""
    leo = await _member(alliance, LEO)
    await alliance.act(LEO, absence.pause, leo.id, None)
    clock.move(timedelta(days=100))
    await alliance.database.run(absence.resume_due)
    assert (await alliance.act(LEO, absence.status_of)).status is MemberStatus.PAUSED
    await alliance.act(LEO, absence.resume, leo.id)
    await alliance.act(LEO, absence.resume, leo.id)
    assert (await _member(alliance, LEO)).status is MemberStatus.ACTIVE
    assert await alliance.verbs() == ["member.paused", "member.resumed"]


@pytest.mark.parametrize(("days", "sentence"), [(-1, "This day is past"), (400, "within a year")])
async def test_days_that_make_no_sense(alliance: Alliance, days: int, sentence: str) -> None:
    """A past or far day is refused beside its field."""
    leo = await _member(alliance, LEO)
    with pytest.raises(RuleError, match=sentence) as caught:
        await alliance.act(LEO, absence.pause, leo.id, TODAY + timedelta(days=days))
    assert caught.value.field == "until"


async def test_for_somebody_else(alliance: Alliance) -> None:
    """A coordinator pauses others; a member does not."""
    await alliance.database.run(members.configure, "UTC", [ANA])
    leo = await _member(alliance, LEO)
    with pytest.raises(RuleError, match="Only a coordinator"):
        await alliance.act(TOM, absence.pause, leo.id, None)
    await alliance.act(ANA, absence.pause, leo.id, TODAY)
    assert (await _member(alliance, LEO)).away_until == TODAY

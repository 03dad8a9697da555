"""Members: recognising those who act, welcoming those who are new, keeping up with Slack."""

import asyncio
from zoneinfo import ZoneInfo

import pytest

from bot.actor import Capability, SlackAccount
from bot.errors import RuleError, UnknownPeopleError
from bot.rules.kudos import Wish
from bot.rules.members import MemberStatus, Profile
from bot.services import kudos, leaving, members
from storage.audit import AuditEvent
from storage.members import Member
from storage.opening import open_database
from tests.bot.services.alliance import ANA, DANA, LEO, OMAR, TEAM, TESSA, TOM, Alliance, profile
from tests.conftest import NOW, MovableClock

EVERYBODY = frozenset({Capability.OBSERVER, Capability.MEMBER})


async def _member(alliance: Alliance, user_id: str) -> Member:
    return next(one for one in await alliance.rows(Member) if one.slack_user_id == user_id)


async def test_recognize(alliance: Alliance) -> None:
    """A member acts under the own name, in the own zone, with what everybody may do."""
    actor = await alliance.database.read(members.recognize, TESSA)
    assert actor.account == SlackAccount(TEAM, TESSA)
    assert (actor.name, actor.timezone, actor.capabilities) == ("Tessa", ZoneInfo("Asia/Kolkata"), EVERYBODY)


async def test_a_stranger_is_not_recognized(alliance: Alliance) -> None:
    """Whom nobody met yet comes back as unknown."""
    with pytest.raises(UnknownPeopleError) as caught:
        await alliance.database.read(members.recognize, "U0NEW")
    assert caught.value.user_ids == ("U0NEW",)


@pytest.mark.parametrize("timezone", [None, "", "Mars/Olympus"])
async def test_without_a_zone_the_alliances_counts(alliance: Alliance, timezone: str | None) -> None:
    """Where Slack names no zone, or an odd one, days are the alliance's."""
    await alliance.database.run(members.configure, "Europe/Berlin", [])
    await alliance.database.run(members.enrol, [profile("U0NEW", "New", timezone=timezone)])
    assert (await alliance.database.read(members.recognize, "U0NEW")).timezone == ZoneInfo("Europe/Berlin")


async def test_enrol(alliance: Alliance) -> None:
    """Who is met for the first time is invited by that, and the trail says since when."""
    await alliance.database.run(members.enrol, [profile("U0NEW", "New", "clinic.example", "Asia/Tokyo")])
    new = await _member(alliance, "U0NEW")
    assert (new.name, new.timezone, new.locale, new.slack_team_id) == ("New", "Asia/Tokyo", "en-US", TEAM)
    assert (new.status, new.is_deactivated, new.joined_at) == (MemberStatus.INVITED, False, NOW)
    assert new.accepted_at is None
    event = (await alliance.rows(AuditEvent))[-1]
    assert (event.actor_id, event.verb, event.subject) == (None, "member.met", f"member:{new.id}")


async def test_enrol_knows_the_organisation_by_the_address(alliance: Alliance) -> None:
    """The e-mail domain, or one above it, tells the organisation; where none claims it, there is none."""
    found = {one.slack_user_id: one.organization_id for one in await alliance.rows(Member)}
    assert found == {ANA: 2, LEO: 3, TOM: 1, DANA: 4, TESSA: None, OMAR: None}


async def test_enrol_meets_everybody_once(alliance: Alliance) -> None:
    """Enrolling a member again changes nothing; the edge may ask twice."""
    before = [one.model_dump() for one in await alliance.rows(Member)]
    await alliance.database.run(members.enrol, [profile(ANA, "Somebody else"), profile(LEO, "Another")])
    assert [one.model_dump() for one in await alliance.rows(Member)] == before


@pytest.mark.parametrize(
    ("guest", "sentence"),
    [
        (profile("U0BOT", "deploybot", is_app=True), "deploybot is an app, not a person."),
        (profile("U0GONE", "Nina", is_deactivated=True), "Nina no longer has an account here"),
    ],
)
async def test_enrol_refuses_apps_and_those_who_left(
    alliance: Alliance, guest: Profile, sentence: str
) -> None:
    """An app or a deactivated account becomes no member, nor do those who were named beside it."""
    with pytest.raises(RuleError, match=sentence):
        await alliance.database.run(members.enrol, [profile("U0NEW", "New"), guest])
    assert len(await alliance.rows(Member)) == 6


async def test_coordinators_come_from_the_settings(alliance: Alliance) -> None:
    """Whom the settings name is coordinator: at once where known already, else from the first use on."""
    assert not await alliance.database.read(members.has_coordinator)
    await alliance.database.run(members.configure, "UTC", ["U0NEW", ANA, ANA])
    assert await alliance.database.read(members.has_coordinator)
    await alliance.database.run(members.enrol, [profile("U0NEW", "New"), profile("U0NEWER", "Newer")])
    for user_id, is_coordinator in ((ANA, True), ("U0NEW", True), ("U0NEWER", False), (LEO, False)):
        actor = await alliance.database.read(members.recognize, user_id)
        assert (Capability.COORDINATOR in actor.capabilities) is is_coordinator
        assert actor.capabilities >= EVERYBODY


async def test_settings_that_name_nobody_any_more(alliance: Alliance) -> None:
    """Starting again with other coordinators takes nobody's office away: the alliance gave it."""
    await alliance.database.run(members.configure, "UTC", [ANA])
    await alliance.database.run(members.configure, "UTC", [])
    actor = await alliance.database.read(members.recognize, ANA)
    assert Capability.COORDINATOR in actor.capabilities


async def test_named(alliance: Alliance) -> None:
    """Members are found by their Slack ids, in the order in which they are named, each once."""

    def names(unit: object) -> list[str]:
        return [member.name for member in members.named(unit, [TOM, ANA, TOM])]  # type: ignore[arg-type]

    assert await alliance.database.read(names) == ["Tom", "Ana"]


async def test_update_profile(alliance: Alliance) -> None:
    """A changed name, zone or language in Slack is taken over; the organisation is the alliance's word."""
    changed = Profile(SlackAccount(TEAM, ANA), "Ana C.", None, "Europe/Madrid", "es-ES")
    await alliance.database.run(members.update_profile, changed, "Ev1:0")
    ana = await _member(alliance, ANA)
    assert (ana.name, ana.timezone, ana.locale, ana.organization_id) == (
        "Ana C.",
        "Europe/Madrid",
        "es-ES",
        2,
    )


async def test_update_profile_without_a_locale(alliance: Alliance) -> None:
    """Slack's event says no language; the known one stays."""
    changed = Profile(SlackAccount(TEAM, ANA), "Ana", None, "Europe/Madrid", None)
    await alliance.database.run(members.update_profile, changed, "Ev1:0")
    assert (await _member(alliance, ANA)).locale == "en-US"


async def test_update_profile_once_for_each_delivery(alliance: Alliance) -> None:
    """A delivery that Slack sends again, late and out of order, does not undo a newer change."""
    await alliance.database.run(members.update_profile, profile(ANA, "Older"), "Ev1:0")
    await alliance.database.run(members.update_profile, profile(ANA, "Newer"), "Ev2:0")
    await alliance.database.run(members.update_profile, profile(ANA, "Older"), "Ev1:0")
    assert (await _member(alliance, ANA)).name == "Newer"


async def test_coming_and_going_is_in_the_trail(alliance: Alliance) -> None:
    """The trail says when an account was deactivated, and when it came back, once each."""
    for delivery, is_deactivated in enumerate([False, True, True, False]):
        changed = profile(LEO, "Leo", is_deactivated=is_deactivated)
        await alliance.database.run(members.update_profile, changed, f"Ev{delivery}:0")
    assert await alliance.verbs() == ["member.deactivated", "member.reactivated"]
    assert not (await _member(alliance, LEO)).is_deactivated


async def test_strangers_stay_unknown(alliance: Alliance) -> None:
    """What Slack tells of people who never used the bot makes no members of them."""
    await alliance.database.run(members.update_profile, profile("U0NEW", "New"), "Ev1:0")
    assert len(await alliance.rows(Member)) == 6


async def test_met_by_two_at_once(alliance: Alliance, database_url: str, clock: MovableClock) -> None:
    """Somebody whom several requests of two processes meet at the same moment becomes one member."""
    second = open_database(database_url, clock)
    newcomers = [profile(f"U0NEW{turn}", "New") for turn in range(5)]
    try:
        await asyncio.gather(
            *(place.run(members.enrol, newcomers) for place in (alliance.database, second) * 5)
        )
    finally:
        second.close()
    assert len(await alliance.rows(Member)) == 11


async def test_the_settings_bring_no_leaver_back(alliance: Alliance) -> None:
    """Whom the settings still name, and who has left, gets no office again, and hears of nothing."""
    await alliance.database.run(members.configure, "UTC", [ANA, LEO])
    ana = await _member(alliance, ANA)
    await alliance.act(LEO, leaving.leave, ana.id, {})
    await alliance.database.run(members.configure, "UTC", [ANA, LEO])
    assert await alliance.database.read(members.coordinators) == [LEO]
    assert not (await alliance.database.read(members.recognize, ANA)).capabilities


async def test_erase(alliance: Alliance) -> None:
    """Nothing in the row tells who it was; the kudos that it stands in still hold together."""
    await alliance.act(ANA, kudos.give, Wish(people=(LEO,), reason="for the raised beds in spring"))
    leo = await _member(alliance, LEO)
    await alliance.database.run(members.erase, leo.id)
    erased = next(one for one in await alliance.rows(Member) if one.id == leo.id)
    assert erased.name == "Former member"
    assert (erased.slack_user_id, erased.slack_team_id, erased.title) == (None, None, None)
    assert (erased.timezone, erased.locale) == (None, None)
    (thanks,) = await alliance.act(ANA, kudos.given)
    assert [one.name for one in thanks.receivers] == ["Former member"]

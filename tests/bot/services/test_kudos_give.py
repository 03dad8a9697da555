"""Giving kudos: who is thanked, who hears of it, and what is refused."""

import pytest
from sqlalchemy import delete, update

from bot.errors import RuleError, UnknownPeopleError
from bot.rules.kudos import MessageLink, Wish
from bot.rules.outbox import ALLIANCE, Priority
from bot.services import kudos, members
from storage.audit import AuditEvent
from storage.kudos import Gift, Recipient
from storage.members import Member
from storage.organizations import Organization, OrganizationDomain
from storage.outbox import Notice
from storage.unit import Unit
from tests.bot.services.alliance import ANA, DANA, LEO, OMAR, TOM, Alliance, profile
from tests.conftest import NOW

REASON = "for opening the Saturday walk-in"


async def _refusal(alliance: Alliance, wish: Wish, giver: str = ANA) -> RuleError:
    """Have a wish refused, and make sure that nothing of it stays."""
    before = await alliance.verbs(), await alliance.notices()
    with pytest.raises(RuleError) as caught:
        await alliance.act(giver, kudos.give, wish)
    assert (await alliance.verbs(), await alliance.notices()) == before
    assert not await alliance.rows(Gift)
    assert not await alliance.rows(Recipient)
    return caught.value


async def test_a_gift_is_stored_with_those_it_thanks(alliance: Alliance) -> None:
    """A gift keeps its giver, reason, value, message and moment, and each receiver once."""
    wish = Wish(
        (LEO, TOM, LEO), ("Clinic", "clinic"), f" {REASON} ", "#TeamWork", message=MessageLink("C1", "1.2")
    )
    await alliance.act(ANA, kudos.give, wish)
    (gift,) = await alliance.rows(Gift)
    assert (gift.giver_id, gift.reason, gift.value) == (1, REASON, "teamwork")
    assert (gift.message_channel, gift.message_ts) == ("C1", "1.2")
    assert (gift.given_at, gift.withdrawn_at, gift.is_private) == (NOW, None, False)
    receivers = [(one.member_id, one.organization_id) for one in await alliance.rows(Recipient)]
    assert receivers == [(2, None), (3, None), (None, 1)]


async def test_what_comes_back_has_names(alliance: Alliance) -> None:
    """The giver's answer names people with their organisations, and organisations by their names."""
    thanks = (await alliance.act(ANA, kudos.give, Wish((LEO, OMAR), ("clinic",), REASON))).thanks
    assert (thanks.giver.name, thanks.giver.organization) == ("Ana", "Harvest Table Food Bank")
    assert [(one.name, one.user_id, one.organization) for one in thanks.receivers] == [
        ("Leo", LEO, "Green Plot Community Gardens"),
        ("Omar", OMAR, None),
        ("Riverbend Community Clinic", None, None),
    ]
    assert [one.is_organization for one in thanks.receivers] == [False, False, True]


async def test_the_alliance_and_the_people_hear_of_it(alliance: Alliance) -> None:
    """A public gift is one notice for the alliance and one for each person, which goes first."""
    await alliance.act(ANA, kudos.give, Wish((LEO, TOM), ("hospital",), REASON))
    notices = [
        (one.kind, one.target, one.priority, one.subject, one.data) for one in await alliance.rows(Notice)
    ]
    assert notices == [
        ("kudos.given", ALLIANCE, Priority.ROUTINE, "kudos:1", {"gift_id": 1}),
        ("kudos.received", LEO, Priority.DIRECT, "kudos:1", {"gift_id": 1}),
        ("kudos.received", TOM, Priority.DIRECT, "kudos:1", {"gift_id": 1}),
    ]


async def test_a_private_gift_reaches_only_those_thanked(alliance: Alliance) -> None:
    """A private gift is a direct message to each, and nothing for the alliance."""
    thanks = (await alliance.act(ANA, kudos.give, Wish((LEO, TOM), (), REASON, is_private=True))).thanks
    assert thanks.is_private
    assert await alliance.notices() == [("kudos.received", LEO), ("kudos.received", TOM)]


async def test_organisations_are_thanked_in_public(alliance: Alliance) -> None:
    """A private thank-you to an organisation is refused beside that field."""
    refusal = await _refusal(alliance, Wish((LEO,), ("clinic",), REASON, is_private=True))
    assert refusal.field == "organizations"


async def test_the_audit_trail_holds_no_words(alliance: Alliance) -> None:
    """The trail says who did what to what, and nothing of what anybody wrote."""
    await alliance.act(ANA, kudos.give, Wish((LEO,), (), REASON, "teamwork"))
    event = (await alliance.rows(AuditEvent))[-1]
    assert (event.at, event.actor_id, event.verb, event.subject) == (NOW, 1, "kudos.given", "kudos:1")
    everything = " ".join(str(row.model_dump()) for row in await alliance.rows(AuditEvent))
    assert "Saturday" not in everything
    assert "teamwork" not in everything
    assert "Leo" not in everything


async def test_the_giver_is_dropped_from_a_group(alliance: Alliance) -> None:
    """Who is named among others, as in a user group, thanks the others and pays once."""
    thanks = (await alliance.act(ANA, kudos.give, Wish((ANA, LEO), (), REASON))).thanks
    assert [one.user_id for one in thanks.receivers] == [LEO]
    assert ("kudos.received", ANA) not in await alliance.notices()


async def test_oneself_alone_is_refused(alliance: Alliance) -> None:
    """Nobody thanks oneself."""
    refusal = await _refusal(alliance, Wish((ANA,), (), REASON))
    assert refusal.sentence == "You cannot thank yourself. Name the colleagues who helped."


async def test_the_own_organisation_alone_is_refused(alliance: Alliance) -> None:
    """Nobody thanks the own organisation alone, not even together with oneself."""
    assert (
        "only your own organisation" in (await _refusal(alliance, Wish((), ("food-bank",), REASON))).sentence
    )
    refusal = await _refusal(alliance, Wish((ANA,), ("food-bank",), REASON))
    assert refusal.field == "organizations"


@pytest.mark.parametrize(
    "wish", [Wish((LEO,), ("food-bank",), REASON), Wish((), ("food-bank", "clinic"), REASON)]
)
async def test_the_own_organisation_beside_another_is_fine(alliance: Alliance, wish: Wish) -> None:
    """Beside somebody else the own organisation may be thanked too."""
    thanks = (await alliance.act(ANA, kudos.give, wish)).thanks
    assert "Harvest Table Food Bank" in [one.name for one in thanks.receivers]


async def test_nobody_named_is_refused(alliance: Alliance) -> None:
    """A thank-you needs somebody to thank."""
    assert (await _refusal(alliance, Wish(reason=REASON))).field == "people"


async def test_somebody_deactivated_is_refused(alliance: Alliance) -> None:
    """Whose account is gone would never read it; the whole gift is refused by name."""
    gone = profile(LEO, "Leo", "gardens.example", is_deactivated=True)
    await alliance.database.run(members.update_profile, gone, "Ev1")
    refusal = await _refusal(alliance, Wish((LEO, TOM), (), REASON))
    assert refusal.sentence.startswith("Leo no longer has an account here")


async def test_unknown_people_are_asked_for_and_nothing_is_stored(alliance: Alliance) -> None:
    """People whom nobody met yet come back as unknown, each once, and nothing is left of the attempt."""
    before = await alliance.notices(), await alliance.verbs(), len(await alliance.rows(Member))
    with pytest.raises(UnknownPeopleError) as caught:
        await alliance.act(ANA, kudos.give, Wish(("U0NEW", LEO, "U0NEWER", "U0NEW"), (), REASON))
    assert caught.value.user_ids == ("U0NEW", "U0NEWER")
    after = await alliance.notices(), await alliance.verbs(), len(await alliance.rows(Member))
    assert after == before
    assert await alliance.rows(Gift) == []


@pytest.mark.parametrize(
    ("slug", "hint"),
    [
        ("clinc", "There is no organisation called clinc. Did you mean org:clinic?"),
        ("foodbank", "Did you mean org:food-bank?"),
    ],
)
async def test_an_unknown_organisation_is_refused_with_what_there_is(
    alliance: Alliance, slug: str, hint: str
) -> None:
    """A misspelt organisation is answered with the nearest one."""
    refusal = await _refusal(alliance, Wish((), ("clinic", slug), REASON))
    assert refusal.sentence.endswith(hint)
    assert refusal.field == "organizations"


async def test_an_organisation_like_none_there_is(alliance: Alliance) -> None:
    """Where no organisation is near, all are named."""
    refusal = await _refusal(alliance, Wish((), ("zzz",), REASON))
    start, _, listed = refusal.sentence.partition(" There are: ")
    assert start == "There is no organisation called zzz."
    assert sorted(listed.removesuffix(".").split(", ")) == ["clinic", "food-bank", "gardens", "hospital"]


async def test_an_alliance_without_organisations(alliance: Alliance) -> None:
    """Where no organisation is known yet, the refusal says how to name people."""

    def disband(unit: Unit) -> None:
        connection = unit.session.connection()
        connection.execute(update(Member).values(organization_id=None))
        connection.execute(delete(OrganizationDomain))
        connection.execute(delete(Organization))

    await alliance.database.run(disband)
    refusal = await _refusal(alliance, Wish((), ("clinic",), REASON))
    assert refusal.sentence == "The alliance has no organisations yet. Name people instead: @colleague."


@pytest.mark.parametrize(
    ("wish", "field"),
    [(Wish((LEO,), (), "thanks"), "reason"), (Wish((LEO,), (), REASON, "two words"), "value")],
)
async def test_words_that_break_the_rules(alliance: Alliance, wish: Wish, field: str) -> None:
    """A reason that says too little and a value that is no word are refused beside their fields."""
    assert (await _refusal(alliance, wish)).field == field


async def test_subdomains_belong_to_the_organisation(alliance: Alliance) -> None:
    """Dana, whose address is of a ward, cannot thank the hospital alone: it is the own organisation."""
    assert "own organisation" in (await _refusal(alliance, Wish((), ("hospital",), REASON), DANA)).sentence

"""Giving action items: they stay with their owner until somebody accepts."""

import asyncio

import pytest

from bot.errors import RuleError
from bot.rules.members import MemberStatus
from bot.services import actions, actions_offers, actions_progress, members
from bot.services.actions_lists import told
from storage.actions import ActionEvent, ActionHelper
from storage.members import Member
from storage.outbox import Notice
from storage.unit import Unit
from tests.bot.services.alliance import ANA, DANA, LEO, OMAR, TOM, Alliance
from tests.bot.services.items import change_member, coordinator, group, history, item_of, row


@pytest.fixture
async def offered(alliance: Alliance) -> Alliance:
    """Return the alliance after Ana offered an item to Leo."""
    await item_of(alliance, ANA, owner=LEO, helpers=(LEO, TOM))
    return alliance


async def _owners(alliance: Alliance) -> tuple[int, int | None]:
    item = await row(alliance)
    return item.owner_id, item.pending_owner_id


async def test_accepted_it_changes_hands(offered: Alliance) -> None:
    """The new owner has it, is no helper any more, and the giver is told; the offer shows it when it goes."""
    accepted = await offered.act(LEO, actions_offers.accept, 1)
    assert accepted.is_mine
    assert await _owners(offered) == (2, None)
    assert [one.member_id for one in await offered.rows(ActionHelper)] == [3]
    assert await history(offered) == ["added", "offered", "accepted"]
    notices = await offered.rows(Notice)
    assert [(one.kind, one.target, one.edits_id) for one in notices] == [
        ("actions.offered", LEO, None),
        ("actions.accepted", ANA, None),
    ]
    await offered.act(LEO, actions_offers.accept, 1)
    assert await history(offered) == ["added", "offered", "accepted"]


async def test_handed_back_it_stays(offered: Alliance) -> None:
    """The owner keeps it, and reads why."""
    await offered.act(LEO, actions_offers.hand_back, 1, "I am away all week")
    assert await _owners(offered) == (1, None)
    assert ("actions.handed_back", ANA) in await offered.notices()
    event = (await offered.rows(ActionEvent))[-1]
    heard = await offered.database.read(told, 1, event.id, ANA)
    assert heard
    assert (heard.change.verb, heard.change.note) == ("handed_back", "I am away all week")
    for act in (actions_offers.accept, actions_offers.hand_back):
        with pytest.raises(RuleError, match="not offered to you any more; Ana has it"):
            await offered.act(LEO, act, 1)


async def test_only_the_one_asked_may_answer(offered: Alliance) -> None:
    """Neither a helper nor a stranger to the item accepts it."""
    for who in (TOM, OMAR):
        with pytest.raises(RuleError, match="not offered to you"):
            await offered.act(who, actions_offers.accept, 1)


async def test_withdrawn_it_cannot_be_accepted(offered: Alliance) -> None:
    """Its owner takes the offer back before it is answered; twice changes nothing more."""
    for _ in range(2):
        await offered.act(ANA, actions_offers.withdraw, 1)
    assert await history(offered) == ["added", "offered", "withdrawn"]
    with pytest.raises(RuleError, match="not offered to you any more"):
        await offered.act(LEO, actions_offers.accept, 1)


async def test_offered_to_another_the_first_offer_ends(offered: Alliance) -> None:
    """One person at a time is asked; to ask the same one again changes nothing."""
    await offered.act(ANA, actions_offers.give, 1, LEO)
    assert await history(offered) == ["added", "offered"]
    await offered.act(ANA, actions_offers.give, 1, TOM, "You have the key")
    assert await _owners(offered) == (1, 3)
    assert ("actions.offered", TOM) in await offered.notices()
    await offered.act(ANA, actions_offers.give, 1, ANA)
    assert await _owners(offered) == (1, None)
    with pytest.raises(RuleError, match="belongs to Ana already"):
        await offered.act(ANA, actions_offers.give, 1, ANA)


async def test_accepting_and_withdrawing_at_once(offered: Alliance) -> None:
    """Whichever comes first counts, and the item has one owner who knows of it."""
    await asyncio.gather(
        offered.act(LEO, actions_offers.accept, 1),
        offered.act(ANA, actions_offers.withdraw, 1),
        return_exceptions=True,
    )
    assert await _owners(offered) in {(1, None), (2, None)}
    assert len(await history(offered)) == 3


async def test_a_coordinator_gives_and_takes_over(alliance: Alliance) -> None:
    """A coordinator or the group's lead may give it away, or take it; both owners hear of it."""
    await coordinator(alliance, DANA)
    await group(alliance, lead=TOM)
    await item_of(alliance, ANA, group="prevention")
    await alliance.act(DANA, actions_offers.give, 1, LEO)
    await alliance.act(LEO, actions_offers.accept, 1)
    told_of_it = {target for kind, target in await alliance.notices() if kind == "actions.accepted"}
    assert told_of_it == {ANA, DANA}
    await alliance.act(TOM, actions_offers.give, 1, TOM)
    assert await _owners(alliance) == (3, None)
    assert await history(alliance) == ["added", "offered", "accepted", "taken"]
    with pytest.raises(RuleError, match="Only its owner"):
        await alliance.act(OMAR, actions_offers.give, 1, OMAR)


async def test_what_is_closed_is_given_to_nobody(offered: Alliance) -> None:
    """Closing ends the offer, and a closed item is not given."""
    await offered.act(ANA, actions_progress.done, 1)
    assert await _owners(offered) == (1, None)
    for act, args in ((actions_offers.accept, (1,)), (actions_offers.give, (1, TOM))):
        who = LEO if act is actions_offers.accept else ANA
        with pytest.raises(RuleError, match="was done by"):
            await offered.act(who, act, *args)  # type: ignore[arg-type]


async def test_who_has_gone_gets_nothing(offered: Alliance) -> None:
    """Somebody who left the alliance is refused beside the field."""
    await change_member(offered, TOM, status=MemberStatus.LEFT)
    with pytest.raises(RuleError, match="Tom is no longer part of the alliance") as refused:
        await offered.act(ANA, actions_offers.give, 1, TOM)
    assert refused.value.field == "people"


async def _pass_on(alliance: Alliance, subject: str, to: int | None) -> None:
    def transaction(unit: Unit) -> None:
        actor = members.recognize(unit, DANA)
        actions.pass_on(unit, actor, subject, unit.session.get(Member, to) if to else None)

    await alliance.database.run(transaction)


async def test_a_leaver_passes_everything_on(offered: Alliance) -> None:
    """What a leaver owns and was offered is listed; it goes to somebody, or ends, and is gone then."""
    await item_of(offered, LEO, "Seedlings")
    await item_of(offered, LEO, "Compost")
    held = await offered.database.read(actions.held_by, 2)
    assert [(one.subject, one.label) for one in held] == [
        ("action:2", "A-2 Seedlings"),
        ("action:3", "A-3 Compost"),
        ("action:1.offer", "A-1 Book the hall (offered)"),
    ]
    await _pass_on(offered, "action:2", 3)
    await _pass_on(offered, "action:3", None)
    await _pass_on(offered, "action:1.offer", 3)
    assert await offered.database.read(actions.held_by, 2) == []
    assert await history(offered, 2) == ["added", "passed_on"]
    assert await history(offered, 3) == ["added", "dropped"]
    assert await history(offered) == ["added", "offered", "withdrawn", "offered"]
    notices = await offered.notices()
    assert ("actions.passed_on", TOM) in notices
    assert ("actions.offered", TOM) in notices


async def test_erased_words_are_gone(offered: Alliance) -> None:
    """Notes and reasons of the person are blank, those of others stay, and so do titles and facts."""
    await offered.act(TOM, actions_progress.block, 1, "No key", "A locksmith")
    await offered.act(ANA, actions_offers.give, 1, DANA, "You know them")
    await offered.act(DANA, actions_offers.hand_back, 1, "Not me")
    await offered.database.run(actions.erase, 3)
    item = await row(offered)
    assert (item.title, item.blocked_reason, item.blocked_help) == ("Book the hall", None, None)
    notes = [event.note for event in await offered.rows(ActionEvent)]
    assert "No key" not in notes
    assert {"You know them", "Not me"} <= set(notes)

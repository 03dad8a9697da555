"""The register: roles, terms, and that it is right."""

from datetime import date, timedelta

import pytest

from bot.errors import RuleError
from bot.rules.members import MemberStatus, Voting
from bot.rules.responsibilities import Letter
from bot.rules.roles import Seat
from bot.services import responsibilities, roles
from bot.services.responsibilities import Wish as LetterWish
from bot.services.roles import Draft, Wish
from storage.outbox import Notice
from storage.roles import RegisterConfirmation, RoleAssignment
from tests.bot.services.alliance import ANA, DANA, LEO, OMAR, TOM, Alliance
from tests.bot.services.governance import areas, change, coordinator, group_of, member, role_of, term_of
from tests.conftest import NOW, MovableClock

TODAY = date(2026, 3, 2)


async def test_a_term_is_as_long_as_usual(alliance: Alliance) -> None:
    """A term without an end takes the role's usual length; the holder is told, once."""
    await coordinator(alliance)
    await role_of(alliance, term_months="24")
    term = await term_of(alliance, ANA)
    assert (term.role, term.holder.name, term.starts_on) == ("Co-chair", "Ana", TODAY)
    assert (term.until, term.days_left) == (date(2028, 3, 1), 730)
    assert await alliance.notices() == [("roles.assigned", ANA)]
    assert await alliance.verbs() == ["role.added", "term.begun"]


async def test_a_term_without_an_end(alliance: Alliance) -> None:
    """Where a role has no usual length, and none was said, its term is open; an end can be chosen."""
    await coordinator(alliance)
    await role_of(alliance, max_holders="2")
    assert (await term_of(alliance, ANA)).until is None
    assert (await term_of(alliance, TOM, until=date(2026, 12, 31))).until == date(2026, 12, 31)


async def test_somebody_stands_in_for_ninety_days_at_the_most(alliance: Alliance) -> None:
    """An acting holder has ninety days, or fewer."""
    await coordinator(alliance)
    await role_of(alliance, max_holders="2")
    assert (await term_of(alliance, ANA, is_acting=True)).until == TODAY + timedelta(days=90)
    with pytest.raises(RuleError, match="90 days at the most") as caught:
        await term_of(alliance, TOM, is_acting=True, until=TODAY + timedelta(days=91))
    assert caught.value.field == "until"


async def test_a_full_role_is_refused_naming_its_holders(alliance: Alliance) -> None:
    """A role has as many holders as it has seats; each holds it once."""
    await coordinator(alliance)
    await role_of(alliance, max_holders="2")
    await term_of(alliance, ANA)
    with pytest.raises(RuleError, match="Ana is Co-chair already"):
        await term_of(alliance, ANA)
    await term_of(alliance, TOM)
    with pytest.raises(RuleError, match="2 seats, held by Ana, Tom") as caught:
        await term_of(alliance, LEO)
    assert caught.value.field == "role"


@pytest.mark.parametrize(
    ("wish", "field", "said"),
    [
        (Wish("chairs", ANA), "role", "Did you mean co-chair"),
        (Wish("zz", ANA), "role", "There are: co-chair"),
        (Wish("co-chair", ANA, date(2026, 3, 1)), "until", "This day is past"),
        (Wish("co-chair", ANA, date(2036, 3, 3)), "until", "within ten years"),
        (Wish("co-chair", ANA, group="prevention"), "group", "Leave the group out"),
        (Wish("note-taker", ANA), "group", "Say which"),
        (Wish("note-taker", ANA, group="nowhere"), "group", "no group called nowhere"),
        (Wish("co-chair", OMAR), "person", "Omar does not take part"),
    ],
)
async def test_what_cannot_be_assigned(alliance: Alliance, wish: Wish, field: str, said: str) -> None:
    """What does not fit is refused beside its field."""
    await coordinator(alliance)
    await role_of(alliance)
    await role_of(alliance, "note-taker", seat=Seat.GROUP)
    await group_of(alliance)
    await change(alliance, OMAR, status=MemberStatus.LEFT)
    with pytest.raises(RuleError, match=said) as caught:
        await alliance.act(DANA, roles.assign, wish)
    assert caught.value.field == field
    assert not await alliance.rows(RoleAssignment)


async def test_a_lead_gives_roles_in_the_group_alone(alliance: Alliance) -> None:
    """Each group has its own seats; leads fill and empty those of their group, coordinators all."""
    await coordinator(alliance)
    await role_of(alliance, "note-taker", seat=Seat.GROUP)
    await role_of(alliance)
    await group_of(alliance, lead=TOM)
    await group_of(alliance, "seniors")
    term = await alliance.act(TOM, roles.assign, Wish("note-taker", ANA, group="prevention"))
    assert term.group == "Prevention"
    await alliance.act(DANA, roles.assign, Wish("note-taker", ANA, group="seniors"))
    for wish in (Wish("note-taker", LEO, group="seniors"), Wish("co-chair", LEO)):
        with pytest.raises(RuleError, match="Coordinators give roles"):
            await alliance.act(TOM, roles.assign, wish)
    with pytest.raises(RuleError, match="Only a coordinator, or whoever"):
        await alliance.act(LEO, roles.end, term.id)
    assert (await alliance.act(TOM, roles.end, term.id)).holder.name == "Ana"


async def test_a_term_ends_today(alliance: Alliance) -> None:
    """A coordinator or the holder ends a term; then the seat is vacant."""
    await coordinator(alliance)
    await role_of(alliance)
    term = await term_of(alliance, ANA)
    assert (await alliance.act(TOM, roles.held_term, "co-chair", ANA)).id == term.id
    await alliance.act(ANA, roles.end, term.id)
    with pytest.raises(RuleError, match="ended already"):
        await alliance.act(DANA, roles.end, term.id)
    with pytest.raises(RuleError, match="Ana is not Co-chair"):
        await alliance.act(TOM, roles.held_term, "co-chair", ANA)
    register = await alliance.act(TOM, roles.register)
    assert [(one.title, one.vacant, one.terms) for one in register.roles] == [("Co-chair", 1, ())]


async def test_a_role_that_nobody_holds_is_removed(alliance: Alliance) -> None:
    """A held role stays; one that was removed can be taken up again."""
    await coordinator(alliance)
    await role_of(alliance)
    term = await term_of(alliance, ANA)
    with pytest.raises(RuleError, match="held by Ana"):
        await alliance.act(DANA, roles.remove, "co-chair")
    await alliance.act(DANA, roles.end, term.id)
    assert await alliance.act(DANA, roles.remove, "co-chair") == "Co-chair"
    assert not (await alliance.act(ANA, roles.register)).roles
    await role_of(alliance)
    with pytest.raises(RuleError, match="already"):
        await role_of(alliance)


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (Draft(""), "title"),
        (Draft("Chair", "a b"), "key"),
        (Draft("議長"), "key"),
        (Draft("Chair", max_holders="0"), "max_holders"),
        (Draft("Chair", max_holders="51"), "max_holders"),
        (Draft("Chair", term_months="two"), "term_months"),
    ],
)
async def test_what_a_role_cannot_be(alliance: Alliance, draft: Draft, field: str) -> None:
    """What does not fit is refused beside its field."""
    await coordinator(alliance)
    with pytest.raises(RuleError) as caught:
        await alliance.act(DANA, roles.add, draft, confirmed=False)
    assert caught.value.field == field


async def test_roles_are_for_coordinators_to_make(alliance: Alliance) -> None:
    """Others read the register."""
    for attempt in ((roles.add, Draft("Chair")),):
        with pytest.raises(RuleError, match="coordinator"):
            await alliance.act(ANA, attempt[0], attempt[1], confirmed=False)
    with pytest.raises(RuleError, match="coordinator"):
        await alliance.act(ANA, roles.remove, "chair")
    with pytest.raises(RuleError, match="coordinator"):
        await alliance.act(ANA, roles.confirm)


async def test_the_gaps_are_listed(alliance: Alliance) -> None:
    """What is missing: letters, holders, votes, leads, and terms that end soon."""
    await coordinator(alliance)
    await areas(alliance)
    await alliance.act(DANA, responsibilities.assign, LetterWish("data", Letter.ACCOUNTABLE, "clinic"))
    await alliance.act(DANA, responsibilities.assign, LetterWish("strategy", Letter.RESPONSIBLE, "clinic"))
    await role_of(alliance)
    await role_of(alliance, "secretary")
    await term_of(alliance, ANA, until=TODAY + timedelta(days=40))
    await group_of(alliance)
    await group_of(alliance, "seniors", lead=TOM)
    await change(alliance, TOM, voting=Voting.REPRESENTATIVE)
    found = await alliance.act(LEO, roles.gaps)
    assert "Data & analysis" not in found.without_accountable
    assert len(found.without_accountable) == 7
    assert "Strategy" not in found.without_responsible
    assert [one.title for one in found.vacant] == ["Secretary"]
    assert found.without_representative == (
        "Green Plot Community Gardens",
        "Harvest Table Food Bank",
        "Sunnybrook General Hospital",
    )
    assert found.without_lead == ("Prevention",)
    assert [(one.role, one.days_left) for one in found.ending] == [("Co-chair", 40)]
    assert found.count == 7 + 7 + 1 + 3 + 1


async def test_the_register_is_confirmed_every_ninety_days(alliance: Alliance, clock: MovableClock) -> None:
    """A fresh register is due after 90 days; one look makes it right for the next 90."""
    await coordinator(alliance)
    await areas(alliance)
    first = (await alliance.act(ANA, roles.register)).confirmation
    assert (first.at, first.next_by, first.is_due) == (None, TODAY + timedelta(days=90), False)
    clock.move(timedelta(days=90))
    assert (await alliance.act(ANA, roles.register)).confirmation.is_due
    after = await alliance.act(DANA, roles.confirm)
    assert after.at == NOW + timedelta(days=90)
    assert after.by
    assert (after.by.name, after.next_by, after.is_due) == ("Dana", TODAY + timedelta(days=180), False)
    assert len(await alliance.rows(RegisterConfirmation)) == 1
    assert not await alliance.rows(Notice)


async def test_a_leavers_roles_go_on(alliance: Alliance) -> None:
    """Somebody else serves the rest of a leaver's term, or the seat is vacant."""
    await coordinator(alliance)
    await role_of(alliance)
    await role_of(alliance, "secretary", max_holders="2")
    until = date(2026, 12, 31)
    await term_of(alliance, ANA, until=until)
    await term_of(alliance, ANA, "secretary")
    await term_of(alliance, TOM, "secretary")
    ana, tom = await member(alliance, ANA), await member(alliance, TOM)
    held = await alliance.database.read(roles.held_by, ana.id)
    assert [one.label for one in held] == ["Co-chair", "Secretary"]
    with pytest.raises(RuleError, match="Only a coordinator"):
        await alliance.act(LEO, roles.pass_on, held[0].subject, tom)
    await alliance.act(ANA, roles.pass_on, held[0].subject, tom)
    await alliance.act(DANA, roles.pass_on, held[1].subject, tom)
    assert not await alliance.database.read(roles.held_by, ana.id)
    register = await alliance.act(LEO, roles.register)
    assert [
        (one.title, [(term.holder.name, term.until) for term in one.terms]) for one in register.roles
    ] == [
        ("Co-chair", [("Tom", until)]),
        ("Secretary", [("Tom", None)]),
    ]

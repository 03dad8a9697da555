"""The matrix: who is accountable, responsible, consulted and informed in which area."""

import pytest
from sqlalchemy import update

from bot.errors import RuleError
from bot.rules.members import MemberStatus
from bot.rules.responsibilities import AREAS, AccountableError, Letter
from bot.services import responsibilities
from bot.services.responsibilities import Wish
from bot.services.responsibilities_shown import AreaShown
from storage.organizations import Organization
from storage.responsibilities import Area, Responsibility
from storage.unit import Unit
from tests.bot.services.alliance import ANA, DANA, LEO, OMAR, TOM, Alliance
from tests.bot.services.governance import areas, change, coordinator, member
from tests.conftest import NOW


async def _set(
    alliance: Alliance, area: str, letter: str | None, *who: str | None, **more: bool
) -> AreaShown:
    wish = Wish(area, Letter(letter) if letter else None, *who, **more)  # type: ignore[arg-type]
    return (await alliance.act(DANA, responsibilities.assign, wish)).area


def _letters(area: AreaShown) -> list[tuple[str, str | None, str | None]]:
    return [(one.letter, one.organization, one.person.name if one.person else None) for one in area.holders]


@pytest.fixture
async def governed(alliance: Alliance) -> Alliance:
    """Return the small alliance with Dana as its coordinator, and its areas of work."""
    await coordinator(alliance)
    await areas(alliance)
    return alliance


async def test_a_fresh_alliance_has_areas(alliance: Alliance) -> None:
    """The areas of work that every alliance has are there; one that was ended does not come back."""
    await areas(alliance)
    assert {one.key: one.name for one in await alliance.rows(Area)} == AREAS
    await coordinator(alliance)
    assert await alliance.act(DANA, responsibilities.end_area, "strategy") == "Strategy"
    await areas(alliance)
    shown = await alliance.act(ANA, responsibilities.matrix)
    assert [one.key for one in shown] == [key for key in AREAS if key != "strategy"]


async def test_an_organisation_and_its_person_are_accountable(governed: Alliance) -> None:
    """A letter has an organisation and, on its behalf, a person; it is noted who set it."""
    area = await _set(governed, "data", "A", "hospital", DANA)
    assert _letters(area) == [("A", "Sunnybrook General Hospital", "Dana")]
    (row,) = await governed.rows(Responsibility)
    assert row.since == NOW
    assert await governed.verbs() == ["area.letter_set"]


async def test_a_second_accountable_is_refused_naming_the_holder(governed: Alliance) -> None:
    """An area has one A, and who has it is said with what to do; nothing changes."""
    await _set(governed, "data", "A", "hospital", DANA)
    with pytest.raises(AccountableError) as caught:
        await _set(governed, "data", "A", "clinic")
    assert caught.value.sentence == (
        "Sunnybrook General Hospital (Dana) is accountable for Data & analysis already. "
        "Make it Responsible, or hand the A over first."
    )
    assert caught.value.field == "letter"
    await _set(governed, "strategy", "A", None, OMAR)
    with pytest.raises(AccountableError, match=r"^Omar is accountable"):
        await _set(governed, "strategy", "A", "clinic")
    assert len(await governed.rows(Responsibility)) == 2


async def test_the_a_changes_hands(governed: Alliance) -> None:
    """Who takes it over has it alone, and who had it before is told back."""
    await _set(governed, "data", "A", "hospital", DANA)
    await _set(governed, "data", "R", "clinic")
    wish = Wish("data", Letter.ACCOUNTABLE, "clinic", TOM, takes_over=True)
    changed = await governed.act(DANA, responsibilities.assign, wish)
    assert changed.former
    assert changed.former.organization == "Sunnybrook General Hospital"
    assert _letters(changed.area) == [
        ("A", "Riverbend Community Clinic", "Tom"),
        ("R", "Riverbend Community Clinic", None),
    ]


async def test_beside_the_a_stands_one_other_letter(governed: Alliance) -> None:
    """R, C and I replace each other; the A stays, and setting it again changes its person."""
    await _set(governed, "data", "A", "clinic", TOM)
    for letter in "RCI":
        area = await _set(governed, "data", letter, "clinic")
        assert _letters(area) == [
            ("A", "Riverbend Community Clinic", "Tom"),
            (letter, "Riverbend Community Clinic", None),
        ]
    area = await _set(governed, "data", "A", "clinic")
    assert _letters(area)[0] == ("A", "Riverbend Community Clinic", None)


async def test_letters_are_in_order(governed: Alliance) -> None:
    """An area shows its A first, and then R, C and I."""
    for letter, who in (("I", "gardens"), ("C", "clinic"), ("R", "food-bank"), ("A", "hospital")):
        area = await _set(governed, "outreach", letter, who)
    assert [one.letter for one in area.holders] == ["A", "R", "C", "I"]


async def test_a_letter_is_taken_away(governed: Alliance) -> None:
    """No letter takes all of an organisation's away, and refuses where there is none."""
    await _set(governed, "data", "A", "clinic")
    await _set(governed, "data", "R", "clinic")
    await _set(governed, "data", "R", "gardens")
    area = await _set(governed, "data", None, "clinic")
    assert _letters(area) == [("R", "Green Plot Community Gardens", None)]
    with pytest.raises(RuleError, match="no letter to take away"):
        await _set(governed, "data", None, "clinic")


async def test_a_person_stands_for_their_organisation(governed: Alliance) -> None:
    """Who is named alone stands for the organisation; who has none, for themselves."""
    assert _letters(await _set(governed, "data", "R", None, LEO)) == [
        ("R", "Green Plot Community Gardens", "Leo")
    ]
    assert _letters(await _set(governed, "strategy", "R", None, OMAR)) == [("R", None, "Omar")]
    assert _letters(await _set(governed, "strategy", "C", None, OMAR)) == [("C", None, "Omar")]


@pytest.mark.parametrize(
    ("wish", "field", "said"),
    [
        (Wish("dat", Letter.RESPONSIBLE, "clinic"), "area", "Did you mean data"),
        (Wish("zz", Letter.RESPONSIBLE, "clinic"), "area", "There are: data, evaluation"),
        (Wish("data", Letter.RESPONSIBLE), "organization", "Say who"),
        (Wish("data", Letter.RESPONSIBLE, "clinics"), "organization", "Did you mean clinic"),
        (Wish("data", Letter.RESPONSIBLE, "clinic", LEO), "person", "Leo does not represent Riverbend"),
    ],
)
async def test_what_cannot_be_set(governed: Alliance, wish: Wish, field: str, said: str) -> None:
    """What does not fit is refused beside its field, with what was probably meant."""
    with pytest.raises(RuleError, match=said) as caught:
        await governed.act(DANA, responsibilities.assign, wish)
    assert caught.value.field == field
    assert not await governed.rows(Responsibility)


async def test_who_has_left_gets_no_letter(governed: Alliance) -> None:
    """Neither people nor organisations that are gone are responsible for anything."""
    await change(governed, LEO, status=MemberStatus.LEFT)
    with pytest.raises(RuleError, match="Leo does not take part"):
        await _set(governed, "data", "R", None, LEO)

    def end(unit: Unit) -> None:
        unit.session.connection().execute(
            update(Organization).where(Organization.slug == "gardens").values(ended_at=unit.now)  # type: ignore[arg-type]
        )

    await governed.database.run(end)
    with pytest.raises(RuleError, match="no organisation called gardens"):
        await _set(governed, "data", "R", "gardens")


async def test_only_coordinators_change_the_matrix(governed: Alliance) -> None:
    """Everybody reads it; letters and areas are for coordinators."""
    wish = Wish("data", Letter.RESPONSIBLE, "clinic")
    with pytest.raises(RuleError, match="coordinator"):
        await governed.act(ANA, responsibilities.assign, wish)
    with pytest.raises(RuleError, match="coordinator"):
        await governed.act(ANA, responsibilities.add_area, "Training", confirmed=False)
    with pytest.raises(RuleError, match="coordinator"):
        await governed.act(ANA, responsibilities.end_area, "data")
    assert len(await governed.act(ANA, responsibilities.matrix)) == len(AREAS)


async def test_an_area_is_added_ended_and_taken_up_again(governed: Alliance) -> None:
    """Its short name is made of its name; with its end its letters go."""
    area = await governed.act(DANA, responsibilities.add_area, "Volunteer  Trainíng", confirmed=False)
    assert (area.key, area.name) == ("volunteer-training", "Volunteer Trainíng")
    with pytest.raises(RuleError, match="already"):
        await governed.act(DANA, responsibilities.add_area, "volunteer training", confirmed=False)
    await _set(governed, "volunteer-training", "A", "clinic")
    await governed.act(DANA, responsibilities.end_area, "Volunteer Trainíng")
    assert not await governed.rows(Responsibility)
    again = await governed.act(DANA, responsibilities.add_area, "Volunteer training", confirmed=False)
    assert (again.id, again.holders) == (area.id, ())


async def test_a_leavers_letters_go_on(governed: Alliance) -> None:
    """Somebody of the same organisation takes a letter, or the organisation keeps it; a person's own ends."""
    await change(governed, OMAR, organization_id=(await member(governed, TOM)).organization_id)
    await _set(governed, "data", "A", "clinic", TOM)
    await _set(governed, "strategy", "R", "clinic", TOM)
    tom, omar, leo = [await member(governed, one) for one in (TOM, OMAR, LEO)]
    held = await governed.database.read(responsibilities.held_by, tom.id)
    assert [one.label for one in held] == ["Accountable for Data & analysis", "Responsible for Strategy"]
    with pytest.raises(RuleError, match="Leo does not represent Riverbend"):
        await governed.act(TOM, responsibilities.pass_on, held[0].subject, leo)
    with pytest.raises(RuleError, match="Only a coordinator"):
        await governed.act(ANA, responsibilities.pass_on, held[0].subject, omar)
    await governed.act(TOM, responsibilities.pass_on, held[0].subject, omar)
    await governed.act(DANA, responsibilities.pass_on, held[1].subject, None)
    assert not await governed.database.read(responsibilities.held_by, tom.id)
    assert [one.member_id for one in await governed.rows(Responsibility)] == [omar.id, None]


async def test_a_letter_of_nobody_but_the_leaver_ends(governed: Alliance) -> None:
    """A letter without an organisation goes to anybody, or is dropped."""
    await _set(governed, "data", "A", None, OMAR)
    omar, leo = await member(governed, OMAR), await member(governed, LEO)
    (held,) = await governed.database.read(responsibilities.held_by, omar.id)
    await governed.act(OMAR, responsibilities.pass_on, held.subject, leo)
    (held,) = await governed.database.read(responsibilities.held_by, leo.id)
    await governed.act(LEO, responsibilities.pass_on, held.subject, None)
    assert not await governed.rows(Responsibility)

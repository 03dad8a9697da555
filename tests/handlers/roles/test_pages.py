"""Groups, roles and the matrix within Slack's limits, however long and odd the names are."""

from datetime import UTC, date, datetime

import pytest

from bot.rules.members import Party
from bot.rules.responsibilities import AccountableError, Letter
from bot.rules.roles import Seat
from bot.services.groups_shown import Group
from bot.services.responsibilities import Changed
from bot.services.responsibilities import Wish as LetterWish
from bot.services.responsibilities_shown import AreaShown, Holder
from bot.services.roles import Draft, Register, Wish
from bot.services.roles_shown import Confirmation, Gaps, RoleShown, Term
from bot.services.topics import Answer
from handlers.kit.answers import Reply
from handlers.roles import forms, matrix, pages, topic
from storage.groups import WorkingGroup
from storage.organizations import Organization
from tests.handlers.limits import assert_message_fits, assert_view_fits

NOW = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
ODD = ["&" * 120, "*" * 120, "<!channel>" * 12, "x" * 120]


def _party(name: str) -> Party:
    return Party(name, "U0ANA00000", name)


def _term(number: int, name: str) -> Term:
    return Term(number, name, _party(name), name, date(2026, 3, 2), date(2026, 4, 1), 30, is_acting=True)


def _role(number: int, name: str, holders: int) -> RoleShown:
    terms = tuple(_term(number * 100 + one, name) for one in range(holders))
    return RoleShown(number, f"role-{number}", name, Seat.ALLIANCE, holders + 1, 24, terms)


def _area(number: int, name: str, holders: int) -> AreaShown:
    letters = [Letter.ACCOUNTABLE] * min(holders, 1) + [Letter.RESPONSIBLE] * holders
    return AreaShown(
        number,
        f"area-{number}",
        name,
        tuple(Holder(at, letter, at, at, name, _party(name)) for at, letter in enumerate(letters)),
    )


def _group(number: int, name: str) -> Group:
    people = tuple(_party(name) for _ in range(200))
    return Group(
        number,
        f"g-{number}",
        name,
        "&" * 500,
        "C1",
        _party(name),
        people,
        is_mine=True,
        is_led=False,
        is_open=True,
        is_editable=True,
    )


def _fits(reply: Reply) -> None:
    assert_message_fits(reply.text, reply.blocks)


@pytest.mark.parametrize("name", ODD)
@pytest.mark.parametrize("count", [0, 1, 100])
def test_the_register_and_its_forms_fit(name: str, count: int) -> None:
    """Any number of roles, holders and gaps is shown, page by page."""
    roles = tuple(_role(number, name, 50 if count else 0) for number in range(count))
    gaps = Gaps((name,) * count, (name,) * count, roles, (name,) * count, (name,) * count, ())
    when = Confirmation(NOW, _party(name), date(2026, 5, 31), is_due=False)
    for may_edit in (True, False):
        _fits(pages.register(Register(roles, when, gaps), 0, may_edit=may_edit))
        _fits(pages.gaps(gaps, may_edit=may_edit))
    terms = [term for role in roles for term in role.terms]
    place = WorkingGroup(slug="g", name=name, created_at=NOW)
    assert_view_fits(forms.assign(Wish("role-0", "U1"), roles, [place] * 150, name) if roles else forms.ask())
    assert_view_fits(forms.end(terms, "1"))
    assert_view_fits(forms.add(Draft(name, name), name))


@pytest.mark.parametrize("name", ODD)
@pytest.mark.parametrize("count", [0, 1, 100])
def test_the_matrix_and_its_forms_fit(name: str, count: int) -> None:
    """Any number of areas and letters is shown, page by page."""
    areas = [_area(number, name, count) for number in range(count)]
    partner = Organization(slug="clinic", name=name, created_at=NOW)
    for may_edit in (True, False):
        _fits(matrix.page(areas, 0, may_edit=may_edit))
    for area in areas[:1]:
        _fits(matrix.changed(Changed(area, area.holders[0])))
        _fits(matrix.taken(AccountableError(name, _party(name)), "1-2-3"))
        assert_view_fits(forms.letter(LetterWish("area-0", None, "clinic"), areas, [partner] * 150))
    assert_view_fits(forms.remove([], areas))
    assert_view_fits(forms.area(name))


@pytest.mark.parametrize("name", ODD)
def test_answers_fit(name: str) -> None:
    """Whatever fits a topic, or does not, makes a message that Slack takes."""
    found = Answer(
        name * 30,
        tuple(_area(number, name, 50) for number in range(9)),
        tuple(_role(number, name, 50) for number in range(9)),
        tuple(_group(number, name) for number in range(9)),
        {1: _party(name)},
    )
    _fits(topic.answer(found))
    people = tuple(_party(name) for _ in range(50))
    _fits(topic.answer(Answer(name * 30, near=(name,) * 3, coordinators=people)))

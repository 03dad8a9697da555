"""Groups within Slack's limits, however long and odd their names are."""

import pytest

from bot.rules.members import Party
from bot.services.groups import Draft
from bot.services.groups_shown import Group
from handlers.groups import forms, pages
from tests.handlers.limits import assert_message_fits, assert_view_fits

ODD = ["&" * 120, "*" * 120, "<!channel>" * 12, "x" * 120]


def _group(number: int, name: str, *, is_mine: bool = True) -> Group:
    lead = Party(name, "U0ANA00000", name)
    people = tuple(Party(name, f"U{one:010}" if one % 2 else None, name) for one in range(200))
    return Group(
        number,
        f"{'g' * 30}-{number}",
        name,
        "&" * 500,
        "C0PREV",
        lead if is_mine else None,
        people if is_mine else (),
        is_mine=is_mine,
        is_led=False,
        is_open=True,
        is_editable=True,
    )


@pytest.mark.parametrize("name", ODD)
@pytest.mark.parametrize("is_mine", [True, False])
def test_groups_fit(name: str, *, is_mine: bool) -> None:
    """Lists, cards and forms are ones that Slack shows."""
    found = [_group(number, name, is_mine=is_mine) for number in range(60)]
    for start in (0, 50, 100):
        reply = pages.listed(found, start, may_found=True)
        assert_message_fits(reply.text, reply.blocks)
    for reply in (pages.card(found[0], note=name), pages.joined(found[0]), pages.gone(found[0])):
        assert_message_fits(reply.text, reply.blocks)
    for view in (forms.edit(found[0]), forms.lead(found[0]), forms.people(found[0]), forms.end(found[0])):
        assert_view_fits(view)
    assert_view_fits(forms.add(Draft("x" * 99, name * 2, "y" * 900, "U1", "C1")))

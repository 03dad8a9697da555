"""What people see of kudos when they ask: it fits Slack, however much there is to show."""

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.services.gifts import Thanks
from handlers.kit.blocks import page
from handlers.kudos import pages
from tests.handlers.kudos.shown import GIFT, call, gifts, names
from tests.handlers.limits import assert_message_fits, assert_view_fits

thorough = settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


@thorough
@given(gifts, st.integers(0, 5))
def test_a_confirmation_fits(thanks: Thanks, left: int) -> None:
    """The confirmation of any gift is one that Slack takes."""
    reply = pages.confirmation(call(), thanks, left)
    assert_message_fits(reply.text, reply.blocks)
    assert_view_fits(page("Give kudos", reply.blocks))


@thorough
@given(st.lists(gifts, max_size=pages.PAGE), st.lists(gifts, max_size=pages.PAGE))
def test_mine_fits(received: list[Thanks], given_: list[Thanks]) -> None:
    """Full pages of the longest gifts are ones that Slack takes."""
    reply = pages.mine(call(), received, given_, 3)
    assert_message_fits(reply.text, reply.blocks)


@thorough
@given(
    st.lists(gifts, max_size=pages.PAGE),
    st.lists(st.tuples(names(120), st.integers(1, 10**6)), max_size=300),
    st.booleans(),
)
def test_the_wall_fits(thanks: list[Thanks], organizations: list[tuple[str, int]], is_first: bool) -> None:  # noqa: FBT001
    """A full wall with hundreds of organisations is one that Slack takes, in a message and in a modal."""
    reply = pages.wall(365, thanks, organizations, is_first=is_first)
    assert_message_fits(reply.text, reply.blocks)
    assert_view_fits(page("Kudos", reply.blocks))


def _shown(blocks: object) -> str:
    return str([block.to_dict() for block in blocks])  # type: ignore[attr-defined]


def test_a_wall_of_many_organisations() -> None:
    """Of more organisations than fit, the first are shown, and the others counted; later pages have none."""
    many = [(f"{number:03} {'&' * 100}", 1) for number in range(300)]
    reply = pages.wall(30, [GIFT], many, is_first=True)
    assert_message_fits(reply.text, reply.blocks)
    assert "000 &amp;" in _shown(reply.blocks)
    assert "297 more" in _shown(reply.blocks)
    assert "By organisation" not in _shown(pages.wall(30, [GIFT], many, is_first=False).blocks)


def test_the_wall_turns_while_there_may_be_more() -> None:
    """A full page leads to the older ones; a page that is not full is the last."""
    full = [replace(GIFT, id=number) for number in range(pages.PAGE, 0, -1)]
    assert "'kudos.wall:30-1'" in _shown(pages.wall(30, full, [], is_first=True).blocks)
    assert "kudos.wall" not in _shown(pages.wall(30, full[1:], [], is_first=True).blocks)


def test_an_empty_wall() -> None:
    """Where nobody thanked anybody, the wall invites; past the last page it says that this was all."""
    assert "Be the first!" in _shown(pages.wall(30, [], [], is_first=True).blocks)
    past_the_end = _shown(pages.wall(30, [], [], is_first=False).blocks)
    assert "These were all." in past_the_end
    assert "Be the first!" not in past_the_end


def test_a_private_gift_is_marked() -> None:
    """Among one's own kudos the private ones say so."""
    assert "in private" in _shown(pages.mine(call(), [replace(GIFT, is_private=True)], [], 5).blocks)
    assert "in private" not in _shown(pages.mine(call(), [GIFT], [], 5).blocks)


def test_where_a_gift_goes() -> None:
    """The giver hears where it is posted, for how long it can be undone, and how many are left."""
    reply = pages.confirmation(call(), GIFT, 4)
    assert reply.text.startswith("Thank you for thanking <@U0LEO00000>")
    assert reply.text.endswith("It is on its way to <#C0ALLIANCE>.")
    shown = _shown(reply.blocks)
    assert "'kudos.undo:7'" in shown
    assert "Undo works for 10 minutes. You can give 4 more today." in shown
    private = pages.confirmation(call(), replace(GIFT, is_private=True), 4)
    assert private.text.endswith("They get it as a direct message.")

"""What is shown of action items: within Slack's limits, and harmless, whatever is in it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.rules.actions import Draft, ListKind, Scope, ThirdMoveError
from bot.services.actions_lists import PAGE, Page, Shown, Told
from bot.services.actions_shown import Item
from handlers.actions import cards, dates, forms, messages, pages, steps
from handlers.kit.call import Call
from handlers.kit.rendering import Rendering
from tests.handlers.actions.shown import HERE, TODAY, items, shown, told
from tests.handlers.limits import assert_message_fits, assert_view_fits

thorough = settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
nobody = cast("Any", None)
CALL = Call(nobody, nobody, HERE, "U0ANA00000", "/sha-action")


class Telling:
    """A database that tells of one change, or of none."""

    def __init__(self, what: Told | None) -> None:
        self._what = what

    async def read(self, *_: Any) -> Told | None:
        """Return it."""
        return self._what


def _rendering(what: Told | None) -> Rendering:
    return Rendering(
        {"action_id": 1, "event_id": 1}, "U0LEO00000", cast("Any", Telling(what)), HERE, cast("Any", None)
    )


RENDERERS = (
    messages.offered,
    messages.accepted,
    messages.handed_back,
    messages.done,
    messages.blocked,
    messages.passed_on,
)


def _live(content: Any) -> Iterator[str]:
    """Yield every text in which Slack would bring something alive."""
    if isinstance(content, dict):
        if content.get("type") == "mrkdwn":
            yield content["text"]
        content = content.values()
    if not isinstance(content, str | int | None):
        for part in content:
            yield from _live(part)


@thorough
@given(told)
async def test_every_message_fits(what: Told) -> None:
    """Each notice has a text and blocks that Slack takes, and nothing in it comes alive."""
    for render in RENDERERS:
        message = await render(_rendering(what))
        assert message
        assert_message_fits(message.text, message.blocks)
        assert "<!channel>" not in "".join(_live(block.to_dict() for block in message.blocks))


@pytest.mark.parametrize("render", RENDERERS)
async def test_nothing_to_tell_is_not_told(render: Any) -> None:
    """A notice about an item that is not there is left out."""
    assert await render(_rendering(None)) is None


@thorough
@given(st.lists(items, max_size=PAGE, unique_by=lambda item: item.id), st.sampled_from(ListKind))
def test_every_list_fits(listed: Sequence[Item], kind: ListKind) -> None:
    """A full page of the longest items fits a message."""
    page = Page(Scope(kind, "prevention"), 1, listed, 99, 3, "x" * 200)
    reply = pages.listing(page, "Done.")
    assert_message_fits(reply.text, reply.blocks)


@thorough
@given(shown)
def test_every_item_fits(what: Shown) -> None:
    """An item with all its history fits a message and a modal."""
    reply = pages.detail(CALL, what)
    assert_message_fits(reply.text, reply.blocks)
    assert len(cards.buttons(what.item)) <= 5


@thorough
@given(items)
def test_every_form_fits(item: Item) -> None:
    """Each form fits, and names the item that it is about."""
    for form in (
        steps.block,
        steps.drop,
        steps.give,
        steps.move,
        steps.snooze,
        steps.finish,
        steps.hand_back,
    ):
        view = form(item)
        assert_view_fits(view)
        assert str(item.id) in str(view.private_metadata)
    draft = Draft(item.title, due_on=item.due_on, notes=item.notes, repeat_days=item.repeat_days)
    assert_view_fits(forms.add(draft, [], note="&" * 200))
    assert_view_fits(forms.edit(item.id, draft, []))
    question = steps.third_move(ThirdMoveError(item.id, TODAY, 2))
    assert_message_fits(question.text, question.blocks)


def test_days_are_said_as_people_say_them() -> None:
    """Near days by their words, far ones in full."""
    said = [dates.named(TODAY + timedelta(days=days), TODAY) for days in (0, 1, 4, 400)]
    assert said == ["today", "tomorrow", "Friday 6 March", "Tuesday 6 April 2027"]
    assert [dates.rhythm(days) for days in (1, 7, 14, 10)] == [
        "every day",
        "every week",
        "every 2 weeks",
        "every 10 days",
    ]
    assert dates.next_monday(TODAY) == date(2026, 3, 9)
    assert dates.next_monday(date(2026, 3, 8)) == date(2026, 3, 9)


@given(items)
def test_lateness_is_counted(item: Item) -> None:
    """An item says when it is due, or for how many days it has been late."""
    assert dates.due(replace(item, due_on=None)) == "no due date"
    assert dates.due(replace(item, due_on=TODAY)) == "due today"
    assert "*1 day late* (due Sunday 1 March)" in dates.due(replace(item, due_on=date(2026, 3, 1)))

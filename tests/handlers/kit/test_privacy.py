"""Asking somebody whose text may point to a patient or client."""

import pytest
from slack_sdk.models.blocks import Block, InputBlock, PlainTextInputElement
from slack_sdk.models.views import View

from bot.rules.privacy import UnconfirmedError
from bot.rules.privacy.patterns import Category
from handlers.kit import privacy
from tests.handlers.limits import assert_view_fits


def _form() -> list[Block]:
    return [
        InputBlock(block_id=name, label=name, element=PlainTextInputElement(action_id=name))
        for name in ("reason", "value")
    ]


def _ids(form: list[Block]) -> list[str | None]:
    return [block.block_id for block in form]


def test_no_warning_changes_nothing() -> None:
    """A form that nothing is wrong with has no box."""
    assert _ids(privacy.asked(_form(), None)) == ["reason", "value"]


@pytest.mark.parametrize(
    ("field", "ids"),
    [
        ("reason", [None, "reason", "privacy", "value"]),
        ("value", [None, "reason", "value", "privacy"]),
        ("elsewhere", [None, "reason", "value", "privacy"]),
        (None, [None, "reason", "value", "privacy"]),
    ],
)
def test_the_box_stands_under_its_field(field: str | None, ids: list[str | None]) -> None:
    """The warning is on top, the box under the field that it is about, or else at the end."""
    assert _ids(privacy.asked(_form(), UnconfirmedError(Category.PHONE, field=field))) == ids


@pytest.mark.parametrize("category", Category)
def test_the_question_fits(category: Category) -> None:
    """Slack takes the form with the question, whatever it is about."""
    form = privacy.asked(_form(), UnconfirmedError(category, field="reason"))
    assert_view_fits(View(type="modal", title="Give kudos", submit="Give kudos", blocks=form))


@pytest.mark.parametrize("values", [{}, {"privacy": []}, {"privacy": None}])
def test_an_empty_box_confirms_nothing(values: dict[str, list[str] | None]) -> None:
    """No box, and one that is not ticked, are no confirmation."""
    assert not privacy.is_confirmed(values)


def test_a_ticked_box_confirms() -> None:
    """A ticked box is one."""
    assert privacy.is_confirmed({"privacy": ["checked"]})

"""Asking somebody whose text may point to a patient or client."""

from typing import Any

import pytest

from bot.rules.privacy import PrivacyError, UnconfirmedError
from bot.rules.privacy.patterns import Category
from handlers.kit import privacy


def _field(name: str) -> dict[str, Any]:
    label = {"type": "plain_text", "text": name}
    element = {"type": "plain_text_input", "action_id": name}
    return {"type": "input", "block_id": name, "label": label, "element": element}


def _form(**typed: str) -> dict[str, Any]:
    return {
        "id": "V1",
        "hash": "1.a",
        "type": "modal",
        "callback_id": "kudos.give:7",
        "title": {"type": "plain_text", "text": "Give kudos"},
        "submit": {"type": "plain_text", "text": "Give"},
        "private_metadata": "{}",
        "external_id": "",
        "blocks": [_field("reason"), _field("value")],
        "state": {"values": {name: {name: {"type": "x", "value": text}} for name, text in typed.items()}},
    }


def _ids(view: dict[str, Any]) -> list[str | None]:
    return [block["block_id"] for block in view["blocks"]]


@pytest.mark.parametrize(
    ("field", "ids"),
    [
        ("reason", ["privacy_warning", "reason", "privacy", "value"]),
        ("value", ["privacy_warning", "reason", "value", "privacy"]),
        ("elsewhere", ["privacy_warning", "reason", "value", "privacy"]),
        (None, ["privacy_warning", "reason", "value", "privacy"]),
    ],
)
def test_the_box_stands_under_its_field(field: str | None, ids: list[str | None]) -> None:
    """The warning is on top, the box under the field that it is about, or else at the end."""
    assert _ids(privacy.asked_again(_form(), UnconfirmedError(Category.PHONE, field=field))) == ids


def test_the_form_stays_what_it_was() -> None:
    """Its route, title and memory stay, and what was typed; Slack's own marks on it do not go back."""
    again = privacy.asked_again(_form(reason="for the van"), UnconfirmedError(Category.PHONE, field="value"))
    assert again.keys() == {"type", "callback_id", "title", "submit", "private_metadata", "blocks"}
    assert again["callback_id"] == "kudos.give:7"
    assert again["blocks"][1]["element"]["initial_value"] == "for the van"


def test_a_second_question_takes_the_place_of_the_first() -> None:
    """A form that is asked about twice has one warning and one box."""
    once = privacy.asked_again(_form(), UnconfirmedError(Category.PHONE, field="reason"))
    twice = privacy.asked_again(once, UnconfirmedError(Category.AGE, field="value"))
    assert _ids(twice) == ["privacy_warning", "reason", "value", "privacy"]
    assert "an age over 89" in str(twice["blocks"][0])


@pytest.mark.parametrize("category", Category)
def test_the_question_fits(category: Category) -> None:
    """The warning fits a section, whatever it is about; only what can be confirmed speaks of a box."""
    asked = privacy.warning(UnconfirmedError(category)).to_dict()["text"]["text"]
    refused = privacy.warning(PrivacyError(category)).to_dict()["text"]["text"]
    assert len(asked) < 1000
    assert "tick the box" in asked
    assert "tick the box" not in refused


@pytest.mark.parametrize("values", [{}, {"privacy": []}, {"privacy": None}])
def test_an_empty_box_confirms_nothing(values: dict[str, list[str] | None]) -> None:
    """No box, and one that is not ticked, are no confirmation."""
    assert not privacy.is_confirmed(values)


def test_a_ticked_box_confirms() -> None:
    """A ticked box is one."""
    assert privacy.is_confirmed({"privacy": ["checked"]})

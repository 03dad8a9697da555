"""From what Slack says was filled in to values."""

from typing import Any

import pytest

from handlers.kit import forms

RICH_TEXT = {"type": "rich_text", "elements": []}
ONE = {"text": {"type": "plain_text", "text": "One"}, "value": "one"}
TWO = {"text": {"type": "plain_text", "text": "Two"}, "value": "two"}


@pytest.mark.parametrize(
    ("element", "value"),
    [
        ({"type": "plain_text_input", "value": "for the minutes"}, "for the minutes"),
        ({"type": "plain_text_input", "value": None}, None),
        ({"type": "number_input", "value": "12"}, "12"),
        ({"type": "email_text_input", "value": "a@b.example"}, "a@b.example"),
        ({"type": "url_text_input", "value": "https://a.example"}, "https://a.example"),
        ({"type": "static_select", "selected_option": ONE}, "one"),
        ({"type": "static_select", "selected_option": None}, None),
        ({"type": "radio_buttons", "selected_option": TWO}, "two"),
        ({"type": "overflow", "selected_option": TWO}, "two"),
        ({"type": "external_select", "selected_option": ONE}, "one"),
        ({"type": "multi_static_select", "selected_options": [ONE, TWO]}, ["one", "two"]),
        ({"type": "checkboxes", "selected_options": []}, []),
        ({"type": "users_select", "selected_user": "U1"}, "U1"),
        ({"type": "users_select", "selected_user": None}, None),
        ({"type": "multi_users_select", "selected_users": ["U1", "U2"]}, ["U1", "U2"]),
        ({"type": "multi_users_select", "selected_users": None}, []),
        ({"type": "conversations_select", "selected_conversation": "C1"}, "C1"),
        ({"type": "multi_conversations_select", "selected_conversations": ["C1"]}, ["C1"]),
        ({"type": "channels_select", "selected_channel": "C1"}, "C1"),
        ({"type": "multi_channels_select", "selected_channels": ["C1"]}, ["C1"]),
        ({"type": "datepicker", "selected_date": "2026-03-02"}, "2026-03-02"),
        ({"type": "datepicker", "selected_date": None}, None),
        ({"type": "timepicker", "selected_time": "09:30", "timezone": "Asia/Kolkata"}, "09:30"),
        ({"type": "datetimepicker", "selected_date_time": 1772463870}, 1772463870),
        ({"type": "rich_text_input", "rich_text_value": RICH_TEXT}, RICH_TEXT),
        ({"type": "file_input", "files": [{"id": "F1"}]}, [{"id": "F1"}]),
        ({"type": "something_new"}, None),
    ],
)
def test_each_kind_of_element(element: dict[str, Any], value: object) -> None:
    """What was filled in is found wherever Slack puts it for that kind of element."""
    assert forms.values({"state": {"values": {"field": {"anything": element}}}}) == {"field": value}


@pytest.mark.parametrize("view", [{}, {"state": None}, {"state": {}}, {"state": {"values": {"field": {}}}}])
def test_nothing_filled_in(view: dict[str, Any]) -> None:
    """A view without a state, or a block without an element, has no values."""
    assert forms.values(view) == {}


@pytest.mark.parametrize(
    ("element", "entered", "begun"),
    [
        ({"type": "plain_text_input"}, {"value": "a"}, {"initial_value": "a"}),
        ({"type": "plain_text_input", "initial_value": "b"}, {"value": None}, {}),
        ({"type": "number_input"}, {"value": "5"}, {"initial_value": "5"}),
        ({"type": "users_select"}, {"selected_user": "U1"}, {"initial_user": "U1"}),
        ({"type": "multi_users_select"}, {"selected_users": ["U1"]}, {"initial_users": ["U1"]}),
        ({"type": "multi_users_select", "initial_users": ["U1"]}, {"selected_users": []}, {}),
        ({"type": "datepicker"}, {"selected_date": "2026-03-02"}, {"initial_date": "2026-03-02"}),
        (
            {"type": "checkboxes"},
            {"selected_options": [{"value": "x"}]},
            {"initial_options": [{"value": "x"}]},
        ),
        ({"type": "static_select"}, {"selected_option": {"value": "x"}}, {"initial_option": {"value": "x"}}),
        (
            {"type": "static_select", "initial_option": {"value": "x"}},
            None,
            {"initial_option": {"value": "x"}},
        ),
    ],
)
def test_a_form_begins_with_what_was_entered(
    element: dict[str, Any], entered: dict[str, Any] | None, begun: dict[str, Any]
) -> None:
    """Shown again, each kind of field holds what was in it; what was emptied stays empty."""
    block = {"type": "input", "block_id": "b", "element": element | {"action_id": "a"}}
    state = {"b": {"a": {"type": element["type"], **entered}}} if entered is not None else {}
    (shown,) = forms.filled({"blocks": [block], "state": {"values": state}})
    assert shown["element"] == {"type": element["type"], "action_id": "a", **begun}


def test_fields_beside_text_and_in_rows_are_filled_too() -> None:
    """A field may stand in a section or in a row."""
    field = {"type": "plain_text_input", "action_id": "a"}
    blocks = [
        {"type": "section", "block_id": "s", "accessory": field},
        {"type": "actions", "block_id": "r", "elements": [field, {"type": "button", "action_id": "x"}]},
        {"type": "divider"},
    ]
    state = {name: {"a": {"type": "plain_text_input", "value": name}} for name in ("s", "r")}
    section, row, divider = forms.filled({"blocks": blocks, "state": {"values": state}})
    assert section["accessory"]["initial_value"] == "s"
    assert row["elements"][0]["initial_value"] == "r"
    assert row["elements"][1] == {"type": "button", "action_id": "x"}
    assert divider == {"type": "divider"}

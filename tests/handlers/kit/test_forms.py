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

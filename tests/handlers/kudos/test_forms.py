"""The form for giving kudos: filled in with what is known, and read back."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.rules.kudos import MessageLink, Wish
from handlers.kit import forms as kit
from handlers.kudos import forms
from storage.organizations import Organization
from tests.conftest import NOW
from tests.handlers.kudos.shown import names
from tests.handlers.limits import assert_view_fits

CLINIC = Organization(slug="clinic", name="Riverbend Community Clinic", created_at=NOW)
GARDENS = Organization(slug="gardens", name="Green Plot Community Gardens", created_at=NOW)
FULL = Wish(
    people=("U0ANA00000", "U0LEO00000"),
    organizations=("clinic",),
    reason="for opening the Saturday walk-in",
    value="teamwork",
    is_private=True,
    message=MessageLink("C0ALLIANCE", "1772463870.000100"),
)

wishes = st.builds(
    Wish,
    people=st.lists(st.from_regex(r"U[A-Z0-9]{8}", fullmatch=True), unique=True, max_size=50).map(tuple),
    organizations=st.lists(st.sampled_from(["clinic", "gardens", "absent"]), unique=True).map(tuple),
    reason=st.text(max_size=50) | st.just("x" * 12_000),
    value=st.none() | names(60) | st.just("x" * 500),
    is_private=st.booleans(),
)


def _filled_in(view: dict[str, Any]) -> dict[str, Any]:
    """Return the form's values as Slack sends them when somebody changes nothing."""
    values: dict[str, Any] = {}
    for block_id, element in _elements(view).items():
        state = {
            "multi_users_select": {"selected_users": element.get("initial_users", [])},
            "multi_static_select": {"selected_options": element.get("initial_options", [])},
            "checkboxes": {"selected_options": element.get("initial_options", [])},
            "plain_text_input": {"value": element.get("initial_value")},
        }[element["type"]]
        values[block_id] = {element["action_id"]: {"type": element["type"], **state}}
    return kit.values({"state": {"values": values}})


def _elements(view: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {block["block_id"]: block["element"] for block in view["blocks"] if block["type"] == "input"}


@given(wishes, st.integers(0, 150))
def test_any_form_fits(wish: Wish, count: int) -> None:
    """Whatever was typed before, and however many organisations there are, Slack takes the form."""
    partners = [Organization(slug=f"o{n}", name="&" * 120, created_at=NOW) for n in range(count)]
    view = forms.give(wish, [CLINIC, *partners])
    assert_view_fits(view)
    for element in _elements(view.to_dict()).values():
        if element["type"] == "plain_text_input":
            assert element["max_length"] <= 3000
            assert len(element.get("initial_value", "")) <= element["max_length"]


def test_a_form_sent_unchanged_is_the_wish() -> None:
    """What the form is filled in with comes back from it, the message included."""
    view = forms.give(FULL, [CLINIC, GARDENS])
    metadata = {"channel": "C0ALLIANCE", "ts": "1772463870.000100"}
    assert forms.wish(_filled_in(view.to_dict()), metadata) == FULL


def test_an_empty_form_is_an_empty_wish() -> None:
    """A form that nobody filled in asks for nothing, and links to nothing."""
    view = forms.give(Wish(), [CLINIC])
    assert view.private_metadata == "{}"
    assert forms.wish(_filled_in(view.to_dict()), {}) == Wish()


def test_without_organisations() -> None:
    """Where the alliance has no organisations, none are asked for; Slack refuses an empty menu."""
    assert list(_elements(forms.give(FULL, []).to_dict())) == ["people", "reason", "value", "audience"]


def test_an_unknown_organisation_is_not_filled_in() -> None:
    """What was misspelt in a command cannot be chosen in the menu."""
    wish = Wish(organizations=("absent", "clinic"))
    chosen = _elements(forms.give(wish, [CLINIC]).to_dict())["organizations"]["initial_options"]
    assert [option["value"] for option in chosen] == ["clinic"]


def test_what_was_chosen_is_among_many() -> None:
    """Of more organisations than a menu holds, the ones that were named are offered in any case."""
    partners = [Organization(slug=f"o{n}", name=f"Organisation {n:03}", created_at=NOW) for n in range(150)]
    element = _elements(forms.give(Wish(organizations=("o149",)), partners).to_dict())["organizations"]
    assert len(element["options"]) == 100
    assert [option["value"] for option in element["initial_options"]] == ["o149"]

"""The set-up's pages within Slack's limits, for alliances of any size."""

import json

import pytest

from bot.rules.members import Profile
from handlers.settings import people, steps
from tests.bot.services.alliance import profile
from tests.handlers.limits import assert_view_fits


def _profiles(count: int, domain: str) -> list[Profile]:
    return [profile(f"U0P{number:05}", f"Person {number}", domain) for number in range(count)]


@pytest.mark.parametrize("count", [1, 10, 11, 50, 300, 900])
@pytest.mark.parametrize("partners", [1, 13, 120])
@pytest.mark.parametrize("domain", ["p1.example", ""])
def test_the_page_of_people_fits(count: int, partners: int, domain: str) -> None:
    """However many there are, with an organisation or without, the page is one that Slack shows."""
    named = {number: f"{'Partner' * 10} {number}" for number in range(1, partners + 1)}
    newcomers = _profiles(count, domain)
    view = people.page(newcomers, named, {"p1.example": 1}, skipped=["U0SKIPPED00"] * 400, note="Saved.")
    assert_view_fits(view)
    boxes = [block for block in view.to_dict()["blocks"] if block["type"] == "input"]
    assert all(len(block["element"]["options"]) <= 10 for block in boxes if "ticked" in block["block_id"])


def test_who_does_not_fit_comes_on_the_next_page() -> None:
    """What was shown and not chosen is not shown again; the rest is."""
    newcomers = _profiles(1000, "p1.example")
    view = people.page(newcomers, {1: "One"}, {"p1.example": 1}, skipped=[], note=None).to_dict()
    metadata = json.loads(view["private_metadata"])
    assert metadata["has_more"]
    chosen = dict.fromkeys(("U0P00000", "U0P00002"), 1)
    left_out = people.left_out(view, metadata, chosen)
    assert left_out[:2] == ["U0P00001", "U0P00003"]
    assert len(left_out) == 898


@pytest.mark.parametrize("profiles", [_profiles(50, "p1.example"), _profiles(20, "")])
def test_one_page_is_enough_for_fifty(profiles: list[Profile]) -> None:
    """An alliance of the usual size is invited on one page."""
    named = {number: f"Partner {number}" for number in range(1, 14)}
    view = people.page(profiles, named, {"p1.example": 1}, skipped=[], note=None)
    assert not json.loads(view.private_metadata or "")["has_more"]


def test_chosen() -> None:
    """Ticked people belong to the organisation above their boxes, picked ones to that of their menu."""
    values = {"ticked-7-U1": ["U1", "U2"], "ticked-8-U3": [], "picked-U4": "9", "picked-U5": "none"}
    assert people.chosen(values | {"picked-U6": None, "privacy": ["checked"]}) == {
        "U1": 7,
        "U2": 7,
        "U4": 9,
        "U5": None,
    }


def test_the_page_of_organisations_fits() -> None:
    """Any number of partners and of unclaimed domains leaves a page that Slack shows."""
    partners = dict.fromkeys(range(300), "Partner" * 15)
    domains = [(f"{'.'.join(['long-name' * 6] * 4)}-{number}.example", number) for number in range(300)]
    assert_view_fits(steps.organizations(partners, domains, "Saved."))
    assert_view_fits(steps.organizations({}, [], None))

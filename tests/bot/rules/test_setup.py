"""The first set-up: lists of organisations, suggestions, and what is still open."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import RuleError
from bot.rules import setup
from bot.rules.organizations import clean_slug
from bot.rules.setup import Entry, Progress
from tests.bot.services.alliance import profile

WHOLE = Progress(
    is_named=True,
    organizations=2,
    empty_organizations=(),
    invited=5,
    accepted=5,
    coordinators=2,
    groups=1,
    areas=1,
    unowned_areas=0,
)


@pytest.mark.parametrize(
    ("line", "name", "slug", "domains"),
    [
        ("Harvest Table, food-bank, food-bank.example", "Harvest Table", "food-bank", ("food-bank.example",)),
        ("Harvest Table", "Harvest Table", "harvest-table", ()),
        ("Harvest Table, @food-bank.example", "Harvest Table", "harvest-table", ("food-bank.example",)),
        ("Smith, Jones and Co; smith; a.example, B.example", "Smith, Jones and Co", "smith",
         ("a.example", "b.example")),
        ("Café Olé & Söhne", "Café Olé & Söhne", "cafe-ole-sohne", ()),
        ("  Harvest   Table\tfood-bank\t", "Harvest Table", "food-bank", ()),
        ("clinic, clinic", "clinic", "clinic", ()),
        ("Clinic.org, clinic.example", "Clinic.org", "clinic-org", ("clinic.example",)),
    ],
)  # fmt: skip
def test_a_line(line: str, name: str, slug: str, domains: tuple[str, ...]) -> None:
    """Name, short name and domains are told apart, and all but the name may be missing."""
    assert setup.entries(line) == [Entry(1, name, slug, domains)]


def test_empty_lines_count_as_lines() -> None:
    """What is refused is named by the line that the writer sees."""
    assert [entry.line for entry in setup.entries("\nOne\n\nTwo\n")] == [2, 4]
    assert setup.entries(" \n ") == []


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("One\n" + "x" * 121, "Line 2: An organisation's name"),
        ("One\n東京", "Line 2: A short name is"),
        ("One, one\nUno, one", "Line 2: the short name one stands in an earlier line"),
        ("One, a_b.example", "Line 1: a_b.example is no e-mail domain"),
    ],
)
def test_a_refusal_names_the_line(text: str, sentence: str) -> None:
    """It stands beside the list, and says which line it is about."""
    with pytest.raises(RuleError) as caught:
        setup.entries(text)
    assert caught.value.sentence.startswith(sentence)
    assert caught.value.field == setup.FIELD


def test_a_list_has_an_end() -> None:
    """A hundred lines are taken at once."""
    assert len(setup.entries("\n".join(f"Partner {n}" for n in range(100)))) == 100
    with pytest.raises(RuleError, match="Up to 100 lines"):
        setup.entries("\n".join(f"Partner {n}" for n in range(101)))


@given(text=st.text(max_size=200))
def test_any_text_is_a_list_or_a_refusal(text: str) -> None:
    """Nothing that people type is an error of ours, and every short name can be used."""
    with suppress(RuleError):
        for entry in setup.entries(text):
            assert clean_slug(entry.slug) == entry.slug


def test_unclaimed_domains() -> None:
    """Domains that nobody claims are counted; public mail, apps and those gone are left out."""
    people = [
        profile("U1", "Ana", "food-bank.example"),
        profile("U2", "Leo", "gardens.example"),
        profile("U3", "Tom", "gardens.example"),
        profile("U4", "Dana", "wards.hospital.example"),
        profile("U5", "Omar", "gmail.com"),
        profile("U6", "Vic"),
        profile("U7", "Bot", "robots.example", is_app=True),
        profile("U8", "Nina", "gone.example", is_deactivated=True),
    ]
    claims = {"hospital.example": 7}
    assert setup.unclaimed(people, claims) == [("gardens.example", 2), ("food-bank.example", 1)]
    assert setup.organization_of(people[3], claims) == 7


@pytest.mark.parametrize("domain", ["food-bank.example", "a.b.example", "x1.example"])
def test_a_suggested_line_is_a_good_one(domain: str) -> None:
    """What the form is filled in with can be sent as it is."""
    assert setup.entries(setup.line_for(domain))[0].domains == (domain,)


def test_a_whole_set_up_has_nothing_open() -> None:
    """Every task is done then."""
    assert all(task.is_done for task in setup.tasks(WHOLE, "/alliance", is_in_channel=True))


@pytest.mark.parametrize(
    ("change", "open_task"),
    [
        ({"is_named": False}, "has a name"),
        ({"organizations": 1}, "Two organisations or more (1 so far)"),
        ({"empty_organizations": ("Jobs", "Shelter")}, "(nobody yet: Jobs and 1 more)"),
        ({"accepted": 4}, "(4 of 5)"),
        ({"coordinators": 1}, "Two coordinators"),
        ({"groups": 0}, "working group"),
        ({"areas": 0}, "accountable"),
        ({"unowned_areas": 1}, "accountable"),
    ],
)
def test_what_is_missing_is_open(change: dict[str, object], open_task: str) -> None:
    """Each missing part leaves exactly one task open, which says how to do it."""
    fields = {name: getattr(WHOLE, name) for name in Progress.__slots__}
    tasks = setup.tasks(Progress(**(fields | change)), "/alliance", is_in_channel=True)
    (task,) = [task for task in tasks if not task.is_done]
    assert open_task in task.label
    assert task.page or task.hint


def test_the_channel_is_a_task_too() -> None:
    """A bot that is not in the alliance channel leaves that open."""
    tasks = setup.tasks(WHOLE, "/alliance", is_in_channel=False)
    assert [task.page for task in tasks if not task.is_done] == [setup.Page.CHANNELS]

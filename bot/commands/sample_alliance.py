"""What the sample alliance has agreed on: seats, groups, roles and responsibilities."""

from dataclasses import dataclass

from bot.actor import Capability
from bot.rules import settings
from bot.rules.members import Voting
from bot.rules.responsibilities import Letter
from bot.rules.roles import Seat

REPRESENTATIVES = (
    "dana", "priya", "elena", "tom", "ana", "leo", "renee", "sam", "grace", "kim", "jonah", "tessa", "omar"
)  # fmt: skip
"""Who holds the vote of the organisation, one for each."""
ALTERNATES = ("marcus", "owen", "ines")
"""Who stands in for the representative."""
CAPABILITIES = {
    Capability.COORDINATOR: ("bea",),
    Capability.STEERING: ("dana", "grace", "priya", "elena"),
    Capability.STEWARD: ("priya", "omar"),
    Capability.LEAD: ("dana", "elena", "ana", "renee", "tom", "marcus"),
}
SETTINGS: dict[str, str] = {
    settings.NAME: "Sunnybrook Health Alliance",
    settings.STEERING_CHANNEL: "C0STEERING",
    settings.URGENT_CHANNEL: "C0URGENT00",
    settings.NEWS_CHANNEL: "C0NEWS0000",
    settings.QUIET_FROM: "23:59",
    settings.QUIET_UNTIL: "00:00",
}
"""What the alliance chose; its quiet minute is short, since a demo is looked at in the evening too."""
ON_SLACK_CHANNELS = {"steering": "C0STEERING"}


@dataclass(frozen=True, slots=True)
class SampleGroup:
    """A working group; the first of its people leads it."""

    slug: str
    name: str
    purpose: str
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """Who holds a role: since how many days, and for how many more, if that is settled."""

    holder: str
    since: int
    ends_in: int | None = None


@dataclass(frozen=True, slots=True)
class SampleRole:
    """A role and those who hold it."""

    key: str
    title: str
    terms: tuple[Term, ...] = ()
    max_holders: int = 1
    term_months: int | None = None
    seat: Seat = Seat.ALLIANCE


@dataclass(frozen=True, slots=True)
class SampleArea:
    """An area of work; each letter goes to a person, on behalf of their organisation, or to a slug."""

    key: str
    name: str
    letters: tuple[tuple[Letter, str], ...]


GROUPS = (
    SampleGroup(
        "steering",
        "Steering committee",
        "One representative of each major partner; adopts goals and closes decisions",
        ("dana", "grace", "priya", "elena", "bea"),
    ),
    SampleGroup(
        "prevention",
        "Diabetes prevention",
        "Nutrition classes, the Saturday walk-in and screenings",
        ("elena", "tom", "sam", "leo", "ana", "owen", "marcus"),
    ),
    SampleGroup(
        "food-access",
        "Food access",
        "Produce points and the van, where people live",
        ("ana", "leo", "kim", "ines", "renee"),
    ),
    SampleGroup(
        "youth-mind",
        "Youth mental health",
        "A response that every school knows, within ninety days",
        ("renee", "elena", "jonah", "omar"),
    ),
    SampleGroup(
        "seniors", "Seniors", "Care at home, and wellness for five hundred", ("tom", "grace", "kim", "tessa")
    ),
    SampleGroup(
        "data-eval",
        "Data and evaluation",
        "Baselines, readings and what they mean",
        ("marcus", "priya", "owen", "dana"),
    ),
)
ROLES = (
    SampleRole("co-chair", "Steering co-chair", (Term("dana", 645, 85), Term("grace", 460, 270)), 2, 24),
    SampleRole("coordinator", "Coordinator", (Term("bea", 400),)),
    SampleRole("steward", "Steward", (Term("priya", 200, 165), Term("omar", 120, 245)), 3, 12),
    SampleRole("data-lead", "Data lead", (Term("marcus", 300),)),
    SampleRole("evaluation-lead", "Evaluation lead", (Term("priya", 300),)),
    SampleRole("on-call", "On-call contact", (Term("tom", 90, 20),), term_months=4),
    SampleRole("newsletter", "Newsletter editor", term_months=12),
)
"""Dana's term ends in 85 days, Tom's in 20; nobody edits the newsletter yet."""
A, R, C, I = Letter.ACCOUNTABLE, Letter.RESPONSIBLE, Letter.CONSULTED, Letter.INFORMED  # noqa: E741 - their names
AREAS = (
    SampleArea("data", "Data & analysis", ((A, "marcus"), (R, "hospital"), (C, "clinic"), (I, "foundation"))),
    SampleArea("evaluation", "Research & evaluation", ((A, "priya"), (R, "marcus"), (C, "omar"))),
    SampleArea(
        "outreach",
        "Outreach & delivery",
        ((A, "ana"), (R, "leo"), (R, "tom"), (R, "renee"), (R, "kim"), (C, "omar")),
    ),
    SampleArea("funding", "Grant funding", ((A, "grace"), (R, "bea"), (I, "jobs"))),
    SampleArea("communication", "Communication", ((A, "bea"), (R, "ines"))),
    SampleArea("strategy", "Strategy", ((A, "dana"), (C, "foundation"), (C, "university"), (C, "hospital"))),
    SampleArea("facilitation", "Facilitation", ((A, "jonah"), (R, "bea"))),
    SampleArea("safeguarding", "Safeguarding concerns", ((A, "priya"), (R, "omar"))),
)


def voting_of(handle: str) -> Voting:
    """Return the seat that somebody has in the organisation's vote."""
    if handle in REPRESENTATIVES:
        return Voting.REPRESENTATIVE
    return Voting.ALTERNATE if handle in ALTERNATES else Voting.NONE

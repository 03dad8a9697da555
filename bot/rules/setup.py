"""The first set-up: what it asks for, what a list of organisations looks like, what is still open."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.errors import RuleError
from bot.rules.members import Profile, email_domains
from bot.rules.organizations import SLUG_MAX, clean_domain, clean_name, clean_slug

FIELD = "organizations"
"""The form field with the list of organisations."""
LINES_MAX = 100
LEAST_ORGANIZATIONS = 2
LEAST_COORDINATORS = 2
_PART = re.compile(r"[,;\t]")
_DOMAIN = re.compile(r"@?[\w-]+(\.[\w-]+)+", re.ASCII)
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
PUBLIC_MAIL = frozenset(
    {
        *("aol.com", "gmail.com", "gmx.com", "gmx.de", "googlemail.com", "hotmail.com", "icloud.com"),
        *("live.com", "mac.com", "mail.com", "me.com", "msn.com", "outlook.com", "proton.me"),
        *("protonmail.com", "yahoo.com", "ymail.com", "comcast.net", "verizon.net", "att.net"),
    }
)
"""Domains at which anybody can have an address: they say nothing of an organisation."""


class Page(StrEnum):
    """The pages of the set-up, in their order."""

    ALLIANCE = "alliance"
    CHANNELS = "channels"
    ORGANIZATIONS = "organizations"
    PEOPLE = "people"


PAGES = {
    Page.ALLIANCE: "Name and time zone",
    Page.CHANNELS: "Channels",
    Page.ORGANIZATIONS: "Organisations",
    Page.PEOPLE: "People",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the list of organisations; `line` counts from one."""

    line: int
    name: str
    slug: str
    domains: tuple[str, ...]

    def refusal(self, sentence: str) -> RuleError:
        """Return what is wrong with this line."""
        return refusal(self.line, sentence)


def refusal(line: int, sentence: str) -> RuleError:
    """Return what is wrong with a line of the list."""
    return RuleError(f"Line {line}: {sentence}", field=FIELD)


def entries(text: str) -> list[Entry]:
    """Read a list of organisations, one in each line: name, short name, e-mail domains.

    The short name is made of the name where there is none. RuleError names the line.
    """
    lines = [(number, line.strip()) for number, line in enumerate(text.splitlines(), start=1)]
    found = [_entry(number, line) for number, line in lines if line]
    if len(found) > LINES_MAX:
        raise RuleError(f"Up to {LINES_MAX} lines at once, please: send the others after these.", field=FIELD)
    for slug, count in Counter(entry.slug for entry in found).items():
        if count > 1:
            last = [entry for entry in found if entry.slug == slug][-1]
            raise last.refusal(f"the short name {slug} stands in an earlier line already. Choose another.")
    return found


def _entry(number: int, line: str) -> Entry:
    name, slug, domains = _parts(line)
    try:
        name = clean_name(name)
        return Entry(number, name, clean_slug(slug or slug_of(name)), tuple(map(clean_domain, domains)))
    except RuleError as error:
        raise refusal(number, error.sentence) from error


def _parts(line: str) -> tuple[str, str, list[str]]:
    """Return the name, the short name and the domains of a line; a name may have commas in it."""
    parts = [part.strip() for part in _PART.split(line) if part.strip()]
    domains = [part for part in parts[1:] if _DOMAIN.fullmatch(part)]
    words = [part for part in parts if part not in domains]
    slug = words.pop() if len(words) > 1 and _SLUG.fullmatch(words[-1]) else ""
    return ", ".join(words), slug, domains


def slug_of(name: str) -> str:
    """Return a short name made of a name: "Café Olé & Co" is cafe-ole-co."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain))[:SLUG_MAX].strip("-")


def line_for(domain: str) -> str:
    """Return a line to begin with for an e-mail domain that no organisation claims."""
    slug = slug_of(domain.partition(".")[0])
    return f"{slug.replace('-', ' ').title()}, {slug}, {domain}"


def unclaimed(profiles: Iterable[Profile], claims: Mapping[str, int]) -> list[tuple[str, int]]:
    """Return the e-mail domains of people that no organisation claims, with how many write from each.

    The most common comes first. Where anybody can have an address, there is no organisation.
    """
    counts = Counter(
        domain
        for profile in profiles
        if is_person(profile) and organization_of(profile, claims) is None
        for domain in list(email_domains(profile.email))[:1]
    )
    return [(domain, count) for domain, count in counts.most_common() if domain not in PUBLIC_MAIL]


def organization_of(profile: Profile, claims: Mapping[str, int]) -> int | None:
    """Return the organisation that claims the domain of somebody's address, or its parent domain."""
    return next((claims[domain] for domain in email_domains(profile.email) if domain in claims), None)


def is_person(profile: Profile) -> bool:
    """Tell whether somebody can be invited: no app, and not gone."""
    return not (profile.is_app or profile.is_deactivated)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the set-up is. `accepted` of the `invited` people take part."""

    is_named: bool
    organizations: int
    empty_organizations: tuple[str, ...]
    invited: int
    accepted: int
    coordinators: int
    groups: int
    areas: int
    unowned_areas: int


@dataclass(frozen=True, slots=True)
class Task:
    """Something that belongs to a set-up, done or open; `page` is where it is done, or `hint` says how."""

    label: str
    is_done: bool
    page: Page | None = None
    hint: str = ""


def tasks(progress: Progress, command: str, *, is_in_channel: bool) -> list[Task]:
    """Return what belongs to a set-up, in the order in which it is best done; `command` is the hub's."""
    empty = progress.empty_organizations
    return [
        Task("The alliance has a name", progress.is_named, Page.ALLIANCE),
        Task("I am in the alliance channel", is_in_channel, Page.CHANNELS),
        Task(
            f"Two organisations or more ({progress.organizations} so far)",
            progress.organizations >= LEAST_ORGANIZATIONS,
            Page.ORGANIZATIONS,
        ),
        Task(_with_people(empty), progress.organizations > 0 and not empty, Page.PEOPLE),
        *_later(progress, command),
    ]


def _later(progress: Progress, command: str) -> list[Task]:
    """Return what comes after the set-up's own pages."""
    return [
        Task(
            f"Those invited have agreed ({progress.accepted} of {progress.invited})",
            progress.organizations > 0 and progress.accepted == progress.invited,
            hint=f"they have a message from me; `{command} members` shows who waits",
        ),
        Task(
            "Two coordinators, so that one can be away",
            progress.coordinators >= LEAST_COORDINATORS,
            hint=f"`{command} members show @colleague`, then Edit",
        ),
        Task("A first working group", progress.groups > 0, hint=f"`{command} groups add`"),
        Task(
            "Areas of work, each with somebody accountable",
            progress.areas > 0 and progress.unowned_areas == 0,
            hint=f"`{command} roles matrix`",
        ),
    ]


def _with_people(empty: tuple[str, ...]) -> str:
    if not empty:
        return "Every organisation has people"
    more = f" and {len(empty) - 1} more" if len(empty) > 1 else ""
    return f"Every organisation has people (nobody yet: {empty[0]}{more})"

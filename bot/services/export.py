"""Handing out what the alliance keeps: all of it, an organisation's part, or one person's own."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.actor import Actor, Capability
from bot.errors import RuleError
from bot.rules.export import Extent, File, Sheet, Wish, ensure_period, packed
from bot.rules.members import Voting
from bot.rules.settings import TIMEZONE
from bot.services.datasets import DATASETS, Dataset, Names
from storage import audit, members, organizations, settings
from storage.export import Selection
from storage.members import Member
from storage.organizations import Organization
from storage.unit import Unit


@dataclass(frozen=True, slots=True)
class Choices:
    """What a member can ask for: which tables, and whose."""

    datasets: tuple[Dataset, ...]
    organizations: tuple[Organization, ...]
    is_coordinator: bool


def choices(unit: Unit, actor: Actor) -> Choices:
    """Return what the member can export."""
    actor.require(Capability.OBSERVER)
    is_coordinator = Capability.COORDINATOR in actor.capabilities
    offered = organizations.listed(unit) if is_coordinator else _represented(unit, actor)
    is_more = is_coordinator or bool(offered)
    return Choices(DATASETS if is_more else _fitting(Extent.OWN), tuple(offered), is_coordinator)


def order(unit: Unit, actor: Actor, wish: Wish) -> None:
    """Check that the member may have this export, and note that it is handed out."""
    actor.require(Capability.OBSERVER)
    extent, subject, _ = _granted(unit, actor, wish)
    _chosen(extent, wish)
    audit.record(unit, actor.member_id, "export.made", subject)


def make(unit: Unit, actor: Actor, wish: Wish) -> File:
    """Return an export as a file; RuleError where the member may not have it."""
    actor.require(Capability.OBSERVER)
    extent, _, selection = _granted(unit, actor, wish)
    return _file(unit, wish, extent, selection, actor.timezone)


def order_all(unit: Unit, wish: Wish) -> File:
    """Return any export as a file for whoever runs the bot, and note it."""
    extent, subject, selection = _sought(unit, wish)
    audit.record(unit, None, "export.made", subject)
    zone = ZoneInfo(settings.word(unit, TIMEZONE, "UTC"))
    return _file(unit, wish, extent, selection, zone)


def counts(unit: Unit, actor: Actor) -> list[tuple[str, int]]:
    """Return what is kept about the member: each dataset's title, and how many rows there are."""
    actor.require(Capability.OBSERVER)
    names, selection = Names(unit), _only(actor.member_id, is_own=True)
    counted = [(one.title, sum(1 for _ in one.rows(unit, selection, names))) for one in _fitting(Extent.OWN)]
    return [(title, count) for title, count in counted if count]


def _granted(unit: Unit, actor: Actor, wish: Wish) -> tuple[Extent, str, Selection]:
    """Return what a wish is about, or raise RuleError where it is none of the member's business."""
    extent, subject, selection = _sought(unit, wish)
    if subject == f"member:{actor.member_id}":
        return Extent.OWN, subject, _only(actor.member_id, is_own=True)
    if Capability.COORDINATOR in actor.capabilities:
        return extent, subject, selection
    if extent is Extent.ORGANIZATION and any(
        subject == f"organization:{one.id}" for one in _represented(unit, actor)
    ):
        return extent, subject, selection
    raise RuleError(
        "Only a coordinator can export that. You can have your own data, and your organisation's if "
        "you are its voting representative.",
        field="about",
    )


def _sought(unit: Unit, wish: Wish) -> tuple[Extent, str, Selection]:
    """Return whose data a wish is about: the extent, the audit trail's subject, and the rows."""
    ensure_period(wish.since, wish.until)
    if wish.person:
        member = find(unit, wish.person)
        return Extent.PERSON, f"member:{member.id}", _only(member.id)
    if wish.organization:
        partner = organizations.by_slugs(unit, [wish.organization]).get(wish.organization)
        if partner is None:
            raise RuleError(f"There is no organisation called {wish.organization}.", field="about")
        people = frozenset(members.ids_of_organization(unit, partner.id))
        return Extent.ORGANIZATION, f"organization:{partner.id}", Selection(people, frozenset({partner.id}))
    return Extent.ALLIANCE, "alliance", Selection()


def find(unit: Unit, person: str) -> Member:
    """Return the member of a Slack user id or a number, or raise RuleError."""
    by_number = members.by_ids(unit, [int(person)]) if person.isdecimal() else {}
    member = by_number.get(int(person)) if by_number else members.by_user_id(unit, person)
    if member is None:
        raise RuleError(
            f"The alliance knows nobody called {person}. Give the Slack user id, or the number that "
            "stands in the export of members.",
            field="about",
        )
    return member


def _only(member_id: int, *, is_own: bool = False) -> Selection:
    return Selection(frozenset({member_id}), is_own=is_own)


def _represented(unit: Unit, actor: Actor) -> list[Organization]:
    """Return the organisation whose vote the member holds."""
    member = members.by_ids(unit, [actor.member_id])[actor.member_id]
    if member.voting is not Voting.REPRESENTATIVE or member.organization_id is None:
        return []
    return [one for one in organizations.listed(unit) if one.id == member.organization_id]


def _fitting(extent: Extent) -> tuple[Dataset, ...]:
    return tuple(one for one in DATASETS if extent in one.extents)


def _chosen(extent: Extent, wish: Wish) -> tuple[Dataset, ...]:
    """Return the datasets of an export, or raise RuleError where none is left."""
    known = {one.name for one in DATASETS}
    for name in wish.datasets:
        if name not in known:
            raise RuleError(f"There is no table called {name}. There are: {', '.join(sorted(known))}.")
    chosen = tuple(one for one in _fitting(extent) if not wish.datasets or one.name in wish.datasets)
    if not chosen:
        raise RuleError("This table is not part of such an export. Choose another one.", field="datasets")
    return chosen


def _file(unit: Unit, wish: Wish, extent: Extent, selection: Selection, zone: ZoneInfo) -> File:
    narrowed = _within(selection, wish, zone)
    names = Names(unit)
    sheets = [
        Sheet(one.name, one.columns, list(one.rows(unit, narrowed, names))) for one in _chosen(extent, wish)
    ]
    label = "-".join(filter(None, ["alliance", wish.organization, f"{unit.now.astimezone(zone):%Y-%m-%d}"]))
    return packed(sheets, wish.form, label)


def _within(selection: Selection, wish: Wish, zone: ZoneInfo) -> Selection:
    """Narrow a selection down to the days of a wish, as they begin and end in a zone."""
    return Selection(
        selection.member_ids,
        selection.organization_ids,
        since=_midnight(wish.since, zone) if wish.since else None,
        before=_midnight(wish.until + timedelta(days=1), zone) if wish.until else None,
        first=wish.since,
        last=wish.until,
        is_own=selection.is_own,
    )


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time.min, zone).astimezone(UTC)

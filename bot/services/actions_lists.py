"""Looking at action items: one with its history, and lists of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from bot.actor import Actor, Capability
from bot.errors import RuleError, UnknownPeopleError
from bot.rules.actions import ListKind, Scope
from bot.services import actions_trail as trail
from bot.services import members as member_service
from bot.services.actions_shown import Change, Item, describe, history
from storage import actions, groups, organizations
from storage.groups import WorkingGroup
from storage.unit import Unit

PAGE = 6
GLANCE = 5


@dataclass(frozen=True, slots=True)
class Page:
    """Part of a list; `about` names the person, group or organisation that it is of."""

    scope: Scope
    number: int
    items: Sequence[Item]
    total: int
    asleep: int
    about: str = ""

    @property
    def has_more(self) -> bool:
        """Tell whether there is a next page."""
        return (self.number + 1) * PAGE < self.total


@dataclass(frozen=True, slots=True)
class Glance:
    """What concerns a member at a glance: offers to answer, the most urgent items, and how many there are."""

    offers: Sequence[Item]
    items: Sequence[Item]
    total: int


@dataclass(frozen=True, slots=True)
class Shown:
    """An item with its history, and its follow-ups."""

    item: Item
    changes: Sequence[Change]
    follow_ups: Sequence[Item]


@dataclass(frozen=True, slots=True)
class Told:
    """An item as the reader of a message sees it, with the change that the message tells of."""

    item: Item
    change: Change


def show(unit: Unit, actor: Actor, action_id: int) -> Shown:
    """Return an action item with its history."""
    actor.require(Capability.OBSERVER)
    item = trail.found(actions.by_id(unit, action_id), action_id)
    shown, *follow_ups = describe(unit, [item, *actions.followers(unit, action_id)], actor)
    return Shown(shown, history(unit, action_id), follow_ups)


def read(unit: Unit, actor: Actor, action_id: int) -> Item:
    """Return an action item."""
    actor.require(Capability.OBSERVER)
    item = trail.found(actions.by_id(unit, action_id), action_id)
    return describe(unit, [item], actor)[0]


def listed(unit: Unit, actor: Actor, scope: Scope, number: int = 0) -> Page:
    """Return a page of a list, the most urgent first; RuleError for a group or organisation that is not."""
    actor.require(Capability.OBSERVER)
    number = max(number, 0)
    if scope.kind is ListKind.CLOSED:
        total = actions.count(unit, actions.is_closed())
        found = actions.latest_closed(unit, limit=PAGE, offset=number * PAGE)
        return Page(scope, number, describe(unit, found, actor), total, 0)
    wanted, about = _wanted(unit, actor, scope)
    found = actions.page(unit, *wanted, limit=PAGE, offset=number * PAGE)
    asleep = 0
    if scope.kind is ListKind.MINE:
        asleep = actions.count(unit, *_asleep(unit, actor))
    return Page(scope, number, describe(unit, found, actor), actions.count(unit, *wanted), asleep, about)


def _wanted(unit: Unit, actor: Actor, scope: Scope) -> tuple[list[actions.Condition], str]:
    """Return what the items of a list have in common, and whose they are."""
    today = trail.today(unit, actor)
    match scope.kind:
        case ListKind.OVERDUE:
            return [actions.is_open(), actions.is_overdue(today)], ""
        case ListKind.ALL:
            return [actions.is_open()], ""
        case ListKind.SNOOZED:
            return list(_asleep(unit, actor)), ""
        case ListKind.MINE:
            return [actions.is_open(), actions.is_awake(today), actions.concerns(actor.member_id)], ""
        case _:
            whose, name = _whose(unit, scope)
            return [actions.is_open(), whose], name


def _whose(unit: Unit, scope: Scope) -> tuple[actions.Condition, str]:
    """Return the condition that an item is of a person, group or organisation, and its name."""
    if scope.kind is ListKind.PERSON:
        (member,) = member_service.named(unit, [scope.key])
        return actions.concerns(member.id), member.name
    if scope.kind is ListKind.GROUP:
        group = _group(unit, scope.key)
        return actions.is_of_group(group.id), group.name
    partner_id, name = _organization(unit, scope.key)
    return actions.is_of_organization(partner_id), name


def _asleep(unit: Unit, actor: Actor) -> tuple[actions.Condition, ...]:
    return (
        actions.is_open(),
        ~actions.is_awake(trail.today(unit, actor)),
        actions.concerns(actor.member_id),
    )


def _group(unit: Unit, slug: str) -> WorkingGroup:
    group = groups.by_slug(unit, slug.lower())
    if group is None:
        raise RuleError(_unknown("working group", slug, [one.slug for one in groups.listed(unit)], "group"))
    return group


def _organization(unit: Unit, slug: str) -> tuple[int, str]:
    found = organizations.by_slugs(unit, [slug.lower()])
    if not found:
        slugs = [one.slug for one in organizations.listed(unit)]
        raise RuleError(_unknown("organisation", slug, slugs, "org"))
    (partner,) = found.values()
    return partner.id, partner.name


def _unknown(what: str, slug: str, slugs: Sequence[str], option: str) -> str:
    near = get_close_matches(slug.lower(), slugs, n=1, cutoff=0.5)
    hint = (
        f"Did you mean {option}:{near[0]}?"
        if near
        else f"There are: {', '.join(sorted(slugs)) or 'none yet'}."
    )
    return f"There is no {what} called {slug}. {hint}"


def glance(unit: Unit, actor: Actor) -> Glance:
    """Return what concerns the member now: offers to answer, and the most urgent of their own items."""
    actor.require(Capability.OBSERVER)
    today = trail.today(unit, actor)
    mine = [actions.is_open(), actions.is_awake(today), actions.is_of(actor.member_id)]
    offers = describe(unit, actions.offered_to(unit, actor.member_id), actor)
    items = describe(unit, actions.page(unit, *mine, limit=GLANCE), actor)
    return Glance(offers, items, actions.count(unit, *mine))


def working_groups(unit: Unit, actor: Actor) -> list[WorkingGroup]:
    """Return the groups that an item can belong to, by name."""
    actor.require(Capability.OBSERVER)
    return groups.listed(unit)


def told(unit: Unit, action_id: int, event_id: int, user_id: str) -> Told | None:
    """Return an item and a change of it, for whoever renders the notice; None where there is neither."""
    item = actions.by_id(unit, action_id)
    try:
        reader = member_service.recognize(unit, user_id)
    except UnknownPeopleError:
        return None
    if item is None:
        return None
    changes = [one for one in history(unit, action_id) if one.id == event_id]
    return Told(describe(unit, [item], reader)[0], changes[0]) if changes else None

"""The first set-up of an alliance: its organisations, its people, and what is still open."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bot.actor import Actor, Capability
from bot.errors import RuleError
from bot.rules import setup as rules
from bot.rules.privacy import ensure_private
from bot.rules.settings import NAME
from bot.rules.setup import Entry, Progress
from bot.services import joining
from bot.services import members as member_service
from bot.services.joining import Invitation
from storage import audit, members, organizations, settings, setup
from storage.organizations import Organization
from storage.unit import Unit

HIDDEN = "setup.hidden"


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether somebody may set the alliance up: as its coordinator, or since it is vacant."""

    is_coordinator: bool
    is_vacant: bool


def standing(unit: Unit, actor: Actor) -> Standing:
    """Tell whether the member coordinates the alliance, and whether nobody does."""
    actor.require(Capability.OBSERVER)
    is_coordinator = Capability.COORDINATOR in actor.capabilities
    return Standing(is_coordinator, not is_coordinator and not member_service.has_coordinator(unit))


def take_up(unit: Unit, actor: Actor, *, is_admin: bool) -> None:
    """Become the first coordinator of an alliance, as whoever administers the workspace may."""
    actor.require(Capability.OBSERVER)
    if Capability.COORDINATOR in actor.capabilities:
        return
    if member_service.has_coordinator(unit):
        raise RuleError(
            "The alliance is set up by its coordinators. Ask one of them to do it, or to make you one."
        )
    if not is_admin:
        raise RuleError(
            "Nobody coordinates this alliance yet. An admin or owner of this workspace becomes its first "
            "coordinator by opening this; or whoever runs me names one in ALLIANCE_COORDINATORS."
        )
    members.grant(unit, actor.member_id, [Capability.COORDINATOR])
    audit.record(unit, actor.member_id, "coordinator.first", f"member:{actor.member_id}")


def own_zone(unit: Unit, actor: Actor) -> str:
    """Return the time zone in which a coordinator lives, to begin with for the alliance."""
    actor.require(Capability.COORDINATOR)
    member = members.by_ids(unit, [actor.member_id])[actor.member_id]
    return member.timezone or actor.timezone.key


def checklist(unit: Unit, actor: Actor) -> Progress | None:
    """Return how far the set-up is, to a coordinator; None to others, and once it was put away."""
    actor.require(Capability.OBSERVER)
    if Capability.COORDINATOR not in actor.capabilities or settings.number(unit, HIDDEN, 0):
        return None
    return progress(unit, actor)


def progress(unit: Unit, actor: Actor) -> Progress:
    """Return how far the set-up is."""
    actor.require(Capability.COORDINATOR)
    invited, accepted = setup.invited(unit)
    areas, unowned = setup.areas(unit)
    return Progress(
        is_named=bool(settings.several(unit, [NAME])),
        organizations=len(setup.organizations(unit)),
        empty_organizations=tuple(setup.empty_organizations(unit)),
        invited=invited,
        accepted=accepted,
        coordinators=setup.coordinators(unit),
        groups=setup.groups(unit),
        areas=areas,
        unowned_areas=unowned,
    )


def hide(unit: Unit, actor: Actor) -> None:
    """Put the checklist away, for all coordinators."""
    actor.require(Capability.COORDINATOR)
    settings.choose(unit, HIDDEN, 1)
    audit.record(unit, actor.member_id, "setup.hidden", "setup:checklist")


def partners(unit: Unit, actor: Actor) -> dict[int, str]:
    """Return the names of the organisations by id, in their order."""
    actor.require(Capability.COORDINATOR)
    return setup.organizations(unit)


def claims(unit: Unit, actor: Actor) -> dict[str, int]:
    """Return the id of the organisation that claims each e-mail domain."""
    actor.require(Capability.COORDINATOR)
    return setup.claims(unit)


def strangers(unit: Unit, actor: Actor, user_ids: Collection[str]) -> list[str]:
    """Return those of these users who are not in yet, or represent nobody."""
    actor.require(Capability.COORDINATOR)
    settled = setup.settled(unit, user_ids)
    return sorted(user_id for user_id in user_ids if user_id not in settled)


def add_organizations(unit: Unit, actor: Actor, text: str, *, confirmed: bool = False) -> list[str]:
    """Enter a list of organisations, all or none; return the names of those that are new.

    A line for one that is in already only adds its e-mail domains. RuleError names the line.
    """
    actor.require(Capability.COORDINATOR)
    found = rules.entries(text)
    for entry in found:
        ensure_private(entry.name, confirmed=confirmed, field=rules.FIELD)
    return [entry.name for entry in found if _enter(unit, actor, entry)]


def _enter(unit: Unit, actor: Actor, entry: Entry) -> bool:
    """Enter one organisation; False where it is in already."""
    known = organizations.by_slugs(unit, [entry.slug]).get(entry.slug)
    if known and known.name.casefold() != entry.name.casefold():
        raise entry.refusal(f"{entry.slug} is {known.name} already. Choose another short name.")
    new = []
    for domain in dict.fromkeys(entry.domains):
        owner = organizations.claiming(unit, [domain])
        if owner is None:
            new.append(domain)
        elif known is None or owner != known.id:
            raise entry.refusal(f"{domain} belongs to another organisation already.")
    partner = known or Organization(slug=entry.slug, name=entry.name, created_at=unit.now)
    organizations.add(unit, partner, new)
    unit.session.flush()
    if new or not known:
        verb = "organization.changed" if known else "organization.added"
        audit.record(unit, actor.member_id, verb, f"organization:{partner.id}")
    return known is None


def invite(unit: Unit, actor: Actor, invitations: Sequence[Invitation]) -> int:
    """Invite people, all of them or none; return how many were not in before."""
    actor.require(Capability.COORDINATOR)
    known_organizations = setup.organizations(unit)
    for one in invitations:
        if one.organization_id is not None and one.organization_id not in known_organizations:
            raise RuleError("One of these organisations has just been taken out. Open this page again.")
    return len(joining.invite_all(unit, actor, invitations).welcomed)

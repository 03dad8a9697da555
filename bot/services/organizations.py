"""The partner bodies of the alliance: entering them, looking at them, seeing them off."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from bot.actor import Actor, Capability
from bot.errors import RuleError
from bot.rules.members import Profile, Voting, email_domains
from bot.rules.organizations import clean_domain, clean_name, clean_sector, clean_slug
from bot.rules.privacy import ensure_private
from bot.rules.responsibilities import Letter
from bot.services import voting
from storage import audit, members, organizations
from storage.members import Member
from storage.organizations import Organization
from storage.unit import Unit

UNASSIGNED_MAX = 200
"""People whose addresses are looked up at once."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What a form says of an organisation; representative and alternate are ids of its people."""

    slug: str = ""
    name: str = ""
    sector: str | None = None
    domains: tuple[str, ...] = ()
    representative: int | None = None
    alternate: int | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """An organisation as its readers see it: its people, domains, and part in the alliance's work."""

    organization: Organization
    domains: tuple[str, ...]
    people: tuple[Member, ...]
    part: tuple[tuple[Letter, str], ...]

    def holder(self, seat: Voting) -> Member | None:
        """Return who has this seat."""
        return next((one for one in self.people if one.voting is seat), None)


def add(
    unit: Unit, slug: str, name: str, domains: Iterable[str] = (), sector: str | None = None
) -> Organization:
    """Enter an organisation, and the e-mail domains of its people; RuleError where another one has them."""
    slug, name = clean_slug(slug), clean_name(name)
    chosen = clean_sector(sector)
    if organizations.by_slug(unit, slug):
        raise RuleError(
            f"There is an organisation called {slug} already. Choose another short name.", field="slug"
        )
    claimed = _claimable(unit, domains)
    made = Organization(slug=slug, name=name, sector=chosen, created_at=unit.now)
    partner = organizations.add(unit, made, claimed)
    audit.record(unit, None, "organization.added", f"organization:{partner.id}")
    return partner


def _claimable(unit: Unit, domains: Iterable[str], organization_id: int | None = None) -> list[str]:
    """Return cleaned domains, or raise RuleError for one that another organisation claims."""
    claimed = sorted({clean_domain(domain) for domain in domains})
    for domain in claimed:
        if organizations.claiming(unit, [domain]) not in {None, organization_id}:
            raise RuleError(f"{domain} belongs to another organisation already.", field="domains")
    return claimed


def listed(unit: Unit) -> list[tuple[Organization, list[str]]]:
    """Return all organisations by name, each with the e-mail domains that it claims."""
    domains = organizations.domains(unit)
    return [(partner, domains.get(partner.id, [])) for partner in organizations.listed(unit)]


def present(unit: Unit, slug: str) -> Organization:
    """Return the organisation of a short name, or raise RuleError that names the nearest."""
    wanted = slug.strip().lower()
    if found := organizations.by_slugs(unit, [wanted]).get(wanted):
        return found
    slugs = sorted(one.slug for one in organizations.listed(unit))
    near = get_close_matches(wanted, slugs, n=3, cutoff=0.5)
    hint = f"Did you mean {' or '.join(near)}?" if near else f"There are: {', '.join(slugs) or 'none yet'}."
    raise RuleError(f"There is no organisation called {wanted}. {hint}", field="organization")


def choices(unit: Unit, actor: Actor) -> list[Organization]:
    """Return the organisations that a coordinator's form offers, by name."""
    actor.require(Capability.COORDINATOR)
    return organizations.listed(unit)


def overview(unit: Unit, actor: Actor) -> list[Shown]:
    """Return all organisations by name, each with its people."""
    actor.require(Capability.OBSERVER)
    domains = organizations.domains(unit)
    people: dict[int | None, list[Member]] = {}
    for member in members.listed(unit):
        people.setdefault(member.organization_id, []).append(member)
    return [
        Shown(one, tuple(domains.get(one.id, ())), tuple(people.get(one.id, ())), ())
        for one in organizations.listed(unit)
    ]


def look_at(unit: Unit, actor: Actor, slug: str) -> Shown:
    """Return one organisation, with its part in the work."""
    actor.require(Capability.OBSERVER)
    return _shown(unit, present(unit, slug))


def look_at_row(unit: Unit, actor: Actor, organization_id: int) -> Shown:
    """Return one organisation by its row, for a form that changes it."""
    actor.require(Capability.OBSERVER)
    return _shown(unit, _row(unit, organization_id))


def _shown(unit: Unit, partner: Organization) -> Shown:
    domains = organizations.domains(unit).get(partner.id, [])
    people = members.of_organization(unit, partner.id)
    return Shown(partner, tuple(domains), tuple(people), tuple(organizations.part(unit, partner.id)))


def _row(unit: Unit, organization_id: int) -> Organization:
    partner = organizations.by_id(unit, organization_id)
    if partner is None or partner.ended_at is not None:
        raise RuleError("This organisation is not in the alliance any more. `/alliance orgs` shows who is.")
    return partner


def enter(unit: Unit, actor: Actor, draft: Draft, *, confirmed: bool) -> Organization:
    """Enter an organisation in a coordinator's name."""
    actor.require(Capability.COORDINATOR)
    ensure_private(draft.name, confirmed=confirmed, field="name")
    partner = add(unit, draft.slug, draft.name, draft.domains, draft.sector)
    audit.record(unit, actor.member_id, "organization.entered", f"organization:{partner.id}")
    return partner


def edit(unit: Unit, actor: Actor, organization_id: int, draft: Draft, *, confirmed: bool) -> Organization:
    """Change an organisation's name, sector, domains and vote."""
    actor.require(Capability.COORDINATOR)
    ensure_private(draft.name, confirmed=confirmed, field="name")
    partner = _row(unit, organization_id)
    partner.name, partner.sector = clean_name(draft.name), clean_sector(draft.sector)
    unit.session.add(partner)
    organizations.claim(unit, partner.id, _claimable(unit, draft.domains, partner.id))
    _seat(unit, actor, partner, draft)
    audit.record(unit, actor.member_id, "organization.edited", f"organization:{partner.id}")
    return partner


def _seat(unit: Unit, actor: Actor, partner: Organization, draft: Draft) -> None:
    """Give the vote to the two people of a draft, and to nobody else."""
    if draft.representative and draft.representative == draft.alternate:
        raise RuleError(
            "Somebody else stands in for the representative. Choose two people.", field="alternate"
        )
    wanted = {draft.representative: Voting.REPRESENTATIVE, draft.alternate: Voting.ALTERNATE}
    people = members.of_organization(unit, partner.id)
    seats = [(one, wanted.get(one.id, Voting.NONE)) for one in people]
    for one, seat in sorted(seats, key=lambda pair: pair[1] is Voting.REPRESENTATIVE):
        voting.choose(unit, actor, one, seat, takes_over=True)


def end(unit: Unit, actor: Actor, organization_id: int) -> Organization:
    """Note that an organisation has left; RuleError as long as people or areas of work are still its own."""
    actor.require(Capability.COORDINATOR)
    partner = _row(unit, organization_id)
    if people := members.of_organization(unit, partner.id):
        names = ", ".join(one.name for one in people[:10])
        raise RuleError(
            f"{partner.name} still has people here: {names}. Have them leave, or move them to another "
            "organisation; their profiles have the buttons."
        )
    if part := organizations.part(unit, partner.id):
        areas = ", ".join(f"{area} ({letter})" for letter, area in part)
        raise RuleError(f"{partner.name} still stands for {areas}. Hand that over in the matrix first.")
    partner.ended_at = unit.now
    unit.session.add(partner)
    organizations.claim(unit, partner.id, [])
    audit.record(unit, actor.member_id, "organization.ended", f"organization:{partner.id}")
    return partner


def unassigned(unit: Unit, actor: Actor) -> list[str]:
    """Return the user ids of members who represent nobody yet; Slack knows their addresses."""
    actor.require(Capability.COORDINATOR)
    found = members.without_organization(unit, UNASSIGNED_MAX)
    return [one.slack_user_id for one in found if one.slack_user_id]


def assign(unit: Unit, actor: Actor, profiles: Sequence[Profile]) -> list[str]:
    """Put people without an organisation where their e-mail domain belongs; return their names."""
    actor.require(Capability.COORDINATOR)
    found = members.by_user_ids(unit, [one.account.user_id for one in profiles])
    assigned = []
    for profile in profiles:
        member = found.get(profile.account.user_id)
        claimed_by = organizations.claiming(unit, email_domains(profile.email))
        if member is None or member.organization_id or claimed_by is None:
            continue
        member.organization_id = claimed_by
        unit.session.add(member)
        audit.record(unit, actor.member_id, "member.moved", f"member:{member.id}")
        assigned.append(member.name)
    return assigned

"""Who takes part: recognising those who act, welcoming those who are new."""

from collections.abc import Collection, Iterable, Mapping
from zoneinfo import ZoneInfo

from bot.actor import Actor, Capability, SlackAccount
from bot.clock import known_zone, zone
from bot.errors import UnknownPeopleError
from bot.rules.joining import Joining
from bot.rules.members import (
    FORMER,
    OUTSIDE,
    MemberStatus,
    Party,
    Profile,
    Voting,
    allowed,
    email_domains,
    ensure_person,
    ensure_present,
    is_newcomer,
)
from bot.rules.settings import JOINING, TIMEZONE, TIMEZONE_CHOSEN
from bot.services import schedules
from storage import audit, deliveries, erasure, members, organizations, settings
from storage.members import Member
from storage.unit import Unit

COORDINATORS = "alliance.coordinators"


def configure(unit: Unit, timezone: str, coordinators: Iterable[str]) -> None:
    """Store what whoever runs the bot decided on: the alliance's zone, and its coordinators' user ids.

    A zone that a coordinator chose stays.
    """
    user_ids = sorted(set(coordinators))
    if not settings.number(unit, TIMEZONE_CHOSEN, 0):
        settings.choose(unit, TIMEZONE, timezone)
    settings.choose(unit, COORDINATORS, user_ids)
    for member in members.by_user_ids(unit, user_ids).values():
        if member.status is not MemberStatus.LEFT:
            members.grant(unit, member.id, [Capability.COORDINATOR])


def recognize(unit: Unit, user_id: str) -> Actor:
    """Return the actor behind a Slack user id, or raise UnknownPeopleError."""
    rows = members.acting(unit, user_id)
    if not rows:
        raise UnknownPeopleError((user_id,))
    member = rows[0]
    return Actor(
        member_id=member.id,
        account=SlackAccount(member.slack_team_id or "", user_id),
        name=member.name,
        timezone=known_zone(member.timezone) or zone(settings.word(unit, TIMEZONE, "UTC"), "UTC"),
        capabilities=allowed(member.status, {row.capability for row in rows if row.capability}),
        organization_id=member.organization_id,
        barred=OUTSIDE.get(member.status),
        is_newcomer=is_newcomer(member.status, member.accepted_at),
    )


def zone_of(unit: Unit, member: Member) -> ZoneInfo:
    """Return the zone that a member lives in, or else the alliance's."""
    return known_zone(member.timezone) or zone(settings.word(unit, TIMEZONE, "UTC"), "UTC")


def named(unit: Unit, user_ids: Iterable[str]) -> list[Member]:
    """Return the members behind Slack user ids, each once, or raise UnknownPeopleError for the rest."""
    wanted = tuple(dict.fromkeys(user_ids))
    known = members.by_user_ids(unit, wanted)
    if unknown := tuple(user_id for user_id in wanted if user_id not in known):
        raise UnknownPeopleError(unknown)
    return [known[user_id] for user_id in wanted]


def parties(unit: Unit, member_ids: Collection[int]) -> dict[int, Party]:
    """Return the members of these ids as readers see them, with their organisations' names."""
    people = members.by_ids(unit, member_ids)
    names = organizations.names(unit, {one.organization_id for one in people.values() if one.organization_id})
    return {key: party(member, names) for key, member in people.items()}


def party(member: Member, names: Mapping[int, str]) -> Party:
    """Return a member as readers see them; `names` are the organisations' by id."""
    return Party(member.name, member.slack_user_id, names.get(member.organization_id or 0))


def enrol(unit: Unit, profiles: Iterable[Profile]) -> None:
    """Note people who are met for the first time; RuleError for apps and deactivated accounts.

    They take part once they act themselves. Where newcomers need approval, they have to ask first.
    """
    coordinators = settings.names(unit, COORDINATORS)
    for profile in profiles:
        ensure_person(profile)
        ensure_present(profile.name, is_deactivated=profile.is_deactivated)
        if members.by_user_id(unit, profile.account.user_id) is None:
            _meet(unit, profile, is_coordinator=profile.account.user_id in coordinators)


def coordinators(unit: Unit) -> list[str]:
    """Return the user ids of those who are, or will be at their first use, coordinators."""
    now = members.with_capability(unit, Capability.COORDINATOR)
    user_ids = [one.slack_user_id for one in now if one.slack_user_id and one.status not in OUTSIDE]
    named_ids = settings.names(unit, COORDINATORS)
    known = members.by_user_ids(unit, named_ids)
    return list(dict.fromkeys([*user_ids, *(one for one in named_ids if one not in known)]))


def has_coordinator(unit: Unit) -> bool:
    """Tell whether somebody is, or will at their first use be, coordinator."""
    return bool(coordinators(unit))


def _meet(unit: Unit, profile: Profile, *, is_coordinator: bool) -> None:
    is_open = is_coordinator or settings.word(unit, JOINING, Joining.OPEN) == Joining.OPEN
    member = Member(
        slack_team_id=profile.account.team_id,
        slack_user_id=profile.account.user_id,
        name=profile.name,
        organization_id=_organization_of(unit, profile),
        timezone=profile.timezone,
        locale=profile.locale,
        status=MemberStatus.INVITED if is_open else MemberStatus.ASKING,
        joined_at=unit.now,
    )
    members.add(unit, member)
    if is_coordinator:
        members.grant(unit, member.id, [Capability.COORDINATOR])
    audit.record(unit, None, "member.met", f"member:{member.id}")


def _organization_of(unit: Unit, profile: Profile) -> int | None:
    """Return the organisation that claims the domain of somebody's address, or its parent domain."""
    return organizations.claiming(unit, email_domains(profile.email))


def update_profile(unit: Unit, profile: Profile, delivery: str) -> Member | None:
    """Take over what Slack says has changed about a member; people who are not members stay unknown.

    Return the member whose account was deactivated with this change, if it was.
    """
    member = members.by_user_id(unit, profile.account.user_id)
    if member is None or not deliveries.claim(unit, delivery):
        return None
    member.name = profile.name
    if member.timezone != profile.timezone:
        member.timezone = profile.timezone
        schedules.travel(unit, member.id, zone_of(unit, member))
    member.locale = profile.locale or member.locale
    has_turned = member.is_deactivated != profile.is_deactivated
    if has_turned:
        verb = "member.deactivated" if profile.is_deactivated else "member.reactivated"
        audit.record(unit, None, verb, f"member:{member.id}")
    member.is_deactivated = profile.is_deactivated
    member.organization_id = member.organization_id or _organization_of(unit, profile)
    unit.session.add(member)
    return member if has_turned and member.is_deactivated else None


def erase(unit: Unit, member_id: int) -> None:
    """Erase who a member was: the name becomes "Former member"; title, zone, locale and Slack ids go.

    So does what the member may do. The row stays, so that decisions and kudos still hold together; nothing
    in it tells who it was. What the bot told coordinators about the person is drawn from the row, and so
    forgets the name with it.
    """
    member = members.by_ids(unit, [member_id])[member_id]
    remaining = [one for one in settings.names(unit, COORDINATORS) if one != member.slack_user_id]
    settings.choose(unit, COORDINATORS, remaining)
    member.name = FORMER
    member.title = member.timezone = member.locale = None
    member.slack_team_id = member.slack_user_id = None
    member.accepted_at = member.buddy_id = member.away_until = None
    member.status, member.voting, member.has_home = MemberStatus.LEFT, Voting.NONE, False
    unit.session.add(member)
    erasure.forget_standing(unit, member_id)

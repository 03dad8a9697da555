"""Who takes part: recognising those who act, welcoming those who are new."""

from collections.abc import Iterable

from bot.actor import Actor, Capability, SlackAccount
from bot.clock import known_zone, zone
from bot.errors import UnknownPeopleError
from bot.rules.members import MemberStatus, Profile, email_domains, ensure_person, ensure_present
from storage import audit, deliveries, members, organizations, settings
from storage.members import Member
from storage.unit import Unit

TIMEZONE = "alliance.timezone"
COORDINATORS = "alliance.coordinators"
EVERYBODY = frozenset({Capability.OBSERVER, Capability.MEMBER})


def configure(unit: Unit, timezone: str, coordinators: Iterable[str]) -> None:
    """Store what whoever runs the bot decided on: the alliance's zone, and its coordinators' user ids."""
    user_ids = sorted(set(coordinators))
    settings.choose(unit, TIMEZONE, timezone)
    settings.choose(unit, COORDINATORS, user_ids)
    for member in members.by_user_ids(unit, user_ids).values():
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
        capabilities=EVERYBODY | {row.capability for row in rows if row.capability},
        organization_id=member.organization_id,
    )


def named(unit: Unit, user_ids: Iterable[str]) -> list[Member]:
    """Return the members behind Slack user ids, each once, or raise UnknownPeopleError for the rest."""
    wanted = tuple(dict.fromkeys(user_ids))
    known = members.by_user_ids(unit, wanted)
    if unknown := tuple(user_id for user_id in wanted if user_id not in known):
        raise UnknownPeopleError(unknown)
    return [known[user_id] for user_id in wanted]


def enrol(unit: Unit, profiles: Iterable[Profile]) -> None:
    """Make members of people who are met for the first time; RuleError for apps and deactivated accounts."""
    coordinators = settings.names(unit, COORDINATORS)
    for profile in profiles:
        ensure_person(profile)
        ensure_present(profile.name, is_deactivated=profile.is_deactivated)
        if members.by_user_id(unit, profile.account.user_id) is None:
            _welcome(unit, profile, is_coordinator=profile.account.user_id in coordinators)


def coordinators(unit: Unit) -> list[str]:
    """Return the user ids of those who are, or will be at their first use, coordinators."""
    members_now = members.with_capability(unit, Capability.COORDINATOR)
    user_ids = [member.slack_user_id for member in members_now if member.slack_user_id]
    return list(dict.fromkeys([*user_ids, *settings.names(unit, COORDINATORS)]))


def has_coordinator(unit: Unit) -> bool:
    """Tell whether somebody is, or will at their first use be, coordinator."""
    return bool(coordinators(unit))


def _welcome(unit: Unit, profile: Profile, *, is_coordinator: bool) -> None:
    member = Member(
        slack_team_id=profile.account.team_id,
        slack_user_id=profile.account.user_id,
        name=profile.name,
        organization_id=_organization_of(unit, profile),
        timezone=profile.timezone,
        locale=profile.locale,
        status=MemberStatus.ACTIVE,
        joined_at=unit.now,
    )
    members.add(unit, member)
    if is_coordinator:
        members.grant(unit, member.id, [Capability.COORDINATOR])
    audit.record(unit, member.id, "member.joined", f"member:{member.id}")


def _organization_of(unit: Unit, profile: Profile) -> int | None:
    """Return the organisation that claims the domain of somebody's address, or its parent domain."""
    return organizations.claiming(unit, email_domains(profile.email))


def update_profile(unit: Unit, profile: Profile, delivery: str) -> None:
    """Take over what Slack says has changed about a member; people who are not members stay unknown."""
    member = members.by_user_id(unit, profile.account.user_id)
    if member is None or not deliveries.claim(unit, delivery):
        return
    member.name = profile.name
    member.timezone = profile.timezone
    member.locale = profile.locale or member.locale
    if member.is_deactivated != profile.is_deactivated:
        verb = "member.deactivated" if profile.is_deactivated else "member.reactivated"
        audit.record(unit, None, verb, f"member:{member.id}")
    member.is_deactivated = profile.is_deactivated
    member.organization_id = member.organization_id or _organization_of(unit, profile)
    unit.session.add(member)

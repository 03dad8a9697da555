"""Joining: being invited, agreeing, asking to be let in, getting a buddy."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.actor import Actor, Capability
from bot.errors import RuleError
from bot.rules.joining import Joining
from bot.rules.members import OUTSIDE, MemberStatus, Profile, clean_person, ensure_present, is_newcomer
from bot.rules.outbox import NoticeState, Priority
from bot.rules.privacy import ensure_private
from bot.rules.settings import JOINING
from bot.services import members as member_service
from bot.services import notifications
from bot.services.organizations import present
from storage import audit, members, outbox, settings
from storage.members import Member
from storage.outbox import Notice
from storage.unit import Unit


@dataclass(frozen=True, slots=True)
class Invited:
    """What came of inviting people: who hears of it now, and who took part already."""

    welcomed: tuple[Member, ...]
    present: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Invitation:
    """Somebody to invite whom Slack has just described, and the organisation, where it is known."""

    profile: Profile
    organization_id: int | None = None


def invite(unit: Unit, actor: Actor, user_ids: Iterable[str], slug: str | None = None) -> Invited:
    """Invite people on Slack, for an organisation; each gets the welcome message."""
    actor.require(Capability.COORDINATOR)
    organization_id = present(unit, slug).id if slug else None
    people = member_service.named(unit, user_ids)
    if not people:
        raise RuleError("Name the people to invite: @colleague.", field="people")
    welcomed = [one for one in people if _invite(unit, actor, one, organization_id)]
    return Invited(tuple(welcomed), tuple(one for one in people if one not in welcomed))


def invite_all(unit: Unit, actor: Actor, invitations: Sequence[Invitation]) -> Invited:
    """Invite people whom Slack has just described, all of them or none."""
    actor.require(Capability.COORDINATOR)
    member_service.enrol(unit, [one.profile for one in invitations])
    wanted = {one.profile.account.user_id: one.organization_id for one in invitations}
    people = members.by_user_ids(unit, wanted)
    welcomed = [member for user_id, member in people.items() if _invite(unit, actor, member, wanted[user_id])]
    return Invited(tuple(welcomed), tuple(one for one in people.values() if one not in welcomed))


def _invite(unit: Unit, actor: Actor, member: Member, organization_id: int | None) -> bool:
    """Invite one person; False for who takes part already, and only gets an organisation if without."""
    ensure_present(member.name, is_deactivated=member.is_deactivated)
    takes_part = member.status not in OUTSIDE and member.accepted_at is not None
    if organization_id and (not takes_part or member.organization_id is None):
        member.organization_id = organization_id
    if not takes_part:
        member.status, member.accepted_at = MemberStatus.INVITED, None
        _welcome(unit, member, actor)
        audit.record(unit, actor.member_id, "member.invited", f"member:{member.id}")
    unit.session.add(member)
    unit.session.flush()
    return not takes_part


def _welcome(unit: Unit, member: Member, actor: Actor) -> None:
    """Send the welcome message in waking hours, unless one stands there and waits for its answer."""
    if not member.slack_user_id or _waiting(unit, member):
        return
    outbox.post(
        unit,
        "members.welcome",
        to=member.slack_user_id,
        subject=_subject(member),
        priority=Priority.DIRECT,
        data={"member_id": member.id, "by": actor.member_id},
        due_at=notifications.opens_at(unit, member_service.zone_of(unit, member)),
    )


def add_by_name(unit: Unit, actor: Actor, name: str, slug: str | None, *, confirmed: bool) -> Member:
    """Enter a person who is not on Slack, and represents an organisation."""
    actor.require(Capability.COORDINATOR)
    name = clean_person(name)
    ensure_private(name, confirmed=confirmed, field="name")
    if not slug:
        raise RuleError("Say for which organisation: org:food-bank.", field="organization")
    organization = present(unit, slug)
    if any(one.name.casefold() == name.casefold() for one in members.of_organization(unit, organization.id)):
        raise RuleError(f"{name} of {organization.name} is in the list already.", field="name")
    member = Member(name=name, organization_id=organization.id, joined_at=unit.now)
    members.add(unit, member)
    audit.record(unit, actor.member_id, "member.entered", _subject(member))
    return member


def agree(unit: Unit, actor: Actor) -> None:
    """Take part from now on: said in answer to the invitation, or shown by using the bot.

    Once more changes nothing.
    """
    actor.require(Capability.OBSERVER)
    member = members.by_ids(unit, [actor.member_id])[actor.member_id]
    if is_newcomer(member.status, member.accepted_at):
        accept(unit, member)


def accept(unit: Unit, member: Member) -> None:
    """Note that a newcomer takes part; whoever was welcomed sees it there, and gets a buddy."""
    member.accepted_at = unit.now
    if member.status is MemberStatus.INVITED:
        member.status = MemberStatus.ACTIVE
    unit.session.add(member)
    unit.session.flush()
    audit.record(unit, member.id, "member.joined", _subject(member))
    if show_outcome(unit, member):
        _pair(unit, member)


def show_outcome(unit: Unit, member: Member) -> bool:
    """Have the welcome message show how its reader stands now; False where there is none."""
    welcomes = _standing(unit, member, "members.welcome")
    for notice in welcomes:
        outbox.post(
            unit,
            "members.welcome",
            to=notice.target,
            subject=_subject(member),
            priority=Priority.DIRECT,
            data=notice.data,
            edits_id=notice.id,
        )
    return bool(welcomes)


def _pair(unit: Unit, newcomer: Member) -> None:
    """Find a newcomer a buddy of another organisation, a coordinator only where there is nobody else."""
    if newcomer.buddy_id or not newcomer.slack_user_id:
        return
    coordinators = {one.id for one in members.with_capability(unit, Capability.COORDINATOR)}
    possible = members.possible_buddies(unit, newcomer)
    buddy = min(possible, key=lambda one: one.id in coordinators, default=None)
    if buddy is None:
        return
    newcomer.buddy_id = buddy.id
    unit.session.add(newcomer)
    audit.record(unit, None, "member.paired", _subject(newcomer))
    for one in (newcomer, buddy):
        data = {"member_id": newcomer.id, "buddy_id": buddy.id}
        notifications.tell(unit, one, "members.buddy", subject=_subject(newcomer), data=data)


def ask(unit: Unit, user_id: str) -> MemberStatus:
    """Ask the coordinators to be let in, or walk in where the door is open; return how one stands then."""
    member = members.by_user_id(unit, user_id)
    if member is None or member.status not in OUTSIDE:
        return member.status if member else MemberStatus.ASKING
    ensure_present(member.name, is_deactivated=member.is_deactivated)
    if member.status is MemberStatus.ASKING and member.accepted_at is not None:
        return member.status
    is_open = settings.word(unit, JOINING, Joining.OPEN) == Joining.OPEN
    if is_open and member.status is MemberStatus.ASKING:
        member.status = MemberStatus.INVITED
        accept(unit, member)
        return member.status
    member.status, member.accepted_at = MemberStatus.ASKING, unit.now
    unit.session.add(member)
    audit.record(unit, member.id, "member.asked", _subject(member))
    for one in _coordinators(unit):
        window = f"{unit.now:%Y-%m-%dT%H:%M}"
        data = {"member_id": member.id}
        notifications.tell(
            unit,
            one,
            "members.asked",
            subject=_subject(member),
            window=window,
            data=data,
            needs_acceptance=False,
        )
    return member.status


def standing(unit: Unit, user_id: str) -> tuple[MemberStatus, bool]:
    """Return how somebody outside stands, and whether they have asked to be let in."""
    member = members.by_user_id(unit, user_id)
    if member is None:
        return MemberStatus.ASKING, False
    return member.status, member.status is MemberStatus.ASKING and member.accepted_at is not None


def waiting(unit: Unit, actor: Actor) -> list[Member]:
    """Return those who have asked to be let in, for coordinators."""
    actor.require(Capability.OBSERVER)
    return members.asking(unit) if Capability.COORDINATOR in actor.capabilities else []


def _coordinators(unit: Unit) -> list[Member]:
    return list(members.by_user_ids(unit, member_service.coordinators(unit)).values())


def let_in(unit: Unit, actor: Actor, member_id: int) -> Member:
    """Let in who asked: the person gets the welcome message."""
    actor.require(Capability.COORDINATOR)
    member = _asking(unit, member_id)
    member.status, member.accepted_at = MemberStatus.INVITED, None
    unit.session.add(member)
    audit.record(unit, actor.member_id, "member.let_in", _subject(member))
    _welcome(unit, member, actor)
    _answered(unit, actor, member)
    return member


def turn_down(unit: Unit, actor: Actor, member_id: int) -> Member:
    """Do not let somebody in now; the person hears whom to talk to, and can ask again."""
    actor.require(Capability.COORDINATOR)
    member = _asking(unit, member_id)
    member.status, member.accepted_at = MemberStatus.ASKING, None
    unit.session.add(member)
    audit.record(unit, actor.member_id, "member.turned_down", _subject(member))
    if member.slack_user_id:
        outbox.post(
            unit,
            "members.turned_down",
            to=member.slack_user_id,
            subject=_subject(member),
            priority=Priority.DIRECT,
            data={"by": actor.member_id},
        )
    _answered(unit, actor, member)
    return member


def _asking(unit: Unit, member_id: int) -> Member:
    """Return who asks, or raise RuleError where somebody else was faster."""
    members.lock(unit, member_id)
    member = members.by_ids(unit, [member_id]).get(member_id)
    if member is None or member.status is not MemberStatus.ASKING or member.accepted_at is None:
        raise RuleError("This request was answered already. `/alliance members` shows who is in.")
    return member


def _answered(unit: Unit, actor: Actor, member: Member) -> None:
    """Have the request show what came of it, wherever a coordinator got it."""
    for notice in _standing(unit, member, "members.asked"):
        outbox.post(
            unit,
            "members.asked",
            to=notice.target,
            subject=_subject(member),
            priority=Priority.DIRECT,
            data={"member_id": member.id, "by": actor.member_id},
            edits_id=notice.id,
        )


def _waiting(unit: Unit, member: Member) -> list[Notice]:
    return [one for one in _standing(unit, member, "members.welcome") if one.state != NoticeState.SENT]


def _standing(unit: Unit, member: Member, kind: str) -> list[Notice]:
    """Return the messages of a kind about a member that are posted, or about to be."""
    lost = {NoticeState.SKIPPED, NoticeState.FAILED}
    return [one for one in outbox.about(unit, _subject(member)) if one.kind == kind and one.state not in lost]


def _subject(member: Member) -> str:
    return f"member:{member.id}"

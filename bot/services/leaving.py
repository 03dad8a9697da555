"""Leaving: whatever a leaver holds gets somebody else, in one transaction, and nothing stays behind."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import ModuleType

from bot.actor import Actor, Capability
from bot.errors import RuleError
from bot.rules.leaving import Holding
from bot.rules.members import OUTSIDE, MemberStatus, Profile, Voting, ensure_present, is_newcomer
from bot.rules.outbox import NoticeState, Priority
from bot.services import actions, groups, joining, notifications, responsibilities, roles, voting
from bot.services import members as member_service
from storage import audit, leaving, members, outbox
from storage.members import Member
from storage.unit import Unit

HOLDERS: Mapping[str, ModuleType] = {
    "action": actions,
    "voting": voting,
    "group": groups,
    "term": roles,
    "responsibility": responsibilities,
}
"""The services whose rows can belong to a member, by the word that their holdings' subjects begin with."""
TELLS_ITSELF = frozenset({"action"})
"""Those of them that tell an heir about each thing."""
OF_SAME = ("voting:", "responsibility:")
"""What goes to nobody but people of the same organisation."""

ALL_ELSE = "all_else"
"""Stands among the heirs for everything that has no entry of its own."""


@dataclass(frozen=True, slots=True)
class Farewell:
    """What a leaver holds, and who is proposed for each thing: a Slack user id, if there is anybody."""

    member: Member
    holdings: tuple[tuple[Holding, str | None], ...]


def held_by(unit: Unit, member_id: int) -> list[Holding]:
    """Return everything that belongs to a member, over all services."""
    return [holding for service in HOLDERS.values() for holding in service.held_by(unit, member_id)]


def prepare(unit: Unit, actor: Actor, member_id: int) -> Farewell:
    """Return what somebody would leave behind, with proposals for who takes it."""
    actor.require(Capability.OBSERVER)
    member = _leaver(unit, actor, member_id)
    heir = _proposed(unit, member)
    of_same = _proposed(unit, member, own_only=True)
    holdings = held_by(unit, member_id)
    return Farewell(
        member, tuple((one, of_same if one.subject.startswith(OF_SAME) else heir) for one in holdings)
    )


def _leaver(unit: Unit, actor: Actor, member_id: int) -> Member:
    """Return who is to leave, or raise RuleError where that is not for this actor to do."""
    member = members.by_ids(unit, [member_id]).get(member_id)
    if member is None or member.status is MemberStatus.LEFT:
        raise RuleError("This person has left already. `/alliance members` shows who is here.")
    if actor.member_id != member_id and Capability.COORDINATOR not in actor.capabilities:
        raise RuleError("Only a coordinator can do this for somebody else. Ask one of them.")
    if _is_last_coordinator(unit, member):
        raise RuleError(
            f"{member.name} is the last coordinator, and an alliance needs one. Make somebody else "
            "coordinator first: open that person's profile, and press Edit.",
            field="person",
        )
    return member


def _is_last_coordinator(unit: Unit, member: Member) -> bool:
    return member.id in {one.id for one in acting_coordinators(unit)} and len(acting_coordinators(unit)) == 1


def acting_coordinators(unit: Unit) -> list[Member]:
    """Return the coordinators who can act: they take part, and have an account."""
    return [
        one
        for one in members.with_capability(unit, Capability.COORDINATOR)
        if one.status not in OUTSIDE and not one.is_deactivated and one.slack_user_id
    ]


def _proposed(unit: Unit, leaver: Member, *, own_only: bool = False) -> str | None:
    """Return the next of kin: alternate or representative, or else a coordinator unless `own_only`."""
    kin: list[Member | None] = []
    if leaver.organization_id:
        kin.append(members.voting_for(unit, leaver.organization_id, Voting.ALTERNATE))
    if leaver.organization_id and not own_only:
        kin.append(members.voting_for(unit, leaver.organization_id, Voting.REPRESENTATIVE))
    if not own_only:
        kin += acting_coordinators(unit)
    able = (one for one in kin if one and one.id != leaver.id and _can_own(one))
    return next((one.slack_user_id for one in able), None)


def _can_own(member: Member) -> bool:
    return bool(member.slack_user_id) and not member.is_deactivated and member.status not in OUTSIDE


def leave(unit: Unit, actor: Actor, member_id: int, heirs: Mapping[str, str | None]) -> Member:
    """See somebody off: each thing goes to its heir (a Slack user id; None ends it), and nothing stays.

    RuleError names what has no entry among the heirs, which have none for ALL_ELSE either: it came in
    after they were chosen.
    """
    actor.require(Capability.OBSERVER)
    members.lock(unit, member_id)
    member = _leaver(unit, actor, member_id)
    named = member_service.named(unit, [one for one in heirs.values() if one])
    by_user_id = {one.slack_user_id: one for one in named}
    inherited: dict[int, list[str]] = {}
    for holding in held_by(unit, member_id):
        chosen = holding.subject if holding.subject in heirs else ALL_ELSE
        if chosen not in heirs:
            raise RuleError(
                f"Meanwhile there is more: {holding.label}. Open the form again to see all of it."
            )
        heir = by_user_id.get(heirs[chosen] or "")
        _pass_on(unit, actor, member, holding, heir)
        if heir is not None and holding.subject.partition(":")[0] not in TELLS_ITSELF:
            inherited.setdefault(heir.id, []).append(holding.subject)
    _end(unit, actor, member)
    _tell(unit, actor, member, inherited)
    return member


def _pass_on(unit: Unit, actor: Actor, leaver: Member, holding: Holding, heir: Member | None) -> None:
    """Give one thing to its heir; a refusal is shown beside it."""
    try:
        if heir is not None:
            _ensure_heir(leaver, heir)
        HOLDERS[holding.subject.partition(":")[0]].pass_on(unit, actor, holding.subject, heir)
    except RuleError as error:
        raise RuleError(error.sentence, field=holding.subject) from error


def _ensure_heir(leaver: Member, heir: Member) -> None:
    if heir.id == leaver.id:
        raise RuleError(f"{leaver.name} is leaving. Choose somebody else.")
    ensure_present(heir.name, is_deactivated=heir.is_deactivated)
    if heir.status in OUTSIDE:
        raise RuleError(f"{heir.name} does not take part in the alliance. Choose somebody who does.")


def _end(unit: Unit, actor: Actor, member: Member) -> None:
    """End all that ties a member to the alliance; RuleError where something is still held."""
    unit.session.flush()
    if rest := held_by(unit, member.id):
        raise RuleError(f"{rest[0].label} still has nobody. Choose who takes it.", field=rest[0].subject)
    members.revoke(unit, member.id, list(Capability))
    leaving.end_ties(unit, member.id)
    member.status, member.voting = MemberStatus.LEFT, Voting.NONE
    member.away_until = member.buddy_id = None
    unit.session.add(member)
    unit.session.flush()
    audit.record(unit, actor.member_id, "member.left", f"member:{member.id}")
    joining.show_outcome(unit, member)
    _show_done(unit, actor, member)


def _show_done(unit: Unit, actor: Actor, member: Member) -> None:
    """Have the coordinators' messages that an account is gone show that it is seen to."""
    for notice in outbox.about(unit, f"member:{member.id}"):
        if notice.kind == "members.gone" and notice.state not in {NoticeState.SKIPPED, NoticeState.FAILED}:
            data = {"member_id": member.id, "by": actor.member_id}
            outbox.post(
                unit,
                "members.gone",
                to=notice.target,
                subject=f"member:{member.id}",
                priority=Priority.DIRECT,
                data=data,
                edits_id=notice.id,
            )


def _tell(unit: Unit, actor: Actor, leaver: Member, inherited: Mapping[int, list[str]]) -> None:
    """Tell the heirs what is theirs now, and the coordinators who left; not whoever did it."""
    window = f"{unit.now:%Y-%m-%dT%H:%M}"
    subject = f"member:{leaver.id}"
    for heir in members.by_ids(unit, inherited).values():
        if heir.id != actor.member_id:
            data = {"member_id": leaver.id, "heir_id": heir.id, "subjects": inherited[heir.id]}
            notifications.tell(
                unit,
                heir,
                "members.inherited",
                subject=subject,
                window=window,
                data=data,
                needs_acceptance=False,
            )
    for one in acting_coordinators(unit):
        if one.id != actor.member_id:
            data = {"member_id": leaver.id, "by": actor.member_id}
            notifications.tell(
                unit, one, "members.left", subject=subject, window=window, data=data, needs_acceptance=False
            )


def decline(unit: Unit, actor: Actor) -> None:
    """Say no to an invitation; what was offered meanwhile goes back."""
    actor.require(Capability.OBSERVER)
    member = members.by_ids(unit, [actor.member_id])[actor.member_id]
    if not is_newcomer(member.status, member.accepted_at):
        raise RuleError("You take part already. To leave, open your profile in my Home, and press Leave.")
    leave(unit, actor, actor.member_id, {one.subject: None for one in held_by(unit, actor.member_id)})


def follow(unit: Unit, profile: Profile, delivery: str) -> None:
    """Take over what Slack says has changed about a member; who is gone leaves, with a coordinator's help."""
    member = member_service.update_profile(unit, profile, delivery)
    if member is None or member.status in OUTSIDE:
        return
    window = f"{unit.now:%Y-%m-%dT%H:%M}"
    for one in acting_coordinators(unit):
        data = {"member_id": member.id}
        subject = f"member:{member.id}"
        notifications.tell(
            unit, one, "members.gone", subject=subject, window=window, data=data, needs_acceptance=False
        )


def gone(unit: Unit, actor: Actor) -> list[Member]:
    """Return those whose account is gone and whose things still wait for somebody, for coordinators."""
    actor.require(Capability.OBSERVER)
    return members.gone(unit) if Capability.COORDINATOR in actor.capabilities else []

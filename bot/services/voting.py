"""Who holds, and who stands in for, an organisation's vote: each organisation has one."""

from bot.actor import Actor, Capability
from bot.errors import RuleError
from bot.rules.leaving import Holding
from bot.rules.members import OUTSIDE, Voting
from storage import audit, members, organizations
from storage.members import Member
from storage.unit import Unit

SEATS = {Voting.REPRESENTATIVE: "Voting representative", Voting.ALTERNATE: "Alternate for the vote"}


def choose(unit: Unit, actor: Actor, member: Member, voting: Voting, *, takes_over: bool = False) -> None:
    """Give a member the vote of their organisation, the place beside it, or neither.

    RuleError names who has the vote already, unless the member `takes_over`: the other becomes alternate.
    """
    actor.require(Capability.COORDINATOR)
    if member.voting is voting:
        return
    if voting is not Voting.NONE and member.organization_id is None:
        raise RuleError(f"{member.name} has no organisation yet. Choose one first.", field="organization")
    if voting is Voting.REPRESENTATIVE and member.organization_id:
        _make_room(unit, actor, member, member.organization_id, takes_over=takes_over)
    _set(unit, actor, member, voting)


def _make_room(unit: Unit, actor: Actor, member: Member, organization_id: int, *, takes_over: bool) -> None:
    holder = members.voting_for(unit, organization_id, Voting.REPRESENTATIVE)
    if holder is None or holder.id == member.id:
        return
    if not takes_over:
        raise RuleError(
            f"{holder.name} is the voting representative already, and an organisation has one. "
            f"Tick that {member.name} takes over; {holder.name} then becomes alternate.",
            field="voting",
        )
    _set(unit, actor, holder, Voting.ALTERNATE)


def _set(unit: Unit, actor: Actor, member: Member, voting: Voting) -> None:
    member.voting = voting
    unit.session.add(member)
    unit.session.flush()  # the index allows one representative at any moment
    audit.record(unit, actor.member_id, f"member.voting_{voting}", f"member:{member.id}")


def held_by(unit: Unit, member_id: int) -> list[Holding]:
    """Return the vote that a member holds or stands in for."""
    member = members.by_ids(unit, [member_id])[member_id]
    if member.voting is Voting.NONE or member.organization_id is None:
        return []
    name = organizations.names(unit, [member.organization_id])[member.organization_id]
    return [Holding(f"voting:{member.id}", f"{SEATS[member.voting]} of {name}")]


def pass_on(unit: Unit, actor: Actor, subject: str, to: Member | None) -> None:
    """Give somebody's vote to another person of the same organisation; with nobody, it stays vacant."""
    actor.require(Capability.OBSERVER)
    member_id = int(subject.removeprefix("voting:"))
    if actor.member_id != member_id and Capability.COORDINATOR not in actor.capabilities:
        raise RuleError("Only a coordinator, or whoever has the vote, can give it to somebody else.")
    member = members.by_ids(unit, [member_id])[member_id]
    voting = member.voting
    if to is not None and (to.organization_id != member.organization_id or to.status in OUTSIDE):
        raise RuleError(f"{to.name} does not represent the same organisation. Choose somebody who does.")
    _set(unit, actor, member, Voting.NONE)
    if to is not None and to.voting is not Voting.REPRESENTATIVE:
        _set(unit, actor, to, voting)

"""Erasing what is kept about a person. What the alliance decided and did stays, by a former member."""

from collections.abc import Callable, Sequence

from bot.actor import Actor, Capability
from bot.errors import RuleError
from bot.rules.leaving import Holding
from bot.rules.members import MemberStatus
from bot.services import actions, kudos, leaving, notifications
from bot.services import export as export_service
from bot.services import members as member_service
from storage import audit, erasure, members
from storage.members import Member
from storage.unit import Unit

HELD_SHOWN = 5

Eraser = Callable[[Unit, int], None]


def erase_own(unit: Unit, actor: Actor) -> None:
    """Erase what is kept about the member, who leaves by that; refused while something is held."""
    actor.require(Capability.OBSERVER)
    _erase(unit, actor.member_id, by=actor.member_id)


def erase_former(unit: Unit, actor: Actor, member_id: int) -> str:
    """Erase what is kept about somebody who has left; return the name that goes with it."""
    actor.require(Capability.COORDINATOR)
    member = _known(unit, member_id)
    if member.status is not MemberStatus.LEFT:
        raise RuleError(
            f"{member.name} still takes part. Who takes part decides that alone, so have {member.name} "
            "leave first."
        )
    name = member.name
    _erase(unit, member_id, by=actor.member_id)
    return name


def erase_anybody(unit: Unit, person: str) -> str:
    """Erase what is kept about a member, for whoever runs the bot; return the name that goes with it."""
    member = export_service.find(unit, person)
    name = member.name
    _erase(unit, member.id, by=None)
    return name


def look_up(unit: Unit, actor: Actor, person: str) -> Member:
    """Return whom a coordinator means by a Slack user id or a number."""
    actor.require(Capability.COORDINATOR)
    return export_service.find(unit, person)


def erase_part(unit: Unit, member_id: int) -> None:
    """Erase where somebody takes part: group memberships, helping, offers to answer, and schedules.

    Past roles, letters, changes of action items and the trail of changes stay: they name nobody but
    the member, who has no name any more.
    """
    erasure.forget_part(unit, member_id)


ERASERS: tuple[Eraser, ...] = (
    kudos.erase,
    actions.erase,
    notifications.erase,
    erase_part,
    member_service.erase,
)
"""Every service that keeps something about a person; each says in its docstring what it erases.

The members come last: the others may need to know who it was.
"""


def _erase(unit: Unit, member_id: int, *, by: int | None) -> None:
    """Have every service erase what it keeps; RuleError while the member holds something for the alliance."""
    members.lock(unit, member_id)
    member = _known(unit, member_id)
    if member_service.coordinators(unit) == [member.slack_user_id]:
        raise RuleError(
            "The alliance would have no coordinator any more. Make somebody else coordinator first."
        )
    if held := leaving.held_by(unit, member_id):
        raise RuleError(_still_held(held))
    for eraser in ERASERS:
        eraser(unit, member_id)
    audit.record(unit, by, "member.erased", f"member:{member_id}")


def _still_held(held: Sequence[Holding]) -> str:
    shown = ", ".join(one.label for one in held[:HELD_SHOWN])
    more = len(held) - HELD_SHOWN
    listed = f"{shown} and {more} more" if more > 0 else shown
    return (
        f"Something is still held for the alliance: {listed}. Pass it on first, so that nothing gets "
        "lost: leaving shows it all on one screen. After that, a coordinator erases what is left."
    )


def _known(unit: Unit, member_id: int) -> Member:
    member = members.by_ids(unit, [member_id]).get(member_id)
    if member is None:
        raise RuleError("The alliance does not know this person any more. There is nothing to erase.")
    return member

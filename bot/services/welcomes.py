"""What messages about joining and leaving say: the people in them, as they stand when they are sent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.clock import zone
from bot.rules.joining import NO_NAME
from bot.rules.members import Party, Voting
from bot.rules.responsibilities import Letter
from bot.rules.settings import NAME, TIMEZONE
from bot.services import leaving
from bot.services import members as member_service
from storage import members, organizations, settings
from storage.members import Member
from storage.unit import Unit


@dataclass(frozen=True, slots=True)
class Welcome:
    """What a newcomer is told: who they are here, for whom, and where they live as far as Slack says."""

    member: Member
    alliance: str
    inviter: str | None
    organization: str | None
    holders: dict[Voting, str]
    part: tuple[tuple[Letter, str], ...]
    buddy: str | None
    zone: str
    local_time: datetime


def tell(unit: Unit, member_id: int, by: int | None) -> Welcome | None:
    """Return what the welcome message says now; None for somebody whom nobody knows."""
    member = members.by_ids(unit, [member_id]).get(member_id)
    if member is None:
        return None
    organization_id = member.organization_id
    people = members.of_organization(unit, organization_id) if organization_id else []
    known = members.by_ids(unit, [one for one in (by, member.buddy_id) if one])
    names = {key: one.name for key, one in known.items()}
    local = zone(member.timezone, settings.word(unit, TIMEZONE, "UTC"))
    return Welcome(
        member=member,
        alliance=settings.word(unit, NAME, NO_NAME),
        inviter=names.get(by or 0),
        organization=organizations.names(unit, [organization_id])[organization_id]
        if organization_id
        else None,
        holders={one.voting: one.name for one in people if one.voting is not Voting.NONE},
        part=tuple(organizations.part(unit, organization_id)) if organization_id else (),
        buddy=names.get(member.buddy_id or 0),
        zone=local.key,
        local_time=unit.now.astimezone(local),
    )


@dataclass(frozen=True, slots=True)
class Label:
    """The people in a message, by their numbers, and what of an heir's things it is about."""

    members: dict[int, Member]
    parties: dict[int, Party]
    holdings: tuple[str, ...] = ()


def label(unit: Unit, member_ids: Sequence[int], subjects: Sequence[str] = ()) -> Label:
    """Return the people of these numbers, and the labels of what the last of them holds of these subjects."""
    held = leaving.held_by(unit, member_ids[-1]) if subjects else []
    names = {_name(subject) for subject in subjects}
    words = tuple(one.label for one in held if _name(one.subject) in names)
    return Label(members.by_ids(unit, member_ids), member_service.parties(unit, member_ids), words)


def _name(subject: str) -> str:
    """Return what two people's holdings have in common: a vote is named by who has it, all else by itself."""
    return "voting" if subject.startswith("voting:") else subject

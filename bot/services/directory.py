"""The directory: who is in the alliance, for whom, and what each may do."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches

from bot.actor import Actor, Capability
from bot.clock import known_zone
from bot.errors import RuleError
from bot.rules.members import OUTSIDE, Voting, clean_title, ensure_capabilities
from bot.rules.privacy import ensure_private
from bot.services import leaving, voting
from bot.services import members as member_service
from bot.services.organizations import present
from storage import audit, members, organizations
from storage.members import Member
from storage.unit import Unit

GIVEN = (Capability.LEAD, Capability.STEERING, Capability.STEWARD, Capability.COORDINATOR)
"""What a coordinator gives beyond what everybody may."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A member as the directory shows them; `local_time` is absent where Slack names no zone."""

    member: Member
    organization: str | None
    capabilities: tuple[Capability, ...]
    local_time: datetime | None = None
    buddy: str | None = None
    is_self: bool = False
    is_editable: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """What a coordinator's form says of a member."""

    title: str | None
    organization: str | None
    voting: Voting
    capabilities: tuple[Capability, ...]
    takes_over: bool = False
    insists: bool = False


def everybody(unit: Unit, actor: Actor, slug: str | None = None) -> list[Entry]:
    """Return the people of the alliance, or of one organisation, by organisation and name."""
    actor.require(Capability.OBSERVER)
    from_where = {one.id: one.name for one in organizations.listed(unit)}
    chosen = _organization(unit, slug)
    people = members.of_organization(unit, chosen) if chosen else members.listed(unit)
    granted = members.all_capabilities(unit)
    entries = [_entry(one, from_where.get(one.organization_id or 0), granted.get(one.id)) for one in people]
    return sorted(entries, key=lambda one: (one.organization is None, (one.organization or "").casefold()))


def _organization(unit: Unit, slug: str | None) -> int | None:
    return present(unit, slug).id if slug else None


def _entry(member: Member, organization: str | None, granted: set[Capability] | None) -> Entry:
    shown = tuple(one for one in Capability if one in (granted or ()))
    return Entry(member, organization, shown)


def may_invite(_unit: Unit, actor: Actor) -> bool:
    """Tell whether the caller manages the list of members."""
    actor.require(Capability.OBSERVER)
    return Capability.COORDINATOR in actor.capabilities


def off_slack(unit: Unit, actor: Actor) -> list[Member]:
    """Return the people who cannot be chosen from Slack's list, by name."""
    actor.require(Capability.OBSERVER)
    return [one for one in members.listed(unit) if not one.slack_user_id]


def find(unit: Unit, actor: Actor, words: str) -> list[Member]:
    """Return the people of this name, or else those whose names have the words in them."""
    actor.require(Capability.OBSERVER)
    wanted = words.strip().removeprefix("@").casefold()
    people = members.listed(unit)
    exact = [one for one in people if one.name.casefold() == wanted]
    return exact or [one for one in people if wanted and wanted in one.name.casefold()]


def near(unit: Unit, actor: Actor, words: str) -> list[Member]:
    """Return the people whose names are nearest to these words, to choose from."""
    actor.require(Capability.OBSERVER)
    people = members.listed(unit)
    names = get_close_matches(words.casefold(), [one.name.casefold() for one in people], n=3, cutoff=0.5)
    return [one for one in people if one.name.casefold() in names]


def met(unit: Unit, actor: Actor, user_id: str) -> int:
    """Return the member's number behind a Slack user id, or raise UnknownPeopleError."""
    actor.require(Capability.OBSERVER)
    return member_service.named(unit, [user_id])[0].id


def card(unit: Unit, actor: Actor, member_id: int) -> Entry:
    """Return one member's profile."""
    actor.require(Capability.OBSERVER)
    member = _present(unit, member_id)
    names = organizations.names(unit, [one for one in [member.organization_id] if one])
    granted = members.capabilities(unit, member.id)
    buddy = members.by_ids(unit, [member.buddy_id]).get(member.buddy_id) if member.buddy_id else None
    local = known_zone(member.timezone)
    return Entry(
        member,
        names.get(member.organization_id or 0),
        tuple(one for one in Capability if one in granted),
        local_time=unit.now.astimezone(local) if local else None,
        buddy=buddy.name if buddy else None,
        is_self=actor.member_id == member.id,
        is_editable=Capability.COORDINATOR in actor.capabilities,
    )


def _present(unit: Unit, member_id: int) -> Member:
    member = members.by_ids(unit, [member_id]).get(member_id)
    if member is None or member.status in OUTSIDE:
        raise RuleError("This person does not take part any more. `/alliance members` shows who does.")
    return member


def retitle(unit: Unit, actor: Actor, title: str | None, *, confirmed: bool) -> None:
    """Change one's own title."""
    actor.require(Capability.OBSERVER)
    _set_title(unit, actor, _present(unit, actor.member_id), title, confirmed=confirmed)


def _set_title(unit: Unit, actor: Actor, member: Member, title: str | None, *, confirmed: bool) -> None:
    line = clean_title(title)
    if line == member.title:
        return
    ensure_private(line, confirmed=confirmed, field="title")
    member.title = line
    unit.session.add(member)
    audit.record(unit, actor.member_id, "member.retitled", f"member:{member.id}")


def edit(unit: Unit, actor: Actor, member_id: int, change: Change, *, confirmed: bool) -> Member:
    """Change a member's title, organisation, vote and capabilities."""
    actor.require(Capability.COORDINATOR)
    member = _present(unit, member_id)
    _set_title(unit, actor, member, change.title, confirmed=confirmed)
    _move(unit, actor, member, _organization(unit, change.organization))
    voting.choose(unit, actor, member, change.voting, takes_over=change.takes_over)
    _grant(unit, actor, member, change.capabilities, insists=change.insists)
    return member


def _move(unit: Unit, actor: Actor, member: Member, organization_id: int | None) -> None:
    """Have a member represent another organisation; the vote of the former one stays there."""
    if member.organization_id == organization_id:
        return
    voting.choose(unit, actor, member, Voting.NONE)
    member.organization_id = organization_id
    unit.session.add(member)
    unit.session.flush()
    audit.record(unit, actor.member_id, "member.moved", f"member:{member.id}")


def _grant(unit: Unit, actor: Actor, member: Member, wanted: Sequence[Capability], *, insists: bool) -> None:
    before, after = members.capabilities(unit, member.id), set(wanted)
    if before == after:
        return
    ensure_capabilities(after, insists=insists)
    if Capability.COORDINATOR in before - after:
        _ensure_another_coordinator(unit, member)
    members.grant(unit, member.id, after - before)
    members.revoke(unit, member.id, before - after)
    for verb, changed in (("granted", after - before), ("revoked", before - after)):
        for capability in sorted(changed):
            audit.record(unit, actor.member_id, f"member.{verb}_{capability}", f"member:{member.id}")


def _ensure_another_coordinator(unit: Unit, member: Member) -> None:
    if not [one for one in leaving.acting_coordinators(unit) if one.id != member.id]:
        raise RuleError(
            f"{member.name} is the last coordinator, and an alliance needs one. Make somebody else "
            "coordinator first.",
            field="capabilities",
        )

"""Working groups: founding them, being in them, leading them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from bot.actor import Actor, Capability
from bot.errors import RuleError
from bot.rules import groups as rules
from bot.rules.keys import clean_key, clean_name
from bot.rules.leaving import Holding
from bot.rules.privacy import ensure_private
from bot.rules.roles import ensure_takes_part
from bot.services import members as member_service
from bot.services import notifications
from bot.services.groups_shown import Group, describe, subject
from storage import audit, groups, members, roles
from storage.groups import WorkingGroup
from storage.members import Member
from storage.unit import Unit


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody says of a group; `lead` is a Slack user id, `channel` a channel's id."""

    slug: str = ""
    name: str = ""
    purpose: str | None = None
    lead: str | None = None
    channel: str | None = None


def found(unit: Unit, actor: Actor, draft: Draft, *, confirmed: bool) -> Group:
    """Found a group, or take up one that has ended; its lead, if it has one, is told."""
    actor.require(Capability.MEMBER)
    rules.ensure_may_found(actor)
    slug = clean_key(draft.slug, field="slug", example="food-access")
    group = groups.by_slug(unit, slug)
    if group is not None and group.ended_at is None:
        raise RuleError(f"There is a group called {slug} already. Choose another short name.", field="slug")
    _ensure_may_open(actor, slug)
    group = group or WorkingGroup(slug=slug, name=slug, created_at=unit.now)
    group.ended_at = None
    _fill(unit, group, draft, confirmed=confirmed)
    unit.session.flush()
    audit.record(unit, actor.member_id, "group.founded", subject(group))
    if draft.lead:
        _set_lead(unit, actor, group, _person(unit, draft.lead, "lead"))
    return _shown(unit, actor, group)


def _ensure_may_open(actor: Actor, slug: str) -> None:
    if slug == rules.STEERING and Capability.COORDINATOR not in actor.capabilities:
        raise RuleError("Only a coordinator sets up the steering committee. Ask one of them.", field="slug")


def _fill(unit: Unit, group: WorkingGroup, draft: Draft, *, confirmed: bool) -> None:
    ensure_private(draft.name, confirmed=confirmed, field="name")
    ensure_private(draft.purpose, confirmed=confirmed, field="purpose")
    group.name = clean_name(draft.name, field="name", example="Food access")
    group.purpose = rules.clean_purpose(draft.purpose)
    group.channel_id = draft.channel or None
    unit.session.add(group)


def edit(unit: Unit, actor: Actor, group_id: int, draft: Draft, *, confirmed: bool) -> Group:
    """Change a group's name, purpose and channel; the short name stays, since people know it."""
    actor.require(Capability.MEMBER)
    group = _run(unit, actor, group_id)
    _fill(unit, group, draft, confirmed=confirmed)
    audit.record(unit, actor.member_id, "group.edited", subject(group))
    return _shown(unit, actor, group)


def may_found(_unit: Unit, actor: Actor) -> bool:
    """Tell whether the member may found a group."""
    actor.require(Capability.OBSERVER)
    return rules.may_found(actor)


def listed(unit: Unit, actor: Actor) -> list[Group]:
    """Return the groups at work, by name."""
    actor.require(Capability.OBSERVER)
    return describe(unit, actor, groups.listed(unit))


def show(unit: Unit, actor: Actor, slug: str) -> Group:
    """Return the group of a short name, or raise RuleError that names the nearest."""
    actor.require(Capability.OBSERVER)
    wanted = slug.strip().lstrip("#").lower()
    group = groups.by_slug(unit, wanted)
    if group is not None and group.ended_at is None:
        return _shown(unit, actor, group)
    slugs = [one.slug for one in groups.listed(unit)]
    near = get_close_matches(wanted, slugs, n=3, cutoff=0.5)
    hint = f"Did you mean {' or '.join(near)}?" if near else f"There are: {', '.join(slugs) or 'none yet'}."
    raise RuleError(f"There is no group called {wanted}. {hint}", field="group")


def look_at(unit: Unit, actor: Actor, group_id: int) -> Group:
    """Return one group by its row."""
    actor.require(Capability.OBSERVER)
    return describe(unit, actor, [_at_work(groups.by_ids(unit, [group_id]).get(group_id))])[0]


def join(unit: Unit, actor: Actor, group_id: int) -> Group:
    """Take part in a group; doing it twice changes nothing."""
    actor.require(Capability.MEMBER)
    group = _present(unit, group_id)
    if not rules.may_run(actor, group.lead_id):
        rules.ensure_open(group.slug, group.name)
    _enter(unit, actor, group, [members.by_ids(unit, [actor.member_id])[actor.member_id]])
    return _shown(unit, actor, group)


def leave(unit: Unit, actor: Actor, group_id: int) -> Group:
    """Take part in a group no longer; its lead hands it over first."""
    actor.require(Capability.OBSERVER)
    group = _present(unit, group_id)
    if group.lead_id == actor.member_id:
        raise RuleError(f"You lead {group.name}. Hand it over first, and then leave.")
    _go(unit, actor, group, actor.member_id)
    return _shown(unit, actor, group)


def change_people(
    unit: Unit, actor: Actor, group_id: int, *, added: Sequence[str] = (), removed: Sequence[str] = ()
) -> Group:
    """Put people into a group, and take others out; those put in by somebody else are told."""
    actor.require(Capability.MEMBER)
    group = _run(unit, actor, group_id)
    if len(added) > rules.PEOPLE_MAX:
        raise RuleError(f"Add {rules.PEOPLE_MAX} people at a time at the most.", field="people")
    _enter(unit, actor, group, [_person(unit, one, "people") for one in dict.fromkeys(added)])
    for member in member_service.named(unit, removed):
        if member.id == group.lead_id:
            raise RuleError(f"{member.name} leads {group.name}. Choose another lead first.", field="people")
        _go(unit, actor, group, member.id)
    return _shown(unit, actor, group)


def hand_over(unit: Unit, actor: Actor, group_id: int, user_id: str) -> Group:
    """Make somebody the lead of a group: its lead hands it over, or a coordinator decides."""
    actor.require(Capability.MEMBER)
    group = _run(unit, actor, group_id)
    _set_lead(unit, actor, group, _person(unit, user_id, "lead"))
    return _shown(unit, actor, group)


def end(unit: Unit, actor: Actor, group_id: int) -> str:
    """End a group: nobody is in it any more, and seats in it are vacant no longer; return its name."""
    actor.require(Capability.MEMBER)
    group = _run(unit, actor, group_id)
    _set_lead(unit, actor, group, None)
    for member_id in groups.people(unit, [group.id])[group.id]:
        _go(unit, actor, group, member_id)
    for term in roles.terms(unit):
        if term.group_id == group.id:
            term.ended_on = unit.now.astimezone(actor.timezone).date()
            unit.session.add(term)
            audit.record(unit, actor.member_id, "term.ended", f"term:{term.id}")
    group.ended_at = unit.now
    unit.session.add(group)
    audit.record(unit, actor.member_id, "group.ended", subject(group))
    return group.name


def _present(unit: Unit, group_id: int) -> WorkingGroup:
    """Return a group at work, locked against others, or raise RuleError."""
    return _at_work(groups.lock(unit, group_id))


def _at_work(group: WorkingGroup | None) -> WorkingGroup:
    if group is None or group.ended_at is not None:
        raise RuleError("This group has ended. The list of groups shows those at work.")
    return group


def _run(unit: Unit, actor: Actor, group_id: int) -> WorkingGroup:
    """Return a group that the actor may change, or raise RuleError."""
    group = _present(unit, group_id)
    rules.ensure_may_run(actor, group.lead_id, group.name)
    return group


def _person(unit: Unit, user_id: str, field: str) -> Member:
    member = member_service.named(unit, [user_id])[0]
    ensure_takes_part(member.name, member.status, is_deactivated=member.is_deactivated, field=field)
    return member


def _enter(unit: Unit, actor: Actor, group: WorkingGroup, people: Iterable[Member]) -> None:
    for member in people:
        if not groups.enter(unit, group.id, member.id):
            continue
        audit.record(unit, actor.member_id, "group.joined", f"{subject(group)}.member:{member.id}")
        if group.slug == rules.STEERING:
            _grant(unit, actor, member.id, Capability.STEERING)
        if member.id not in {actor.member_id, group.lead_id}:
            data = {"group_id": group.id, "member_id": member.id, "by": actor.member_id}
            window = f"{unit.now:%Y-%m-%dT%H:%M}"
            notifications.tell(unit, member, "groups.added", subject=subject(group), window=window, data=data)


def _go(unit: Unit, actor: Actor, group: WorkingGroup, member_id: int) -> None:
    if not groups.go(unit, group.id, member_id):
        return
    audit.record(unit, actor.member_id, "group.left", f"{subject(group)}.member:{member_id}")
    if group.slug == rules.STEERING:
        _revoke(unit, actor, member_id, Capability.STEERING)


def _set_lead(unit: Unit, actor: Actor, group: WorkingGroup, to: Member | None) -> None:
    """Give a group to another lead, or to nobody; who leads may do what leads may, and is told."""
    before = group.lead_id
    if before == (to.id if to else None):
        return
    group.lead_id = to.id if to else None
    unit.session.add(group)
    unit.session.flush()
    audit.record(unit, actor.member_id, "group.led", f"{subject(group)}.member:{group.lead_id or 0}")
    if before is not None and not groups.led_by(unit, before):
        _revoke(unit, actor, before, Capability.LEAD)
    if to is None:
        return
    _enter(unit, actor, group, [to])
    _grant(unit, actor, to.id, Capability.LEAD)
    if to.id != actor.member_id:
        data = {"group_id": group.id, "member_id": to.id, "by": actor.member_id}
        window = f"{unit.now:%Y-%m-%dT%H:%M}"
        notifications.tell(
            unit,
            to,
            "groups.lead",
            subject=subject(group),
            window=window,
            data=data,
            needs_acceptance=False,
        )


def _grant(unit: Unit, actor: Actor, member_id: int, capability: Capability) -> None:
    if capability not in members.capabilities(unit, member_id):
        members.grant(unit, member_id, [capability])
        unit.session.flush()
        audit.record(unit, actor.member_id, f"member.granted_{capability}", f"member:{member_id}")


def _revoke(unit: Unit, actor: Actor, member_id: int, capability: Capability) -> None:
    unit.session.flush()
    members.revoke(unit, member_id, [capability])
    audit.record(unit, actor.member_id, f"member.revoked_{capability}", f"member:{member_id}")


def _shown(unit: Unit, actor: Actor, group: WorkingGroup) -> Group:
    unit.session.flush()
    return describe(unit, actor, [group])[0]


def held_by(unit: Unit, member_id: int) -> list[Holding]:
    """Return the groups that a member leads."""
    return [Holding(subject(one), f"Lead of {one.name}") for one in groups.led_by(unit, member_id)]


def pass_on(unit: Unit, actor: Actor, subject: str, to: Member | None) -> None:
    """Give a leaver's group to another lead; with nobody to take it, it has none."""
    actor.require(Capability.OBSERVER)
    group = _run(unit, actor, int(subject.removeprefix("group:")))
    _set_lead(unit, actor, group, to)

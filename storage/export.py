"""The rows that an export is made of, narrowed down to people, organisations and a period."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, false, or_, true
from sqlalchemy import select as columns
from sqlmodel import col, select

from storage.actions import ActionEvent, ActionHelper, ActionItem
from storage.audit import AuditEvent
from storage.groups import GroupMembership, WorkingGroup
from storage.kudos import Gift, Recipient
from storage.members import Member, MemberCapability
from storage.notifications import Notification, OptOut
from storage.organizations import Organization
from storage.responsibilities import Area, Responsibility
from storage.roles import Role, RoleAssignment
from storage.unit import Unit


@dataclass(frozen=True, slots=True)
class Selection:
    """Whose rows: those of these members and organisations, or everybody's where these are None.

    A moment belongs to the period from `since` up to `before`, a day to that from `first` to `last`.
    `is_own` says that it is the only member's own request, who may read what is private.
    """

    member_ids: frozenset[int] | None = None
    organization_ids: frozenset[int] = frozenset()
    since: datetime | None = None
    before: datetime | None = None
    first: date | None = None
    last: date | None = None
    is_own: bool = False

    def concerns(self, *people: Any, organizations: Sequence[Any] = ()) -> ColumnElement[bool]:
        """Return the condition that one of these columns names somebody selected."""
        if self.member_ids is None:
            return true()
        mine = [col(one).in_(self.member_ids) for one in people]
        return or_(false(), *mine, *(col(one).in_(self.organization_ids) for one in organizations))

    def contains(self, moment: Any) -> ColumnElement[bool]:
        """Return the condition that a moment is in the period."""
        return self.overlaps(moment, moment)

    def overlaps(self, start: Any, end: Any) -> ColumnElement[bool]:
        """Return the condition that some of the time between two moments is; no end means until now."""
        begun = true() if self.before is None else col(start) < self.before
        lasting = true() if self.since is None else or_(col(end).is_(None), col(end) >= self.since)
        return and_(begun, lasting)

    def overlaps_days(self, start: Any, end: Any) -> ColumnElement[bool]:
        """Return the same condition for days."""
        begun = true() if self.last is None else col(start) <= self.last
        lasting = true() if self.first is None else or_(col(end).is_(None), col(end) >= self.first)
        return and_(begun, lasting)


def people(unit: Unit) -> Sequence[Any]:
    """Return the id, name and organisation's slug of everybody."""
    query = columns(col(Member.id), col(Member.name), col(Organization.slug)).outerjoin(
        Organization, col(Organization.id) == col(Member.organization_id)
    )
    return unit.session.connection().execute(query).all()


def members(unit: Unit, selection: Selection) -> Sequence[Member]:
    """Return members, by id."""
    query = select(Member).where(selection.concerns(Member.id)).order_by(col(Member.id))
    return unit.session.exec(query).all()


def capabilities(unit: Unit, selection: Selection) -> Sequence[MemberCapability]:
    """Return what members may do."""
    return unit.session.exec(
        select(MemberCapability)
        .where(selection.concerns(MemberCapability.member_id))
        .order_by(col(MemberCapability.capability))
    ).all()


def organizations(unit: Unit, selection: Selection) -> Sequence[Organization]:
    """Return organisations, by slug."""
    chosen = selection.concerns(organizations=[Organization.id])
    return unit.session.exec(select(Organization).where(chosen).order_by(Organization.slug)).all()


def groups(unit: Unit, selection: Selection) -> Sequence[WorkingGroup]:
    """Return the working groups that somebody selected leads or is in, by slug."""
    inside = select(GroupMembership.group_id).where(selection.concerns(GroupMembership.member_id))
    mine = or_(selection.concerns(WorkingGroup.lead_id), col(WorkingGroup.id).in_(inside))
    return unit.session.exec(select(WorkingGroup).where(mine).order_by(WorkingGroup.slug)).all()


def memberships(unit: Unit, selection: Selection) -> Sequence[GroupMembership]:
    """Return who is in which working group."""
    query = select(GroupMembership).where(selection.concerns(GroupMembership.member_id))
    order = (col(GroupMembership.group_id), col(GroupMembership.since), col(GroupMembership.member_id))
    return unit.session.exec(query.order_by(*order)).all()


def group_slugs(unit: Unit) -> dict[int, str]:
    """Return the slugs of all working groups."""
    return {group.id: group.slug for group in unit.session.exec(select(WorkingGroup))}


def terms(unit: Unit, selection: Selection) -> Sequence[tuple[RoleAssignment, str]]:
    """Return the terms of roles, each with its role's title, in the order in which they began."""
    query = (
        select(RoleAssignment, Role.title)
        .join(Role, col(Role.id) == RoleAssignment.role_id)
        .where(selection.concerns(RoleAssignment.member_id))
        .where(selection.overlaps_days(RoleAssignment.starts_on, RoleAssignment.ended_on))
        .order_by(col(RoleAssignment.starts_on), col(RoleAssignment.id))
    )
    return unit.session.exec(query).all()


def responsibilities(unit: Unit, selection: Selection) -> Sequence[tuple[Responsibility, str]]:
    """Return the letters of the matrix, each with its area's name."""
    mine = selection.concerns(Responsibility.member_id, organizations=[Responsibility.organization_id])
    query = (
        select(Responsibility, Area.name)
        .join(Area, col(Area.id) == Responsibility.area_id)
        .where(mine)
        .order_by(col(Area.name), col(Responsibility.letter), col(Responsibility.id))
    )
    return unit.session.exec(query).all()


def actions(unit: Unit, selection: Selection) -> Sequence[ActionItem]:
    """Return the action items of people selected that were open in the period, by id."""
    query = (
        select(ActionItem)
        .where(_takes_part(selection))
        .where(selection.overlaps(ActionItem.created_at, ActionItem.closed_at))
    )
    return unit.session.exec(query.order_by(col(ActionItem.id))).all()


def helpers(unit: Unit) -> Sequence[ActionHelper]:
    """Return who helps with which action item."""
    order = (col(ActionHelper.action_id), col(ActionHelper.member_id))
    return unit.session.exec(select(ActionHelper).order_by(*order)).all()


def changes(unit: Unit, selection: Selection) -> Sequence[ActionEvent]:
    """Return the changes in the period of the action items of people selected, in their order."""
    query = (
        select(ActionEvent)
        .join(ActionItem, col(ActionItem.id) == ActionEvent.action_id)
        .where(or_(_takes_part(selection), selection.concerns(ActionEvent.actor_id)))
        .where(selection.contains(ActionEvent.at))
    )
    return unit.session.exec(query.order_by(col(ActionEvent.action_id), col(ActionEvent.id))).all()


def _takes_part(selection: Selection) -> ColumnElement[bool]:
    helped = select(ActionHelper.action_id).where(selection.concerns(ActionHelper.member_id))
    mine = selection.concerns(ActionItem.owner_id, ActionItem.creator_id, ActionItem.pending_owner_id)
    return or_(mine, col(ActionItem.id).in_(helped))


def gifts(unit: Unit, selection: Selection) -> Sequence[Gift]:
    """Return the kudos in the period that still stand, by id: public ones, and one's own in private."""
    received = select(Recipient.kudos_id).where(
        selection.concerns(Recipient.member_id, organizations=[Recipient.organization_id])
    )
    query = (
        select(Gift)
        .where(or_(selection.concerns(Gift.giver_id), col(Gift.id).in_(received)))
        .where(selection.contains(Gift.given_at), col(Gift.withdrawn_at).is_(None))
    )
    if not selection.is_own:
        query = query.where(col(Gift.is_private).is_(False))
    return unit.session.exec(query.order_by(col(Gift.id))).all()


def recipients(unit: Unit) -> Sequence[Recipient]:
    """Return whom kudos thank, in the order in which they were named."""
    return unit.session.exec(select(Recipient).order_by(col(Recipient.id))).all()


def audit(unit: Unit, selection: Selection) -> Sequence[AuditEvent]:
    """Return the trail of changes in the period."""
    query = select(AuditEvent).where(selection.concerns(AuditEvent.actor_id))
    return unit.session.exec(
        query.where(selection.contains(AuditEvent.at)).order_by(col(AuditEvent.id))
    ).all()


def opt_outs(unit: Unit, selection: Selection) -> Sequence[OptOut]:
    """Return the kinds of message that members do not want."""
    query = select(OptOut).where(selection.concerns(OptOut.member_id)).order_by(col(OptOut.kind))
    return unit.session.exec(query).all()


def notifications(unit: Unit, selection: Selection) -> Sequence[Notification]:
    """Return what members were told in the period."""
    query = select(Notification).where(selection.concerns(Notification.member_id))
    query = query.where(selection.contains(Notification.created_at))
    return unit.session.exec(query.order_by(col(Notification.id))).all()

"""Counting what the alliance has, for those who set it up."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, String, and_, cast, exists, func, or_
from sqlmodel import col, select

from bot.actor import Capability
from bot.rules.members import MemberStatus
from bot.rules.responsibilities import Letter
from storage.audit import AuditEvent
from storage.groups import WorkingGroup
from storage.members import Member, MemberCapability
from storage.organizations import Organization, OrganizationDomain
from storage.responsibilities import Area, Responsibility
from storage.unit import Unit

INVITED = "member.invited"
_OUTSIDE = (MemberStatus.ASKING, MemberStatus.LEFT)


def claims(unit: Unit) -> dict[str, int]:
    """Return the organisation that claims each e-mail domain; those that have left claim none."""
    query = (
        select(OrganizationDomain.domain, OrganizationDomain.organization_id)
        .join(Organization, col(Organization.id) == OrganizationDomain.organization_id)
        .where(col(Organization.ended_at).is_(None))
    )
    return dict(unit.session.exec(query).all())


def organizations(unit: Unit) -> dict[int, str]:
    """Return the names of the organisations in the alliance by id, in the order of their names."""
    query = select(Organization.id, Organization.name).where(col(Organization.ended_at).is_(None))
    return dict(unit.session.exec(query.order_by(Organization.name, col(Organization.id))).all())


def empty_organizations(unit: Unit) -> list[str]:
    """Return the names of the organisations that nobody represents."""
    somebody = exists().where(
        col(Member.organization_id) == Organization.id, col(Member.status).not_in(_OUTSIDE)
    )
    query = select(Organization.name).where(col(Organization.ended_at).is_(None), ~somebody)
    return list(unit.session.exec(query.order_by(Organization.name)))


def invited(unit: Unit) -> tuple[int, int]:
    """Return how many people were invited and are not gone, and how many of them take part."""
    agreed = func.count(col(Member.accepted_at))
    query = select(func.count(), agreed).where(col(Member.status).not_in(_OUTSIDE), _is_invited())
    return unit.session.exec(query).one()


def coordinators(unit: Unit) -> int:
    """Return how many coordinators there are."""
    query = (
        select(func.count())
        .select_from(MemberCapability)
        .join(Member, col(Member.id) == MemberCapability.member_id)
        .where(
            MemberCapability.capability == Capability.COORDINATOR,
            col(Member.status).not_in(_OUTSIDE),
            col(Member.is_deactivated).is_(False),
        )
    )
    return unit.session.exec(query).one()


def groups(unit: Unit) -> int:
    """Return how many working groups there are."""
    query = select(func.count()).select_from(WorkingGroup).where(col(WorkingGroup.ended_at).is_(None))
    return unit.session.exec(query).one()


def areas(unit: Unit) -> tuple[int, int]:
    """Return how many areas of work there are, and how many have nobody accountable."""
    owned = exists().where(
        col(Responsibility.area_id) == Area.id, col(Responsibility.letter) == Letter.ACCOUNTABLE
    )
    query = select(func.count()).select_from(Area).where(col(Area.ended_at).is_(None))
    return unit.session.exec(query).one(), unit.session.exec(query.where(~owned)).one()


def settled(unit: Unit, user_ids: Collection[str]) -> set[str]:
    """Return those of these users who need no invitation: they take part, were invited, or have left.

    Whoever takes part without an organisation still needs one.
    """
    takes_part = or_(
        col(Member.status).in_((MemberStatus.ACTIVE, MemberStatus.PAUSED)),
        and_(
            col(Member.status) == MemberStatus.INVITED,
            or_(col(Member.accepted_at).is_not(None), _is_invited()),
        ),
    )
    query = select(Member.slack_user_id).where(
        col(Member.slack_user_id).in_(user_ids),
        or_(
            col(Member.status) == MemberStatus.LEFT,
            and_(takes_part, col(Member.organization_id).is_not(None)),
        ),
    )
    return {user_id for user_id in unit.session.exec(query) if user_id}


def _is_invited() -> ColumnElement[bool]:
    """Return whether a member was ever invited, rather than met or come by themselves."""
    subject = "member:" + cast(col(Member.id), String)
    return exists().where(col(AuditEvent.subject) == subject, col(AuditEvent.verb) == INVITED)

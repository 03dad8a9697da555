"""Kudos: who thanked whom, what for."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import CheckConstraint, bindparam, func, insert
from sqlmodel import Field, SQLModel, col, select

from storage.members import Member
from storage.types import slack_id
from storage.unit import Unit


class Gift(SQLModel, table=True):
    """One thank-you; `withdrawn_at` is set when its giver took it back."""

    __tablename__ = "kudos"

    id: int = Field(default=None, primary_key=True)
    giver_id: int = Field(foreign_key="member.id", index=True)
    reason: str = Field(max_length=2000)
    value: str | None = Field(default=None, max_length=40)
    is_private: bool = False
    message_channel: str | None = slack_id(default=None)
    message_ts: str | None = Field(default=None, max_length=32)
    given_at: datetime = Field(index=True)
    withdrawn_at: datetime | None = None


class Recipient(SQLModel, table=True):
    """A member or an organisation that a gift thanks."""

    __tablename__ = "kudos_recipient"
    __table_args__ = (
        CheckConstraint("(member_id IS NULL) <> (organization_id IS NULL)", name="member_or_organization"),
    )

    id: int = Field(default=None, primary_key=True)
    kudos_id: int = Field(foreign_key="kudos.id", index=True, ondelete="CASCADE")
    member_id: int | None = Field(default=None, foreign_key="member.id", index=True)
    organization_id: int | None = Field(default=None, foreign_key="organization.id", index=True)


_INSERT = insert(Gift).returning(col(Gift.id))
_INSERT_RECIPIENTS = insert(Recipient)
_GIVEN_SINCE = select(func.count()).where(
    col(Gift.giver_id) == bindparam("giver_id"),
    col(Gift.given_at) >= bindparam("since"),
    col(Gift.withdrawn_at).is_(None),
)


def add(unit: Unit, gift: Gift, member_ids: Collection[int], organization_ids: Collection[int]) -> Gift:
    """Store a gift with those whom it thanks."""
    connection = unit.session.connection()
    gift.id = connection.execute(_INSERT, gift.model_dump(exclude={"id"})).scalar_one()
    rows = [{"kudos_id": gift.id, "member_id": one, "organization_id": None} for one in member_ids]
    rows += [{"kudos_id": gift.id, "member_id": None, "organization_id": one} for one in organization_ids]
    connection.execute(_INSERT_RECIPIENTS, rows)
    return gift


def by_id(unit: Unit, gift_id: int) -> Gift | None:
    """Return a gift, withdrawn or not."""
    return unit.session.get(Gift, gift_id)


def recipients(unit: Unit, gift_ids: Collection[int]) -> list[Recipient]:
    """Return whom these gifts thank, in the order in which they were named."""
    query = select(Recipient).where(col(Recipient.kudos_id).in_(gift_ids)).order_by(col(Recipient.id))
    return list(unit.session.exec(query))


def given_since(unit: Unit, giver_id: int, since: datetime) -> int:
    """Count what a member gave since then and did not take back."""
    wanted = {"giver_id": giver_id, "since": since}
    return int(unit.session.connection().execute(_GIVEN_SINCE, wanted).scalar_one())


def given_by(unit: Unit, giver_id: int, limit: int) -> list[Gift]:
    """Return the latest gifts of a member that still stand."""
    query = (
        select(Gift)
        .where(Gift.giver_id == giver_id, col(Gift.withdrawn_at).is_(None))
        .order_by(col(Gift.id).desc())
        .limit(limit)
    )
    return list(unit.session.exec(query))


def received_by(unit: Unit, member_id: int, limit: int) -> list[Gift]:
    """Return the latest gifts to a member, private ones included."""
    query = (
        select(Gift)
        .join(Recipient, col(Recipient.kudos_id) == Gift.id)
        .where(Recipient.member_id == member_id, col(Gift.withdrawn_at).is_(None))
        .order_by(col(Gift.id).desc())
        .limit(limit)
    )
    return list(unit.session.exec(query))


def public_since(unit: Unit, since: datetime, limit: int, before_id: int | None = None) -> list[Gift]:
    """Return the latest public gifts since then, those older than `before_id` where it is given."""
    query = select(Gift).where(
        Gift.given_at >= since, col(Gift.withdrawn_at).is_(None), col(Gift.is_private).is_(False)
    )
    if before_id is not None:
        query = query.where(col(Gift.id) < before_id)
    return list(unit.session.exec(query.order_by(col(Gift.id).desc()).limit(limit)))


def received_by_organizations(unit: Unit, since: datetime) -> dict[int, int]:
    """Return how many public gifts each organisation received since then, itself or through its people."""
    organization_id = func.coalesce(Recipient.organization_id, Member.organization_id)
    query = (
        select(organization_id, func.count(func.distinct(Recipient.kudos_id)))
        .join(Gift, col(Recipient.kudos_id) == Gift.id)
        .outerjoin(Member, col(Recipient.member_id) == Member.id)
        .where(Gift.given_at >= since, col(Gift.withdrawn_at).is_(None), col(Gift.is_private).is_(False))
        .where(organization_id.is_not(None))
        .group_by(organization_id)
    )
    return dict(unit.session.exec(query).all())

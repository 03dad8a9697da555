"""What ends with a membership, wherever it is stored."""

from sqlalchemy import delete, update
from sqlmodel import col

from storage.actions import ActionHelper
from storage.groups import GroupMembership
from storage.members import Member
from storage.unit import Unit


def end_ties(unit: Unit, member_id: int) -> None:
    """End a member's place in working groups and beside action items, and the care for newcomers."""
    connection = unit.session.connection()
    connection.execute(delete(ActionHelper).where(col(ActionHelper.member_id) == member_id))
    connection.execute(delete(GroupMembership).where(col(GroupMembership.member_id) == member_id))
    connection.execute(update(Member).where(col(Member.buddy_id) == member_id).values(buddy_id=None))

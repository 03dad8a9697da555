"""A morning of the alliance: many members, each with something due, whose hour has come."""

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import insert
from sqlmodel import select

from bot.rules.actions import ActionStatus
from bot.rules.members import MemberStatus, Voting
from bot.rules.outbox import NoticeState
from bot.rules.schedules import wall_clock
from sandbox.messages import Message
from sandbox.sample import TEAM_ID
from sandbox.server import Sandbox
from sandbox.users import User
from storage.actions import ActionItem
from storage.database import Database
from storage.members import Member
from storage.outbox import Notice
from storage.schedules import Schedule
from storage.unit import Unit

RULE = "reminders.morning"
_ON_THE_WAY = {NoticeState.PENDING, NoticeState.SENDING}


def zone_at_noon(now: datetime) -> str:
    """Return a zone in which it is some time after noon: no quiet hours, whenever a test runs."""
    return f"Etc/GMT{now.astimezone(UTC).hour - 12:+d}"


def user_id(number: int) -> str:
    """Return the Slack user id of one of the many."""
    return f"U0MORNING{number:03d}"


def move_in(workspace: Sandbox, count: int, timezone: str) -> None:
    """Give many people an account in the workspace."""
    for number in range(count):
        user = User(user_id(number), f"early{number}", f"Early Riser {number}", TEAM_ID, timezone=timezone)
        workspace.workspace.users[user.id] = user


def begin(unit: Unit, count: int, timezone: str, at: time | None = None) -> None:
    """Enrol many people, give each an item that is due today, and have the hour of the reminder just come.

    The hour is `at`, or else that of this minute.
    """
    local = unit.now.astimezone(ZoneInfo(timezone))
    hour = at or local.time().replace(second=0, microsecond=0)
    connection = unit.session.connection()
    ids = connection.execute(
        insert(Member).returning(Member.__table__.c.id),  # type: ignore[attr-defined]
        [_member(unit, number, timezone) for number in range(count)],
    ).scalars()
    members = list(ids)
    connection.execute(insert(ActionItem), [_item(unit, one, local.date()) for one in members])
    connection.execute(insert(Schedule), [_row(one, local.date(), hour, timezone) for one in members])


def _member(unit: Unit, number: int, timezone: str) -> dict[str, Any]:
    return {
        "slack_team_id": TEAM_ID,
        "slack_user_id": user_id(number),
        "name": f"Early Riser {number}",
        "timezone": timezone,
        "status": MemberStatus.ACTIVE,
        "voting": Voting.NONE,
        "is_deactivated": False,
        "has_home": False,
        "joined_at": unit.now,
        "accepted_at": unit.now,
    }


def _item(unit: Unit, member_id: int, today: date) -> dict[str, Any]:
    return {
        "title": f"Water the beds of garden {member_id}",
        "owner_id": member_id,
        "creator_id": member_id,
        "status": ActionStatus.OPEN,
        "due_on": today,
        "moved_count": 0,
        "created_at": unit.now - timedelta(days=7),
    }


def _row(member_id: int, today: date, at: time, timezone: str) -> dict[str, Any]:
    return {
        "rule": RULE,
        "subject": f"member:{member_id}",
        "member_id": member_id,
        "anchor_on": today,
        "every_days": 1,
        "at": at,
        "timezone": timezone,
        "next_at": wall_clock(today, at, ZoneInfo(timezone)),
    }


def reminders(workspace: Sandbox, number: int) -> list[Message]:
    """Return what the bot wrote to one of the many."""
    return workspace.person(user_id(number)).dms


def counted(workspace: Sandbox, count: int) -> Counter[int]:
    """Count how many people got how many messages."""
    return Counter(len(reminders(workspace, number)) for number in range(count))


async def rows_due(database: Database) -> int:
    """Count the rows whose time has come, and that nobody has taken yet."""
    rows = await database.read(
        lambda unit: [one.next_at <= unit.now for one in unit.session.exec(select(Schedule))]
    )
    return sum(rows)


async def on_the_way(database: Database) -> int:
    """Count the messages of whose fate the rows know nothing yet."""
    states = await database.read(lambda unit: list(unit.session.exec(select(Notice.state))))
    return sum(state in _ON_THE_WAY for state in states)

"""Action items as they are stored: what is due, what sleeps, and in which order."""

from datetime import date, timedelta
from typing import Any

import pytest

from bot.rules.actions import ActionStatus
from storage import actions, members
from storage.actions import ActionItem
from storage.database import Database
from storage.members import Member
from storage.unit import Unit
from tests.conftest import NOW

TODAY = date(2026, 3, 2)


def _add(unit: Unit, title: str, **more: Any) -> ActionItem:
    values = {"owner_id": 1, "creator_id": 1, "created_at": unit.now, **more}
    return actions.add(unit, ActionItem(title=title, **values))


@pytest.fixture
async def peopled(database: Database) -> Database:
    """Return a database with two members."""

    def enter(unit: Unit) -> None:
        for name in ("Ana", "Leo"):
            members.add(unit, Member(name=name, joined_at=unit.now))

    await database.run(enter)
    return database


async def test_due_for_holds_what_a_reminder_says(peopled: Database) -> None:
    """Overdue, due today or in two days, the oldest first; nothing later, asleep, closed or another's."""

    def enter(unit: Unit) -> list[str]:
        _add(unit, "in two days", due_on=TODAY + timedelta(days=2))
        _add(unit, "late", due_on=TODAY - timedelta(days=9), status=ActionStatus.BLOCKED)
        _add(unit, "today", due_on=TODAY, snoozed_until=TODAY)
        _add(unit, "in three days", due_on=TODAY + timedelta(days=3))
        _add(unit, "asleep", due_on=TODAY, snoozed_until=TODAY + timedelta(days=1))
        _add(unit, "done", due_on=TODAY, status=ActionStatus.DONE)
        _add(unit, "undated")
        _add(unit, "another's", due_on=TODAY, owner_id=2)
        return [item.title for item in actions.due_for(unit, 1, TODAY)]

    assert await peopled.run(enter) == ["late", "today", "in two days"]


async def test_open_of_ends_with_what_has_no_date(peopled: Database) -> None:
    """All of an owner's open items, by their day."""

    def enter(unit: Unit) -> list[str]:
        _add(unit, "undated")
        _add(unit, "later", due_on=TODAY + timedelta(days=30))
        _add(unit, "dropped", status=ActionStatus.DROPPED)
        _add(unit, "late", due_on=TODAY - timedelta(days=1), status=ActionStatus.DOING)
        return [item.title for item in actions.open_of(unit, 1)]

    assert await peopled.run(enter) == ["late", "later", "undated"]


async def test_opened_or_closed_since(peopled: Database) -> None:
    """What began or ended in that time, and nothing else."""

    def enter(unit: Unit) -> list[str]:
        old = NOW - timedelta(days=30)
        _add(unit, "old", created_at=old)
        _add(unit, "old, done now", created_at=old, closed_at=unit.now, status=ActionStatus.DONE)
        _add(unit, "new")
        return [item.title for item in actions.opened_or_closed_since(unit, NOW - timedelta(days=7))]

    assert await peopled.run(enter) == ["old, done now", "new"]


async def test_helpers_are_replaced(peopled: Database) -> None:
    """Setting the helpers of an item leaves nobody of those before, and names each once."""

    def enter(unit: Unit) -> dict[int, list[int]]:
        item = _add(unit, "with help")
        actions.set_helpers(unit, item.id, [1, 2, 2])
        actions.set_helpers(unit, item.id, [2])
        return actions.helpers(unit, [item.id, 99])

    assert await peopled.run(enter) == {1: [2], 99: []}

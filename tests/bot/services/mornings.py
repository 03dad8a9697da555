"""Mornings of the small alliance: what is due, when the bell rings, and what people are told."""

from datetime import date, datetime

from bot.rules.actions import Draft
from bot.services import actions, reminders
from storage import members
from storage.actions import ActionItem
from storage.members import Member
from storage.outbox import Notice
from storage.unit import Unit
from tests.bot.services.alliance import Alliance
from tests.conftest import MovableClock

DAILY = "reminders.morning"


async def begin(alliance: Alliance, *people: str) -> None:
    """Have these people take part, and their mornings begin."""

    def accept(unit: Unit) -> None:
        for member in members.by_user_ids(unit, people).values():
            member.accepted_at = unit.now

    await alliance.database.run(accept)
    await alliance.database.run(reminders.begin_all)


async def item(alliance: Alliance, who: str, due_on: date | None, title: str = "Book the hall") -> int:
    """Have somebody own an item; it may be late already."""
    shown = await alliance.act(who, actions.add, Draft(title))
    await change_item(alliance, shown.id, due_on=due_on)
    return shown.id


async def change_item(alliance: Alliance, action_id: int, **values: object) -> None:
    """Change an item as it is stored."""

    def change(unit: Unit) -> None:
        found = unit.session.get(ActionItem, action_id)
        for name, value in values.items():
            setattr(found, name, value)

    await alliance.database.run(change)


async def ring(alliance: Alliance, clock: MovableClock, moment: datetime) -> None:
    """Have it be that moment, and the bell ring."""
    clock.now = moment
    await alliance.database.run(reminders.remind_due)


async def sent(alliance: Alliance, kind: str = DAILY) -> list[Notice]:
    """Return the messages of a kind, without edits."""
    return [one for one in await alliance.rows(Notice) if one.kind == kind and one.edits_id is None]


async def member(alliance: Alliance, user_id: str) -> Member:
    """Return somebody's row."""
    return next(one for one in await alliance.rows(Member) if one.slack_user_id == user_id)

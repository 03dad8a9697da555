"""Action items of the small alliance, and the ways in which tests look at them."""

from datetime import date

from bot.actor import Capability
from bot.rules.actions import Draft
from bot.services import actions
from bot.services.actions_shown import Item
from storage import members
from storage.actions import ActionEvent, ActionItem
from storage.groups import WorkingGroup
from storage.unit import Unit
from tests.bot.services.alliance import DANA, Alliance

TODAY = date(2026, 3, 2)
"""The local day of everybody in New York."""


async def item_of(alliance: Alliance, who: str, title: str = "Book the hall", **more: object) -> Item:
    """Have somebody make an action item."""
    return await alliance.act(who, actions.add, Draft(title, **more))  # type: ignore[arg-type]


async def row(alliance: Alliance, action_id: int = 1) -> ActionItem:
    """Return an item as it is stored."""
    return next(one for one in await alliance.rows(ActionItem) if one.id == action_id)


async def history(alliance: Alliance, action_id: int = 1) -> list[str]:
    """Return what happened to an item, in verbs."""
    return [event.verb for event in await alliance.rows(ActionEvent) if event.action_id == action_id]


async def coordinator(alliance: Alliance, user_id: str = DANA) -> None:
    """Make somebody a coordinator."""

    def grant(unit: Unit) -> None:
        member = members.by_user_id(unit, user_id)
        assert member
        members.grant(unit, member.id, [Capability.COORDINATOR])

    await alliance.database.run(grant)


async def group(alliance: Alliance, lead: str | None = None, slug: str = "prevention") -> None:
    """Found a working group."""

    def found(unit: Unit) -> None:
        member = members.by_user_id(unit, lead) if lead else None
        unit.session.add(
            WorkingGroup(
                slug=slug,
                name=slug.capitalize(),
                lead_id=member.id if member else None,
                created_at=unit.now,
            )
        )

    await alliance.database.run(found)


async def change_member(alliance: Alliance, user_id: str, **values: object) -> None:
    """Change what is known of a member."""

    def change(unit: Unit) -> None:
        member = members.by_user_id(unit, user_id)
        for name, value in values.items():
            setattr(member, name, value)

    await alliance.database.run(change)

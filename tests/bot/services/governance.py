"""Coordinators, groups and roles of the small alliance, for tests of governance."""

from bot.actor import Capability
from bot.services import groups, responsibilities, roles
from bot.services.groups_shown import Group
from bot.services.roles_shown import Term
from storage import members
from storage.members import Member
from storage.unit import Unit
from tests.bot.services.alliance import DANA, Alliance


async def coordinator(alliance: Alliance, user_id: str = DANA) -> None:
    """Make somebody a coordinator."""

    def grant(unit: Unit) -> None:
        members.grant(unit, _member(unit, user_id).id, [Capability.COORDINATOR])

    await alliance.database.run(grant)


def _member(unit: Unit, user_id: str) -> Member:
    member = members.by_user_id(unit, user_id)
    assert member
    return member


async def member(alliance: Alliance, user_id: str) -> Member:
    """Return somebody's row."""
    return await alliance.database.read(_member, user_id)


async def change(alliance: Alliance, user_id: str, **values: object) -> None:
    """Change somebody's row."""

    def store(unit: Unit) -> None:
        row = _member(unit, user_id)
        for name, value in values.items():
            setattr(row, name, value)
        unit.session.add(row)

    await alliance.database.run(store)


async def capabilities(alliance: Alliance, user_id: str) -> set[str]:
    """Return what somebody was given."""

    def given(unit: Unit) -> set[str]:
        return {str(one) for one in members.capabilities(unit, _member(unit, user_id).id)}

    return await alliance.database.read(given)


async def group_of(alliance: Alliance, slug: str = "prevention", lead: str | None = None) -> Group:
    """Found a group, as Dana, who has to be a coordinator."""
    draft = groups.Draft(slug, slug.capitalize(), lead=lead)
    return await alliance.act(DANA, groups.found, draft, confirmed=False)


async def role_of(alliance: Alliance, key: str = "co-chair", **more: object) -> None:
    """Add a role, as Dana, who has to be a coordinator."""
    draft = roles.Draft(key.capitalize(), key, **more)  # type: ignore[arg-type]
    await alliance.act(DANA, roles.add, draft, confirmed=False)


async def term_of(alliance: Alliance, who: str, key: str = "co-chair", **more: object) -> Term:
    """Give somebody a role, as Dana, who has to be a coordinator."""
    wish = roles.Wish(key, who, **more)  # type: ignore[arg-type]
    return await alliance.act(DANA, roles.assign, wish)


async def areas(alliance: Alliance) -> None:
    """Give the alliance the areas of work that every alliance has."""
    await alliance.database.run(responsibilities.seed)

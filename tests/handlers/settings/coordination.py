"""Making somebody a coordinator, and looking at what is stored."""

from sqlmodel import select

from bot.actor import Capability, SlackAccount
from bot.rules.members import MemberStatus, Profile
from bot.services import members
from handlers.kit.doors import WORKING
from storage import members as rows
from storage.members import Member
from storage.unit import Unit
from tests.handlers.world import World


async def coordinate(alliance: World, handle: str) -> None:
    """Have somebody take part, as a coordinator."""
    user = alliance.sandbox.person(handle).user
    account = SlackAccount(user.team_id, user.id)
    profile = Profile(account, user.shown_name, user.email, user.timezone, user.locale)

    def promote(unit: Unit) -> None:
        members.enrol(unit, [profile])
        member = rows.by_user_id(unit, user.id)
        assert member
        member.status, member.accepted_at = MemberStatus.ACTIVE, unit.now
        rows.grant(unit, member.id, [Capability.COORDINATOR])

    await alliance.bot.database.run(promote)


async def sends(alliance: World, handle: str) -> dict[str, str]:
    """Submit the modal on top, and wait for what takes its place; return what is refused by field."""
    person = alliance.sandbox.person(handle)
    refused = await person.submits()
    await alliance.sandbox.until(lambda: person.modal is not None and WORKING not in person.modal.words)
    return refused


async def people(alliance: World) -> dict[str, Member]:
    """Return the members by name."""

    def by_name(unit: Unit) -> dict[str, Member]:
        return {one.name: one for one in unit.session.exec(select(Member))}

    return await alliance.bot.database.read(by_name)

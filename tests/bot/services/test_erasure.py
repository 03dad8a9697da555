"""Erasing what is kept about a person."""

import importlib
import pkgutil
from typing import Any

import pytest
from sqlalchemy import update
from sqlmodel import col

import bot.services
from bot.actor import Capability
from bot.errors import RuleError, UnknownPeopleError
from bot.rules.kudos import Wish
from bot.rules.members import FORMER, MemberStatus, Voting
from bot.rules.responsibilities import Letter
from bot.services import actions, erasure, kudos, members, notifications
from bot.services.erasure import ERASERS, Eraser
from storage import members as member_rows
from storage import settings
from storage.actions import ActionItem
from storage.audit import AuditEvent
from storage.groups import WorkingGroup
from storage.kudos import Gift
from storage.members import Member
from storage.notifications import OptOut
from storage.responsibilities import Area, Responsibility
from storage.roles import Role, RoleAssignment
from storage.tables import metadata
from storage.unit import Unit
from tests.bot.services import traces
from tests.bot.services.alliance import ANA, DANA, Alliance, profile
from tests.bot.services.traces import NAME, USER_ID

DECIDED: dict[str, Eraser | str] = {
    "action_event": "what happened to an item is the alliance's history, by number",
    "action_helper": erasure.erase_part,
    "action_item": actions.erase,
    "audit_event": "ids and verbs alone",
    "group_membership": erasure.erase_part,
    "kudos": kudos.erase,
    "kudos_recipient": "whom kudos thank, by number",
    "member": members.erase,
    "member_capability": members.erase,
    "notification": notifications.erase,
    "opt_out": notifications.erase,
    "outbox": notifications.erase,
    "register_confirmation": "that the register was confirmed, by number",
    "responsibility": "letters are passed on before",
    "role_assignment": "past terms are the alliance's history, by number; others end before",
    "schedule": erasure.erase_part,
    "working_group": "a lead is passed on before",
}
"""What becomes of each table that refers to people: the service that erases, or why it stays."""
STAYS = {
    "action_item.channel",
    "action_item.title",
    "action_item.ts",
    "audit_event.subject",
    "kudos.message_channel",
    "kudos.message_ts",
    "kudos.reason",
    "kudos.value",
    "working_group.channel_id",
    "working_group.name",
    "working_group.purpose",
    "working_group.slug",
}
"""Columns whose text stays: it is the alliance's, and was told to all of it."""


async def _enter(alliance: Alliance) -> int:
    """Let the person in whose data are erased; return the member's number."""
    await alliance.database.run(members.enrol, [profile(USER_ID, NAME)])
    (member,) = await alliance.database.read(members.named, [USER_ID])
    return member.id


async def _make_coordinator(alliance: Alliance, user_id: str) -> None:
    def grant(unit: Unit) -> None:
        member_rows.grant(unit, members.recognize(unit, user_id).member_id, [Capability.COORDINATOR])

    await alliance.database.run(grant)


async def _become(alliance: Alliance, status: MemberStatus) -> None:
    def change(unit: Unit) -> None:
        statement = update(Member).where(col(Member.slack_user_id) == USER_ID).values(status=status)
        unit.session.connection().execute(statement)

    await alliance.database.run(change)


def test_every_table_about_people_is_decided_on() -> None:
    """Each table that refers to people has a service that erases, or a reason why it stays."""
    about_people = {table.name for table in metadata.sorted_tables if traces.refers_to_people(table)}
    assert about_people == DECIDED.keys(), "decide what erasing does to it"
    assert {one for one in DECIDED.values() if not isinstance(one, str)} == set(ERASERS)


def test_every_service_that_erases_is_asked() -> None:
    """Each `erase` of a service is registered, and its docstring says what it erases."""
    modules = [
        importlib.import_module(f"bot.services.{one.name}")
        for one in pkgutil.iter_modules(bot.services.__path__)
    ]
    erasing = {module.erase for module in modules if hasattr(module, "erase")}
    assert erasing <= set(ERASERS), "register it in bot/services/erasure.py"
    for eraser in ERASERS:
        assert (eraser.__doc__ or "").startswith("Erase ")


def _leave_traces(unit: Unit, member_id: int) -> None:
    """Put the person into every table, holding nothing that would have to be passed on."""
    unit.session.add(Role(key="chair", title="Chair", created_at=unit.now))
    unit.session.flush()
    past = {"status": "done", "organization_id": None, "verb": "blocked"}
    for table in metadata.sorted_tables:
        if table.name not in {"member", "responsibility"} and traces.refers_to_people(table):
            given = {"target": USER_ID} if table.name == "outbox" else past
            traces.leave(unit, member_id, table, **given)
    traces.leave(unit, member_id, metadata.tables["kudos"], is_private=True, reason="secret words")
    settings.choose(unit, members.COORDINATORS, [ANA, USER_ID])


async def test_nothing_is_left(alliance: Alliance) -> None:
    """After erasing, neither the name nor the Slack id nor a text of the person stands in any table."""
    member_id = await _enter(alliance)
    await _make_coordinator(alliance, DANA)
    await alliance.database.run(_leave_traces, member_id)
    before = await alliance.database.read(traces.found, NAME, USER_ID, "secret words")
    assert {"member.name", "member.slack_user_id", "outbox.target", "setting.value", "opt_out.kind"} <= before
    await alliance.act(USER_ID, erasure.erase_own)
    assert await alliance.database.read(traces.found, NAME, USER_ID, "secret words") == STAYS


async def test_who_was_erased_is_a_former_member(alliance: Alliance) -> None:
    """The row stays without name, ids, zone and capabilities, and nobody is recognised by it any more."""
    member_id = await _enter(alliance)
    await alliance.act(USER_ID, erasure.erase_own)
    (member,) = [one for one in await alliance.rows(Member) if one.id == member_id]
    assert (member.name, member.status, member.voting) == (FORMER, MemberStatus.LEFT, Voting.NONE)
    assert (member.slack_user_id, member.timezone, member.locale) == (None, None, None)
    with pytest.raises(UnknownPeopleError):
        await alliance.database.read(members.recognize, USER_ID)
    trail = [one for one in await alliance.rows(AuditEvent) if one.verb == "member.erased"]
    assert [(one.actor_id, one.subject) for one in trail] == [(member_id, f"member:{member_id}")]


async def test_kudos_stay_without_a_name(alliance: Alliance) -> None:
    """Public words stay, signed by a former member; those of private kudos are gone."""
    await _enter(alliance)
    for is_private in (False, True):
        wish = Wish(people=(ANA,), reason="for the raised beds", is_private=is_private)
        await alliance.act(USER_ID, kudos.give, wish)
    await alliance.act(USER_ID, erasure.erase_own)
    received = await alliance.act(ANA, kudos.received)
    assert [(one.giver.name, one.reason) for one in received] == [
        (FORMER, kudos.ERASED),
        (FORMER, "for the raised beds"),
    ]
    assert len(await alliance.rows(Gift)) == 2


async def test_others_keep_theirs(alliance: Alliance) -> None:
    """What is kept about somebody else is not touched."""
    await _enter(alliance)

    def opt_out(unit: Unit) -> None:
        ana = members.recognize(unit, ANA).member_id
        unit.session.add(OptOut(member_id=ana, kind="digest", since=unit.now))

    await alliance.database.run(opt_out)
    await alliance.act(USER_ID, kudos.give, Wish(people=(ANA,), reason="for the raised beds"))
    await alliance.act(USER_ID, erasure.erase_own)
    assert len(await alliance.rows(OptOut)) == 1
    assert await alliance.notices() == [("kudos.given", "alliance"), ("kudos.received", ANA)]


@pytest.mark.parametrize("kind", ["action", "group", "role", "letter"])
async def test_what_is_held_is_passed_on_first(alliance: Alliance, kind: str) -> None:
    """While something depends on a person nothing is erased, and the refusal says what it is."""
    member_id = await _enter(alliance)

    def hold(unit: Unit) -> None:
        for row in _holding(unit, member_id)[kind]:
            unit.session.add(row)
            unit.session.flush()

    await alliance.database.run(hold)
    named = {"action": "Book the hall", "group": "Lead of", "role": "Chair", "letter": "ccountable for"}
    with pytest.raises(RuleError, match=named[kind]):
        await alliance.act(USER_ID, erasure.erase_own)
    assert (await alliance.rows(Member))[-1].name == NAME


def _holding(unit: Unit, member_id: int) -> dict[str, list[Any]]:
    now, day = unit.now, unit.now.date()
    return {
        "action": [ActionItem(title="Book the hall", owner_id=member_id, creator_id=1, created_at=now)],
        "group": [WorkingGroup(slug="food", name="Food", lead_id=member_id, created_at=now)],
        "role": [
            Role(id=1, key="chair", title="Chair", created_at=now),
            RoleAssignment(role_id=1, member_id=member_id, starts_on=day),
        ],
        "letter": [
            Area(id=1, key="data", name="Data", created_at=now),
            Responsibility(area_id=1, letter=Letter.ACCOUNTABLE, member_id=member_id, since=now),
        ],
    }


async def test_the_last_coordinator_stays(alliance: Alliance) -> None:
    """The only coordinator is not erased; once there is another, the wish is granted."""
    await _enter(alliance)
    await _make_coordinator(alliance, USER_ID)
    with pytest.raises(RuleError, match="no coordinator"):
        await alliance.act(USER_ID, erasure.erase_own)
    await _make_coordinator(alliance, DANA)
    await alliance.act(USER_ID, erasure.erase_own)


async def test_a_coordinator_erases_who_has_left(alliance: Alliance) -> None:
    """A coordinator can erase somebody who has left, and nobody who still takes part."""
    member_id = await _enter(alliance)
    await _make_coordinator(alliance, DANA)
    with pytest.raises(RuleError, match="still takes part"):
        await alliance.act(DANA, erasure.erase_former, member_id)
    await _become(alliance, MemberStatus.LEFT)
    assert (await alliance.act(DANA, erasure.look_up, USER_ID)).id == member_id
    assert await alliance.act(DANA, erasure.erase_former, member_id) == NAME
    with pytest.raises(RuleError, match="knows nobody"):
        await alliance.act(DANA, erasure.look_up, USER_ID)


async def test_others_erase_nobody(alliance: Alliance) -> None:
    """Who is no coordinator can only erase the own data."""
    member_id = await _enter(alliance)
    await _become(alliance, MemberStatus.LEFT)
    with pytest.raises(RuleError, match="coordinator"):
        await alliance.act(ANA, erasure.erase_former, member_id)
    with pytest.raises(RuleError, match="coordinator"):
        await alliance.act(ANA, erasure.look_up, USER_ID)


async def test_whoever_runs_the_bot_erases_anybody(alliance: Alliance) -> None:
    """On the command line a person is named by Slack user id or number; nobody is audited as the actor."""
    member_id = await _enter(alliance)
    assert await alliance.database.run(erasure.erase_anybody, USER_ID) == NAME
    assert await alliance.database.run(erasure.erase_anybody, str(member_id)) == FORMER
    trail = [one for one in await alliance.rows(AuditEvent) if one.verb == "member.erased"]
    assert [one.actor_id for one in trail] == [None, None]

"""Handing out what the alliance keeps."""

import json
from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import select

from bot.actor import Capability
from bot.errors import RuleError
from bot.rules.export import Format, Wish
from bot.rules.kudos import Wish as Thanks
from bot.rules.members import Voting
from bot.rules.responsibilities import Letter
from bot.services import export, kudos
from bot.services.datasets import DATASETS
from storage import members
from storage.actions import ActionEvent, ActionHelper, ActionItem
from storage.audit import AuditEvent
from storage.groups import GroupMembership, WorkingGroup
from storage.members import Member
from storage.notifications import Notification, OptOut
from storage.organizations import Organization
from storage.responsibilities import Area, Responsibility
from storage.roles import Role, RoleAssignment
from storage.unit import Unit
from tests.bot.services.alliance import ANA, DANA, LEO, TOM, Alliance
from tests.conftest import MovableClock

Tables = dict[str, list[dict[str, Any]]]


def _fill(unit: Unit) -> None:
    """Have Ana represent the food bank, Dana coordinate, and each of them hold something."""
    ana, leo, tom, dana = (_member(unit, one) for one in (ANA, LEO, TOM, DANA))
    ana.voting = Voting.REPRESENTATIVE
    members.grant(unit, dana.id, [Capability.COORDINATOR])
    now, today = unit.now, unit.now.date()
    group = _stored(unit, WorkingGroup(slug="food", name="Food", lead_id=ana.id, created_at=now))
    role = _stored(unit, Role(key="chair", title="Chair", created_at=now))
    area = _stored(unit, Area(key="data", name="Data", created_at=now))
    for row in (
        GroupMembership(group_id=group.id, member_id=leo.id, since=now),
        RoleAssignment(role_id=role.id, member_id=tom.id, starts_on=today),
        Responsibility(area_id=area.id, letter=Letter.ACCOUNTABLE, member_id=tom.id, since=now),
        OptOut(member_id=ana.id, kind="digest", since=now),
        Notification(kind="due", subject="action:1", member_id=ana.id, window="", day=today, created_at=now),
    ):
        _stored(unit, row)
    _add_action(unit, ana, leo, dana, group)


def _add_action(unit: Unit, owner: Member, helper: Member, creator: Member, group: WorkingGroup) -> None:
    booking = ActionItem(
        title="=Book the hall", owner_id=owner.id, creator_id=creator.id, created_at=unit.now
    )
    booking.group_id = group.id
    item = _stored(unit, booking)
    _stored(unit, ActionHelper(action_id=item.id, member_id=helper.id))
    _stored(unit, ActionEvent(action_id=item.id, at=unit.now, actor_id=creator.id, verb="added"))


def _stored(unit: Unit, row: Any) -> Any:
    unit.session.add(row)
    unit.session.flush()
    return row


def _member(unit: Unit, user_id: str) -> Member:
    member = members.by_user_id(unit, user_id)
    assert member is not None
    return member


@pytest.fixture
async def filled(alliance: Alliance) -> Alliance:
    """Return an alliance in which there is something to export."""
    await alliance.database.run(_fill)
    await alliance.act(LEO, kudos.give, Thanks(people=(TOM,), reason="for the raised beds"))
    await alliance.act(
        LEO, kudos.give, Thanks(people=(ANA,), reason="for a quiet talk about it", is_private=True)
    )
    return alliance


async def _tables(alliance: Alliance, user_id: str, **wish: Any) -> Tables:
    file = await alliance.act(user_id, export.make, Wish(form=Format.JSON, **wish))
    tables: Tables = json.loads(file.content)
    return tables


async def test_the_coordinator_gets_everything_but_what_is_private(filled: Alliance) -> None:
    """The whole alliance's export has every table for it; private kudos and messages are in none."""
    tables = await _tables(filled, DANA)
    assert list(tables) == [one.name for one in DATASETS if one.name not in {"opt_outs", "messages"}]
    assert len(tables["members"]) == 6
    assert [one["reason"] for one in tables["kudos"]] == ["for the raised beds"]
    assert tables["roles"][0]["holder"] == "Tom"
    assert tables["responsibilities"] == [
        {"area": "Data", "letter": "A", "organisation": "clinic", "name": "Tom",
         "since": "2026-03-02T15:00:00Z"}
    ]  # fmt: skip
    food_bank = next(one for one in tables["organisations"] if one["slug"] == "food-bank")
    assert (food_bank["representative"], food_bank["email_domains"]) == (["Ana"], ["food-bank.example"])
    assert "quiet talk" not in json.dumps(tables)


async def test_people_are_named_and_items_have_codes(filled: Alliance) -> None:
    """Tables name people, organisations and groups as readers do, and items by their code."""
    tables = await _tables(filled, DANA)
    (item,) = tables["actions"]
    assert (item["code"], item["title"], item["owner"]) == ("A-1", "=Book the hall", "Ana")
    assert (item["organisation"], item["group"], item["helpers"]) == ("food-bank", "food", ["Leo"])
    assert [(one["code"], one["name"], one["verb"]) for one in tables["action_history"]] == [
        ("A-1", "Dana", "added")
    ]
    assert tables["group_members"][0]["name"] == "Leo"


async def test_a_member_gets_the_own_data_with_what_is_private(filled: Alliance) -> None:
    """One's own export holds one's private kudos and messages, and no other member."""
    tables = await _tables(filled, ANA, person=ANA)
    assert [one["name"] for one in tables["members"]] == ["Ana"]
    assert [one["reason"] for one in tables["kudos"]] == ["for a quiet talk about it"]
    assert tables["opt_outs"] == [{"kind": "digest", "since": "2026-03-02T15:00:00Z"}]
    told = {(one["kind"], one["subject"]) for one in tables["messages"]}
    assert told == {("kudos.received", "kudos:2"), ("due", "action:1")}
    assert [one["code"] for one in tables["actions"]] == ["A-1"]
    assert tables["roles"] == []


async def test_a_helper_and_a_giver_find_their_part(filled: Alliance) -> None:
    """An item that one helps with is part of one's data, and so are the kudos that one gave."""
    tables = await _tables(filled, LEO, person=LEO)
    assert [one["code"] for one in tables["actions"]] == ["A-1"]
    assert [one["private"] for one in tables["kudos"]] == [False, True]
    assert [one["verb"] for one in tables["audit"]] == ["member.joined", "kudos.given", "kudos.given"]


async def test_a_coordinator_does_not_get_somebody_elses_private_kudos(filled: Alliance) -> None:
    """Somebody else's data come without private kudos and messages, and without others' rows."""
    tables = await _tables(filled, DANA, person=ANA)
    assert [one["name"] for one in tables["members"]] == ["Ana"]
    assert tables["kudos"] == []
    assert "opt_outs" not in tables


async def test_a_representative_gets_the_organisations_part(filled: Alliance) -> None:
    """The voting representative gets the organisation's people and items, and nobody's trail of changes."""
    tables = await _tables(filled, ANA, organization="food-bank")
    assert [one["slug"] for one in tables["organisations"]] == ["food-bank"]
    assert [one["name"] for one in tables["members"]] == ["Ana"]
    assert [one["code"] for one in tables["actions"]] == ["A-1"]
    assert tables["kudos"] == []
    assert "audit" not in tables


@pytest.mark.parametrize(
    ("user_id", "wish"),
    [
        (ANA, Wish()),
        (ANA, Wish(person=LEO)),
        (ANA, Wish(organization="clinic")),
        (TOM, Wish(organization="clinic")),
    ],
)
async def test_what_is_not_ones_own_is_refused(filled: Alliance, user_id: str, wish: Wish) -> None:
    """Without being coordinator or representative one gets neither others' data nor the alliance's."""
    for use_case in (export.make, export.order):
        with pytest.raises(RuleError, match="Only a coordinator"):
            await filled.act(user_id, use_case, wish)
    assert "export.made" not in await filled.verbs()


@pytest.mark.parametrize(
    ("wish", "sentence"),
    [
        (Wish(person="U0NOBODY"), "knows nobody"),
        (Wish(person="999"), "knows nobody"),
        (Wish(organization="nowhere"), "no organisation called nowhere"),
        (Wish(datasets=("tokens",)), "no table called tokens"),
        (Wish(person=LEO, datasets=("organisations",)), "not part of such an export"),
        (Wish(since=date(2026, 3, 2), until=date(2026, 3, 1)), "before the first"),
    ],
)
async def test_what_does_not_exist_is_refused(filled: Alliance, wish: Wish, sentence: str) -> None:
    """A wish for what there is not is answered with what there is."""
    with pytest.raises(RuleError, match=sentence):
        await filled.act(DANA, export.order, wish)


async def test_the_period_is_of_local_days(filled: Alliance, clock: MovableClock) -> None:
    """Events belong to the local days asked for, both ends included; items while they were open."""

    def close(unit: Unit) -> None:
        item = unit.session.exec(select(ActionItem)).one()
        item.closed_at = unit.now

    clock.move(timedelta(hours=13, minutes=30))  # 4:30 UTC, but still 2 March in New York
    await filled.act(ANA, kudos.give, Thanks(people=(TOM,), reason="for the late shift"))
    await filled.database.run(close)
    day, after = date(2026, 3, 2), date(2026, 3, 3)
    assert len((await _tables(filled, DANA, since=day, until=day))["kudos"]) == 2
    later = await _tables(filled, DANA, since=after)
    assert (later["kudos"], later["actions"], later["audit"]) == ([], [], [])
    before = await _tables(filled, DANA, until=date(2026, 3, 1))
    assert (before["actions"], before["roles"], before["action_history"]) == ([], [], [])
    assert len(before["members"]) == 6


async def test_only_the_tables_asked_for(filled: Alliance) -> None:
    """Who chooses tables gets these alone; one table is a CSV file named after it and its day."""
    file = await filled.act(DANA, export.make, Wish(datasets=("actions",)))
    assert file.name == "alliance-2026-03-02-actions.csv"
    assert "'=Book the hall" in file.content.decode("utf-8-sig")


async def test_exports_are_audited_without_content(filled: Alliance) -> None:
    """The trail says who exported whose data, and nothing of them."""
    await filled.act(DANA, export.order, Wish())
    await filled.act(ANA, export.order, Wish(person=ANA))
    await filled.database.run(export.order_all, Wish(organization="clinic"))
    trail = [one for one in await filled.rows(AuditEvent) if one.verb == "export.made"]
    clinic = next(one for one in await filled.rows(Organization) if one.slug == "clinic")
    assert [one.subject for one in trail] == ["alliance", "member:1", f"organization:{clinic.id}"]
    assert [one.actor_id for one in trail] == [4, 1, None]


async def test_what_can_be_asked_for(filled: Alliance) -> None:
    """A coordinator can choose among all organisations, a representative the own, others none."""
    chosen = [await filled.act(one, export.choices) for one in (DANA, ANA, TOM)]
    assert [len(one.organizations) for one in chosen] == [4, 1, 0]
    assert [one.is_coordinator for one in chosen] == [True, False, False]


async def test_counts_say_what_is_kept(filled: Alliance) -> None:
    """A member sees how much is kept about oneself, by kind; what there is none of is left out."""
    counted = dict(await filled.act(ANA, export.counts))
    assert (counted["Members"], counted["Kudos"], counted["Action items"]) == (1, 1, 1)
    assert "Roles and their terms" not in counted

"""What is in a database before a measurement: members, a large allowance, queued notices."""

import random
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import insert

from benchmarks import commands
from benchmarks.children.notes import KIND
from bot.rules.members import MemberStatus
from bot.rules.outbox import NoticeState, Priority
from bot.services.kudos import ALLOWANCE
from sandbox.sample import ORGANISATIONS, TEAM_ID
from storage import organizations, schema, settings
from storage.members import Member
from storage.opening import open_database
from storage.organizations import Organization
from storage.outbox import Notice
from storage.unit import Unit

ENDLESS = 1_000_000
LATER = timedelta(days=30)


def prepare(url: str) -> None:
    """Make the tables, the organisations and their members, and let everybody give without end."""
    database = open_database(url)
    schema.upgrade(database.engine)
    database.close()
    _change(url, _alliance)


def queue(url: str, targets: Sequence[str], later: int = 0) -> None:
    """Put a notice for each of these targets into the outbox, and so many that are not due for a month."""
    _change(url, lambda unit: _notices(unit, targets, later))


def shuffled(names: Sequence[str], count: int) -> list[str]:
    """Return so many targets, each of them as often as the others, in the same order each time."""
    targets = [names[index % len(names)] for index in range(count)]
    random.Random(1).shuffle(targets)  # noqa: S311 - no secret
    return targets


def _change(url: str, work: Callable[[Unit], None]) -> None:
    database = open_database(url)
    try:
        database.submit(work).result()
    finally:
        database.close()


def _alliance(unit: Unit) -> None:
    settings.choose(unit, ALLOWANCE, ENDLESS)
    partners = [
        organizations.add(unit, Organization(slug=one.slug, name=one.name, created_at=unit.now), one.domains)
        for one in ORGANISATIONS
    ]
    unit.session.connection().execute(
        insert(Member), [_member(unit, number, partners) for number in range(commands.MEMBERS)]
    )


def _member(unit: Unit, number: int, partners: Sequence[Organization]) -> dict[str, Any]:
    return {
        "slack_team_id": TEAM_ID,
        "slack_user_id": commands.user_id(number),
        "name": f"Colleague {number}",
        "organization_id": partners[number % len(partners)].id,
        "timezone": "America/New_York",
        "locale": "en-US",
        "status": MemberStatus.ACTIVE,
        "is_deactivated": False,
        "joined_at": unit.now,
        "accepted_at": unit.now,
    }


def _notices(unit: Unit, targets: Sequence[str], later: int) -> None:
    rows = [_notice(unit, number, target) for number, target in enumerate(targets)]
    rows += [
        _notice(unit, number, commands.user_id(number)) | {"due_at": unit.now + LATER}
        for number in range(later)
    ]
    unit.session.connection().execute(insert(Notice), rows)


def _notice(unit: Unit, number: int, target: str) -> dict[str, Any]:
    return {
        "uid": uuid4().hex,
        "kind": KIND,
        "subject": f"note:{number}",
        "target": target,
        "data": {"number": number},
        "priority": Priority.ROUTINE,
        "state": NoticeState.PENDING,
        "due_at": unit.now,
        "created_at": unit.now,
        "attempts": 0,
    }

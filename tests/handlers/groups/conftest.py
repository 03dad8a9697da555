"""The coordinator, for tests of groups."""

import pytest

from sandbox.person import Person
from storage import settings
from storage.unit import Unit
from tests.handlers.world import World


@pytest.fixture
async def bea(alliance: World) -> Person:
    """Return the coordinator."""
    person = alliance.sandbox.person("bea")

    def appoint(unit: Unit) -> None:
        settings.choose(unit, "alliance.coordinators", [person.id])

    await alliance.bot.database.run(appoint)
    return person

"""What the alliance chose: looking, changing, and what the environment may still say."""

import pytest

from bot.actor import Capability
from bot.errors import RuleError
from bot.rules import settings as rules
from bot.rules.privacy import PrivacyError, UnconfirmedError
from bot.services import kudos, members, settings
from storage.audit import AuditEvent
from storage.members import grant
from storage.unit import Unit
from tests.bot.services.alliance import ANA, LEO, Alliance


@pytest.fixture
async def coordinated(alliance: Alliance) -> Alliance:
    """Return the small alliance with Ana as its coordinator."""

    def promote(unit: Unit) -> None:
        grant(unit, members.recognize(unit, ANA).member_id, [Capability.COORDINATOR])

    await alliance.database.run(promote)
    return alliance


async def test_defaults(coordinated: Alliance) -> None:
    """Before anybody chose, each setting has its default; everybody may look."""
    values = await coordinated.act(LEO, settings.chosen)
    assert values == {one.key: one.default for one in rules.SETTINGS}


async def test_change(coordinated: Alliance) -> None:
    """A coordinator's choice is stored, told back, and in the trail without its value."""
    changed = await coordinated.act(ANA, settings.change, {rules.NAME: "Sunnybrook", rules.DAILY_LIMIT: "3"})
    assert [(setting.key, value) for setting, value in changed] == [(rules.NAME, "Sunnybrook")]
    assert (await coordinated.act(LEO, settings.chosen))[rules.NAME] == "Sunnybrook"
    assert [(event.verb, event.subject) for event in await coordinated.rows(AuditEvent)][-1:] == [
        ("setting.changed", "setting:alliance.name")
    ]


async def test_others_read_the_choice(coordinated: Alliance) -> None:
    """A changed allowance counts for the next gift."""
    await coordinated.act(ANA, settings.change, {rules.KUDOS_ALLOWANCE: "2"})
    assert await coordinated.act(LEO, kudos.left_today) == 2


async def test_only_coordinators_change(coordinated: Alliance) -> None:
    """Everybody else is refused, before a form opens as when it is sent."""
    with pytest.raises(RuleError, match="coordinator"):
        await coordinated.act(LEO, settings.change, {rules.NAME: "Mine"})
    with pytest.raises(RuleError, match="coordinator"):
        await coordinated.act(LEO, settings.to_change)


async def test_one_refusal_changes_nothing(coordinated: Alliance) -> None:
    """Of a form with something wrong in it, nothing is stored."""
    with pytest.raises(RuleError):
        await coordinated.act(ANA, settings.change, {rules.QUIET_FROM: "20:00", rules.MORNING: "late"})
    with pytest.raises(RuleError, match="quiet hours"):
        await coordinated.act(ANA, settings.change, {rules.QUIET_FROM: "20:00", rules.MORNING: "21:00"})
    assert (await coordinated.act(ANA, settings.to_change))[rules.QUIET_FROM] == "18:00"


async def test_the_name_passes_the_privacy_guard(coordinated: Alliance) -> None:
    """An identifier is refused, something doubtful has to be confirmed."""
    with pytest.raises(PrivacyError):
        await coordinated.act(ANA, settings.change, {rules.NAME: "123-45-6789"}, confirmed=True)
    typed = {rules.NAME: "Call 617-555-0134"}
    with pytest.raises(UnconfirmedError) as caught:
        await coordinated.act(ANA, settings.change, typed)
    assert caught.value.field == rules.NAME
    assert await coordinated.act(ANA, settings.change, typed, confirmed=True)


async def test_the_environment_gives_the_first_zone_only(coordinated: Alliance) -> None:
    """Whoever runs the bot decides on the zone until a coordinator does; then it stays over a restart."""
    await coordinated.database.run(members.configure, "Europe/Berlin", [])
    await coordinated.database.run(members.configure, "Europe/Paris", [])
    assert (await coordinated.act(ANA, settings.chosen))[rules.TIMEZONE] == "Europe/Paris"
    await coordinated.act(ANA, settings.change, {rules.TIMEZONE: "Europe/Paris"})
    await coordinated.database.run(members.configure, "UTC", [])
    assert (await coordinated.act(ANA, settings.chosen))[rules.TIMEZONE] == "Europe/Paris"

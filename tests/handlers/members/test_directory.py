"""The directory, profiles and changes, as people see them in Slack."""

from datetime import timedelta

import pytest

from bot.rules.members import MemberStatus, Voting
from bot.services import absence, leaving, members
from sandbox.person import Person
from storage import members as stored
from storage import settings
from storage.members import Member
from storage.unit import Unit
from tests.conftest import MovableClock
from tests.handlers.world import World, text_of


@pytest.fixture
async def bea(alliance: World) -> Person:
    """Return the coordinator, who has opened Home."""
    person = alliance.sandbox.person("bea")

    def appoint(unit: Unit) -> None:
        settings.choose(unit, "alliance.coordinators", [person.id])

    await alliance.bot.database.run(appoint)
    await person.types("/alliance members add @tom @ana @leo @elena org:clinic", channel="alliance")
    return person


async def _row(alliance: World, person: Person) -> Member:
    def look(unit: Unit) -> Member:
        return stored.by_user_ids(unit, [person.id])[person.id]

    return await alliance.bot.database.read(look)


def _modal(person: Person) -> str:
    return str(person.modal.blocks if person.modal else "")


async def test_a_profile(alliance: World, bea: Person) -> None:
    """A profile says who somebody is and what time it is there; others have no buttons on it."""
    ana = alliance.sandbox.person("ana")
    (shown,) = await ana.types("/alliance members show @leo", channel="alliance")
    text = text_of(shown)
    assert "07:00 where they are (PST, America/Los_Angeles)" in text
    assert "Riverbend Community Clinic" in text
    assert "members." not in str(shown.blocks)
    (own,) = await ana.types("/alliance members show Ana", channel="alliance")
    assert "members.title" in str(own.blocks)
    (mine,) = await bea.types("/alliance members show Leo Nakamura", channel="alliance")
    assert "members.edit" in str(mine.blocks)


async def test_editing_somebody(alliance: World, bea: Person) -> None:
    """A coordinator gives the vote and an office; a second representative is refused by name, then swaps."""
    tom, elena = alliance.sandbox.person("tom"), alliance.sandbox.person("elena")
    await bea.types("/alliance members edit @tom", channel="alliance")
    await bea.fills({"title": "Nurse, on call", "voting": "rep", "capabilities": ["lead"]})
    assert await bea.submits() == {}
    await bea.closes()
    await bea.types("/alliance members edit @elena", channel="alliance")
    await bea.fills({"organization": "clinic", "voting": "rep"})
    refused = await bea.submits()
    assert "Tom Ayers is the voting representative already" in refused["voting"]
    await bea.fills({"insist": ["takes_over"]})
    assert await bea.submits() == {}
    assert (await _row(alliance, tom)).voting is Voting.ALTERNATE
    assert (await _row(alliance, elena)).voting is Voting.REPRESENTATIVE


async def test_stewards_and_coordinators(alliance: World, bea: Person) -> None:
    """Steward and coordinator at once is refused beside the field, unless it is asked for."""
    tom = alliance.sandbox.person("tom")
    await bea.types("/alliance members edit @tom", channel="alliance")
    await bea.fills({"capabilities": ["steward", "coordinator"]})
    assert "hear concerns in confidence" in (await bea.submits())["capabilities"]
    await bea.fills({"insist": ["both"]})
    assert await bea.submits() == {}
    assert len((await alliance.bot.database.read(members.recognize, tom.id)).capabilities) == 4


async def test_a_guest_does_without_commands(alliance: World) -> None:
    """From Home a guest looks people up, changes the own title, pauses, comes back, and leaves."""
    omar, until = alliance.sandbox.person("omar"), alliance.sandbox.until
    await omar.opens_home()
    await until(lambda: omar.home is not None)
    await omar.presses("members.list")
    await until(lambda: omar.modal is not None)
    await omar.presses("members.look")
    await omar.fills({"person": "ana"})
    assert await omar.submits() == {}
    assert "Ana Castillo" in _modal(omar)
    await omar.closes(everything=True)
    await omar.presses("members.me")
    await until(lambda: omar.modal is not None)
    await omar.presses("members.title")
    await omar.fills({"title": "Patient advocate"})
    assert await omar.submits() == {}
    assert "Patient advocate" in _modal(omar)
    await omar.presses("members.pause")
    await omar.fills({"until": "2026-03-06"})
    assert await omar.submits() == {}
    assert "Away until Friday 6 March 2026" in _modal(omar)
    await omar.presses("members.resume")
    await until(lambda: "Welcome back" in _modal(omar))
    assert (await _row(alliance, omar)).status is MemberStatus.ACTIVE
    await omar.presses("members.leave")
    assert await omar.submits() == {}
    assert (await _row(alliance, omar)).status is MemberStatus.LEFT
    await until(lambda: "To come back, ask to join" in str(omar.home.blocks if omar.home else ""))


@pytest.mark.usefixtures("bea")
async def test_pausing_by_words(alliance: World, clock: MovableClock) -> None:
    """A day in the command pauses at once; an odd one opens the form; the pause ends by itself."""
    ana = alliance.sandbox.person("ana")
    (shown,) = await ana.types("/alliance members pause until:2026-03-04", channel="alliance")
    assert "ends by itself" in text_of(shown)
    await ana.types("/alliance members pause until:someday", channel="alliance")
    assert "someday" in _modal(ana)
    clock.move(timedelta(days=3))
    await alliance.bot.database.run(absence.resume_due)
    assert (await _row(alliance, ana)).status is MemberStatus.ACTIVE


async def test_an_account_that_is_gone(alliance: World, bea: Person) -> None:
    """When Slack deactivates an account, the coordinator passes on from the message what it held."""
    tom, ana = alliance.sandbox.person("tom"), alliance.sandbox.person("ana")
    for one, seat in ((tom, "rep"), (ana, "alternate")):
        await bea.types(f"/alliance members edit @{one.user.name}", channel="alliance")
        await bea.fills({"organization": "clinic", "voting": seat})
        assert await bea.submits() == {}
        await bea.closes()
    await tom.changes(deleted=True)
    await alliance.sandbox.until(lambda: any("is gone" in text_of(one) for one in bea.dms))
    message = next(one for one in bea.dms if "is gone" in text_of(one))
    await bea.presses("members.leave", message)
    assert "Voting representative of Riverbend Community Clinic" in _modal(bea)
    assert await bea.submits() == {}
    assert (await _row(alliance, tom)).status is MemberStatus.LEFT
    assert (await _row(alliance, ana)).voting is Voting.REPRESENTATIVE
    await alliance.sandbox.until(lambda: "has somebody else now" in text_of(message))


async def test_the_last_coordinator_is_kept(bea: Person) -> None:
    """The last coordinator learns at once why leaving does not work."""
    (shown,) = await bea.types("/alliance members leave", channel="alliance")
    assert "last coordinator" in shown.text


async def test_nobody_of_that_name(bea: Person) -> None:
    """An unknown name is answered with what to do; a part of several names, with a choice."""
    (nobody,) = await bea.types("/alliance members show Zebulon", channel="alliance")
    assert "I know nobody called" in nobody.text
    (several,) = await bea.types("/alliance members show e", channel="alliance")
    await bea.presses("members.show", several)


async def test_nothing_stays_with_a_leaver(alliance: World, bea: Person) -> None:
    """Who leaves sees what they owe, with an heir proposed for each; then all of it belongs to others."""
    tom, ana = alliance.sandbox.person("tom"), alliance.sandbox.person("ana")
    await tom.types("/action Book the hall for the walk-in", channel="alliance")
    await tom.types("/action Print the flyers", channel="alliance")
    await tom.types("/alliance members leave", channel="alliance")
    assert "A-2 Print the flyers" in _modal(tom)
    await tom.fills({"action:1": ana.id})
    assert await tom.submits() == {}
    assert "has left the alliance. 2 things have somebody else now" in _modal(tom)
    member = await _row(alliance, tom)
    assert await alliance.bot.database.read(leaving.held_by, member.id) == []
    (mine,) = await ana.types("/action", channel="alliance")
    assert "Book the hall for the walk-in" in text_of(mine)
    (hers,) = await bea.types("/action", channel="alliance")
    assert "Print the flyers" in text_of(hers)

"""Roles, terms and the register, as people see them in Slack."""

from datetime import timedelta

from bot.services import terms
from sandbox.person import Person
from tests.conftest import MovableClock
from tests.handlers.world import World, text_of


async def test_a_role_from_vacant_to_vacant(alliance: World, bea: Person) -> None:
    """A role is added, given, shown with its term, and ended; its holder hears of it and can say no."""
    dana = alliance.sandbox.person("dana")
    (shown,) = await bea.types("/alliance roles add co-chair Steering co-chair", channel="alliance")
    assert "vacant" in text_of(shown)
    (shown,) = await bea.types("/alliance roles assign co-chair @dana until:2026-04-11", channel="alliance")
    assert "Dana Whitfield (Sunnybrook County Health Dept)" in text_of(shown)
    (shown,) = await dana.types("/alliance roles", channel="alliance")
    assert "since 2 March 2026 · until 11 April 2026, 40 days left" in text_of(shown)
    await alliance.sandbox.until(lambda: any("Steering co-chair" in text_of(one) for one in dana.dms))
    await dana.presses("roles.end", message=dana.dms[-1])
    assert await dana.submits() == {}
    (shown,) = await bea.types("/alliance roles", channel="alliance")
    assert "*Steering co-chair* · `co-chair`\nvacant" in text_of(shown)


async def test_roles_by_form(bea: Person) -> None:
    """What is missing opens the form, with what was typed; adding and assigning work in it."""
    await bea.types("/alliance roles assign", channel="alliance")
    assert "There are no roles yet" in bea.views[-1].words
    await bea.fills({"title": "Treasurer", "max_holders": "none"})
    assert "whole number" in (await bea.submits())["max_holders"]
    await bea.fills({"max_holders": "2", "term_months": "24"})
    assert await bea.submits() == {}
    await bea.types("/alliance roles assign treasurer until:someday", channel="alliance")
    assert "“someday” is no day that I understand" in bea.views[-1].words
    await bea.fills({"person": "grace"})
    assert await bea.submits() == {}
    (shown,) = await bea.types("/alliance roles", channel="alliance")
    assert "until 1 March 2028" in text_of(shown)
    assert "1 more vacant" in text_of(shown)


async def test_areas_and_letters_by_form(bea: Person) -> None:
    """Removing and adding areas and setting letters work by form; a taken A is refused, or handed over."""
    (shown,) = await bea.types("/alliance roles", channel="alliance")
    await bea.presses("roles.remove", message=shown)
    await bea.fills({"role": "area:strategy"})
    assert await bea.submits() == {}
    await bea.types("/alliance roles area", channel="alliance")
    await bea.fills({"name": "Volunteer training"})
    assert await bea.submits() == {}
    (shown,) = await bea.types("/alliance matrix", channel="alliance")
    assert "Strategy" not in text_of(shown)
    await bea.types("/alliance roles set volunteer-training", channel="alliance")
    await bea.fills({"letter": "A", "organization": "clinic", "person": "leo"})
    assert "Leo Nakamura does not represent" in (await bea.submits())["person"]
    await bea.fills({"person": "tom"})
    assert await bea.submits() == {}
    await bea.types("/alliance roles set volunteer-training", channel="alliance")
    await bea.fills({"letter": "A", "organization": "shelter"})
    assert "Riverbend Community Clinic (Tom Ayers)" in (await bea.submits())["letter"]
    await bea.fills({"over": ["yes"]})
    assert await bea.submits() == {}
    (shown,) = await bea.types("/alliance who volunteer training", channel="alliance")
    assert "Accountable: *Open Door Shelter*" in text_of(shown)


async def test_a_guest_asks_who_without_a_command(alliance: World, bea: Person) -> None:
    """App Home has a button that asks, and the answer says whom to ask where nothing is found."""
    await bea.types("/alliance roles set data A org:health-dept @marcus", channel="alliance")
    omar = alliance.sandbox.person("omar")
    await omar.opens_home()
    await omar.presses("roles.ask")
    await omar.fills({"topic": "the data"})
    assert await omar.submits() == {}
    assert "Sunnybrook County Health Dept" in omar.views[-1].words
    await omar.presses("roles.ask")
    await omar.fills({"topic": "parking"})
    assert await omar.submits() == {}
    assert "I find nobody who is responsible for “parking”" in omar.views[-1].words
    assert f"<@{bea.id}>" in omar.views[-1].words


async def test_a_direct_message_asks_who(alliance: World, bea: Person) -> None:
    """Plain words to the bot are answered like the command."""
    await bea.types("/alliance roles set data A org:health-dept @marcus", channel="alliance")
    omar = alliance.sandbox.person("omar")
    for asked in ("Who is responsible for data?", "who’s the one for data"):
        before = len(omar.dms)
        await omar.types(asked)
        await alliance.sandbox.until(lambda before=before: len(omar.dms) > before + 1)  # type: ignore[misc]
        assert "Sunnybrook County Health Dept" in text_of(omar.dms[-1])


async def test_the_gaps_are_listed(bea: Person) -> None:
    """What is missing is listed, each kind on its own, with the buttons that help."""
    await bea.types("/alliance roles set data A org:health-dept", channel="alliance")
    (shown,) = await bea.types("/alliance roles gaps", channel="alliance")
    text = text_of(shown)
    assert "*Nobody is accountable for*: Research &amp; evaluation, Outreach &amp; delivery" in text
    assert "*No voting representative*" in text
    await bea.presses("roles.letter", message=shown)
    assert "Which area?" in bea.views[-1].words


async def test_looking_through_the_register_is_a_coordinators_next_step(
    alliance: World, bea: Person, clock: MovableClock
) -> None:
    """Once it is due App Home offers it to coordinators, and to nobody else."""
    await bea.types("/alliance roles add chair Chair", channel="alliance")
    await alliance.sandbox.person("leo").types("/kudos @ana for the raised beds", channel="alliance")
    clock.move(timedelta(days=90))
    for person, expected in ((bea, True), (alliance.sandbox.person("leo"), False)):
        await person.opens_home()
        assert person.home
        assert ("Is the register of roles still right?" in person.home.words) is expected


async def test_the_register_is_confirmed_with_one_button(
    alliance: World, bea: Person, clock: MovableClock
) -> None:
    """Ninety days on the coordinator is asked, presses once, and the message and the register show it."""
    await bea.types("/alliance roles add chair Chair", channel="alliance")
    clock.move(timedelta(days=90))
    await alliance.bot.database.run(terms.due)
    await alliance.sandbox.until(lambda: any("still right" in text_of(one) for one in bea.dms))
    asked = next(one for one in bea.dms if "still right" in text_of(one))
    await bea.presses("roles.confirm", message=asked)
    await alliance.sandbox.until(lambda: any("Confirmed" in text_of(one) for one in bea.dms))
    (shown,) = await alliance.sandbox.person("leo").types("/alliance roles", channel="alliance")
    assert "by Bea Larsson" in text_of(shown)
    assert "next by 29 August 2026" in text_of(shown)


async def test_others_read_and_do_not_change(alliance: World) -> None:
    """The register and the matrix have no buttons that somebody could not use."""
    leo = alliance.sandbox.person("leo")
    (shown,) = await leo.types("/alliance roles", channel="alliance")
    assert "roles.add" not in str(shown.blocks)
    (shown,) = await leo.types("/alliance roles matrix", channel="alliance")
    assert "roles.letter" not in str(shown.blocks)
    (shown,) = await leo.types("/alliance roles set data A org:gardens", channel="alliance")
    assert "coordinator capability" in text_of(shown)

"""Working groups, as people see them in Slack."""

from sandbox.person import Person
from tests.handlers.world import World, text_of


async def test_a_group_from_its_founding_to_its_end(alliance: World, bea: Person) -> None:
    """A coordinator founds it with a lead, who hears of it, fills it and hands it over; then it ends."""
    elena, tom = alliance.sandbox.person("elena"), alliance.sandbox.person("tom")
    (shown,) = await bea.types(
        "/alliance groups add prevention Prevention of diabetes @elena", channel="alliance"
    )
    assert "led by Dr Elena Ortiz (Sunnybrook General Hospital)" in text_of(shown)
    await alliance.sandbox.until(lambda: any("You lead" in text_of(one) for one in elena.dms))
    assert "says Bea Larsson" in text_of(elena.dms[-1])
    (shown,) = await elena.types("/alliance group people prevention @tom @ana", channel="alliance")
    assert "Ana Castillo (Harvest Table Food Bank)" in text_of(shown)
    (shown,) = await elena.types("/alliance groups lead prevention @tom", channel="alliance")
    assert "led by Tom Ayers" in text_of(shown)
    await alliance.sandbox.until(lambda: any("You lead" in text_of(one) for one in tom.dms))
    await tom.types("/alliance groups end prevention", channel="alliance")
    assert "its 3 people are no longer in it" in tom.views[-1].words
    assert await tom.submits() == {}
    (shown,) = await tom.types("/alliance groups", channel="alliance")
    assert "There are none yet" in text_of(shown)


async def test_what_is_missing_opens_the_form(bea: Person) -> None:
    """An incomplete command opens the form with what was typed; a refusal stands beside its field."""
    await bea.types("/alliance groups add food-access", channel="alliance")
    slug = next(block for block in bea.views[-1].blocks if block["block_id"] == "slug")
    assert slug["element"]["initial_value"] == "food-access"
    await bea.fills({"name": "Food access", "slug": "no spaces", "purpose": "Fresh food near everybody"})
    assert "letters a to z" in (await bea.submits())["slug"]
    await bea.fills({"slug": "food-access", "lead": "ana"})
    assert await bea.submits() == {}
    (shown,) = await bea.types("/alliance groups show food-access", channel="alliance")
    assert "Fresh food near everybody" in text_of(shown)
    await bea.presses("groups.edit", message=shown)
    await bea.fills({"name": "Food for all"})
    assert await bea.submits() == {}
    (shown,) = await bea.types("/alliance groups show food-acess", channel="alliance")
    assert "Did you mean food-access?" in text_of(shown)


async def test_a_guest_joins_by_button(alliance: World, bea: Person) -> None:
    """App Home leads to the groups, which are joined and left without a command."""
    omar = alliance.sandbox.person("omar")
    await bea.types("/alliance groups add seniors Seniors", channel="alliance")
    await omar.opens_home()
    assert omar.home
    assert "Your groups" in omar.home.words
    await omar.presses("groups.list")
    await alliance.sandbox.until(lambda: omar.modal is not None)
    await omar.presses("groups.join")
    await alliance.sandbox.until(lambda: "You are in" in omar.views[-1].words)
    await omar.presses("groups.leave")
    await alliance.sandbox.until(lambda: "no longer in" in omar.views[-1].words)


async def test_the_people_of_a_group_are_changed_in_a_form(alliance: World, bea: Person) -> None:
    """The form shows who is in it; what changed in it is what changes."""
    await bea.types("/alliance groups add seniors Seniors", channel="alliance")
    await bea.types("/alliance groups people seniors @leo @tom", channel="alliance")
    await bea.types("/alliance groups people seniors", channel="alliance")
    await alliance.sandbox.person("ana").types("/alliance groups join seniors", channel="alliance")
    await bea.fills({"people": ["tom", "grace"]})
    assert await bea.submits() == {}
    (shown,) = await bea.types("/alliance groups seniors", channel="alliance")
    text = text_of(shown)
    assert all(name in text for name in ("Ana Castillo", "Tom Ayers", "Grace Muller"))
    assert "Leo Nakamura" not in text


async def test_the_committee_is_not_walked_into(alliance: World, bea: Person) -> None:
    """Joining the steering committee says who adds people; others may not found groups."""
    await bea.types("/alliance groups add steering Steering committee", channel="alliance")
    leo = alliance.sandbox.person("leo")
    (shown,) = await leo.types("/alliance groups join steering", channel="alliance")
    assert "one seat for each major partner" in text_of(shown)
    (shown,) = await leo.types("/alliance groups add mine Mine", channel="alliance")
    assert "Coordinators and the steering committee found groups" in text_of(shown)


async def test_a_doubtful_purpose_is_asked_about(bea: Person) -> None:
    """What may point to a patient is not stored before somebody has checked it."""
    await bea.types("/alliance groups add seniors", channel="alliance")
    await bea.fills({"name": "Seniors", "purpose": "Call 617-555-0134 for a lift"})
    await bea.submits()
    assert "Not sent yet" in bea.views[-1].words or "Not done yet" in bea.views[-1].words
    (shown,) = await bea.types("/alliance groups", channel="alliance")
    assert "There are none yet" in text_of(shown)

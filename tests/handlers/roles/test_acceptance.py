"""A regional alliance governs itself: who answers for what, who sits on the committee, and who to ask."""

from sandbox.person import Person
from tests.handlers.world import World, text_of

LETTERS = (
    "set data A org:health-dept @marcus",
    "set evaluation A org:university @priya",
    "set outreach A org:food-bank @ana",
    "set outreach R org:gardens",
    "set outreach R org:voices",
    "set funding A org:foundation @grace",
)


async def test_a_regional_alliance(alliance: World, bea: Person) -> None:
    """The county answers for data, a university for evaluation; communities reach out, a foundation funds."""
    for letter in LETTERS:
        (shown,) = await bea.types(f"/alliance roles {letter}", channel="alliance")
        assert "Saved" in text_of(shown)
    leo = alliance.sandbox.person("leo")
    (shown,) = await leo.types("/alliance roles who data", channel="alliance")
    marcus = alliance.sandbox.person("marcus")
    assert f"Accountable: *Sunnybrook County Health Dept*, ask <@{marcus.id}>" in text_of(shown)
    (shown,) = await leo.types("/alliance who does outreach?", channel="alliance")
    assert "Responsible: *Green Plot Community Gardens* and *Diabetes Voices*" in text_of(shown)
    (shown,) = await leo.types("/alliance roles matrix", channel="alliance")
    text = text_of(shown)
    assert "A · Accountable: Lakeside University Public Health (Dr Priya Raman)" in text
    assert "A · Accountable: Hillside Foundation (Grace Muller)" in text
    assert "R · Responsible: Green Plot Community Gardens, Diabetes Voices" in text


async def test_a_second_a_is_refused_naming_the_holder(alliance: World, bea: Person) -> None:
    """The refusal names organisation and person, and both ways out are one press away."""
    await bea.types("/alliance roles set data A org:health-dept @marcus", channel="alliance")
    (shown,) = await bea.types("/alliance roles set data A org:clinic @tom", channel="alliance")
    assert (
        "Sunnybrook County Health Dept (Marcus Lee) is accountable for Data &amp; analysis already. "
        "Make it Responsible, or hand the A over first."
    ) in text_of(shown)
    again = "/alliance roles set area data A org:clinic @tom"
    await bea.presses("roles.help", message=shown)
    await alliance.sandbox.until(
        lambda: "R · Responsible: Riverbend Community Clinic (Tom Ayers)" in text_of(shown)
    )
    (shown,) = await bea.types(again, channel="alliance")
    await bea.presses("roles.take", message=shown)
    await alliance.sandbox.until(
        lambda: "A · Accountable: Riverbend Community Clinic (Tom Ayers)" in text_of(shown)
    )
    assert "Sunnybrook County Health Dept (Marcus Lee) is accountable no longer" in text_of(shown)


async def test_the_committee_has_a_seat_for_each_partner(alliance: World, bea: Person) -> None:
    """Those who are named sit on the committee, and may found groups from then on."""
    await bea.types("/alliance groups add steering Steering committee @dana", channel="alliance")
    (shown,) = await bea.types("/alliance groups people steering @grace @priya @elena", channel="alliance")
    assert "4 people" in text_of(shown)
    grace = alliance.sandbox.person("grace")
    (shown,) = await grace.types("/alliance groups add seniors Seniors", channel="alliance")
    assert "Founded" in text_of(shown)
    (shown,) = await grace.types("/alliance who steering", channel="alliance")
    assert f"led by <@{alliance.sandbox.person('dana').id}>" in text_of(shown)

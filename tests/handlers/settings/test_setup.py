"""`/alliance setup`: from an empty alliance to a working one, in four pages."""

from bot.rules import settings as rules
from bot.rules.members import MemberStatus
from bot.services import setup
from sandbox.users import User
from storage import settings as rows
from storage import setup as counts
from storage.unit import Unit
from tests.handlers.settings.coordination import coordinate, people, sends
from tests.handlers.world import World, text_of


async def _begin(alliance: World, page: str, handle: str = "bea") -> None:
    """Open the set-up at a page."""
    person = alliance.sandbox.person(handle)
    await person.types(f"/alliance setup {page}", channel="alliance")
    assert await sends(alliance, handle) == {}


async def test_an_admin_sets_an_alliance_up(alliance: World) -> None:
    """The first admin coordinates, and goes through name, channels, organisations and people in one go."""
    bea = alliance.sandbox.person("bea")
    alliance.sandbox.person("leo").user.email = "leo@new-gardens.example"
    alliance.sandbox.person("ana").user.email = "ana@gmail.com"
    await bea.types("/alliance setup", channel="alliance")
    assert bea.modal
    assert "You are the alliance's first coordinator now" in bea.modal.words
    assert await sends(alliance, "bea") == {}
    assert bea.modal.state[rules.TIMEZONE]["value"]["value"] == "America/New_York"
    await bea.fills({rules.NAME: "Sunnybrook Health Alliance"})
    assert await sends(alliance, "bea") == {}
    assert "I am in <#" in bea.modal.words
    await bea.fills({rules.NEWS_CHANNEL: "alliance-news"})
    assert await sends(alliance, "bea") == {}
    assert "new-gardens.example (1)" in bea.modal.words
    assert "gmail.com" not in bea.modal.words
    lines = bea.modal.state["organizations"]["organizations"]["value"]
    assert lines == "New Gardens, new-gardens, new-gardens.example"
    await bea.fills({"organizations": f"{lines}\nSunny Riders, riders"})
    assert await sends(alliance, "bea") == {}
    assert "Saved: New Gardens, Sunny Riders." in bea.modal.words
    await _invites_people(alliance)


async def _invites_people(alliance: World) -> None:
    """On the last page, leave Tom out, choose for Ana, and invite."""
    bea, ana = alliance.sandbox.person("bea"), alliance.sandbox.person("ana")
    assert bea.modal
    tom = next(block for block in bea.modal.blocks if "Tom" in str(block))
    others = [one["value"] for one in tom["element"]["options"] if "Tom" not in str(one)]
    await bea.fills({tom["block_id"]: others, f"picked-{ana.id}": "Sunny Riders"})
    assert await sends(alliance, "bea") == {}
    assert "people are invited" in bea.modal.words
    assert ":white_check_mark: The alliance has a name" in bea.modal.words
    assert ":white_large_square: A first working group" in bea.modal.words
    found = await people(alliance)
    assert not [name for name in found if name.startswith("Tom")]
    assert {one.status for name, one in found.items() if name != "Bea Larsson"} == {MemberStatus.INVITED}
    partners = await alliance.bot.database.read(_partners)
    assert partners[found["Leo Nakamura"].organization_id or 0] == "New Gardens"
    assert partners[found["Ana Castillo"].organization_id or 0] == "Sunny Riders"
    await alliance.sandbox.until(lambda: bool(ana.dms))


def _partners(unit: Unit) -> dict[int, str]:
    return counts.organizations(unit)


async def test_fifty_people_are_in_at_once(alliance: World) -> None:
    """The whole channel is suggested by organisation and invited with one press, within Slack's limits."""
    await coordinate(alliance, "bea")
    workspace = alliance.sandbox.workspace
    for number in range(50):
        email = f"p{number}@schools.example"
        user = User(f"U0NEW{number:05}", f"p{number}", f"Teacher {number}", workspace.team_id, email=email)
        workspace.users[user.id] = user
        workspace.channel("alliance").members.append(user.id)
    await _begin(alliance, "people")
    bea = alliance.sandbox.person("bea")
    assert bea.modal
    assert "Teacher 49" in str(bea.modal.blocks)
    assert await sends(alliance, "bea") == {}
    assert "are invited" in bea.modal.words
    teachers = [one for name, one in (await people(alliance)).items() if name.startswith("Teacher")]
    assert len(teachers) == 50
    assert len({one.organization_id for one in teachers}) == 1
    assert {call.status for call in alliance.sandbox.calls} == {200}


async def test_nobody_is_suggested_twice(alliance: World) -> None:
    """Apps, deactivated people and those who are in already are left out of the page of people."""
    await coordinate(alliance, "bea")
    await _begin(alliance, "people")
    bea = alliance.sandbox.person("bea")
    assert bea.modal
    shown = str(bea.modal.blocks)
    assert "Tom" in shown
    assert not [name for name in ("deploybot", "Nina", "Bea Larsson") if name in shown]
    assert await sends(alliance, "bea") == {}
    await _begin(alliance, "people")
    assert "Everybody whom I see in" in bea.modal.words


async def test_the_set_up_is_for_coordinators(alliance: World) -> None:
    """Who is no admin hears who can; and once somebody coordinates, an admin no longer takes it."""
    ana, bea = alliance.sandbox.person("ana"), alliance.sandbox.person("bea")
    refused = text_of((await ana.types("/alliance setup", channel="alliance"))[0])
    assert "An admin or owner of this workspace becomes its first coordinator" in refused
    await coordinate(alliance, "ana")
    refused = text_of((await bea.types("/alliance setup", channel="alliance"))[0])
    assert "Ask one of them" in refused


async def test_a_bad_line_keeps_the_list(alliance: World) -> None:
    """The refusal names the line, beside the field; nothing of the list is saved or lost."""
    await coordinate(alliance, "bea")
    await _begin(alliance, "organisations")
    bea = alliance.sandbox.person("bea")
    text = "Sunny Riders, riders\nOther Clinic, clinic"
    await bea.fills({"organizations": text})
    assert "Line 2: clinic is" in (await sends(alliance, "bea"))["organizations"]
    assert bea.modal
    assert bea.modal.state["organizations"]["organizations"]["value"] == text
    assert "Sunny Riders" not in (await alliance.bot.database.read(_partners)).values()


async def test_a_channel_that_is_closed_to_the_bot(alliance: World) -> None:
    """A private channel without the bot is saved, and the next page says what to do."""
    await coordinate(alliance, "bea")
    await _begin(alliance, "channels")
    bea, steering = alliance.sandbox.person("bea"), alliance.sandbox.channel("steering")
    await bea.fills({rules.STEERING_CHANNEL: "steering"})
    assert await sends(alliance, "bea") == {}
    assert bea.modal
    assert f"I could not enter <#{steering.id}>" in bea.modal.words
    stored = await alliance.bot.database.read(rows.several, [rules.STEERING_CHANNEL])
    assert stored == {rules.STEERING_CHANNEL: steering.id}


async def test_a_slow_slack_is_waited_for(alliance: World) -> None:
    """Where looking at people takes long, the window says so at once, and shows them when they are there."""
    await coordinate(alliance, "bea")
    bea = alliance.sandbox.person("bea")
    await bea.types("/alliance setup people", channel="alliance")
    alliance.sandbox.faults.rate_limited("users.info", retry_after=3)
    await bea.submits()
    assert bea.modal
    assert "Working on it" in bea.modal.words
    await alliance.sandbox.until(lambda: bea.modal is not None and "Tom" in str(bea.modal.blocks))
    assert await sends(alliance, "bea") == {}
    assert "people are invited" in bea.modal.words


async def test_home_leads_through_the_set_up(alliance: World) -> None:
    """App Home shows a coordinator what is open, with the next thing to do, until it is put away."""
    await coordinate(alliance, "bea")
    bea = alliance.sandbox.person("bea")
    await bea.opens_home()
    await alliance.sandbox.until(lambda: bea.home is not None)
    assert bea.home
    assert "Set the alliance up: The alliance has a name" in bea.home.words
    await bea.presses("settings.setup:alliance")
    assert bea.modal
    assert "Which page?" in str(bea.modal.blocks)
    await bea.closes()
    await bea.presses("settings.hide")
    await alliance.sandbox.until(lambda: bea.modal is not None and "put away" in bea.modal.words)
    await alliance.sandbox.until(lambda: bea.home is not None and "Set-up of the" not in bea.home.words)
    assert not await alliance.bot.database.read(_is_shown)


def _is_shown(unit: Unit) -> bool:
    return not rows.number(unit, setup.HIDDEN, 0)


async def test_home_offers_a_vacant_alliance(alliance: World) -> None:
    """Before anybody coordinates, Home has the way to begin; other members see nothing of it later."""
    ana = alliance.sandbox.person("ana")
    await ana.opens_home()
    await alliance.sandbox.until(lambda: ana.home is not None)
    assert ana.home
    assert "Nobody coordinates this alliance yet" in ana.home.words
    await coordinate(alliance, "bea")
    await ana.opens_home()
    await alliance.sandbox.until(lambda: ana.home is not None and "Nobody" not in ana.home.words)
    assert "Set-up" not in ana.home.words

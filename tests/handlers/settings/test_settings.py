"""`/alliance settings`, as people meet it."""

from bot.rules import settings as rules
from storage import settings as rows
from tests.handlers.settings.coordination import coordinate
from tests.handlers.world import World, text_of


async def _value(alliance: World, key: str) -> object:
    stored = await alliance.bot.database.read(rows.several, [key])
    return stored.get(key)


async def test_everybody_sees_the_settings(alliance: World) -> None:
    """Who does not coordinate reads them, without buttons to change them, and hears who can."""
    shown = (await alliance.sandbox.person("ana").types("/alliance settings", channel="alliance"))[0]
    text = text_of(shown)
    assert "Time zone: America/New_York" in text
    assert "Kudos a day: 5" in text
    assert "Who may join: Everybody in this workspace" in text
    assert f"Alliance: <#{alliance.sandbox.channel('alliance').id}>" in text
    assert "Coordinators change them" in text
    assert "settings.change" not in str(shown.blocks)


async def test_a_coordinator_changes_a_group_in_a_form(alliance: World) -> None:
    """The button opens the form with what counts now; saving shows what counts from now on."""
    await coordinate(alliance, "bea")
    bea = alliance.sandbox.person("bea")
    shown = (await bea.types("/alliance settings", channel="alliance"))[0]
    await bea.presses("settings.change:messages", shown)
    assert bea.modal
    assert bea.modal.state[rules.QUIET_FROM]["value"]["selected_time"] == "18:00"
    await bea.fills({rules.QUIET_FROM: "20:30", rules.DAILY_LIMIT: "2"})
    assert await bea.submits() == {}
    assert "Saved. From now on: Direct messages a day: *2* · Quiet from: *20:30*." in bea.modal.words
    assert await _value(alliance, rules.DAILY_LIMIT) == 2
    await bea.presses("settings.show")
    assert "Quiet from: 20:30" in bea.modal.words


async def test_what_cannot_be_stands_beside_its_field(alliance: World) -> None:
    """Reminders within the quiet hours are refused where they were chosen, and nothing is saved."""
    await coordinate(alliance, "bea")
    bea = alliance.sandbox.person("bea")
    await bea.types("/alliance settings morning", channel="alliance")
    await bea.fills({rules.MORNING: "06:00", rules.DAILY_LIMIT: "2"})
    assert "quiet hours" in (await bea.submits())[rules.MORNING]
    assert await _value(alliance, rules.DAILY_LIMIT) is None


async def test_one_setting_is_typed(alliance: World) -> None:
    """A key and a value change it at once; a channel may be mentioned, and quotes are not needed."""
    await coordinate(alliance, "bea")
    bea, news = alliance.sandbox.person("bea"), alliance.sandbox.channel("alliance-news").id
    for typed, key, value in (
        ("kudos 7", rules.KUDOS_ALLOWANCE, 7),
        ("zone “Los Angeles”", rules.TIMEZONE, "America/Los_Angeles"),
        ("name Sunnybrook & Friends", rules.NAME, "Sunnybrook & Friends"),
        ("news #alliance-news", rules.NEWS_CHANNEL, news),
    ):
        shown = (await bea.types(f"/alliance settings {typed}", channel="alliance"))[0]
        assert "Saved. From now on" in text_of(shown)
        assert await _value(alliance, key) == value
    again = (await bea.types("/alliance settings kudos 7", channel="alliance"))[0]
    assert "That is how it was already." in text_of(again)


async def test_what_is_typed_wrongly_is_explained(alliance: World) -> None:
    """A misspelt key names the nearest, a bad value what is possible, and what was typed stays."""
    await coordinate(alliance, "bea")
    bea = alliance.sandbox.person("bea")
    unknown = text_of((await bea.types("/alliance settings kudso 7", channel="alliance"))[0])
    assert "Did you mean kudos?" in unknown
    assert "You typed: /alliance settings kudso 7" in unknown
    bad = text_of((await bea.types("/alliance settings kudos 700", channel="alliance"))[0])
    assert "write a whole number from 1 to 50" in bad


async def test_nobody_else_changes_anything(alliance: World) -> None:
    """Typed or by the form, a member is refused and told who can."""
    await coordinate(alliance, "bea")
    ana = alliance.sandbox.person("ana")
    for typed in ("kudos 7", "kudos"):
        shown = text_of((await ana.types(f"/alliance settings {typed}", channel="alliance"))[0])
        assert "Ask a coordinator" in shown
    assert ana.modal is None
    assert await _value(alliance, rules.KUDOS_ALLOWANCE) is None


async def test_a_name_shows_as_it_is(alliance: World) -> None:
    """What a coordinator writes neither mentions nor formats anything."""
    await coordinate(alliance, "bea")
    bea = alliance.sandbox.person("bea")
    await bea.types("/alliance settings name <!channel> *all*", channel="alliance")
    shown = (await alliance.sandbox.person("ana").types("/alliance settings", channel="alliance"))[0]
    assert "<!channel>" not in str(shown.blocks)


async def test_settings_without_commands(alliance: World) -> None:
    """From App Home the menu leads to the settings, too."""
    await coordinate(alliance, "bea")
    bea = alliance.sandbox.person("bea")
    await bea.opens_home()
    await alliance.sandbox.until(lambda: bea.home is not None)
    await bea.presses("settings.show")
    await alliance.sandbox.until(lambda: bea.modal is not None)
    assert bea.modal
    assert "Settings of the alliance" in bea.modal.words

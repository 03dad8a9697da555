"""The settings of an alliance: which there are, and what each takes."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import RuleError
from bot.rules import settings
from bot.rules.settings import BY_KEY, GROUPS, SETTINGS, Kind

DEFAULTS = {setting.key: setting.default for setting in SETTINGS}


def test_every_setting_belongs_to_a_group() -> None:
    """No setting is left out of what is shown, and the defaults agree with each other."""
    assert {setting.group for setting in SETTINGS} == GROUPS.keys()
    assert [one for group in GROUPS for one in settings.of_group(group)] == list(SETTINGS)
    settings.ensure_consistent(DEFAULTS)


@pytest.mark.parametrize("setting", [one for one in SETTINGS if one.default != ""], ids=lambda one: one.key)
def test_every_default_is_a_value(setting: settings.Setting) -> None:
    """What counts before anybody chose could be chosen as well."""
    assert settings.clean(setting, str(setting.default)) == setting.default


@pytest.mark.parametrize(
    ("word", "key"),
    [
        ("alliance.name", settings.NAME),
        ("Name", settings.NAME),
        ("zone", settings.TIMEZONE),
        ("quiet-from", settings.QUIET_FROM),
        ("allowance:", settings.KUDOS_ALLOWANCE),
        ("morning", settings.MORNING),
    ],
)
def test_a_setting_is_found_by_a_short_word(word: str, key: str) -> None:
    """Nobody needs to know a whole key."""
    assert settings.find(word).key == key


@pytest.mark.parametrize(("word", "hint"), [("quiet_form", "Did you mean quiet_from?"), ("xyzzy", "name, ")])
def test_an_unknown_setting(word: str, hint: str) -> None:
    """A misspelt word names the nearest, any other all there are."""
    with pytest.raises(RuleError, match="There is no setting called") as caught:
        settings.find(word)
    assert hint in caught.value.sentence


@pytest.mark.parametrize(
    ("key", "typed", "value"),
    [
        (settings.NAME, "  Sunnybrook   Health ", "Sunnybrook Health"),
        (settings.TIMEZONE, "america/new_york", "America/New_York"),
        (settings.TIMEZONE, "New York", "America/New_York"),
        (settings.TIMEZONE, "utc", "UTC"),
        (settings.JOINING, "Approval", "approval"),
        (settings.JOINING, "everybody in this workspace", "open"),
        (settings.KUDOS_ALLOWANCE, "50", 50),
        (settings.QUIET_FROM, "6pm", "18:00"),
        (settings.QUIET_FROM, "6:30 p.m.", "18:30"),
        (settings.QUIET_FROM, "12am", "00:00"),
        (settings.QUIET_FROM, "12 PM", "12:00"),
        (settings.QUIET_FROM, "7.15", "07:15"),
        (settings.NEWS_CHANNEL, "C0NEWS0000", "C0NEWS0000"),
        (settings.NEWS_CHANNEL, "none", ""),
    ],
)
def test_clean(key: str, typed: str, value: settings.Value) -> None:
    """What people write in their own way is understood."""
    assert settings.clean(BY_KEY[key], typed) == value


@pytest.mark.parametrize(
    ("key", "typed", "sentence"),
    [
        (settings.NAME, "  ", "write 1 to 80 characters"),
        (settings.NAME, "x" * 81, "write 1 to 80 characters"),
        (settings.TIMEZONE, "New Yrok", "Did you mean America/New_York?"),
        (settings.TIMEZONE, "", "no time zone called nothing"),
        (settings.JOINING, "perhaps", "choose open or approval"),
        (settings.KUDOS_ALLOWANCE, "0", "from 1 to 50"),
        (settings.KUDOS_ALLOWANCE, "51", "from 1 to 50"),
        (settings.KUDOS_ALLOWANCE, "many", "from 1 to 50"),
        (settings.DAILY_LIMIT, "11", "from 1 to 10"),
        (settings.QUIET_FROM, "25:00", "such as 18:00 or 6pm"),
        (settings.QUIET_FROM, "13pm", "such as 18:00 or 6pm"),
        (settings.QUIET_FROM, "0am", "such as 18:00 or 6pm"),
        (settings.QUIET_FROM, "late", "such as 18:00 or 6pm"),
        (settings.NEWS_CHANNEL, "#news", "pick a channel"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(key: str, typed: str, sentence: str) -> None:
    """The sentence says what is possible."""
    with pytest.raises(RuleError) as caught:
        settings.clean(BY_KEY[key], typed)
    assert sentence in caught.value.sentence
    assert caught.value.field == key


@given(typed=st.text(max_size=60))
@pytest.mark.parametrize("kind", list(Kind))
def test_any_text_is_a_value_or_a_refusal(kind: Kind, typed: str) -> None:
    """Nothing that people type is an error of ours, and what is stored would be taken again."""
    setting = next(one for one in SETTINGS if one.kind is kind)
    with suppress(RuleError):
        value = settings.clean(setting, typed)
        assert settings.clean(setting, str(value)) == value


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({settings.QUIET_UNTIL: "18:00"}, settings.QUIET_UNTIL),
        ({settings.MORNING: "07:00"}, settings.MORNING),
        ({settings.QUIET_UNTIL: "09:00"}, settings.MORNING),
    ],
)
def test_hours_that_contradict_each_other(changed: dict[str, settings.Value], field: str) -> None:
    """No reminder is planned for a time at which nothing is sent."""
    with pytest.raises(RuleError) as caught:
        settings.ensure_consistent(DEFAULTS | changed)
    assert caught.value.field == field

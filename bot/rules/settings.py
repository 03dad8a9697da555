"""What an alliance may change for itself: one table, of which forms, checks and display are made."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import time
from difflib import get_close_matches
from enum import StrEnum
from functools import lru_cache
from zoneinfo import available_timezones

from bot.errors import RuleError
from bot.rules.joining import NO_NAME, Joining
from bot.rules.kudos import DAILY_ALLOWANCE
from bot.rules.notifications import is_quiet

NAME = "alliance.name"
TIMEZONE = "alliance.timezone"
TIMEZONE_CHOSEN = "alliance.timezone.chosen"
"""Set once a coordinator chose the zone; until then it is the one that whoever runs the bot gives."""
JOINING = "members.joining"
KUDOS_ALLOWANCE = "kudos.allowance"
DAILY_LIMIT = "notifications.daily_limit"
QUIET_FROM = "notifications.quiet_from"
QUIET_UNTIL = "notifications.quiet_until"
MORNING = "reminders.at"
STEERING_CHANNEL = "alliance.channels.steering"
URGENT_CHANNEL = "alliance.channels.urgent"
NEWS_CHANNEL = "alliance.channels.news"

Value = str | int
_CHANNEL = re.compile(r"[CG][A-Z0-9]{5,}")
_TIME = re.compile(r"(?P<hour>[0-9]{1,2})(?:[:.h](?P<minute>[0-9]{2}))?\s*(?:(?P<half>[apAP])\.?[mM]?\.?)?")
_REGIONS = {
    *("Africa", "America", "Antarctica", "Arctic", "Asia"),
    *("Atlantic", "Australia", "Europe", "Indian", "Pacific"),
}
HOURS, MINUTES, NOON = 24, 60, 12


class Kind(StrEnum):
    """What a choice looks like."""

    TEXT = "text"
    ZONE = "zone"
    CHOICE = "choice"
    NUMBER = "number"
    TIME = "time"
    CHANNEL = "channel"


@dataclass(frozen=True, slots=True)
class Setting:
    """One thing that the alliance decides on. `least` and `most` bound a number, or a text's length."""

    key: str
    group: str
    kind: Kind
    label: str
    hint: str
    default: Value = ""
    least: int = 0
    most: int = 0
    choices: tuple[tuple[str, str], ...] = ()


GROUPS = {
    "alliance": "The alliance",
    "members": "Joining",
    "kudos": "Thanks",
    "messages": "Messages from me",
    "channels": "Channels",
}
"""The groups in which settings are shown and changed, with their headings."""

SETTINGS = (
    Setting(NAME, "alliance", Kind.TEXT, "Name", "As people call it.", NO_NAME, least=1, most=80),
    Setting(
        TIMEZONE,
        "alliance",
        Kind.ZONE,
        "Time zone",
        "Such as America/New_York, or only New York. It counts where Slack tells none of a person.",
        "UTC",
    ),
    Setting(
        JOINING,
        "members",
        Kind.CHOICE,
        "Who may join",
        "By approval, a coordinator lets each new person in.",
        Joining.OPEN.value,
        choices=(
            (Joining.OPEN.value, "Everybody in this workspace"),
            (Joining.APPROVAL.value, "Whom a coordinator lets in"),
        ),
    ),
    Setting(
        KUDOS_ALLOWANCE,
        "kudos",
        Kind.NUMBER,
        "Kudos a day",
        "How many one person can give.",
        DAILY_ALLOWANCE,
        least=1,
        most=50,
    ),
    Setting(
        DAILY_LIMIT,
        "messages",
        Kind.NUMBER,
        "Direct messages a day",
        "How many one person gets from me at the most; the rest comes together in one.",
        3,
        least=1,
        most=10,
    ),
    Setting(QUIET_FROM, "messages", Kind.TIME, "Quiet from", "In each person's own time zone.", "18:00"),
    Setting(QUIET_UNTIL, "messages", Kind.TIME, "Quiet until", "What waits goes out then.", "08:00"),
    Setting(
        MORNING,
        "messages",
        Kind.TIME,
        "Morning reminders at",
        "In each person's own time zone, and not in the quiet hours.",
        "08:30",
    ),
    Setting(STEERING_CHANNEL, "channels", Kind.CHANNEL, "Steering committee", "Where it meets in Slack."),
    Setting(URGENT_CHANNEL, "channels", Kind.CHANNEL, "Urgent", "Where something urgent is announced."),
    Setting(NEWS_CHANNEL, "channels", Kind.CHANNEL, "News", "Where news and wins are told."),
)
BY_KEY = {setting.key: setting for setting in SETTINGS}
_WORDS = {
    **{setting.key.rpartition(".")[2]: setting.key for setting in SETTINGS},
    "zone": TIMEZONE,
    "kudos": KUDOS_ALLOWANCE,
    "reminders": MORNING,
    "morning": MORNING,
}
"""What people may type for a setting besides its key."""


def find(word: str) -> Setting:
    """Return the setting of a key, or of the short word for it; RuleError names the nearest."""
    typed = word.strip().lower().replace("-", "_").rstrip(":=")
    key = _WORDS.get(typed, typed)
    if key in BY_KEY:
        return BY_KEY[key]
    near = get_close_matches(typed, [*_WORDS, *BY_KEY], n=1)
    hint = f"Did you mean {near[0]}?" if near else f"There are: {', '.join(_WORDS)}."
    raise RuleError(f"There is no setting called {word.strip()}. {hint}")


def of_group(group: str) -> list[Setting]:
    """Return the settings of a group."""
    return [setting for setting in SETTINGS if setting.group == group]


def clean(setting: Setting, typed: str) -> Value:
    """Return what was typed as it is stored, or raise RuleError beside the setting's field."""
    try:
        return _CLEANERS[setting.kind](setting, " ".join(typed.split()))
    except RuleError as error:
        raise RuleError(error.sentence, field=setting.key) from error


def ensure_consistent(chosen: Mapping[str, Value]) -> None:
    """Raise RuleError where the hours for messages contradict each other."""
    begin, end = str(chosen[QUIET_FROM]), str(chosen[QUIET_UNTIL])
    if begin == end:
        raise RuleError("Quiet hours need to end at another time than they begin.", field=QUIET_UNTIL)
    if is_quiet(*map(time.fromisoformat, (str(chosen[MORNING]), begin, end))):
        raise RuleError(
            f"Reminders at {chosen[MORNING]} would fall into the quiet hours, {begin} to {end}. "
            "Choose another time for one of them.",
            field=MORNING,
        )


def _text(setting: Setting, typed: str) -> str:
    if not setting.least <= len(typed) <= setting.most:
        raise RuleError(f"{setting.label}: write {setting.least} to {setting.most} characters.")
    return typed


def _zone(_setting: Setting, typed: str) -> str:
    wanted = typed.replace(" ", "_").casefold()
    names, cities = _zones()
    if found := names.get(wanted) or cities.get(wanted):
        return found
    near = get_close_matches(wanted, cities, n=1)
    hint = f"Did you mean {cities[near[0]]}?" if near else "Write it like America/New_York."
    raise RuleError(f"I know no time zone called {typed or 'nothing'}. {hint}")


@lru_cache(maxsize=1)
def _zones() -> tuple[dict[str, str], dict[str, str]]:
    """Return the zones' names by what people may type: the whole name, or its city alone."""
    names = sorted(available_timezones(), key=len, reverse=True)
    cities = {name.rpartition("/")[2].casefold(): name for name in names if name.split("/")[0] in _REGIONS}
    return {name.casefold(): name for name in names}, cities


def _choice(setting: Setting, typed: str) -> str:
    for value, label in setting.choices:
        if typed.casefold() in {value, label.casefold()}:
            return value
    values = " or ".join(value for value, _ in setting.choices)
    raise RuleError(f"{setting.label}: choose {values}.")


def _number(setting: Setting, typed: str) -> int:
    if not (typed.isascii() and typed.isdecimal() and setting.least <= int(typed[:9]) <= setting.most):
        raise RuleError(f"{setting.label}: write a whole number from {setting.least} to {setting.most}.")
    return int(typed)


def _time(setting: Setting, typed: str) -> str:
    found = _TIME.fullmatch(typed)
    if found:
        hour, minute = int(found["hour"]), int(found["minute"] or 0)
        if found["half"]:
            is_hour = 1 <= hour <= NOON
            hour = hour % NOON + (NOON if found["half"].lower() == "p" else 0) if is_hour else HOURS
        if hour < HOURS and minute < MINUTES:
            return f"{hour:02}:{minute:02}"
    raise RuleError(f"{setting.label}: write a time of day, such as 18:00 or 6pm.")


def _channel(setting: Setting, typed: str) -> str:
    if typed.lower() in {"", "none", "no"}:
        return ""
    if not _CHANNEL.fullmatch(typed):
        raise RuleError(f"{setting.label}: pick a channel from the list that appears after #.")
    return typed


_CLEANERS: Mapping[Kind, Callable[[Setting, str], Value]] = {
    Kind.TEXT: _text,
    Kind.ZONE: _zone,
    Kind.CHOICE: _choice,
    Kind.NUMBER: _number,
    Kind.TIME: _time,
    Kind.CHANNEL: _channel,
}

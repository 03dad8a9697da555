"""What the alliance chose for itself: everybody looks, coordinators change."""

from collections.abc import Mapping

from bot.actor import Actor, Capability
from bot.rules import settings as rules
from bot.rules.privacy import ensure_private
from bot.rules.settings import BY_KEY, TIMEZONE, TIMEZONE_CHOSEN, Kind, Setting, Value
from storage import audit, settings
from storage.unit import Unit


def chosen(unit: Unit, actor: Actor) -> dict[str, Value]:
    """Return the value of each setting, chosen or not."""
    actor.require(Capability.OBSERVER)
    return _values(unit)


def to_change(unit: Unit, actor: Actor) -> dict[str, Value]:
    """Return the value of each setting to somebody who is about to change one."""
    actor.require(Capability.COORDINATOR)
    return _values(unit)


def change(
    unit: Unit, actor: Actor, typed: Mapping[str, str], *, confirmed: bool = False
) -> list[tuple[Setting, Value]]:
    """Store what was typed, by key; return the settings that have another value now.

    RuleError names the field of what cannot be, and then nothing is changed.
    """
    actor.require(Capability.COORDINATOR)
    before = _values(unit)
    wanted = {key: _clean(BY_KEY[key], text, confirmed=confirmed) for key, text in typed.items()}
    rules.ensure_consistent(before | wanted)
    for key, value in wanted.items():
        settings.choose(unit, key, value)
    if TIMEZONE in wanted:
        settings.choose(unit, TIMEZONE_CHOSEN, 1)
    changed = [(BY_KEY[key], value) for key, value in wanted.items() if value != before[key]]
    for setting, _ in changed:
        audit.record(unit, actor.member_id, "setting.changed", f"setting:{setting.key}")
    return changed


def _clean(setting: Setting, typed: str, *, confirmed: bool) -> Value:
    """Return a value that may be stored; what people write freely passes the privacy guard."""
    if setting.kind is Kind.TEXT:
        ensure_private(typed, confirmed=confirmed, field=setting.key)
    return rules.clean(setting, typed)


def _values(unit: Unit) -> dict[str, Value]:
    stored = settings.several(unit, BY_KEY)
    return {key: stored.get(key, setting.default) for key, setting in BY_KEY.items()}

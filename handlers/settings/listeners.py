"""What people can do about settings: look, and as coordinators change."""

from bot.rules import settings as rules
from bot.rules.settings import BY_KEY, GROUPS, Kind, Setting
from bot.services import settings, setup
from handlers.kit import grammar
from handlers.kit.answers import OpenForm, Reply
from handlers.kit.call import Call
from handlers.settings import forms, pages

SHOW = frozenset({"show", "list"})
QUOTES = "\"'“”„«» "


async def command(call: Call) -> Reply | OpenForm:
    """`/alliance settings [KEY [VALUE]]`: look, open the form, or change one at once."""
    word, value = (*call.text.split(maxsplit=1), "", "")[:2]
    if not word or word.lower() in SHOW:
        return await show(call)
    setting = rules.find(word)
    if not value.strip():
        return await _form(call, setting.group)
    return await _change(call, {setting.key: _typed(setting, value)})


async def show(call: Call) -> Reply:
    """Show every setting; coordinators get a button at each group."""
    values = await call.read(settings.chosen)
    standing = await call.read(setup.standing)
    return pages.settings(call, values, can_change=standing.is_coordinator)


async def open_form(call: Call) -> OpenForm:
    """Open the form of one group."""
    return await _form(call, call.argument)


async def save(call: Call) -> Reply:
    """Take the filled-in form of one group."""
    group = str(call.metadata.get("group", ""))
    return await _change(call, forms.typed(call.values, rules.of_group(group)))


async def _form(call: Call, group: str) -> OpenForm:
    values = await call.read(settings.to_change)
    return OpenForm(forms.change(group if group in GROUPS else next(iter(GROUPS)), values))


async def _change(call: Call, typed: dict[str, str]) -> Reply:
    """Change what was typed, and show everything as it is now."""
    confirmed = call.is_confirmed
    changed = await call.run(settings.change, typed, confirmed=confirmed)
    values = await call.read(settings.chosen)
    note = pages.changed(changed) if changed else "That is how it was already."
    return pages.settings(call, values, can_change=True, note=note, group=_group(typed))


def _group(typed: dict[str, str]) -> str | None:
    return next((BY_KEY[key].group for key in typed), None)


def _typed(setting: Setting, value: str) -> str:
    """Return the value as it was meant: a channel as its id, all else as text without quotes."""
    if setting.kind is Kind.CHANNEL and (channels := grammar.parse(value).channels):
        return channels[0]
    return grammar.readable(value).strip(QUOTES)

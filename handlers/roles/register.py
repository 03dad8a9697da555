"""Changing the register: roles, who holds them, and the end of a term; by command, and by form."""

from datetime import date

from bot.errors import RuleError
from bot.services import responsibilities, roles
from bot.services.roles import Draft, Wish
from handlers.kit.answers import OpenForm, Reply
from handlers.kit.call import Call
from handlers.kit.dates import parse_date
from handlers.roles import forms, pages
from handlers.roles.grammar import Words


async def add_named(call: Call, words: Words) -> Reply | OpenForm:
    """`add KEY TITLE`: add a role; what is not complete opens the form."""
    draft = Draft(words.rest, words.key)
    return await _add(call, draft) if draft.title else OpenForm(forms.add(draft))


async def open_add(_call: Call) -> OpenForm:
    """Open the empty form."""
    return OpenForm(forms.add(Draft()))


async def add(call: Call) -> Reply:
    """Take the filled-in form."""
    return await _add(call, forms.draft(call.values))


async def _add(call: Call, draft: Draft) -> Reply:
    return pages.role_added(await call.run(roles.add, draft, confirmed=call.is_confirmed))


async def assign_named(call: Call, words: Words) -> Reply | OpenForm:
    """`assign ROLE @u [until:DATE] [group:x] [acting]`: what is not complete opens the form."""
    until, note = await _day(call, words.until)
    wish = Wish(words.text, words.person or "", until, words.group, words.is_acting)
    if wish.role and wish.person and not note:
        return pages.assigned(await call.run(roles.assign, wish))
    return await _assign_form(call, wish, note)


async def open_assign(call: Call) -> OpenForm:
    """Open the form, with the role of the button chosen."""
    return await _assign_form(call, Wish(call.argument, ""))


async def _assign_form(call: Call, wish: Wish, note: str | None = None) -> OpenForm:
    found = await call.read(roles.register)
    places = await call.read(roles.places)
    if not found.roles:
        return OpenForm(forms.add(Draft(), note="There are no roles yet. Add the first one, then give it."))
    return OpenForm(forms.assign(wish, found.roles, places, note))


async def _day(call: Call, typed: str | None) -> tuple[date | None, str | None]:
    """Return the day that was typed, or what to say where it is none."""
    try:
        return (parse_date(typed, await call.now()) if typed else None), None
    except RuleError as refused:
        return None, f"{refused.sentence} Or choose it here."


async def assign(call: Call) -> Reply:
    """Take the filled-in form."""
    return pages.assigned(await call.run(roles.assign, forms.wish(call.values)))


async def end_named(call: Call, words: Words) -> Reply | OpenForm:
    """`end ROLE @u`: end a term; what is not complete opens the form."""
    if not (words.text and words.person):
        return await _end_form(call)
    term = await call.read(roles.held_term, words.text, words.person)
    return pages.ended(await call.run(roles.end, term.id))


async def open_end(call: Call) -> OpenForm:
    """Ask once more before a term ends: that of the button, or one to choose."""
    return await _end_form(call, call.argument)


async def _end_form(call: Call, term_id: str = "") -> OpenForm:
    found = await call.read(roles.register)
    return OpenForm(forms.end([term for role in found.roles for term in role.terms], term_id))


async def end(call: Call) -> Reply:
    """End the chosen term."""
    chosen = str(call.values.get("term") or "")
    if not chosen.isdecimal():
        raise RuleError("Choose whose term ends.", field="term")
    return pages.ended(await call.run(roles.end, int(chosen)))


async def remove_named(call: Call, words: Words) -> Reply | OpenForm:
    """`remove KEY`: take a role out of the register, or an area of that short name."""
    if not words.text:
        return await open_remove(call)
    return await _remove(call, words.text)


async def open_remove(call: Call) -> OpenForm:
    """Ask which role or area goes."""
    found = await call.read(roles.register)
    return OpenForm(forms.remove(found.roles, await call.read(responsibilities.matrix)))


async def remove(call: Call) -> Reply:
    """Take out what the form says."""
    kind, _, key = str(call.values.get("role") or "").partition(":")
    return await _remove_area(call, key) if kind == "area" else await _remove_role(call, key)


async def _remove(call: Call, key: str) -> Reply:
    """Take out the role of a short name, or the area where there is no such role."""
    found = await call.read(roles.register)
    is_role = any(key.strip().lower() in {one.key, one.title.lower()} for one in found.roles)
    areas = await call.read(responsibilities.matrix)
    is_area = any(key.strip().lower() in {one.key, one.name.lower()} for one in areas)
    return await _remove_area(call, key) if is_area and not is_role else await _remove_role(call, key)


async def _remove_role(call: Call, key: str) -> Reply:
    return pages.removed(await call.run(roles.remove, key))


async def _remove_area(call: Call, key: str) -> Reply:
    return pages.removed(await call.run(responsibilities.end_area, key))

"""Founding, leading, filling, changing and ending groups: by command, and by form."""

from collections.abc import Awaitable, Callable, Mapping

from bot.errors import RuleError
from bot.services import groups
from bot.services.groups import Draft
from bot.services.groups_shown import Group
from handlers.groups import forms, pages
from handlers.groups.grammar import Words
from handlers.kit.answers import OpenForm, Reply
from handlers.kit.call import Call


async def add_named(call: Call, words: Words) -> Reply | OpenForm:
    """`add SLUG NAME [@lead]`: found a group; what is not complete opens the form."""
    draft = Draft(words.slug, words.rest, None, next(iter(words.people), None), words.channel)
    if not (draft.slug and draft.name):
        return OpenForm(forms.add(draft))
    return await _add(call, draft)


async def open_add(_call: Call) -> OpenForm:
    """Open the empty form."""
    return OpenForm(forms.add(Draft()))


async def add(call: Call) -> Reply:
    """Take the filled-in form."""
    return await _add(call, forms.draft(call.values))


async def _add(call: Call, draft: Draft) -> Reply:
    group = await call.run(groups.found, draft, confirmed=call.is_confirmed)
    told = " Its lead hears of it from me." if group.lead and not group.is_led else ""
    return pages.card(group, note=f"Founded.{told} Anybody can join with the button below.")


async def lead_named(call: Call, words: Words) -> Reply | OpenForm:
    """`lead SLUG @u`: hand a group over; what is not complete opens the form."""
    group = await _named(call, words)
    if group is None:
        return await _pick(call)
    if not words.people:
        return OpenForm(forms.lead(group))
    return await _lead(call, group.id, words.people[0])


async def open_lead(call: Call) -> OpenForm:
    """Ask who leads the group of a button."""
    return OpenForm(forms.lead(await call.read(groups.look_at, call.number)))


async def lead(call: Call) -> Reply:
    """Take the filled-in form."""
    return await _lead(call, _number(call), call.values.get("lead") or "")


async def _lead(call: Call, group_id: int, user_id: str) -> Reply:
    group = await call.run(groups.hand_over, group_id, user_id)
    return pages.card(group, note="Handed over. I tell the new lead.")


async def people_named(call: Call, words: Words) -> Reply | OpenForm:
    """`people SLUG @u …`: put people in; `remove SLUG @u …` takes them out; nobody named opens the form."""
    group = await _named(call, words)
    if group is None:
        return await _pick(call)
    if not words.people:
        return OpenForm(forms.people(group))
    if words.verb == "remove":
        return pages.card(await call.run(groups.change_people, group.id, removed=words.people), note="Done.")
    return pages.card(await call.run(groups.change_people, group.id, added=words.people), note="Done.")


async def open_people(call: Call) -> OpenForm:
    """Show who is in the group of a button, to be changed."""
    return OpenForm(forms.people(await call.read(groups.look_at, call.number)))


async def people(call: Call) -> Reply:
    """Take the filled-in form: what changed in it, since others may have joined meanwhile."""
    chosen = list(call.values.get("people") or ())
    before = [str(one) for one in call.metadata.get("people") or ()]
    group = await call.run(
        groups.change_people,
        _number(call),
        added=[one for one in chosen if one not in before],
        removed=[one for one in before if one not in chosen],
    )
    return pages.card(group, note="Saved.")


async def edit_named(call: Call, words: Words) -> Reply | OpenForm:
    """`edit SLUG`: open the form with what a group is now."""
    group = await _named(call, words)
    return OpenForm(forms.edit(group)) if group else await _pick(call)


async def open_edit(call: Call) -> OpenForm:
    """Open the form for the group of a button."""
    return OpenForm(forms.edit(await call.read(groups.look_at, call.number)))


async def edit(call: Call) -> Reply:
    """Take the filled-in form."""
    draft = forms.draft(call.values)
    group = await call.run(groups.edit, _number(call), draft, confirmed=call.is_confirmed)
    return pages.card(group, note="Saved.")


async def end_named(call: Call, words: Words) -> Reply | OpenForm:
    """`end SLUG`: ask once more."""
    group = await _named(call, words)
    return OpenForm(forms.end(group)) if group else await _pick(call)


async def open_end(call: Call) -> OpenForm:
    """Ask once more before the group of a button ends."""
    return OpenForm(forms.end(await call.read(groups.look_at, call.number)))


async def end(call: Call) -> Reply:
    """End a group."""
    return pages.ended(await call.run(groups.end, _number(call)))


async def _named(call: Call, words: Words) -> Group | None:
    return await call.read(groups.show, words.slug) if words.slug else None


async def _pick(call: Call) -> Reply:
    """Show the groups where none was named: each has its buttons."""
    may_found = await call.read(groups.may_found)
    return pages.listed(await call.read(groups.listed), 0, may_found=may_found)


def _number(call: Call) -> int:
    """Return the group that a form is about."""
    number = call.metadata.get("group_id")
    if not isinstance(number, int):
        raise RuleError("This form is out of date. Close it, and open it again.")
    return number


TYPED: Mapping[str, Callable[[Call, Words], Awaitable[Reply | OpenForm]]] = {
    "add": add_named,
    "lead": lead_named,
    "people": people_named,
    "remove": people_named,
    "edit": edit_named,
    "end": end_named,
}
"""What each verb that changes something does."""

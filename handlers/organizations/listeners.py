"""What people can do about organisations: words in, an answer out."""

import asyncio

from bot.errors import RuleError
from bot.rules.members import Profile
from bot.services import directory, organizations
from handlers.kit import blocks, grammar, parties
from handlers.kit.answers import OpenForm, Reply
from handlers.kit.call import Call
from handlers.organizations import forms, pages

VERBS = frozenset({"list", "show", "add", "edit", "end"})


async def command(call: Call) -> Reply | OpenForm:
    """`/alliance orgs …`: look, or change; whatever is not complete opens the form, filled in so far."""
    words = grammar.parse(call.text, verbs=VERBS)
    slug, _, rest = words.text.partition(" ")
    match words.verb:
        case "add":
            return await _add(call, slug, rest)
        case "edit" if slug:
            return await _edit_form(call, await _number_of(call, slug))
        case "end" if slug:
            return await _end_form(call, await _number_of(call, slug))
        case "show" | None if slug:
            return await _show(call, slug)
    return await _list(call, 0)


async def _list(call: Call, offset: int) -> Reply:
    found = await call.read(organizations.overview)
    return pages.listed(found, offset, may_edit=await call.read(directory.may_invite))


async def turn(call: Call) -> Reply:
    """Show the next page of the list; the button says where to go on."""
    return await _list(call, call.number)


async def _show(call: Call, slug: str, note: str | None = None) -> Reply:
    found = await call.read(organizations.look_at, slug)
    return pages.shown(found, may_edit=await call.read(directory.may_invite), note=note)


async def show(call: Call) -> Reply:
    """Show the organisation that a button names."""
    return await _show(call, call.argument)


async def _number_of(call: Call, slug: str) -> int:
    return (await call.read(organizations.look_at, slug)).organization.id


async def _add(call: Call, slug: str, name: str) -> Reply | OpenForm:
    """`add SLUG NAME`: add it; with a part missing, open the form."""
    if slug and name.strip():
        return await _enter(call, organizations.Draft(slug=slug, name=name))
    await call.read(organizations.choices)
    return OpenForm(forms.add(slug))


async def open_add(call: Call) -> OpenForm:
    """Open the form for a new organisation."""
    await call.read(organizations.choices)
    return OpenForm(forms.add())


async def add(call: Call) -> Reply:
    """Take the new organisation."""
    return await _enter(call, forms.draft(call.values))


async def _enter(call: Call, draft: organizations.Draft) -> Reply:
    confirmed = call.is_confirmed
    partner = await call.run(organizations.enter, draft, confirmed=confirmed)
    return await _show(call, partner.slug, f"Added. {await _gathered(call, draft)}".strip())


async def open_edit(call: Call) -> OpenForm:
    """Open the form with what a coordinator can change."""
    return await _edit_form(call, call.number)


async def _edit_form(call: Call, organization_id: int) -> OpenForm:
    await call.read(organizations.choices)
    return OpenForm(forms.edit(await call.read(organizations.look_at_row, organization_id)))


async def edit(call: Call) -> Reply:
    """Take the changes."""
    draft, confirmed = forms.draft(call.values), call.is_confirmed
    partner = await call.run(organizations.edit, _number(call), draft, confirmed=confirmed)
    return await _show(call, partner.slug, f"Saved. {await _gathered(call, draft)}".strip())


async def _gathered(call: Call, draft: organizations.Draft) -> str:
    """Put members whose addresses tell it where they belong; return a sentence about them."""
    user_ids = await call.read(organizations.unassigned) if draft.domains else []
    found = await asyncio.gather(*(_profile(call, user_id) for user_id in user_ids))
    names = await call.run(organizations.assign, [one for one in found if one])
    if not names:
        return ""
    verb = "belongs" if len(names) == 1 else "belong"
    return f"{parties.joined(blocks.fitting(names, 1000))} {verb} there now, by e-mail address."


async def _profile(call: Call, user_id: str) -> Profile | None:
    """Return what Slack says of somebody; nothing where it does not know them any more."""
    try:
        return (await call.people.fetch([user_id]))[0]
    except RuleError:
        return None


async def open_end(call: Call) -> OpenForm:
    """Ask once more before an organisation is seen off."""
    return await _end_form(call, call.number)


async def _end_form(call: Call, organization_id: int) -> OpenForm:
    await call.read(organizations.choices)
    return OpenForm(forms.end(await call.read(organizations.look_at_row, organization_id)))


async def end(call: Call) -> Reply:
    """See an organisation off."""
    partner = await call.run(organizations.end, _number(call))
    text = f"*{blocks.plain_name(partner.name)}* has left the alliance."
    return Reply(text, [blocks.section(text)])


def _number(call: Call) -> int:
    """Return the organisation that a form is about."""
    number = call.metadata.get("organization_id")
    if not isinstance(number, int):
        raise RuleError("This form is out of date. Close it, and open it again.")
    return number

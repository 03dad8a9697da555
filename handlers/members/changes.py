"""Changes to a member: title, organisation, vote, capabilities; pausing; leaving."""

from datetime import date

from bot.actor import Capability
from bot.errors import RuleError
from bot.rules.members import Voting
from bot.services import absence, directory, leaving, organizations
from bot.services.directory import Change
from handlers.kit import blocks
from handlers.kit.answers import OpenForm, Reply
from handlers.kit.call import Call
from handlers.kit.dates import parse_date
from handlers.kit.grammar import Parsed
from handlers.members import forms, pages
from handlers.members.entry import number_of


async def open_edit(call: Call) -> OpenForm:
    """Open the form with everything that a coordinator can change."""
    return await edit_form(call, call.number)


async def edit_form(call: Call, member_id: int) -> OpenForm:
    """Return the form for a member, filled in."""
    partners = await call.read(organizations.choices)
    return OpenForm(forms.edit(await call.read(directory.card, member_id), partners))


async def edit(call: Call) -> Reply:
    """Take the coordinator's changes."""
    values = call.values
    ticked = values.get("insist") or ()
    granted = [Capability(one) for one in values.get("capabilities") or ()]
    change = Change(
        title=values.get("title"),
        organization=values.get("organization"),
        voting=Voting(values.get("voting") or Voting.NONE),
        capabilities=(Capability.OBSERVER, *granted) if values.get("part") == "observer" else tuple(granted),
        takes_over=forms.TAKES_OVER in ticked,
        insists=forms.BOTH in ticked,
    )
    confirmed = call.is_confirmed
    member = await call.run(directory.edit, _number(call), change, confirmed=confirmed)
    return pages.card(await call.read(directory.card, member.id), note="Saved.")


async def open_title(call: Call) -> OpenForm:
    """Open the form for one's own title."""
    member_id = await call.read(directory.met, call.user_id)
    return OpenForm(forms.title(await call.read(directory.card, member_id)))


async def retitle(call: Call) -> Reply:
    """Take one's own title."""
    return await retitle_to(call, call.values.get("title"))


async def retitle_to(call: Call, title: str | None) -> Reply:
    """Change the caller's title."""
    await call.run(directory.retitle, title, confirmed=call.is_confirmed)
    member_id = await call.read(directory.met, call.user_id)
    return pages.card(await call.read(directory.card, member_id), note="Saved.")


async def pause_named(call: Call, words: Parsed) -> Reply | OpenForm:
    """`pause [@u] [until:DATE]`: pause; without a day, or with an odd one, open the form."""
    member_id = await number_of(call, words)
    typed = next(iter(words.option("until")), "")
    if not typed:
        return OpenForm(forms.pause(await call.read(directory.card, member_id)))
    try:
        until = parse_date(typed, await call.now())
    except RuleError as error:
        note = f"{error.sentence} Or choose it here."
        return OpenForm(forms.pause(await call.read(directory.card, member_id), note))
    return await _pause(call, member_id, until)


async def open_pause(call: Call) -> OpenForm:
    """Open the form for a pause."""
    return OpenForm(forms.pause(await call.read(directory.card, call.number)))


async def pause(call: Call) -> Reply:
    """Take the pause of the form."""
    chosen = call.values.get("until")
    return await _pause(call, _number(call), date.fromisoformat(chosen) if chosen else None)


async def _pause(call: Call, member_id: int, until: date | None) -> Reply:
    await call.run(absence.pause, member_id, until)
    note = "Paused: no prompts until then. The pause ends by itself on the day after."
    open_end = "Paused: no prompts until you press “I'm back”, here or in my Home."
    return pages.card(await call.read(directory.card, member_id), note=note if until else open_end)


async def resume_named(call: Call, words: Parsed) -> Reply:
    """`resume [@u]`: end a pause."""
    return await _resume(call, await number_of(call, words))


async def resume(call: Call) -> Reply:
    """End the pause that a button names."""
    return await _resume(call, call.number)


async def _resume(call: Call, member_id: int) -> Reply:
    await call.run(absence.resume, member_id)
    return pages.card(await call.read(directory.card, member_id), note="Welcome back!")


async def leave_named(call: Call, words: Parsed) -> OpenForm:
    """`leave [@u]`: show what the leaver holds."""
    return await _farewell(call, await number_of(call, words))


async def open_leave(call: Call) -> OpenForm:
    """Show what the leaver holds whom a button names."""
    return await _farewell(call, call.number)


async def _farewell(call: Call, member_id: int) -> OpenForm:
    return OpenForm(forms.leave(await call.read(leaving.prepare, member_id)))


async def leave(call: Call) -> Reply:
    """Give everything to its heir, and see the leaver off."""
    subjects = call.metadata.get("subjects") or []
    heirs = {str(one): call.values.get(str(one)) for one in subjects}
    member = await call.run(leaving.leave, _number(call), heirs)
    passed = f" {len(heirs)} things have somebody else now." if heirs else ""
    text = (
        f"*{blocks.plain_name(member.name)}* has left the alliance.{passed} Coming back is always possible."
    )
    return Reply(text, [blocks.section(text)])


def _number(call: Call) -> int:
    """Return the member whom a form is about."""
    number = call.metadata.get("member_id")
    if not isinstance(number, int):
        raise RuleError("This form is out of date. Close it, and open it again.")
    return number

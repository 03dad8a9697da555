"""The matrix: looking at it, and setting letters in it."""

from bot.errors import RuleError
from bot.rules.responsibilities import AccountableError, Letter, parse_letter
from bot.services import responsibilities, roles
from bot.services.responsibilities import Wish
from handlers.kit.answers import OpenForm, Reply
from handlers.kit.call import Call
from handlers.roles import forms, matrix
from handlers.roles.grammar import Words


async def page(call: Call, start: int = 0) -> Reply:
    """Show the matrix, from one of the areas on."""
    may_edit = await call.read(roles.may_edit)
    return matrix.page(await call.read(responsibilities.matrix), start, may_edit=may_edit)


async def turn(call: Call) -> Reply:
    """Show a page of the matrix."""
    return await page(call, call.number if call.argument else 0)


async def set_named(call: Call, words: Words) -> Reply | OpenForm:
    """`set AREA A org:x [@u]`, also `set area AREA A …`: what is not complete opens the form."""
    typed = words.text.split()
    if len(typed) > 1 and typed[0].lower() == "area":
        typed = typed[1:]
    area, letter = (" ".join(typed[:-1]), typed[-1]) if len(typed) > 1 else (" ".join(typed), "")
    if not (area and letter and (words.organization or words.person)):
        return await _form(call, Wish(area, None, words.organization, words.person))
    return await _set(call, Wish(area, parse_letter(letter), words.organization, words.person))


async def open_letter(call: Call) -> OpenForm:
    """Open the form, with the area of the button chosen."""
    return await _form(call, Wish(call.argument, None))


async def _form(call: Call, wish: Wish) -> OpenForm:
    areas = await call.read(responsibilities.matrix)
    if not areas:
        return OpenForm(forms.area("There are no areas of work yet. Add the first one."))
    return OpenForm(forms.letter(wish, areas, await call.read(responsibilities.partners)))


async def letter(call: Call) -> Reply:
    """Take the filled-in form; a refusal stands beside its field, where the A can also be handed over."""
    changed = await call.run(responsibilities.assign, forms.letter_wish(call.values))
    return matrix.changed(changed)


async def _set(call: Call, wish: Wish) -> Reply:
    """Set a letter; where the A is taken, say who has it, with buttons for what can be done."""
    try:
        return matrix.changed(await call.run(responsibilities.assign, wish))
    except AccountableError as error:
        place = await call.read(responsibilities.place, wish)
        return matrix.taken(error, place)


async def take(call: Call) -> Reply:
    """Hand the A over to whom the button names."""
    wish = await call.read(responsibilities.wish_of, call.argument, Letter.ACCOUNTABLE)
    return matrix.changed(await call.run(responsibilities.assign, wish))


async def help_out(call: Call) -> Reply:
    """Make responsible whom the button names."""
    wish = await call.read(responsibilities.wish_of, call.argument, Letter.RESPONSIBLE)
    return matrix.changed(await call.run(responsibilities.assign, wish))


async def area_named(call: Call, words: Words) -> Reply | OpenForm:
    """`area add NAME` adds an area, `area end KEY` ends it; what is not complete opens the form."""
    verb = words.key.lower()
    if verb == "end" and words.rest:
        return matrix.area_ended(await call.run(responsibilities.end_area, words.rest))
    name = words.rest if verb == "add" else words.text
    return await _add(call, name) if name and verb != "end" else OpenForm(forms.area())


async def open_area(_call: Call) -> OpenForm:
    """Open the form for a new area."""
    return OpenForm(forms.area())


async def area(call: Call) -> Reply:
    """Take the filled-in form."""
    name = call.values.get("name") or ""
    if not name.strip():
        raise RuleError("Write what the area is called.", field="name")
    return await _add(call, name)


async def _add(call: Call, name: str) -> Reply:
    added = await call.run(responsibilities.add_area, name, confirmed=call.is_confirmed)
    return matrix.area_added(added)

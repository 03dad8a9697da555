"""What people can do about what is kept: have a copy of it, or have their own data erased."""

from bot.rules.export import Wish
from bot.services import erasure, export
from handlers.export import forms, pages
from handlers.kit import grammar
from handlers.kit.answers import OpenForm, Reply
from handlers.kit.call import Call

VERBS = frozenset({"me", "mine", "erase"})


async def command(call: Call) -> Reply | OpenForm:
    """`/alliance export …`: open the form with what was named, or show what is kept about somebody."""
    parsed = grammar.parse(call.text, verbs=VERBS, options={"org"})
    if parsed.verb == "erase" and any(one != call.user_id for one in parsed.people):
        person = next(one for one in parsed.people if one != call.user_id)
        return pages.former(await call.read(erasure.look_up, person))
    if parsed.verb:
        return await about_me(call)
    return await _form(call, forms.named(parsed))


async def open_form(call: Call) -> OpenForm:
    """Open the form."""
    return await _form(call, Wish())


async def _form(call: Call, wish: Wish) -> OpenForm:
    return OpenForm(forms.make(await call.read(export.choices), wish))


async def submit(call: Call) -> Reply:
    """Take the filled-in form."""
    return await _send(call, forms.wish(call.values, call.user_id))


async def about_me(call: Call) -> Reply:
    """Show what is kept about the caller."""
    return pages.about(await call.read(export.counts))


async def download(call: Call) -> Reply:
    """Send the caller a copy of everything that is kept about them."""
    return await _send(call, Wish(person=call.user_id))


async def _send(call: Call, wish: Wish) -> Reply:
    """Make the file beside the writer, and send it to the caller alone."""
    await call.run(export.order, wish)
    file = await call.read(export.make, wish)
    await call.files.send(call.user_id, file.name, file.content, pages.COMMENT)
    return pages.sent(file)


async def erase(call: Call) -> Reply:
    """Erase what is kept about the caller."""
    await call.run(erasure.erase_own)
    call.changes.clear()  # whoever has App Home drawn again is met, and made a member, anew
    return pages.erased()


async def erase_former(call: Call) -> Reply:
    """Erase what is kept about somebody who has left."""
    return pages.erased(await call.run(erasure.erase_former, call.number))

"""Looking at the alliance's people, by words or by buttons; and what Slack tells about them."""

from collections.abc import Awaitable, Callable

from bot.errors import RuleError
from bot.services import directory, leaving, outbox
from handlers.kit import grammar
from handlers.kit.answers import Nothing, OpenForm, Reply
from handlers.kit.call import Call
from handlers.kit.grammar import Parsed
from handlers.kit.people import profile
from handlers.members import changes, entry, forms, pages

Verb = Callable[[Call, Parsed], Awaitable[Reply | OpenForm]]
OPTIONS = frozenset({"org", "until"})


async def command(call: Call) -> Reply | OpenForm:
    """`/alliance members …`: look, or change; whatever is not complete opens the form, filled in so far."""
    words = grammar.parse(call.text, verbs=VERBS, options=OPTIONS)
    verb = words.verb or ("show" if words.people or words.text else "list")
    return await VERBS[verb](call, words)


async def _list(call: Call, words: Parsed) -> Reply:
    return await _page(call, 0, next(iter(words.option("org")), None))


async def _page(call: Call, offset: int, slug: str | None) -> Reply:
    entries = await call.read(directory.everybody, slug)
    return pages.listed(call, entries, offset, slug, may_invite=await call.read(directory.may_invite))


async def turn(call: Call) -> Reply:
    """Show the next page of the list; the button says where to go on, and for which organisation."""
    offset, _, slug = call.argument.partition(".")
    return await _page(call, int(offset) if offset.isdecimal() else 0, slug or None)


async def _show(call: Call, words: Parsed) -> Reply | OpenForm:
    return await with_one(call, words, card)


async def with_one(
    call: Call, words: Parsed, then: Callable[[Call, int], Awaitable[Reply | OpenForm]]
) -> Reply | OpenForm:
    """Go on with the one person whom the words mean; several or none are shown to choose from."""
    if words.people:
        return await then(call, await call.read(directory.met, words.people[0]))
    if not words.text:
        return OpenForm(forms.look(await call.read(directory.off_slack)))
    found = await call.read(directory.find, words.text)
    if len(found) == 1:
        return await then(call, found[0].id)
    return pages.choice(words.text, found or await call.read(directory.near, words.text))


async def card(call: Call, member_id: int) -> Reply:
    """Show one person's profile."""
    return pages.card(await call.read(directory.card, member_id))


async def show(call: Call) -> Reply:
    """Show the profile that a button names."""
    return await card(call, call.number)


async def me(call: Call) -> Reply:
    """Show the caller's own profile."""
    return await card(call, await call.read(directory.met, call.user_id))


async def look(call: Call) -> OpenForm:
    """Ask whom to look up."""
    return OpenForm(forms.look(await call.read(directory.off_slack)))


async def looked(call: Call) -> Reply:
    """Show the person who was chosen."""
    if user_id := call.values.get("person"):
        return await card(call, await call.read(directory.met, user_id))
    if number := call.values.get("other"):
        return await card(call, int(number))
    raise RuleError("Choose somebody to look up.", field="person")


async def _add(call: Call, words: Parsed) -> Reply | OpenForm:
    return await entry.add_named(call, words)


async def _invite(call: Call, words: Parsed) -> Reply | OpenForm:
    return await entry.invite_named(call, words)


async def _edit(call: Call, words: Parsed) -> Reply | OpenForm:
    return await with_one(call, words, changes.edit_form)


async def _title(call: Call, words: Parsed) -> Reply | OpenForm:
    return await changes.retitle_to(call, words.text) if words.text else await changes.open_title(call)


async def _pause(call: Call, words: Parsed) -> Reply | OpenForm:
    return await changes.pause_named(call, words)


async def _resume(call: Call, words: Parsed) -> Reply | OpenForm:
    return await changes.resume_named(call, words)


async def _leave(call: Call, words: Parsed) -> Reply | OpenForm:
    return await changes.leave_named(call, words)


VERBS: dict[str, Verb] = {
    "list": _list,
    "show": _show,
    "add": _add,
    "invite": _invite,
    "edit": _edit,
    "title": _title,
    "pause": _pause,
    "resume": _resume,
    "back": _resume,
    "leave": _leave,
    "remove": _leave,
}


async def changed(call: Call) -> Nothing:
    """Take over a changed name or time zone, or that somebody was deactivated."""
    await call.run_for_nobody(leaving.follow, profile(call.payload["user"]), call.delivery or "")
    return Nothing()


async def joined(call: Call) -> Nothing:
    """Send what waited for the bot to be let into the alliance channel."""
    is_us = call.user_id == call.workspace.bot_user_id
    if is_us and call.payload.get("channel") == call.workspace.alliance_channel_id:
        await call.run_for_nobody(outbox.resume)
    return Nothing()

"""What people ask about groups: which there are, and to be in one."""

from bot.services import groups
from handlers.groups import changes, pages
from handlers.groups.grammar import parse
from handlers.kit.answers import OpenForm, Reply
from handlers.kit.call import Call


async def command(call: Call) -> Reply | OpenForm:
    """`/alliance groups …`: list them, look at one, or change something."""
    words = parse(call.text)
    if change := changes.TYPED.get(words.verb or ""):
        return await change(call, words)
    if not words.slug:
        return await page(call)
    group = await call.read(groups.show, words.slug)
    if words.verb == "join":
        return pages.joined(await call.run(groups.join, group.id))
    if words.verb == "leave":
        return pages.gone(await call.run(groups.leave, group.id))
    return pages.card(group)


async def page(call: Call, start: int = 0) -> Reply:
    """Show the groups, from one of them on."""
    may_found = await call.read(groups.may_found)
    return pages.listed(await call.read(groups.listed), start, may_found=may_found)


async def turn(call: Call) -> Reply:
    """Show a page of the groups."""
    return await page(call, call.number if call.argument else 0)


async def show(call: Call) -> Reply:
    """Show one group."""
    return pages.card(await call.read(groups.look_at, call.number))


async def join(call: Call) -> Reply:
    """Join the group of a button."""
    return pages.joined(await call.run(groups.join, call.number))


async def leave(call: Call) -> Reply:
    """Leave the group of a button."""
    return pages.gone(await call.run(groups.leave, call.number))

"""What people ask about roles: the register, what is missing, and who is responsible for something."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace

from bot.services import roles, topics
from handlers.kit.answers import OpenForm, Reply
from handlers.kit.call import Call
from handlers.roles import forms, letters, pages, register, topic
from handlers.roles.grammar import Words, parse

Typed = Callable[[Call, Words], Awaitable[Reply | OpenForm]]


async def command(call: Call) -> Reply | OpenForm:
    """`/alliance roles …`: the register, the matrix, or a change; other words are a topic."""
    words = parse(call.text)
    if change := CHANGES.get(words.verb or ""):
        return await change(call, words)
    match words.verb:
        case "matrix" | "areas":
            return await letters.page(call)
        case "gaps":
            return await gaps(call)
        case "confirm":
            return await confirm(call)
        case "who":
            return await who(replace(call, text=words.text))
    return await who(replace(call, text=words.text)) if words.text else await page(call)


async def page(call: Call, start: int = 0) -> Reply:
    """Show the register, from one of the roles on."""
    may_edit = await call.read(roles.may_edit)
    return pages.register(await call.read(roles.register), start, may_edit=may_edit)


async def turn(call: Call) -> Reply:
    """Show a page of the register."""
    return await page(call, call.number if call.argument else 0)


async def gaps(call: Call) -> Reply:
    """Show what is missing."""
    may_edit = await call.read(roles.may_edit)
    return pages.gaps(await call.read(roles.gaps), may_edit=may_edit)


async def confirm(call: Call) -> Reply:
    """Take it that the register is right."""
    return pages.confirmed(await call.run(roles.confirm))


async def who(call: Call) -> Reply:
    """`/alliance who TOPIC`: who is responsible; without a topic, the matrix says it of all areas."""
    asked = call.text.strip()
    return topic.answer(await call.read(topics.who, asked)) if asked else await letters.page(call)


async def open_ask(_call: Call) -> OpenForm:
    """Ask what somebody wants to know about."""
    return OpenForm(forms.ask())


async def asked(call: Call) -> Reply:
    """Answer the form's question."""
    return await who(replace(call, text=call.values.get("topic") or ""))


CHANGES: Mapping[str, Typed] = {
    "add": register.add_named,
    "assign": register.assign_named,
    "end": register.end_named,
    "remove": register.remove_named,
    "set": letters.set_named,
    "area": letters.area_named,
}
"""What each verb that changes something does."""

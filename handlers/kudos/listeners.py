"""What people can do about kudos: words in, an answer out."""

from bot.errors import RuleError
from bot.rules import kudos as rules
from bot.rules.kudos import MessageLink, Wish
from bot.services import kudos
from handlers.kit.answers import OpenForm, Reply
from handlers.kit.call import Call
from handlers.kudos import forms, pages
from handlers.kudos.grammar import Words, parse


async def command(call: Call) -> Reply | OpenForm:
    """`/kudos …`: give, or look; whatever is not complete opens the form, filled in so far."""
    words = parse(call.text)
    match words.verb:
        case "mine":
            return await mine(call)
        case "wall":
            return await wall(call, rules.wall_days(words.reason))
    wish = await _wish(call, words)
    if not (wish.has_receivers and wish.reason):
        return await _form(call, wish, note=forms.missing(wish))
    return await _give(call, wish)


async def _wish(call: Call, words: Words) -> Wish:
    """Return what the words ask for, with the people of user groups in place of the groups."""
    people = list(words.people)
    for group_id in words.groups:
        people += [one for one in await call.people.of_group(group_id) if one != call.user_id]
    if words.groups and not people:
        raise RuleError(
            "That group has nobody in it but you. Name the colleagues who helped.", field="people"
        )
    return Wish(tuple(people), words.organizations, words.reason, words.value)


async def _give(call: Call, wish: Wish) -> Reply:
    given = await call.run(kudos.give, wish, confirmed=call.is_confirmed)
    return pages.confirmation(call, given.thanks, given.left_today)


async def _form(call: Call, wish: Wish, *, note: str | None = None) -> OpenForm:
    partners = await call.read(kudos.partners)
    return OpenForm(forms.give(wish, partners, note=note))


async def open_form(call: Call) -> OpenForm:
    """Open the empty form."""
    return await _form(call, Wish())


async def for_message(call: Call) -> OpenForm:
    """Open the form for a message: its author is named already, and the thanks will link to it."""
    message, channel = call.payload["message"], call.payload["channel"]
    author = message.get("user")
    people = (author,) if author and author != call.user_id and not message.get("bot_id") else ()
    is_public = channel.get("name") not in {"directmessage", "privategroup"}
    link = MessageLink(channel["id"], message["ts"]) if is_public else None
    return await _form(call, Wish(people=people, message=link))


async def submit(call: Call) -> Reply:
    """Take the filled-in form."""
    return await _give(call, forms.wish(call.values, call.metadata))


async def undo(call: Call) -> Reply:
    """Take back what one has just given."""
    left = await call.run(kudos.take_back, call.number)
    return Reply(f"Taken back. What was posted says so now. You can give {left} more today.")


async def mine(call: Call) -> Reply:
    """Show what the caller received and gave."""
    return pages.mine(
        call,
        received=await call.read(kudos.received),
        given=await call.read(kudos.given),
        left=await call.read(kudos.left_today),
    )


async def wall(call: Call, days: int, before_id: int | None = None) -> Reply:
    """Show what the alliance was thankful for."""
    thanks = await call.read(kudos.wall, days, before_id)
    organizations = await call.read(kudos.wall_of_organizations, days)
    return pages.wall(days, thanks, organizations, is_first=before_id is None)


async def turn_wall(call: Call) -> Reply:
    """Show the next page of the wall; the button says how many days, and where to go on."""
    days, _, before_id = call.argument.partition("-")
    return await wall(call, rules.wall_days(days), int(before_id) if before_id.isdecimal() else None)

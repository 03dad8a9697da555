"""Ways in: inviting people, agreeing, asking to be let in."""

from bot.errors import RuleError
from bot.rules.members import OUTSIDE, MemberStatus
from bot.services import directory, joining, leaving, organizations
from handlers.kit import blocks
from handlers.kit.answers import Nothing, OpenForm, Reply
from handlers.kit.call import Call
from handlers.kit.grammar import Parsed
from handlers.members import forms, pages


async def add_named(call: Call, words: Parsed) -> Reply | OpenForm:
    """`add @ana @leo org:food-bank`: invite; without people or organisation, open the form."""
    people = list(words.people)
    for group_id in words.groups:
        people += await call.people.of_group(group_id)
    slug = next(iter(words.option("org")), None)
    if people and slug:
        return await _invite(call, people, slug)
    partners = await call.read(organizations.choices)
    return OpenForm(forms.add(partners, people, slug))


async def open_add(call: Call) -> OpenForm:
    """Open the form for inviting people."""
    return OpenForm(forms.add(await call.read(organizations.choices)))


async def add(call: Call) -> Reply:
    """Invite the people of the form."""
    return await _invite(call, call.values.get("people") or [], call.values.get("organization"))


async def _invite(call: Call, people: list[str], slug: str | None) -> Reply:
    return pages.invited(await call.run(joining.invite, people, slug))


async def invite_named(call: Call, words: Parsed) -> Reply | OpenForm:
    """`invite NAME org:x`: enter a person who is not on Slack; where something is missing, open the form."""
    slug = next(iter(words.option("org")), None)
    if words.people:
        return await add_named(call, words)
    if words.text and slug:
        return await _enter(call, words.text, slug)
    return OpenForm(forms.invite(await call.read(organizations.choices), words.text, slug))


async def open_invite(call: Call) -> OpenForm:
    """Open the form for a person who is not on Slack."""
    return OpenForm(forms.invite(await call.read(organizations.choices)))


async def invite(call: Call) -> Reply:
    """Enter the person of the form."""
    return await _enter(call, call.values.get("name") or "", call.values.get("organization"))


async def _enter(call: Call, name: str, slug: str | None) -> Reply:
    confirmed = call.is_confirmed
    member = await call.run(joining.add_by_name, name, slug, confirmed=confirmed)
    text = (
        f"*{blocks.plain_name(member.name)}* is in the list. Without a Slack account they get no messages "
        "from me; whoever works with them tells them."
    )
    return Reply(text, [blocks.section(text)])


async def agree(call: Call) -> Nothing:
    """Take the [I agree] of the welcome message; the message shows it then."""
    await call.run(joining.agree)
    return Nothing()


async def decline(call: Call) -> Nothing:
    """Take the [Not me] of the welcome message; the message shows it then."""
    await call.run(leaving.decline)
    return Nothing()


async def outside(call: Call) -> Reply:
    """Tell somebody who takes no part how to get in."""
    status, has_asked = await call.run_for_nobody(joining.standing, call.user_id)
    if has_asked:
        return _waiting()
    text = OUTSIDE.get(status, OUTSIDE[MemberStatus.ASKING])
    button = blocks.button("Ask to join", "members.ask", style="primary")
    return Reply(text, [blocks.section(text), blocks.actions(button)])


async def ask(call: Call) -> Reply:
    """Ask the coordinators to be let in."""
    status = await call.run_for_nobody(joining.ask, call.user_id)
    if status in OUTSIDE:
        return _waiting()
    text = "You are in. Open my Home to look around, or write me “help”."
    return Reply(text, [blocks.section(text)])


def _waiting() -> Reply:
    text = "You have asked to join. A coordinator answers, and you get a direct message from me then."
    return Reply(text, [blocks.section(text)])


async def let_in(call: Call) -> Reply:
    """Let somebody in who asked."""
    member = await call.run(joining.let_in, call.number)
    text = f"*{blocks.plain_name(member.name)}* is let in, and gets the welcome message now."
    return Reply(text, [blocks.section(text)])


async def turn_down(call: Call) -> Reply:
    """Do not let somebody in now."""
    member = await call.run(joining.turn_down, call.number)
    text = f"*{blocks.plain_name(member.name)}* hears that it is not now, and that you can be asked why."
    return Reply(text, [blocks.section(text)])


async def number_of(call: Call, words: Parsed) -> int:
    """Return the number of whom the words name: the caller, where they name nobody."""
    if words.people:
        return await call.read(directory.met, words.people[0])
    if not words.text:
        return await call.read(directory.met, call.user_id)
    found = await call.read(directory.find, words.text)
    if len(found) != 1 or found[0].name.casefold() != words.text.casefold():
        raise RuleError(f"I am not sure whom you mean by {words.text}. Name them with @.", field="person")
    return found[0].id

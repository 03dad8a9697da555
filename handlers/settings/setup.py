"""The first set-up, in pages: each saves what it asks for, so that it can be left and taken up again."""

from bot.errors import RuleError
from bot.rules import settings as setting_rules
from bot.rules.members import Profile
from bot.rules.settings import NEWS_CHANNEL, STEERING_CHANNEL, URGENT_CHANNEL
from bot.rules.setup import Page, is_person, unclaimed
from bot.services import settings, setup
from bot.services.joining import Invitation
from handlers.kit.answers import OpenForm, Reply
from handlers.kit.call import Call
from handlers.kit.channel import AllianceChannel
from handlers.settings import forms, pages, people, steps

LOOKED_AT_MAX = 300
"""People of the channel who are looked at in one go; whoever is in already is not counted."""


async def begin(call: Call) -> OpenForm:
    """`/alliance setup [PAGE]`: show the pages, with the first open one chosen."""
    is_first = await _ensure_coordinator(call)
    progress = await call.read(setup.progress)
    found = pages.checklist(call, progress, is_in_channel=call.workspace.alliance_channel_id is not None)
    wanted = (call.argument or call.text).strip().lower().replace("organisations", Page.ORGANIZATIONS)
    return OpenForm(steps.begin(found, wanted, is_first=is_first))


async def hide(call: Call) -> Reply:
    """Put the checklist of App Home away."""
    await call.run(setup.hide)
    typed = call.workspace.command("/alliance")
    return Reply(f"The checklist is put away. `{typed} setup` brings the set-up back at any time.")


async def choose(call: Call) -> OpenForm | Reply:
    """Go to the chosen page."""
    wanted = str(call.values.get("page"))
    return await _page(call, Page(wanted) if wanted in set(Page) else Page.ALLIANCE)


async def save_alliance(call: Call) -> OpenForm | Reply:
    """Take the name and the zone, and go on to the channels."""
    typed = forms.typed(call.values, setting_rules.of_group("alliance"))
    await call.run(settings.change, typed, confirmed=call.is_confirmed)
    return await _page(call, Page.CHANNELS)


async def save_channels(call: Call) -> OpenForm | Reply:
    """Take the channels, enter them where that is possible, and go on to the organisations."""
    typed = forms.typed(call.values, setting_rules.of_group("channels"))
    await call.run(settings.change, typed)
    chosen = [typed[key] for key in (STEERING_CHANNEL, URGENT_CHANNEL, NEWS_CHANNEL) if typed[key]]
    closed = [one for one in dict.fromkeys(chosen) if not await _channel(call).enter(one)]
    return await _page(call, Page.ORGANIZATIONS, note=steps.closed(closed))


async def save_organizations(call: Call) -> OpenForm | Reply:
    """Take the list of organisations, and go on to the people."""
    text = str(call.values.get("organizations") or "")
    added = await call.run(setup.add_organizations, text, confirmed=call.is_confirmed)
    return await _page(call, Page.PEOPLE, note=steps.added(added))


async def invite(call: Call) -> OpenForm | Reply:
    """Invite everybody who was chosen; whoever did not fit on the page comes next."""
    chosen = people.chosen(call.values)
    profiles = await call.people.look_at(chosen)
    invitations = [Invitation(one, chosen[one.account.user_id]) for one in profiles]
    count = await call.run(setup.invite, invitations)
    note = steps.invited(count, len(invitations) - count)
    if not call.metadata.get("has_more"):
        return await _end(call, note)
    return await _people(call, people.left_out(call.payload["view"], call.metadata, chosen), note)


async def _ensure_coordinator(call: Call) -> bool:
    """Let coordinators pass, and make the first admin who comes one; RuleError says who can to others."""
    standing = await call.read(setup.standing)
    if standing.is_coordinator:
        return False
    is_admin = standing.is_vacant and (await call.people.fetch([call.user_id]))[0].is_admin
    await call.run(setup.take_up, is_admin=is_admin)
    return True


async def _page(call: Call, page: Page, note: str | None = None) -> OpenForm | Reply:
    match page:
        case Page.ALLIANCE:
            zone = await call.read(setup.own_zone)
            return OpenForm(steps.alliance(await call.read(settings.to_change), zone))
        case Page.CHANNELS:
            values = await call.read(settings.to_change)
            is_in = await _channel(call).is_in()
            return OpenForm(steps.channels(values, pages.channel_of(call), is_in=is_in))
        case Page.ORGANIZATIONS:
            partners = await call.read(setup.partners)
            domains = unclaimed(await _newcomers(call), await call.read(setup.claims))
            return OpenForm(steps.organizations(partners, domains, note))
    return await _people(call, [], note)


async def _people(call: Call, skipped: list[str], note: str | None) -> OpenForm | Reply:
    """Show whom the channel's members suggest; where that is nobody, the set-up is at its end."""
    partners = await call.read(setup.partners)
    claims = await call.read(setup.claims)
    newcomers = [one for one in await _newcomers(call) if one.account.user_id not in skipped]
    if not newcomers:
        return await _end(call, steps.nobody(note, pages.channel_of(call)))
    return OpenForm(people.page(newcomers, partners, claims, skipped=skipped, note=note))


async def _newcomers(call: Call) -> list[Profile]:
    """Return the people of the alliance channel who are not in yet, by name."""
    readers = await _channel(call).readers() - {call.workspace.bot_user_id}
    strangers = await call.read(setup.strangers, readers)
    profiles = await call.people.look_at(strangers[:LOOKED_AT_MAX])
    return sorted(filter(is_person, profiles), key=lambda one: one.name.casefold())


async def _end(call: Call, note: str) -> Reply:
    """Show what is done, and what comes next."""
    progress = await call.read(setup.progress)
    is_in = call.workspace.alliance_channel_id is not None
    return steps.end(pages.checklist(call, progress, is_in_channel=is_in), note)


def _channel(call: Call) -> AllianceChannel:
    if call.channel is None:
        raise RuleError("I cannot look into channels just now. Try once more in a minute.")
    return call.channel

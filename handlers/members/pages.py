"""What people see of members when they ask: the list, a profile, what came of inviting."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby

from slack_sdk.models.blocks import Block, ButtonElement

from bot.actor import Capability
from bot.rules.members import MemberStatus, Voting
from bot.services.directory import Entry
from bot.services.joining import Invited
from handlers.kit import blocks
from handlers.kit.answers import Reply
from handlers.kit.call import Call
from storage.members import Member

PAGE = 40
CHOICES_MAX = 10
NAMES_ROOM = 1500
SEATS = {Voting.REPRESENTATIVE: "voting representative", Voting.ALTERNATE: "alternate"}


def listed(call: Call, entries: Sequence[Entry], offset: int, slug: str | None, *, may_invite: bool) -> Reply:
    """Show a page of the alliance's people, by organisation."""
    page = entries[offset : offset + PAGE]
    shown: list[Block] = [blocks.header(f"People of the alliance ({len(entries)})")]
    for organization, people in groupby(page, key=lambda one: one.organization):
        name = blocks.plain_name(organization) if organization else "No organisation yet"
        shown += _sections(f"*{name}*", [_line(one) for one in people])
    if not page:
        shown.append(blocks.context("Nobody yet. Invite people, and they will be listed here."))
    row = [blocks.button("Look somebody up", "members.look"), blocks.button("My profile", "members.me")]
    if may_invite:
        row += [
            blocks.button("Invite people", "members.add", style="primary"),
            blocks.button("Enter somebody not on Slack", "members.invite"),
        ]
    if offset + PAGE < len(entries):
        after = f"{offset + PAGE}.{slug or ''}"
        row.append(blocks.button("More", "members.list", after, says="Show more people"))
    typed = call.workspace.command("/alliance")
    small = f"`{typed} members show @name` shows a profile."
    shown += [blocks.actions(*row), blocks.context(small)]
    return Reply(blocks.spoken(shown), shown)


def _sections(title: str, lines: Sequence[str]) -> list[Block]:
    """Return lines under a title, in as many sections as their length asks for."""
    pieces = [title]
    for line in lines:
        if len(pieces[-1]) + len(line) + 1 < blocks.SECTION_MAX:
            pieces[-1] += f"\n{line}"
        else:
            pieces.append(line)
    return [blocks.section(piece) for piece in pieces]


def _line(entry: Entry) -> str:
    member = entry.member
    title = f", {blocks.escape(member.title)}" if member.title else ""
    notes = [SEATS[member.voting]] if member.voting in SEATS else []
    notes += [str(one) for one in entry.capabilities]
    notes += [note for note in [standing(member)] if note]
    after = f" · {' · '.join(notes)}" if notes else ""
    return f"• {blocks.plain_name(blocks.clip(member.name, 80))}{title}{after}"


def standing(member: Member) -> str | None:
    """Return how somebody stands, where it is not simply that they take part."""
    if member.is_deactivated:
        return "Slack account gone"
    if member.status is MemberStatus.INVITED:
        return "invited"
    if member.status is MemberStatus.PAUSED:
        return f"away until {day(member.away_until)}" if member.away_until else "away"
    return None if member.slack_user_id else "not on Slack"


def day(moment: date) -> str:
    """Return a day as people write it."""
    return f"{moment:%A} {moment.day} {moment:%B %Y}"


def card(entry: Entry, note: str | None = None) -> Reply:
    """Show one person's profile, with what the reader can do about it."""
    member = entry.member
    facts = [f"*{blocks.plain_name(member.name)}*"]
    facts += [blocks.escape(member.title)] if member.title else []
    facts.append(blocks.plain_name(entry.organization) if entry.organization else "No organisation yet")
    if member.voting in SEATS:
        facts[-1] += f" · {SEATS[member.voting]}"
    if entry.local_time:
        facts.append(
            f"{entry.local_time:%H:%M} where they are ({entry.local_time.tzname()}, {member.timezone})"
        )
    facts.append(f"May act as: {', '.join(_offices(entry))}")
    facts.append(f"Here since {day(member.joined_at.date())}")
    facts += [f"Buddy: {blocks.plain_name(entry.buddy)}"] if entry.buddy else []
    facts += [f"_{stands[0].upper()}{stands[1:]}_" for stands in [standing(member)] if stands]
    shown: list[Block] = [blocks.section(note)] if note else []
    shown.append(blocks.section("\n".join(facts)))
    if row := list(_buttons(entry)):
        shown.append(blocks.actions(*row))
    return Reply(blocks.spoken(shown), shown)


def _offices(entry: Entry) -> list[str]:
    if Capability.OBSERVER in entry.capabilities:
        return ["observer, who only reads"]
    return ["member", *(str(one) for one in entry.capabilities)]


def _buttons(entry: Entry) -> Iterable[ButtonElement]:
    """Yield what the reader may do: everything about oneself, and for coordinators about anybody."""
    member = entry.member
    if entry.is_editable:
        yield blocks.button("Edit", "members.edit", member.id)
    if entry.is_self:
        yield blocks.button("Change my title", "members.title")
    if entry.is_self or entry.is_editable:
        if member.status is MemberStatus.PAUSED:
            back = "I’m back" if entry.is_self else "Back again"
            yield blocks.button(back, "members.resume", member.id, style="primary")
        yield blocks.button("Pause", "members.pause", member.id)
        yield blocks.button("Leave" if entry.is_self else "Remove", "members.leave", member.id)


def choice(words: str, found: Sequence[Member]) -> Reply:
    """Show those whom somebody may have meant."""
    name = blocks.escape(blocks.clip(words, 100))
    if not found:
        text = f"I know nobody called “{name}”. Look in the list, or name them with @."
        shown: list[Block] = [
            blocks.section(text),
            blocks.actions(blocks.button("Look somebody up", "members.look")),
        ]
        return Reply(text, shown)
    row = [blocks.button(blocks.clip(one.name, 75), "members.show", one.id) for one in found[:CHOICES_MAX]]
    shown = [blocks.section(f"Whom do you mean by “{name}”?"), blocks.actions(*row)]
    return Reply(blocks.spoken(shown), shown)


def invited(result: Invited) -> Reply:
    """Tell a coordinator what comes next."""
    texts = []
    if result.welcomed:
        names = _names(result.welcomed)
        texts.append(f"Invited: {names}. Each gets a welcome message from me now, and is in once they agree.")
    if result.present:
        texts.append(f"In already: {_names(result.present)}.")
    text = "\n".join(texts)
    return Reply(text, [blocks.section(text)])


def _names(people: Sequence[Member]) -> str:
    return ", ".join(blocks.fitting([blocks.plain_name(one.name) for one in people], NAMES_ROOM))

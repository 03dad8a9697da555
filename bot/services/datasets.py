"""The datasets that can be exported: one line for each says its columns, its rows, and for whom."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from bot.rules.export import Extent
from bot.rules.members import Voting
from storage import export, organizations
from storage.export import Selection
from storage.members import Member
from storage.unit import Unit

Row = tuple[Any, ...]
EVERYBODY = frozenset(Extent)
AUDITORS = frozenset({Extent.OWN, Extent.PERSON, Extent.ALLIANCE})
"""A representative does not look over colleagues' shoulders."""
ONESELF = frozenset({Extent.OWN})


class Names:
    """What ids are called, looked up once for a whole export."""

    def __init__(self, unit: Unit) -> None:
        """Read the names of everybody, and the short names of organisations and groups."""
        rows = export.people(unit)
        self._people = {row.id: row.name for row in rows}
        self._slugs = {row.id: row.slug for row in rows}
        self._organizations = {one.id: one.slug for one in organizations.listed(unit)}
        self._groups = export.group_slugs(unit)

    def person(self, member_id: int | None) -> str | None:
        """Return a member's name."""
        return self._people.get(member_id or 0)

    def represents(self, member_id: int | None) -> str | None:
        """Return the short name of the organisation that a member represents."""
        return self._slugs.get(member_id or 0)

    def organization(self, organization_id: int | None) -> str | None:
        """Return an organisation's short name."""
        return self._organizations.get(organization_id or 0)

    def group(self, group_id: int | None) -> str | None:
        """Return a working group's short name."""
        return self._groups.get(group_id or 0)


Query = Callable[[Unit, Selection, Names], Iterable[Row]]


@dataclass(frozen=True, slots=True)
class Dataset:
    """One table of an export. `extents` are the exports that it may be part of."""

    name: str
    title: str
    columns: tuple[str, ...]
    rows: Query
    extents: frozenset[Extent] = EVERYBODY


def _columns(names: str) -> tuple[str, ...]:
    return tuple(names.split())


def _members(unit: Unit, selection: Selection, names: Names) -> Iterable[Row]:
    given: dict[int, list[str]] = defaultdict(list)
    for one in export.capabilities(unit, selection):
        given[one.member_id].append(one.capability)
    for member in export.members(unit, selection):
        organization, capabilities = names.organization(member.organization_id), given[member.id]
        yield (member.id, member.slack_user_id, member.name, member.title, organization, member.status,
               member.voting, capabilities, member.timezone, member.locale, member.joined_at,
               member.accepted_at, member.away_until, names.person(member.buddy_id))  # fmt: skip


def _organizations(unit: Unit, selection: Selection, _names: Names) -> Iterable[Row]:
    domains = organizations.domains(unit)
    seats: dict[tuple[int | None, Voting], list[str]] = defaultdict(list)
    for member in _everybody(unit):
        seats[member.organization_id, member.voting].append(member.name)
    for one in export.organizations(unit, selection):
        representative, alternates = seats[one.id, Voting.REPRESENTATIVE], seats[one.id, Voting.ALTERNATE]
        yield (one.slug, one.name, one.sector, domains.get(one.id, []), representative, alternates,
               one.created_at, one.ended_at)  # fmt: skip


def _everybody(unit: Unit) -> Sequence[Member]:
    return export.members(unit, Selection())


def _groups(unit: Unit, selection: Selection, names: Names) -> Iterable[Row]:
    for one in export.groups(unit, selection):
        yield one.slug, one.name, one.purpose, names.person(one.lead_id), one.created_at, one.ended_at


def _memberships(unit: Unit, selection: Selection, names: Names) -> Iterable[Row]:
    for one in export.memberships(unit, selection):
        member = one.member_id
        yield names.group(one.group_id), names.person(member), names.represents(member), one.since


def _terms(unit: Unit, selection: Selection, names: Names) -> Iterable[Row]:
    for term, title in export.terms(unit, selection):
        holder, organization = names.person(term.member_id), names.represents(term.member_id)
        yield (title, names.group(term.group_id), holder, organization, term.starts_on, term.until,
               term.ended_on, term.is_acting)  # fmt: skip


def _responsibilities(unit: Unit, selection: Selection, names: Names) -> Iterable[Row]:
    for one, area in export.responsibilities(unit, selection):
        organization = names.organization(one.organization_id) or names.represents(one.member_id)
        yield area, one.letter, organization, names.person(one.member_id), one.since


def _actions(unit: Unit, selection: Selection, names: Names) -> Iterable[Row]:
    helpers: dict[int, list[str | None]] = defaultdict(list)
    for helper in export.helpers(unit):
        helpers[helper.action_id].append(names.person(helper.member_id))
    for item in export.actions(unit, selection):
        owner, organization = names.person(item.owner_id), names.represents(item.owner_id)
        yield (_code(item.id), item.title, item.notes, item.status, item.due_on, owner, organization,
               names.person(item.pending_owner_id), helpers[item.id], names.group(item.group_id),
               names.person(item.creator_id), item.created_at, item.closed_at, item.snoozed_until,
               item.blocked_reason, item.blocked_help, item.moved_count, item.repeat_days,
               _code(item.follows_id))  # fmt: skip


def _changes(unit: Unit, selection: Selection, names: Names) -> Iterable[Row]:
    for one in export.changes(unit, selection):
        yield _code(one.action_id), one.at, names.person(one.actor_id), one.verb, one.note, one.change


def _code(action_id: int | None) -> str | None:
    return f"A-{action_id}" if action_id else None


def _kudos(unit: Unit, selection: Selection, names: Names) -> Iterable[Row]:
    thanked: dict[int, list[str | None]] = defaultdict(list)
    for to in export.recipients(unit):
        name = names.person(to.member_id) if to.member_id else names.organization(to.organization_id)
        thanked[to.kudos_id].append(name)
    for gift in export.gifts(unit, selection):
        giver, organization = names.person(gift.giver_id), names.represents(gift.giver_id)
        yield (gift.id, gift.given_at, giver, organization, thanked[gift.id], gift.reason, gift.value,
               gift.is_private)  # fmt: skip


def _audit(unit: Unit, selection: Selection, names: Names) -> Iterable[Row]:
    for one in export.audit(unit, selection):
        yield one.at, names.person(one.actor_id) or "the bot", one.verb, one.subject


def _opt_outs(unit: Unit, selection: Selection, _names: Names) -> Iterable[Row]:
    for one in export.opt_outs(unit, selection):
        yield one.kind, one.since


def _messages(unit: Unit, selection: Selection, _names: Names) -> Iterable[Row]:
    for one in export.notifications(unit, selection):
        yield one.day, one.kind, one.subject


DATASETS = (
    Dataset("members", "Members", _columns(
        "number slack_user_id name title organisation status voting capabilities timezone locale joined_at "
        "accepted_at away_until buddy"), _members),
    Dataset("organisations", "Organisations", _columns(
        "slug name sector email_domains representative alternates joined_at ended_at"), _organizations,
        frozenset({Extent.ORGANIZATION, Extent.ALLIANCE})),
    Dataset("groups", "Working groups", _columns("slug name purpose lead created_at ended_at"), _groups),
    Dataset("group_members", "Who is in which group", _columns("group name organisation since"),
        _memberships),
    Dataset("roles", "Roles and their terms", _columns(
        "role group holder organisation starts_on until ended_on acting"), _terms),
    Dataset("responsibilities", "Responsibilities", _columns(
        "area letter organisation name since"), _responsibilities),
    Dataset("actions", "Action items", _columns(
        "code title notes status due_on owner organisation offered_to helpers group created_by created_at "
        "closed_at snoozed_until blocked_reason blocked_help times_moved repeat_days follows"), _actions),
    Dataset("action_history", "History of action items", _columns("code at name verb note change"),
        _changes),
    Dataset("kudos", "Kudos", _columns(
        "number given_at from from_organisation to reason value private"), _kudos),
    Dataset("audit", "Trail of changes", _columns("at name verb subject"), _audit, AUDITORS),
    Dataset("opt_outs", "Messages that you do not want", _columns("kind since"), _opt_outs, ONESELF),
    Dataset("messages", "Reminders that you got", _columns("day kind subject"), _messages, ONESELF),
)  # fmt: skip
"""What an export can hold: never settings, tokens, the privacy guard's counts, or messages on their way."""

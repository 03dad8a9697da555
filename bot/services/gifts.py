"""Kudos as people read them: names and organisations instead of ids."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.actor import Actor
from bot.rules.kudos import MessageLink, is_undoable
from bot.rules.members import Party
from bot.services import members as member_service
from storage import kudos, members, organizations
from storage.kudos import Gift, Recipient
from storage.members import Member
from storage.organizations import Organization
from storage.unit import Unit


@dataclass(frozen=True, slots=True)
class Thanks:
    """A gift as its readers see it; `is_undoable` says whether its giver can still take it back."""

    id: int
    giver: Party
    receivers: tuple[Party, ...]
    reason: str
    value: str | None
    is_private: bool
    given_at: datetime
    is_undoable: bool
    message: MessageLink | None


def describe(unit: Unit, gifts: Sequence[Gift]) -> list[Thanks]:
    """Return gifts with the names of those in them; three queries, however many gifts there are."""
    recipients = kudos.recipients(unit, [gift.id for gift in gifts])
    member_ids = {gift.giver_id for gift in gifts} | {to.member_id for to in recipients if to.member_id}
    people = members.by_ids(unit, member_ids)
    ids = {member.organization_id for member in people.values() if member.organization_id}
    names = organizations.names(unit, ids | {to.organization_id for to in recipients if to.organization_id})
    parties = {gift.id: _parties(gift, recipients, people, names) for gift in gifts}
    return [
        _thanks(gift, member_service.party(people[gift.giver_id], names), parties[gift.id], unit.now)
        for gift in gifts
    ]


def _parties(
    gift: Gift, recipients: Sequence[Recipient], people: Mapping[int, Member], names: Mapping[int, str]
) -> list[Party]:
    mine = [recipient for recipient in recipients if recipient.kudos_id == gift.id]
    receivers = [member_service.party(people[to.member_id], names) for to in mine if to.member_id]
    return receivers + [
        Party(names[to.organization_id], is_organization=True) for to in mine if to.organization_id
    ]


def describe_new(
    unit: Unit, gift: Gift, actor: Actor, people: Sequence[Member], partners: Sequence[Organization]
) -> Thanks:
    """Return a gift that was given just now: all in it are at hand, but for their organisations' names."""
    ids = {member.organization_id for member in people} | {actor.organization_id}
    names = organizations.names(unit, [one for one in ids if one])
    giver = Party(actor.name, actor.account.user_id, names.get(actor.organization_id or 0))
    receivers = [member_service.party(member, names) for member in people]
    receivers += [Party(partner.name, is_organization=True) for partner in partners]
    return _thanks(gift, giver, receivers, unit.now)


def _thanks(gift: Gift, giver: Party, receivers: Sequence[Party], now: datetime) -> Thanks:
    channel, ts = gift.message_channel, gift.message_ts
    return Thanks(
        id=gift.id,
        giver=giver,
        receivers=tuple(receivers),
        reason=gift.reason,
        value=gift.value,
        is_private=gift.is_private,
        given_at=gift.given_at,
        is_undoable=is_undoable(gift.given_at, now),
        message=MessageLink(channel, ts) if channel and ts else None,
    )

"""Thanking colleagues and organisations: give, take back, look at."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from difflib import get_close_matches

from bot.actor import Actor, Capability
from bot.clock import start_of_day, start_of_next_day
from bot.errors import RuleError
from bot.rules import kudos as rules
from bot.rules.kudos import Wish
from bot.rules.members import ensure_present
from bot.rules.outbox import ALLIANCE, NoticeState, Priority
from bot.rules.privacy import ensure_private
from bot.rules.settings import KUDOS_ALLOWANCE
from bot.services import members as member_service
from bot.services import notifications
from bot.services.gifts import Thanks, describe, describe_new
from storage import audit, erasure, kudos, members, organizations, outbox, settings
from storage.kudos import Gift
from storage.members import Member
from storage.organizations import Organization
from storage.unit import Unit

ALLOWANCE = KUDOS_ALLOWANCE
PAGE = 10
ERASED = "(The giver had these words erased.)"


@dataclass(frozen=True, slots=True)
class Given:
    """What a giver learns: the gift as it is told, and how many are left for today."""

    thanks: Thanks
    left_today: int


def give(unit: Unit, actor: Actor, wish: Wish, *, confirmed: bool = False) -> Given:
    """Thank colleagues or organisations, and let the alliance know (or them alone, if private).

    RuleError for what product rule P11 refuses, PrivacyError for what the guard does;
    UnknownPeopleError for people whom nobody met yet.
    """
    actor.require(Capability.MEMBER)
    reason, value = rules.clean_reason(wish.reason), rules.clean_value(wish.value)
    ensure_private(reason, confirmed=confirmed, field="reason")
    ensure_private(value, confirmed=confirmed, field="value")
    rules.ensure_public_or_personal(wish)
    people, partners = _receivers(unit, actor, wish)
    left = _spend(unit, actor)
    gift = Gift(
        giver_id=actor.member_id,
        reason=reason,
        value=value,
        is_private=wish.is_private,
        message_channel=wish.message.channel_id if wish.message else None,
        message_ts=wish.message.ts if wish.message else None,
        given_at=unit.now,
    )
    kudos.add(unit, gift, [member.id for member in people], [partner.id for partner in partners])
    audit.record(unit, actor.member_id, "kudos.given", _subject(gift))
    _announce(unit, gift, people)
    return Given(describe_new(unit, gift, actor, people, partners), left)


def _receivers(unit: Unit, actor: Actor, wish: Wish) -> tuple[list[Member], list[Organization]]:
    """Return whom a wish thanks, without the giver, each once."""
    named = member_service.named(unit, wish.people)
    people = [member for member in named if member.id != actor.member_id]
    for member in people:
        ensure_present(member.name, is_deactivated=member.is_deactivated)
    partners = _partners(unit, wish.organizations)
    elsewhere = [partner for partner in partners if partner.id != actor.organization_id]
    rules.ensure_receivers(
        thanked_self=len(named) > len(people),
        thanked_own_organization=len(partners) > len(elsewhere),
        others=len(people) + len(elsewhere),
    )
    return people, partners


def _partners(unit: Unit, slugs: Sequence[str]) -> list[Organization]:
    """Return the organisations of these slugs, or raise RuleError that names the nearest."""
    wanted = tuple(dict.fromkeys(slug.lower() for slug in slugs))
    known = organizations.by_slugs(unit, wanted)
    for slug in wanted:
        if slug not in known:
            raise RuleError(_unknown_organization(unit, slug), field="organizations")
    return [known[slug] for slug in wanted]


def _unknown_organization(unit: Unit, slug: str) -> str:
    slugs = sorted(organization.slug for organization in organizations.listed(unit))
    if not slugs:
        return "The alliance has no organisations yet. Name people instead: @colleague."
    near = get_close_matches(slug, slugs, n=1, cutoff=0.5)
    hint = f"Did you mean org:{near[0]}?" if near else f"There are: {', '.join(slugs)}."
    return f"There is no organisation called {slug}. {hint}"


def _spend(unit: Unit, actor: Actor) -> int:
    """Take one of the giver's kudos of today, or raise RuleError; return how many are left then.

    Two gifts at once wait for each other.
    """
    members.lock(unit, actor.member_id)
    given = kudos.given_since(unit, actor.member_id, start_of_day(unit.now, actor.timezone))
    renews_at = start_of_next_day(unit.now, actor.timezone).astimezone(actor.timezone)
    allowance = _allowance(unit)
    rules.ensure_allowance(given, allowance, renews_at)
    return allowance - given - 1


def _allowance(unit: Unit) -> int:
    return settings.number(unit, ALLOWANCE, rules.DAILY_ALLOWANCE)


def _announce(unit: Unit, gift: Gift, people: Sequence[Member]) -> None:
    """Tell the alliance; and each person thanked, which delivery leaves out for readers of the channel."""
    if not gift.is_private:
        outbox.post(unit, "kudos.given", to=ALLIANCE, subject=_subject(gift), data={"gift_id": gift.id})
    for member in people:
        data = {"gift_id": gift.id}
        notifications.tell(
            unit, member, "kudos.received", subject=_subject(gift), data=data, needs_acceptance=False
        )


def take_back(unit: Unit, actor: Actor, gift_id: int) -> int:
    """Undo one's own gift within the undo window; return how many can be given today then.

    What was posted says so afterwards.
    """
    actor.require(Capability.MEMBER)
    members.lock(unit, actor.member_id)  # a second press at the same moment waits, and finds it done
    gift = kudos.by_id(unit, gift_id)
    if gift is None or gift.giver_id != actor.member_id:
        raise RuleError("Only whoever gave these kudos can take them back.")
    if gift.withdrawn_at is not None:
        raise RuleError("These kudos were taken back already.")
    rules.ensure_undoable(gift.given_at, unit.now)
    gift.withdrawn_at = unit.now
    unit.session.add(gift)
    audit.record(unit, actor.member_id, "kudos.taken_back", _subject(gift))
    for notice in outbox.about(unit, _subject(gift)):
        if notice.state not in {NoticeState.SKIPPED, NoticeState.FAILED}:
            outbox.post(
                unit,
                "kudos.taken_back",
                to=notice.target,
                subject=_subject(gift),
                priority=Priority.DIRECT,
                edits_id=notice.id,
            )
    notifications.refresh(unit, _subject(gift))
    unit.session.flush()
    return left_today(unit, actor)


def left_today(unit: Unit, actor: Actor) -> int:
    """Return how many kudos the member can still give on this local day."""
    actor.require(Capability.OBSERVER)
    given = kudos.given_since(unit, actor.member_id, start_of_day(unit.now, actor.timezone))
    return max(_allowance(unit) - given, 0)


def received(unit: Unit, actor: Actor, limit: int = PAGE) -> list[Thanks]:
    """Return the latest kudos that the member received, private ones included."""
    actor.require(Capability.OBSERVER)
    return describe(unit, kudos.received_by(unit, actor.member_id, limit))


def given(unit: Unit, actor: Actor, limit: int = PAGE) -> list[Thanks]:
    """Return the latest kudos that the member gave."""
    actor.require(Capability.OBSERVER)
    return describe(unit, kudos.given_by(unit, actor.member_id, limit))


def wall(unit: Unit, actor: Actor, days: int, before_id: int | None = None) -> list[Thanks]:
    """Return a page of the public kudos of the last days, the latest first, after `before_id` if given."""
    actor.require(Capability.OBSERVER)
    return describe(unit, kudos.public_since(unit, _since(unit, days), PAGE, before_id))


def wall_of_organizations(unit: Unit, actor: Actor, days: int) -> list[tuple[str, int]]:
    """Return each thanked organisation's name and its public kudos of the last days, by name."""
    actor.require(Capability.OBSERVER)
    received_by = kudos.received_by_organizations(unit, _since(unit, days))
    names = organizations.names(unit, received_by.keys())
    return sorted((names[key], count) for key, count in received_by.items())


def partners(unit: Unit, actor: Actor) -> list[Organization]:
    """Return the organisations that can be thanked, by name."""
    actor.require(Capability.MEMBER)
    return organizations.listed(unit)


def tell(unit: Unit, gift_id: int) -> Thanks | None:
    """Return a gift for whoever renders its notice; None once it was taken back."""
    gift = kudos.by_id(unit, gift_id)
    return None if gift is None or gift.withdrawn_at else describe(unit, [gift])[0]


def erase(unit: Unit, member_id: int) -> None:
    """Erase the words of private kudos that a member gave, and the link to a message in them.

    Public ones stay as they were told to the alliance, and private ones as their receivers got them,
    both without a name.
    """
    erasure.forget_private_words(unit, member_id, ERASED)


def _since(unit: Unit, days: int) -> datetime:
    return unit.now - timedelta(days=days)


def _subject(gift: Gift) -> str:
    return f"kudos:{gift.id}"

"""The sample alliance, as the bot knows it: who is in it, what they agreed on, do, and are thankful for."""

from datetime import datetime, timedelta

from bot.actor import SlackAccount
from bot.commands import sample_actions, sample_structure
from bot.commands.sample_alliance import SETTINGS
from bot.rules.kudos import Wish
from bot.rules.members import Profile
from bot.services import joining, kudos, members
from sandbox.sample import ORGANISATIONS, PEOPLE, TEAM_ID, SamplePerson
from storage import members as members_stored
from storage import organizations, settings
from storage.database import Database
from storage.opening import open_database
from storage.organizations import Organization
from storage.unit import Unit

GIFTS = (
    (
        "elena",
        Wish(people=("ana", "leo"), reason="for the produce stand at the school gate", value="teamwork"),
        3,
    ),
    (
        "dana",
        Wish(organizations=("clinic",), reason="for twenty extra screenings at the shelter", value="care"),
        2,
    ),
    ("ana", Wish(people=("marcus",), reason="for the baseline figures, a week early"), 1),
)
"""Who thanks whom, and how many days ago."""


async def seed(database_url: str, now: datetime) -> int:
    """Put the sample alliance into a database that is migrated and empty; return how many people it has."""
    moment = now
    database = open_database(database_url, lambda: moment)
    count = await database.run(_people)
    await database.run(_agreed)
    ids = {person.handle: person.user_id for person in PEOPLE}
    for giver, wish, days in GIFTS:
        moment = now - timedelta(days=days)
        await _give(database, ids[giver], _with_ids(wish, ids))
    database.close()
    return count


def _people(unit: Unit) -> int:
    for one in ORGANISATIONS:
        partner = Organization(slug=one.slug, name=one.name, sector=one.sector, created_at=unit.now)
        organizations.add(unit, partner, one.domains)
    profiles = [_profile(person) for person in PEOPLE if not (person.is_bot or person.deleted)]
    members.enrol(unit, profiles)
    for member in members_stored.listed(unit):
        joining.accept(unit, member)
    return len(profiles)


def _agreed(unit: Unit) -> None:
    for key, value in SETTINGS.items():
        settings.choose(unit, key, value)
    people = sample_structure.by_handle(unit)
    sample_structure.seat_people(unit, people)
    sample_actions.store(unit, people, sample_structure.store(unit, people))


async def _give(database: Database, user_id: str, wish: Wish) -> None:
    def give(unit: Unit) -> None:
        kudos.give(unit, members.recognize(unit, user_id), wish)

    await database.run(give)


def _with_ids(wish: Wish, ids: dict[str, str]) -> Wish:
    people = tuple(ids[handle] for handle in wish.people)
    return Wish(people=people, organizations=wish.organizations, reason=wish.reason, value=wish.value)


def _profile(person: SamplePerson) -> Profile:
    return Profile(
        account=SlackAccount(TEAM_ID, person.user_id),
        name=person.name,
        email=person.email,
        timezone=person.timezone,
        locale=person.locale,
    )

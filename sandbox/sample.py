"""The sample alliance: a fictional health alliance in a workspace of its own."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sandbox.channels import Channel
from sandbox.users import User
from sandbox.workspace import Clock, UserGroup, Workspace, utc_now

EASTERN = "America/New_York"
TEAM_ID = "T0SUNNYBR0"


@dataclass(frozen=True, slots=True)
class SampleOrganisation:
    """An organisation of the sample alliance; a person belongs to it by the domain of the address."""

    slug: str
    name: str
    sector: str
    domains: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SamplePerson:
    """A person of the sample alliance; `organisation` is a slug, empty for a bot."""

    handle: str
    user_id: str
    name: str
    title: str
    email: str
    organisation: str
    timezone: str = EASTERN
    locale: str = "en-US"
    is_restricted: bool = False
    is_bot: bool = False
    deleted: bool = False


def _organisation(slug: str, name: str, sector: str) -> SampleOrganisation:
    return SampleOrganisation(slug, name, sector, (f"{slug}.example",))


ORGANISATIONS = (
    _organisation("health-dept", "Sunnybrook County Health Dept", "government"),
    _organisation("university", "Lakeside University Public Health", "academic"),
    _organisation("hospital", "Sunnybrook General Hospital", "healthcare_provider"),
    _organisation("clinic", "Riverbend Community Clinic", "healthcare_provider"),
    _organisation("food-bank", "Harvest Table Food Bank", "nonprofit"),
    _organisation("gardens", "Green Plot Community Gardens", "community_group"),
    _organisation("schools", "Sunnybrook Unified Schools", "government"),
    _organisation("fitwell", "FitWell Centers", "private"),
    _organisation("foundation", "Hillside Foundation", "nonprofit"),
    _organisation("shelter", "Open Door Shelter", "nonprofit"),
    _organisation("legal-aid", "Justice Bridge Legal Aid", "nonprofit"),
    _organisation("jobs", "NextStep Job Centre", "nonprofit"),
    _organisation("voices", "Diabetes Voices", "patient_advocate"),
)


def _person(handle: str, name: str, title: str, organisation: str) -> SamplePerson:
    user_id = f"U0{handle.upper():0<8}"
    email = f"{handle}@{organisation}.example" if organisation else ""
    return SamplePerson(handle, user_id, name, title, email, organisation)


PEOPLE = (
    _person("bea", "Bea Larsson", "Alliance coordinator", "health-dept"),
    _person("dana", "Dana Whitfield", "Deputy health director, steering co-chair", "health-dept"),
    replace(_person("marcus", "Marcus Lee", "Data lead", "health-dept"), timezone="America/Chicago"),
    replace(
        _person("priya", "Dr Priya Raman", "Evaluation lead, steward", "university"),
        timezone="Europe/London",
        locale="en-GB",
    ),
    _person("owen", "Owen Blake", "Research associate, alternate", "university"),
    replace(_person("elena", "Dr Elena Ortiz", "Head of prevention", "hospital"), locale="es-ES"),
    _person("tom", "Tom Ayers", "Nurse, on call", "clinic"),
    replace(_person("ana", "Ana Castillo", "Outreach and delivery", "food-bank"), locale="es-LA"),
    replace(
        _person("leo", "Leo Nakamura", "Garden network organiser", "gardens"), timezone="America/Los_Angeles"
    ),
    _person("renee", "Renee Foster", "Student wellbeing", "schools"),
    _person("sam", "Sam Idris", "Community programmes", "fitwell"),
    replace(
        _person("grace", "Grace Muller", "Programme officer, steering co-chair", "foundation"),
        timezone="Europe/Berlin",
        locale="de-DE",
    ),
    _person("kim", "Kim Alvarez", "Shelter manager", "shelter"),
    _person("jonah", "Jonah Reed", "Attorney", "legal-aid"),
    replace(_person("tessa", "Tessa Nguyen", "Job coach", "jobs"), timezone="Asia/Kolkata"),
    replace(_person("omar", "Omar Haddad", "Patient advocate, steward", "voices"), is_restricted=True),
    replace(_person("ines", "Ines Duarte", "Volunteers and van, alternate", "food-bank"), locale="pt-BR"),
    replace(_person("nina", "Nina Petrova", "Volunteer, has left", "food-bank"), deleted=True),
    replace(_person("deploybot", "deploybot", "", ""), is_bot=True),
)
"""Seventeen people, Nina whose account is deactivated, and a bot that is a colleague."""

STEERING = ("bea", "dana", "grace", "priya", "elena")
NOT_IN_ALLIANCE = frozenset({"owen", "tessa", "nina"})


def sample_workspace(clock: Clock = utc_now) -> Workspace:
    """Return a fresh workspace with the sample alliance in it; nobody has written anything yet."""
    workspace = Workspace(TEAM_ID, "Sunnybrook Health Alliance", "sunnybrook", clock)
    for person in PEOPLE:
        workspace.users[person.user_id] = _account(person)
    everybody = [person.handle for person in PEOPLE if not person.deleted]
    colleagues = [handle for handle in everybody if handle not in NOT_IN_ALLIANCE]
    _channel(workspace, "general", "For everybody in the alliance", everybody)
    _channel(workspace, "alliance", "What we do together", colleagues)
    _channel(workspace, "steering", "The steering committee", STEERING)
    _channel(workspace, "alliance-urgent", "Something urgent is happening", colleagues)
    _channel(workspace, "alliance-news", "News and wins", colleagues)
    core = [workspace.user(handle).id for handle in ("bea", "dana", "marcus", "priya")]
    workspace.groups["S0COREMANA"] = UserGroup("S0COREMANA", "coremanagers", "Core managers", members=core)
    return workspace


def add_visitor(workspace: Workspace, handle: str = "vic", channel: str = "alliance") -> User:
    """Let a person of another workspace into a channel, which is then shared with that workspace."""
    visitor = User(f"U0{handle.upper():0<8}", handle, handle.title(), "T0ELSEWHER", timezone="America/Denver")
    workspace.users[visitor.id] = visitor
    room = workspace.channel(channel)
    room.is_ext_shared = True
    room.members.append(visitor.id)
    return visitor


def _account(person: SamplePerson) -> User:
    return User(
        id=person.user_id,
        name=person.handle,
        real_name=person.name,
        team_id=TEAM_ID,
        display_name="" if person.is_bot else person.name,
        title=person.title,
        email=person.email,
        timezone=person.timezone,
        locale=person.locale,
        bot_id=f"B{person.user_id[1:]}" if person.is_bot else "",
        is_admin=person.handle == "bea",
        is_bot=person.is_bot,
        is_restricted=person.is_restricted,
        deleted=person.deleted,
    )


def _channel(workspace: Workspace, name: str, purpose: str, handles: Sequence[str]) -> None:
    channel_id = f"C0{name.upper().removeprefix('ALLIANCE-'):0<8}"
    creator = workspace.user("bea")
    channel = Channel(
        id=channel_id,
        name=name,
        kind="group" if name == "steering" else "channel",
        creator=creator.id,
        created=workspace.epoch,
        is_general=name == "general",
        purpose=purpose,
        members=[workspace.user(handle).id for handle in handles],
    )
    workspace.add_channel(channel)

"""The sample alliance."""

from zoneinfo import ZoneInfo

from sandbox.sample import ORGANISATIONS, PEOPLE, sample_workspace


def test_people_belong_to_organisations() -> None:
    """Everybody but the bot is in one of the organisations, by slug and by the domain of the address."""
    domains = {organisation.slug: organisation.domains for organisation in ORGANISATIONS}
    assert len(ORGANISATIONS) == 13
    for person in PEOPLE:
        if not person.is_bot:
            assert person.email.partition("@")[2] in domains[person.organisation]
            assert person.email.endswith(".example")
            assert ZoneInfo(person.timezone)


def test_each_organisation_has_somebody() -> None:
    """No organisation is empty."""
    present = {person.organisation for person in PEOPLE if not person.deleted}
    assert {organisation.slug for organisation in ORGANISATIONS} <= present


def test_channels_and_members() -> None:
    """Not everybody is in every channel, and nobody has written anything."""
    workspace = sample_workspace()
    members = {channel.name: set(channel.members) for channel in workspace.channels.values()}
    everybody = {person.user_id for person in PEOPLE if not person.deleted}
    assert members["general"] == everybody
    assert everybody - members["alliance"] == {"U0OWEN0000", "U0TESSA000"}
    assert members["steering"] < members["alliance"]
    assert workspace.channel("steering").kind == "group"
    assert set(members) == {"general", "alliance", "steering", "alliance-urgent", "alliance-news"}
    assert not any(channel.history for channel in workspace.channels.values())


def test_ids_are_stable_and_unique() -> None:
    """Two sample workspaces have the same ids, and no id twice."""
    first, second = sample_workspace(), sample_workspace()
    assert list(first.users) == list(second.users) == [person.user_id for person in PEOPLE]
    assert list(first.channels) == list(second.channels)
    assert len(set(first.users)) == len(PEOPLE)
    assert len(first.channels) == 5

"""`/kudos` as people type it."""

from datetime import timedelta

from tests.conftest import MovableClock
from tests.handlers.world import World, text_of


async def test_thanks_are_posted_with_people_and_their_organisations(alliance: World) -> None:
    """The alliance reads who is thanked, for which organisations, what for, and by whom."""
    shown = await alliance.sandbox.person("elena").types(
        "/kudos @ana @leo for opening the Saturday walk-in #teamwork", channel="alliance"
    )
    assert "Thank you for thanking" in shown[0].text
    post = text_of((await alliance.posted(1))[0])
    ana, leo = alliance.sandbox.person("ana").user, alliance.sandbox.person("leo").user
    assert f"<@{ana.id}> (Harvest Table Food Bank) and <@{leo.id}> (Green Plot Community Gardens)" in post
    assert "> for opening the Saturday walk-in" in post
    assert "#teamwork" in post
    assert "Dr Elena Ortiz (Sunnybrook General Hospital)" in post


async def test_an_organisation_is_thanked_by_its_short_name(alliance: World) -> None:
    """`org:SLUG` thanks an organisation, whose name the post shows."""
    await alliance.sandbox.person("ana").types("/kudos org:clinic for lending us the van", channel="alliance")
    assert "*Riverbend Community Clinic*" in text_of((await alliance.posted(1))[0])


async def test_an_unknown_organisation_is_refused_with_the_nearest(alliance: World) -> None:
    """A misspelt organisation is answered with the one that was probably meant; nothing is posted."""
    shown = await alliance.sandbox.person("ana").types(
        "/kudos org:clinics for lending us the van", channel="alliance"
    )
    assert "Did you mean org:clinic?" in shown[0].text
    assert "You typed: /kudos org:clinics for lending us the van" in text_of(shown[0])
    assert not alliance.posts


async def test_a_user_group_is_thanked_as_its_people(alliance: World) -> None:
    """A user group expands to its people, without the giver."""
    await alliance.sandbox.person("bea").types(
        "/kudos @coremanagers for holding the line this winter", channel="alliance"
    )
    post = text_of((await alliance.posted(1))[0])
    people = [alliance.sandbox.person(handle).user.id for handle in ("dana", "marcus", "priya")]
    assert all(f"<@{person}>" in post for person in people)
    assert f"<@{alliance.sandbox.person('bea').user.id}>" not in post


async def test_people_outside_the_channel_hear_of_it_by_direct_message(alliance: World) -> None:
    """Somebody thanked who does not read the alliance channel gets a message; a reader of it does not."""
    await alliance.sandbox.person("ana").types(
        "/kudos @owen @leo for the evaluation of the walk-in", channel="alliance"
    )
    owen, leo = alliance.sandbox.person("owen"), alliance.sandbox.person("leo")
    await alliance.sandbox.until(lambda: bool(owen.dms))
    await alliance.posted(1)
    assert "for the evaluation of the walk-in" in text_of(owen.dms[0])
    assert not leo.dms


async def test_the_allowance_ends_at_five_and_says_when_it_returns(
    alliance: World, clock: MovableClock
) -> None:
    """The sixth gift of a local day is refused with the time of the giver's midnight; then it works again."""
    ana = alliance.sandbox.person("ana")
    for number in range(5):
        await ana.types(f"/kudos @leo for errand number {number}", channel="alliance")
    refused = await ana.types("/kudos @leo for errand number 6", channel="alliance")
    assert "You have given all 5 kudos of today" in refused[0].text
    assert "Tuesday 00:00 (EST)" in refused[0].text
    clock.move(timedelta(hours=14))
    again = await ana.types("/kudos @leo for errand number 6", channel="alliance")
    assert "Thank you for thanking" in again[0].text


async def test_what_cannot_be_thanked_is_refused_in_words(alliance: World) -> None:
    """Oneself, apps and reasons that say nothing are refused with what to do; nothing is posted."""
    ana = alliance.sandbox.person("ana")
    expected = {
        "@ana": "You cannot thank yourself",
        "@deploybot": "is an app, not a person",
    }
    for name, sentence in expected.items():
        shown = await ana.types(f"/kudos {name} for the wonderful evening", channel="alliance")
        assert sentence in shown[0].text, name
    short = await ana.types("/kudos @leo thanks", channel="alliance")
    assert "at least 10 characters" in short[0].text
    assert not alliance.posts


async def test_the_giver_is_dropped_from_several(alliance: World) -> None:
    """Who names oneself among others thanks the others."""
    await alliance.sandbox.person("ana").types("/kudos @ana @leo for our garden day", channel="alliance")
    post = text_of((await alliance.posted(1))[0])
    assert f"<@{alliance.sandbox.person('leo').user.id}>" in post
    assert f"<@{alliance.sandbox.person('ana').user.id}>" not in post


async def test_nothing_in_a_reason_comes_alive(alliance: World) -> None:
    """Broadcasts, links and markup that somebody types stay text in the post."""
    await alliance.sandbox.person("ana").types(
        "/kudos @leo for <!channel> and <https://evil.example|bank> & @here", channel="alliance"
    )
    post = text_of((await alliance.posted(1))[0])
    assert "<!channel>" not in post
    assert "<https://" not in post
    assert "&lt;!channel&gt;" in post


async def test_a_guest_is_a_full_member(alliance: World) -> None:
    """A Slack guest gives and receives like everybody else."""
    await alliance.sandbox.person("omar").types("/kudos @ana for the patient evening", channel="alliance")
    await alliance.sandbox.person("ana").types("/kudos @omar for coming to it at all", channel="alliance")
    posts = await alliance.posted(2)
    assert "Omar Haddad (Diabetes Voices)" in text_of(posts[0])


async def test_help_mine_and_wall_answer_the_caller_alone(alliance: World) -> None:
    """Looking at kudos posts nothing, and shows what was given."""
    ana, leo = alliance.sandbox.person("ana"), alliance.sandbox.person("leo")
    await ana.types("/kudos @leo for the seedlings of spring", channel="alliance")
    await alliance.posted(1)
    assert "`/kudos wall 30d`" in text_of((await leo.types("/kudos help", channel="alliance"))[0])
    assert "for the seedlings of spring" in text_of((await leo.types("/kudos mine", channel="alliance"))[0])
    wall = text_of((await leo.types("/kudos wall 30d", channel="alliance"))[0])
    assert "for the seedlings of spring" in wall
    assert "Green Plot Community Gardens: 1" in wall
    assert len(alliance.posts) == 1


async def test_no_request_asks_slack_who_the_bot_is(alliance: World) -> None:
    """With everybody known, a command costs one call: the post itself."""
    ana = alliance.sandbox.person("ana")
    await ana.types("/kudos @tom for the first of all errands", channel="alliance")
    await alliance.sandbox.until(lambda: bool(alliance.sandbox.calls.of("conversations.members")))
    await alliance.posted(1)
    before = len(alliance.sandbox.calls)
    await ana.types("/kudos @tom for the second of them all", channel="alliance")
    await alliance.posted(2)
    assert [call.method for call in list(alliance.sandbox.calls)[before:]] == ["chat.postMessage"]

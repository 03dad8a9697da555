"""Taking kudos back."""

from datetime import timedelta

from tests.conftest import MovableClock
from tests.handlers.world import World, text_of


async def test_undo_changes_the_post_and_gives_the_allowance_back(alliance: World) -> None:
    """Within ten minutes the giver takes the gift back: the post says so, and five are left again."""
    ana = alliance.sandbox.person("ana")
    shown = await ana.types("/kudos @leo for the raised beds", channel="alliance")
    post = (await alliance.posted(1))[0]
    await ana.presses("kudos.undo", message=shown[0])
    await alliance.sandbox.until(lambda: "taken back" in post.text)
    await alliance.sandbox.until(lambda: any("Taken back" in one.text for one in ana.sees("alliance")))
    assert "raised beds" not in text_of(post)
    assert "You can give 5 more today" in text_of((await ana.types("/kudos mine", channel="alliance"))[0])
    assert "None in this time" in text_of((await ana.types("/kudos wall", channel="alliance"))[0])


async def test_undo_is_refused_after_ten_minutes(alliance: World, clock: MovableClock) -> None:
    """After ten minutes the gift stands, and the refusal says why."""
    ana = alliance.sandbox.person("ana")
    shown = await ana.types("/kudos @leo for the raised beds", channel="alliance")
    post = (await alliance.posted(1))[0]
    clock.move(timedelta(minutes=10, seconds=1))
    await ana.presses("kudos.undo", message=shown[0])
    await alliance.sandbox.until(lambda: any("for 10 minutes" in one.text for one in ana.sees("alliance")))
    assert "raised beds" in text_of(post)


async def test_a_second_undo_changes_nothing(alliance: World) -> None:
    """Who presses twice hears that it is done, and the post is changed once."""
    ana = alliance.sandbox.person("ana")
    shown = await ana.types("/kudos @leo for the raised beds", channel="alliance")
    post = (await alliance.posted(1))[0]
    first = shown[0]
    await ana.presses("kudos.undo", message=first)
    await alliance.sandbox.until(lambda: "taken back" in post.text)
    assert len(alliance.sandbox.calls.of("chat.update")) == 1
    assert len(alliance.posts) == 1


async def test_undo_works_in_the_form_that_gave(alliance: World) -> None:
    """After the form, its window offers the undo, and then shows the outcome."""
    ana = alliance.sandbox.person("ana")
    await ana.types("/kudos", channel="alliance")
    await ana.fills({"people": ["leo"], "reason": "for the raised beds"})
    await ana.submits()
    post = (await alliance.posted(1))[0]
    await ana.presses("kudos.undo")
    await alliance.sandbox.until(lambda: "taken back" in post.text)
    await alliance.sandbox.until(lambda: "Taken back" in str(ana.views[-1].blocks))

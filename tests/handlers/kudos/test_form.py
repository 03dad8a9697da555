"""The form for kudos: from a bare command, a message, or App Home."""

import asyncio

from tests.handlers.world import World, text_of


async def test_a_bare_command_opens_the_form(alliance: World) -> None:
    """`/kudos` alone opens an empty form, whose thanks are posted like typed ones."""
    ana = alliance.sandbox.person("ana")
    await ana.types("/kudos", channel="alliance")
    await ana.fills({"people": ["leo"], "reason": "for the raised beds at the school", "value": "#care"})
    assert await ana.submits() == {}
    post = text_of((await alliance.posted(1))[0])
    assert "for the raised beds at the school" in post
    assert "#care" in post


async def test_what_was_typed_so_far_is_filled_in(alliance: World) -> None:
    """A command that names nobody, or says no reason, opens the form with what it does say."""
    ana, leo = alliance.sandbox.person("ana"), alliance.sandbox.person("leo")
    await ana.types("/kudos @leo org:clinic #care", channel="alliance")
    note, people, organisations, _, value = ana.views[-1].blocks[:5]
    assert "Say what for" in note["text"]["text"]
    assert people["element"]["initial_users"] == [leo.user.id]
    assert organisations["element"]["initial_options"][0]["value"] == "clinic"
    assert value["element"]["initial_value"] == "care"
    await ana.closes()
    await ana.types("/kudos for everything", channel="alliance")
    assert "Say whom you thank" in ana.views[-1].words
    assert ana.views[-1].blocks[3]["element"]["initial_value"] == "for everything"


async def test_a_name_that_slack_does_not_know_is_pointed_out(alliance: World) -> None:
    """Somebody misspelt, or gone, is named in the form, instead of being thanked as a word of the reason."""
    ana = alliance.sandbox.person("ana")
    await ana.types("/kudos @nina for all she did", channel="alliance")
    assert "Slack did not recognise @nina" in ana.views[-1].words
    assert not alliance.posts


async def test_refusals_stand_beside_their_field_and_keep_what_was_typed(alliance: World) -> None:
    """Nobody named, too short a reason, a value of two words: each is said where it belongs."""
    ana = alliance.sandbox.person("ana")
    await ana.types("/kudos", channel="alliance")
    await ana.fills({"reason": "thanks"})
    assert "at least 10 characters" in (await ana.submits())["reason"]
    await ana.fills({"reason": "for the raised beds"})
    assert "Name at least one colleague" in (await ana.submits())["people"]
    await ana.fills({"people": ["leo"], "value": "two words"})
    assert "one word" in (await ana.submits())["value"]
    await ana.fills({"value": ""})
    assert await ana.submits() == {}
    await alliance.posted(1)


async def test_somebody_who_has_left_is_refused(alliance: World) -> None:
    """A deactivated colleague, still in Slack's lists, is refused beside the field."""
    ana = alliance.sandbox.person("ana")
    await ana.types("/kudos", channel="alliance")
    await ana.fills({"people": ["nina"], "reason": "for the raised beds"})
    assert "no longer has an account here" in (await ana.submits())["people"]


async def test_private_thanks_reach_only_those_thanked(alliance: World) -> None:
    """A private gift is a direct message to each, and nothing in the channel or on the wall."""
    ana, tom = alliance.sandbox.person("ana"), alliance.sandbox.person("tom")
    await ana.types("/kudos", channel="alliance")
    await ana.fills({"people": ["tom"], "reason": "for listening on Tuesday", "audience": ["private"]})
    assert await ana.submits() == {}
    await alliance.sandbox.until(lambda: bool(tom.dms))
    assert "Only those who are thanked see this" in text_of(tom.dms[0])
    assert not alliance.posts
    assert "None in this time" in text_of((await tom.types("/kudos wall", channel="alliance"))[0])
    assert "for listening on Tuesday" in text_of((await tom.types("/kudos mine", channel="alliance"))[0])


async def test_a_message_is_thanked_for_with_a_link(alliance: World) -> None:
    """The shortcut of a message names its author, and the post leads back to the message."""
    ana, leo = alliance.sandbox.person("ana"), alliance.sandbox.person("leo")
    await leo.types("The beds are in!", channel="alliance")
    await ana.uses("kudos.for_message", message=alliance.posts[0])
    assert ana.views[-1].blocks[0]["element"]["initial_users"] == [leo.user.id]
    await ana.fills({"reason": "for the raised beds"})
    assert await ana.submits() == {}
    post = text_of((await alliance.posted(2))[1])
    assert f"/archives/{alliance.sandbox.channel('alliance').id}/p" in post
    assert "|for this message>" in post


async def test_a_form_sent_twice_thanks_once(alliance: World) -> None:
    """A double press on the form's button gives one gift."""
    ana = alliance.sandbox.person("ana")
    await ana.types("/kudos", channel="alliance")
    await ana.fills({"people": ["leo"], "reason": "for the raised beds"})
    await asyncio.gather(ana.submits(), ana.submits())
    await alliance.posted(1)
    assert "You can give 4 more today" in text_of((await ana.types("/kudos mine", channel="alliance"))[0])

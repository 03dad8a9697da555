"""Whatever comes twice happens once: events, commands, forms, presses."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from sqlmodel import select

from sandbox import payloads
from sandbox.envelope import COMMAND, INTERACTION
from sandbox.server import Sandbox
from storage.database import Database
from storage.kudos import Gift
from storage.outbox import Notice
from tests.end_to_end.inside import Inside, inside
from tests.end_to_end.people import CHANNEL


@pytest.fixture
async def bot(workspace: Sandbox, live: Database, database_url: str) -> AsyncIterator[Inside]:
    """Run the bot."""
    assert live
    async with inside(workspace, database_url) as running:
        yield running


@pytest.mark.parametrize("text", ["What can you do?", "thanks @leo for the wonderful cake", "kudos mine"])
async def test_a_direct_message_delivered_twice(bot: Inside, workspace: Sandbox, text: str) -> None:
    """A message that Slack sends twice, even at the same moment, has one effect and one answer."""
    workspace.faults.duplicate_events()
    ana = workspace.person("ana")
    await ana.types(text)
    await workspace.until(lambda: len(ana.dms) > 1)
    await bot.application.edge.idle()
    assert len([one for one in ana.dms if one.bot_id]) == 1


async def test_a_direct_message_whose_ack_came_too_late(
    bot: Inside, workspace: Sandbox, live: Database
) -> None:
    """A message that Slack sends again, since the answer took too long, has one effect and one answer."""
    workspace.delivery.ack_seconds = 0.3
    workspace.delivery.retry_after = (0.0, 0.0)
    hold = workspace.faults.held("users.info")
    ana = workspace.person("ana")
    await ana.types("thanks @leo for the wonderful cake")
    await hold.reached.wait()
    hold.released.set()
    await workspace.until(lambda: len(ana.dms) > 1)
    await bot.application.edge.idle()
    assert len([one for one in ana.dms if one.bot_id]) == 1
    assert len(await _gifts(live)) == 1


@pytest.mark.usefixtures("bot")
async def test_a_command_delivered_twice(workspace: Sandbox, live: Database) -> None:
    """The same command twice, by its trigger, is one gift."""
    ana, slack = workspace.person("ana"), workspace.slack
    text = "/kudos @leo for the wonderful cake".partition(" ")[2]
    payload = payloads.command(slack, ana.user, workspace.channel(CHANNEL), "/kudos", text)
    await asyncio.gather(*(slack.delivery.ask(COMMAND, payload) for _ in range(3)))
    await slack.delivery.ask(COMMAND, payload)
    assert len(await _gifts(live)) == 1


@pytest.mark.usefixtures("bot")
async def test_a_form_submitted_twice(workspace: Sandbox, live: Database) -> None:
    """A form sent twice at once, and once more later, is one gift; one that was refused can be sent again."""
    ana, slack = workspace.person("ana"), workspace.slack
    await ana.types("/kudos", CHANNEL)
    await workspace.until(lambda: bool(ana.views))
    await ana.fills({"people": ["leo"], "reason": "too short"})
    assert list(await ana.submits()) == ["reason"]
    assert not await _gifts(live)
    await ana.fills({"reason": "for the wonderful cake"})
    payload = payloads.submission(slack, ana.user, ana.views[-1])
    outcomes = await asyncio.gather(*(slack.delivery.ask(INTERACTION, payload) for _ in range(3)))
    outcomes.append(await slack.delivery.ask(INTERACTION, payload))
    assert not any(outcome.error for outcome in outcomes)
    assert len(await _gifts(live)) == 1


@pytest.mark.usefixtures("bot")
async def test_a_button_pressed_twice(workspace: Sandbox, live: Database) -> None:
    """Taking back twice takes back once: one edit, and one gift more to give."""
    ana = workspace.person("ana")
    (confirmation,) = await ana.types("/kudos @leo for the wonderful cake", CHANNEL)
    await asyncio.gather(*(ana.presses("kudos.undo", confirmation) for _ in range(2)))
    edits = await _told(live, "kudos.taken_back")
    assert len(edits) == len({notice.edits_id for notice in edits})
    shown = await ana.types("/kudos mine", CHANNEL)
    assert any("Kudos you received" in one.text and "can give 5 more today" in one.text for one in shown)


@pytest.mark.usefixtures("bot")
async def test_people_met_at_the_same_moment(workspace: Sandbox, live: Database) -> None:
    """Several commands at once that name the same unknown people all succeed."""
    givers = ("ana", "tom", "elena", "marcus")
    commands = [
        workspace.person(giver).types("/kudos @leo @bea for all that help", CHANNEL) for giver in givers
    ]
    shown = await asyncio.gather(*commands)
    assert all(one.text.startswith("Thank you for thanking") for (one,) in shown)
    assert len(await _gifts(live)) == 4


async def _gifts(live: Database) -> list[Gift]:
    return await live.read(lambda unit: list(unit.session.exec(select(Gift))))


async def _told(live: Database, kind: str) -> list[Notice]:
    return await live.read(lambda unit: list(unit.session.exec(select(Notice).where(Notice.kind == kind))))

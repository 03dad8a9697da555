"""The set-up in App Home: a checklist for coordinators, until it is whole or put away."""

from slack_sdk.models.blocks import Block

from bot.rules.setup import Task
from bot.services import setup
from handlers.kit import blocks
from handlers.kit.call import Call
from handlers.kit.feature import Step, Urgency
from handlers.settings import pages


async def section(call: Call) -> list[Block]:
    """Return the checklist with the way on; where nobody coordinates, the way to begin."""
    found = await _open_checklist(call)
    if found:
        return [
            blocks.header("Set-up of the alliance"),
            *pages.task_lines(found),
            blocks.actions(
                blocks.button("Go on", "settings.setup", says="Go on with the set-up"),
                blocks.button("Settings", "settings.show"),
                blocks.button("Hide", "settings.hide", says="Hide the set-up's checklist"),
            ),
        ]
    if (await call.read(setup.standing)).is_vacant:
        text = "Nobody coordinates this alliance yet. Whoever administers this workspace can set it up."
        return [blocks.section(text, blocks.button("Set up", "settings.setup"))]
    return []


async def next_step(call: Call) -> Step | None:
    """Return the first open item of the checklist."""
    task = next((task for task in await _open_checklist(call) if not task.is_done), None)
    if task is None:
        return None
    text = f"Set the alliance up: {blocks.escape(task.label)}"
    if task.page:
        button = blocks.button("Go on", "settings.setup", task.page, says="Go on with the set-up")
        return Step(Urgency.SOON, text, button)
    return Step(Urgency.SOMETIME, f"{text}, {task.hint}", blocks.button("See all", "settings.setup"))


async def _open_checklist(call: Call) -> list[Task]:
    """Return the checklist of a coordinator where something in it is open, else nothing."""
    progress = await call.read(setup.checklist)
    if progress is None:
        return []
    found = pages.checklist(call, progress, is_in_channel=call.workspace.alliance_channel_id is not None)
    return found if any(not task.is_done for task in found) else []

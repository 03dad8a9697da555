"""App Home: a greeting, the one thing to do next, and each capability's part."""

import asyncio
from collections.abc import Sequence

from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from bot.services import greetings
from handlers.kit import blocks, usage
from handlers.kit.call import Call
from handlers.kit.feature import Feature, HomeSection, Step
from handlers.kit.steps import next_step

HOME_BLOCKS_MAX = 100
"""Slack shows no more than this in App Home."""
SECTION_BLOCKS_MAX = 20
"""Blocks of one capability, so that none crowds out the others."""
ALL_DONE = "Nothing is waiting for you. Thank somebody, or look around below."


async def page(call: Call, features: Sequence[Feature]) -> View:
    """Return App Home for the person who calls."""
    name = await call.read(greetings.name_of)
    sections = [feature.home for feature in features if feature.home]
    step = await next_step(call, features)
    parts = await asyncio.gather(*(_part(call, section) for section in sections))
    shown = [
        blocks.header(f"Hello {name}"),
        *_shown(step),
        *(block for part in parts for block in part),
    ]
    about = usage.overview(call.workspace, features)
    return View(type="home", blocks=[*shown[: HOME_BLOCKS_MAX - len(about)], *about])


async def _part(call: Call, section: HomeSection) -> list[Block]:
    return (await section(call))[:SECTION_BLOCKS_MAX]


def _shown(step: Step | None) -> list[Block]:
    if step is None:
        return [blocks.context(ALL_DONE)]
    return [blocks.section(f"*Your next step*\n{step.text}", step.button)]

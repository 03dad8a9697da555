"""The one thing to do next, out of what all capabilities would have a person do."""

import asyncio
from collections.abc import Iterable

from handlers.kit.call import Call
from handlers.kit.feature import Feature, Step


async def next_step(call: Call, features: Iterable[Feature]) -> Step | None:
    """Return the most urgent step; among equals the one of the capability that is listed first."""
    offered = await asyncio.gather(*(feature.next_step(call) for feature in features if feature.next_step))
    return min((step for step in offered if step), key=lambda step: step.urgency, default=None)

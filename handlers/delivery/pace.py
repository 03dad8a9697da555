"""Keeping Slack's pace: so many messages a workspace and a channel, and pauses where it asks for them."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

from aiolimiter import AsyncLimiter


@dataclass(frozen=True, slots=True)
class Limits:
    """What Slack allows: posts a second to a channel, and to the workspace (with a burst)."""

    per_channel: float = 1.0
    per_workspace: float = 525 / 60
    burst: int = 95


def loop_time() -> float:
    """Return the event loop's time, in seconds."""
    return asyncio.get_running_loop().time()


@dataclass(slots=True)
class Pace:
    """Says how many messages may leave now, and which targets must wait, by a clock that counts seconds."""

    limits: Limits
    clock: Callable[[], float] = loop_time
    _workspace: AsyncLimiter = field(init=False)
    _resting: dict[str, float] = field(default_factory=dict)
    _paused_until: float = 0.0
    _slowed: dict[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Make the workspace's bucket; it drains a hundredth slower than Slack's."""
        period = self.limits.burst / (self.limits.per_workspace * 0.99)
        self._workspace = AsyncLimiter(self.limits.burst, period)

    def room(self, at_most: int) -> int:
        """Return how many messages the workspace takes at this moment."""
        if self.clock() < self._paused_until:
            return 0
        count = 0
        while count < at_most and self._workspace.has_capacity(count + 1):
            count += 1
        return count

    async def take(self, target: str) -> None:
        """Spend one message, and let the target rest after it."""
        await self._workspace.acquire()
        self.rest(target, 1 / self.limits.per_channel)

    def rest(self, target: str, seconds: float) -> None:
        """Keep messages from a target for so long."""
        self._resting[target] = max(self._resting.get(target, 0.0), self.clock() + seconds)

    def slow_down(self, target: str, retry_after: float) -> None:
        """Obey a Retry-After: this target waits; when Slack says it of two targets at once, all do."""
        now = self.clock()
        self.rest(target, retry_after)
        self._slowed = {one: until for one, until in self._slowed.items() if until > now}
        self._slowed[target] = now + retry_after
        if len(self._slowed) > 1:
            self._paused_until = max(self._slowed.values())

    def resting(self) -> set[str]:
        """Return the targets that must wait."""
        now = self.clock()
        self._resting = {target: until for target, until in self._resting.items() if until > now}
        return set(self._resting)

    def next_change(self) -> float | None:
        """Return in how many seconds a target may be written to again; None where none rests."""
        now = self.clock()
        ends = [until for until in (*self._resting.values(), self._paused_until) if until > now]
        return min(ends) - now if ends else None

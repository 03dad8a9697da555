"""Slack's rate limits: tiers per method, and a pace for posting."""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class RateLimits:
    """How much Slack takes: calls per minute and method for each tier; tier 5 is "hundreds per minute".

    Posting has a pace of its own: per second in a channel, and per minute in the whole workspace.
    `factor` makes all of it that many times faster; `tiers=False` and `posting=False` switch a part off.
    """

    tiers: bool = True
    posting: bool = True
    factor: float = 1.0
    per_minute: tuple[float, ...] = (0, 1, 20, 50, 100, 600)
    bursts: tuple[float, ...] = (0, 10, 20, 50, 100, 600)
    channel_per_second: float = 1.0
    channel_burst: float = 4.0
    workspace_per_minute: float = 525.0
    workspace_burst: float = 100.0

    @classmethod
    def off(cls) -> "RateLimits":
        """Return no limits at all."""
        return cls(tiers=False, posting=False)

    def faster(self, factor: float) -> "RateLimits":
        """Return the same limits at `factor` times the rates and the bursts."""
        return replace(self, factor=self.factor * factor)


class Bucket:
    """A token bucket: `burst` calls at once, and `per_second` in the long run."""

    def __init__(self, per_second: float, burst: float, now: float) -> None:
        self._per_second = per_second
        self._burst = burst
        self._tokens = burst
        self._at = now

    def wait(self, now: float) -> float:
        """Return for how many seconds there will be no token; 0 if there is one."""
        self._tokens = min(self._burst, self._tokens + (now - self._at) * self._per_second)
        self._at = now
        return 0.0 if self._tokens >= 1 else (1 - self._tokens) / self._per_second

    def take(self) -> None:
        """Use up one token."""
        self._tokens -= 1


class Limiter:
    """Decides whether a call is within the limits."""

    def __init__(self, limits: RateLimits, monotonic: Callable[[], float] = time.monotonic) -> None:
        self.limits = limits
        self._monotonic = monotonic
        self._buckets: dict[str, Bucket] = {}

    def method(self, name: str, tier: int) -> int:
        """Return 0, or after how many whole seconds to call this method again."""
        if not self.limits.tiers or not tier:
            return 0
        pace = self.limits.per_minute[tier] / 60, self.limits.bursts[tier]
        return self._take([self._bucket(f"method {name}", *pace)])

    def post(self, channel_id: str) -> int:
        """Return 0, or after how many whole seconds to post into this channel again."""
        if not self.limits.posting:
            return 0
        limits = self.limits
        room = self._bucket(f"channel {channel_id}", limits.channel_per_second, limits.channel_burst)
        return self._take(
            [room, self._bucket("workspace", limits.workspace_per_minute / 60, limits.workspace_burst)]
        )

    def _bucket(self, name: str, per_second: float, burst: float) -> Bucket:
        if name not in self._buckets:
            factor = self.limits.factor
            self._buckets[name] = Bucket(per_second * factor, max(burst * factor, 1.0), self._monotonic())
        return self._buckets[name]

    def _take(self, buckets: list[Bucket]) -> int:
        now = self._monotonic()
        wait = max(bucket.wait(now) for bucket in buckets)
        if wait > 0:
            return math.ceil(wait)
        for bucket in buckets:
            bucket.take()
        return 0

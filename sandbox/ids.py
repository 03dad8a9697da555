"""Identifiers and timestamps, unique within a workspace and continued after a restart."""

from datetime import datetime

_MICROSECONDS = 1_000_000


class Ids:
    """Makes ids such as `C0S0000001`, and message timestamps."""

    def __init__(self, last: int = 0, last_ts: int = 0) -> None:
        self.last = last
        self.last_ts = last_ts

    def new(self, prefix: str) -> str:
        """Return the next id with this prefix: `C` for channels, `U` for people, and so on."""
        self.last += 1
        return f"{prefix}0S{self.last:07X}"

    def ts(self, now: datetime) -> str:
        """Return a message timestamp: later than all before it, even when the clock stands still."""
        self.last_ts = max(int(now.timestamp() * _MICROSECONDS), self.last_ts + 1)
        seconds, rest = divmod(self.last_ts, _MICROSECONDS)
        return f"{seconds}.{rest:06d}"

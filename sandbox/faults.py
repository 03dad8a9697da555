"""Faults that a test orders: what goes wrong between the app and Slack, and how often."""

import asyncio
from dataclasses import dataclass, field

ANY = "*"


@dataclass(slots=True)
class Hold:
    """A call that waits until a test lets it go on: `reached` is set when it has come."""

    reached: asyncio.Event = field(default_factory=asyncio.Event)
    released: asyncio.Event = field(default_factory=asyncio.Event)


@dataclass(slots=True)
class Fault:
    """One kind of failure of one API method; `after` means that the call takes effect before it fails.

    `status` 0 means that no answer ever comes; with a `hold`, it comes when that is released.
    """

    method: str
    times: int
    status: int = 0
    after: bool = False
    retry_after: int = 1
    error: str = ""
    hold: Hold | None = None


class Faults:
    """What is to go wrong next."""

    def __init__(self) -> None:
        self._planned: list[Fault] = []
        self.refused_handshakes = 0
        self.voids_tickets = False
        self.duplicated_events = 0

    def rate_limited(self, method: str = ANY, *, times: int = 1, retry_after: int = 1) -> None:
        """Answer the next calls with 429."""
        self._planned.append(Fault(method, times, 429, retry_after=retry_after))

    def server_error(
        self, method: str = ANY, *, times: int = 1, status: int = 503, after: bool = False
    ) -> None:
        """Answer the next calls with a 5xx page."""
        self._planned.append(Fault(method, times, status, after=after))

    def timeout(self, method: str = ANY, *, times: int = 1, after: bool = False) -> None:
        """Never answer the next calls."""
        self._planned.append(Fault(method, times, after=after))

    def held(self, method: str = ANY, *, after: bool = False) -> Hold:
        """Have the next call wait until the hold is released."""
        hold = Hold()
        self._planned.append(Fault(method, 1, after=after, hold=hold))
        return hold

    def refused(self, error: str, method: str = ANY, *, times: int = 1) -> None:
        """Answer the next calls with `ok: false` and this error."""
        self._planned.append(Fault(method, times, 200, error=error))

    def refuse_handshakes(self, times: int = 1, *, for_good: bool = False) -> None:
        """Refuse the next WebSocket connections; `for_good` voids their tickets, too."""
        self.refused_handshakes = times
        self.voids_tickets = for_good

    def duplicate_events(self, times: int = 1) -> None:
        """Deliver each of the next events twice."""
        self.duplicated_events = times

    def clear(self) -> None:
        """Let everything work again."""
        self._planned.clear()
        self.refused_handshakes = self.duplicated_events = 0
        self.voids_tickets = False

    def next_for(self, method: str) -> Fault | None:
        """Return the fault that befalls this call, if any, and count it down."""
        for fault in self._planned:
            if fault.method in {ANY, method}:
                fault.times -= 1
                if fault.times <= 0:
                    self._planned.remove(fault)
                return fault
        return None

    def takes_handshake(self) -> bool:
        """Tell whether the next WebSocket connection may be made."""
        if not self.refused_handshakes:
            return True
        self.refused_handshakes -= 1
        return False

    def copies(self) -> int:
        """Return how often the next event is to be delivered: once, or twice."""
        if not self.duplicated_events:
            return 1
        self.duplicated_events -= 1
        return 2

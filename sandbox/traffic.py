"""A record of every Web API call, and of the connections that carried them."""

from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sandbox.shapes import Json


@dataclass(slots=True)
class ApiCall:
    """One call of the Web API.

    `token` is `bot`, `app`, or empty for none or an unknown one; `status` is 0 if no answer was given;
    `error` is Slack's name for a refusal; `port` is the caller's, and thereby the TCP connection.
    """

    method: str
    arguments: Json
    token: str
    at: datetime
    monotonic: float
    port: int
    is_new_connection: bool
    status: int = 0
    error: str = ""


class Calls:
    """All calls so far, oldest first; only the last `keep` of them where that is given."""

    def __init__(self, keep: int | None = None) -> None:
        self._calls: deque[ApiCall] = deque(maxlen=keep)
        self._ports: set[int] = set()
        self.refusals: Counter[str] = Counter()
        self.total = 0

    def __iter__(self) -> Iterator[ApiCall]:
        """Iterate over the calls, oldest first."""
        return iter(tuple(self._calls))

    def __len__(self) -> int:
        """Count the calls that are kept."""
        return len(self._calls)

    def __getitem__(self, index: int) -> ApiCall:
        """Return one call."""
        return self._calls[index]

    @property
    def connections(self) -> int:
        """How many TCP connections have carried these calls."""
        return len(self._ports)

    def of(self, method: str) -> list[ApiCall]:
        """Return the calls of this method."""
        return [call for call in self._calls if call.method == method]

    def is_new(self, port: int) -> bool:
        """Tell whether this connection has not been used before, and remember it."""
        known = port in self._ports
        self._ports.add(port)
        return not known

    def add(self, call: ApiCall) -> None:
        """Record a call."""
        self._calls.append(call)
        self.total += 1

    def refused(self, call: ApiCall, error: str) -> None:
        """Note that a call was refused."""
        call.error = error
        self.refusals[error] += 1

    def clear(self) -> None:
        """Forget the calls; the connections stay known."""
        self._calls.clear()
        self.refusals.clear()
        self.total = 0

"""What Slack sends to an app, and what comes back; the same over a socket and over HTTP."""

from dataclasses import dataclass, field
from typing import Protocol

from sandbox.shapes import Json

COMMAND = "slash_commands"
INTERACTION = "interactive"
EVENT = "events_api"

TIMEOUT = "operation_timeout"
FAILED = "dispatch_failed"


@dataclass(frozen=True, slots=True)
class Envelope:
    """One delivery; a repeated one of an event says which attempt it is, and why."""

    kind: str
    payload: Json
    retry_attempt: int = 0
    retry_reason: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a delivery: an ack with its payload, or an error and Slack's reason to try again."""

    payload: Json = field(default_factory=dict)
    error: str = ""
    reason: str = ""
    no_retry: bool = False


class Transport(Protocol):
    """A way to reach the app."""

    async def send(self, envelope: Envelope, seconds: float) -> Outcome:
        """Deliver, and wait at most so long for the ack."""
        ...

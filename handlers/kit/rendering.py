"""Making a message of a notice, for its reader, at the moment when it is sent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from slack_sdk.models.blocks import Block

from handlers.kit.channel import AllianceChannel
from handlers.kit.runner import Transactions
from handlers.kit.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Message:
    """What is posted. `text` carries the whole meaning: notifications and screen readers get it."""

    text: str
    blocks: Sequence[Block] = field(default=())


@dataclass(frozen=True, slots=True)
class Rendering:
    """A notice on its way out: its data, its target, and what a renderer may ask."""

    data: Mapping[str, Any]
    target: str
    database: Transactions
    workspace: Workspace
    channel: AllianceChannel

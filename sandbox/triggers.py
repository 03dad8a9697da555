"""Trigger ids: each opens one modal, for the person who acted, within three seconds."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sandbox.errors import RefusedError
from sandbox.workspace import Workspace

LIFETIME = timedelta(seconds=3)
_KEPT = 10_000


@dataclass(slots=True)
class _Trigger:
    user_id: str
    given_at: datetime
    is_used: bool = False


class Triggers:
    """Gives out trigger ids, and takes each back once."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._triggers: dict[str, _Trigger] = {}

    def give(self, user_id: str) -> str:
        """Return a fresh trigger id for something that this person has just done."""
        if len(self._triggers) >= _KEPT:
            del self._triggers[next(iter(self._triggers))]
        trigger_id = f"{len(self._triggers) + 1}.{self._workspace.epoch}.{secrets.token_hex(16)}"
        self._triggers[trigger_id] = _Trigger(user_id, self._workspace.now)
        return trigger_id

    def take(self, trigger_id: str) -> str:
        """Return the id of the person, or refuse as `views.open` does."""
        trigger = self._triggers.get(trigger_id)
        if trigger is None:
            raise RefusedError("invalid_trigger_id")
        if trigger.is_used:
            raise RefusedError("exchanged_trigger_id")
        if self._workspace.now - trigger.given_at > LIFETIME:
            raise RefusedError("expired_trigger_id")
        trigger.is_used = True
        return trigger.user_id

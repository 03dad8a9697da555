"""The feed of changes: how a page, or a waiting test, learns that something is different now."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from typing import Self


@dataclass(frozen=True, slots=True)
class Change:
    """Something that changed.

    `kind` is one of `message`, `message_changed`, `message_deleted`, `reaction`, `ephemeral`, `views`,
    `home`, `channel`, `user`, `unread`, `saved`; or of the traffic `call`, `ack`, `connection`.
    """

    kind: str
    channel: str | None = None
    user: str | None = None
    ts: str | None = None


Listener = Callable[[Change], None]


class Subscription:
    """An endless async iterator of changes; a context manager, so that it ends with its reader."""

    def __init__(self, feed: "Feed") -> None:
        self._queue: asyncio.Queue[Change] = asyncio.Queue()
        self._stop = feed.listen(self._queue.put_nowait)

    def __aiter__(self) -> Self:
        """Iterate over changes."""
        return self

    async def __anext__(self) -> Change:
        """Wait for the next change."""
        return await self._queue.get()

    def close(self) -> None:
        """Take no further changes."""
        self._stop()

    def __enter__(self) -> Self:
        """Return the subscription itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take no further changes."""
        self.close()


class Feed:
    """Hands every change to every listener, in the order in which they came."""

    def __init__(self) -> None:
        self._listeners: list[Listener] = []

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Call `listener` with each change from now on; the returned function ends that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener) if listener in self._listeners else None

    def subscribe(self) -> Subscription:
        """Return an async iterator over the changes from now on."""
        return Subscription(self)

    def publish(self, change: Change) -> None:
        """Tell all listeners."""
        for listener in tuple(self._listeners):
            listener(change)

"""The courier: sees one notice through, from its words to what became of it."""

from collections.abc import Callable, Mapping

import structlog

from bot.rules.outbox import OBSTACLES, PERMANENT
from bot.services import outbox
from bot.services.outbox import Claimed
from handlers.delivery.pace import Pace
from handlers.delivery.post import Place, Poster, PostError, asking
from handlers.kit import metrics
from handlers.kit.channel import AllianceChannel
from handlers.kit.feature import Renderer
from handlers.kit.rendering import Message, Rendering
from handlers.kit.runner import Transactions
from handlers.kit.workspace import Workspace

log = structlog.get_logger()


class Courier:
    """Renders a notice for its reader, posts it unless it is there already, and stores what became of it."""

    def __init__(
        self,
        database: Transactions,
        workspace: Workspace,
        channel: AllianceChannel,
        *,
        renderers: Mapping[str, Renderer],
        poster: Poster,
        pace: Pace,
    ) -> None:
        """Take the database, what renders and posts, and what both need to know."""
        self._database = database
        self._workspace = workspace
        self._channel = channel
        self._renderers = renderers
        self._poster = poster
        self._pace = pace

    async def deliver(self, claimed: Claimed, may_post: Callable[[], bool]) -> None:
        """See a notice through. What could not be stored is found out when the notice's lease ends.

        `may_post` tells, just before the request, whether this process may still make it.
        """
        try:
            try:
                await self._send(claimed, may_post)
            except PostError as error:
                await self._refused(claimed, error)
            except Exception:
                log.exception("notice.failed", kind=claimed.kind, notice=claimed.id)
                await self._refused(claimed, PostError("internal_error", arrived=None))
        except Exception:
            log.exception("notice.unsettled", kind=claimed.kind, notice=claimed.id)

    async def _send(self, claimed: Claimed, may_post: Callable[[], bool]) -> None:
        place = await self._already_there(claimed)
        if place is None:
            message = await self._rendered(claimed)
            if message is None:
                await self._database.run(outbox.skip, claimed)
                metrics.notices.labels(claimed.kind, "skipped").inc()
                return
            place = await self._post(claimed, message, may_post)
        delay = await self._database.run(outbox.sent, claimed, place.channel, place.ts)
        metrics.notices.labels(claimed.kind, "sent").inc()
        metrics.delivery_delay.observe(delay.total_seconds())

    async def _already_there(self, claimed: Claimed) -> Place | None:
        """Find out what became of a message that may have reached Slack before; changes can be repeated."""
        if claimed.doubtful_since is None or claimed.edits or claimed.is_orphan:
            return None
        try:
            return await self._poster.find(claimed, claimed.doubtful_since)
        except PostError as error:  # what was refused is the look-up: the doubt remains
            raise PostError(error.code, arrived=None, retry_after=error.retry_after) from error

    async def _rendered(self, claimed: Claimed) -> Message | None:
        """Return the message, made for its reader; None where there is nothing to say any more."""
        if claimed.is_orphan:
            return None
        rendering = Rendering(claimed.data, claimed.target, self._database, self._workspace, self._channel)
        try:
            return await asking(self._renderers[claimed.kind](rendering))
        except PostError as error:
            raise PostError(error.code, arrived=False, retry_after=error.retry_after) from error
        except Exception as error:
            log.exception("notice.unreadable", kind=claimed.kind, notice=claimed.id)
            raise PostError("rendering_failed", arrived=False) from error

    async def _post(self, claimed: Claimed, message: Message, may_post: Callable[[], bool]) -> Place:
        address = await self._poster.address(claimed)
        await self._pace.take(claimed.target)
        if not may_post():
            raise PostError("lead_lost", arrived=False)
        return await self._poster.post(claimed, address, message)

    async def _refused(self, claimed: Claimed, error: PostError) -> None:
        """Wait, try again later, or give up, as Slack's error asks for."""
        if error.retry_after is not None:
            self._pace.slow_down(claimed.target, error.retry_after)
        kept = error.code not in PERMANENT and await self._database.run(
            outbox.postpone,
            claimed,
            error.code,
            keeps_turn=error.retry_after is not None,
            arrived=error.arrived,
        )
        if kept:
            log.warning("notice.postponed", kind=claimed.kind, notice=claimed.id, error=error.code)
            metrics.notices.labels(claimed.kind, "postponed").inc()
        else:
            await self._give_up(claimed, error.code)
        if error.code in OBSTACLES or not kept:
            await self._database.run(outbox.tell_coordinators, claimed.kind, error.code)

    async def _give_up(self, claimed: Claimed, error: str) -> None:
        await self._database.run(outbox.fail, claimed, error)
        log.error("notice.given_up", kind=claimed.kind, notice=claimed.id, error=error)
        metrics.notices.labels(claimed.kind, "failed").inc()

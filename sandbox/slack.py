"""What Slack's servers do for one workspace and one installed app: everything but the network."""

import asyncio

from sandbox.apps import InstalledApp
from sandbox.delivery import Delivery
from sandbox.faults import Faults
from sandbox.feed import Feed
from sandbox.http_delivery import HttpDelivery
from sandbox.rates import Limiter, RateLimits
from sandbox.replies import Replies
from sandbox.socket_mode import SocketMode
from sandbox.subscriptions import callback, reaches
from sandbox.traffic import Calls
from sandbox.triggers import Triggers
from sandbox.views import Views
from sandbox.workspace import Event, Workspace


class Slack:
    """The state of the sandbox. `url`, with a slash at the end, is where it is served."""

    def __init__(
        self,
        workspace: Workspace,
        app: InstalledApp,
        rates: RateLimits,
        *,
        url: str = "",
        keep: int | None = None,
    ) -> None:
        self.workspace = workspace
        self.app = app
        self.url = url
        self.traffic = Feed()
        self.calls = Calls(keep)
        self.faults = Faults()
        self.closing = asyncio.Event()
        self.limiter = Limiter(rates)
        self.triggers = Triggers(workspace)
        self.replies = Replies(workspace, app)
        self.views = Views(workspace)
        self.socket = SocketMode(app.app_id, self.faults, self.traffic)
        self.http = HttpDelivery(app)
        self.delivery = Delivery(app, self.socket, self.http, self.faults, self.traffic)
        workspace.hearers.append(self._heard)

    async def close(self) -> None:
        """Stop everything that is on its way."""
        self.closing.set()
        self.workspace.hearers.remove(self._heard)
        self.socket.close()
        await self.delivery.close()
        await self.http.close()

    def _heard(self, event: Event) -> None:
        if reaches(self.app, event):
            event_id = self.workspace.ids.new("Ev")
            workspace = self.workspace
            self.delivery.tell(callback(self.app, workspace.team_id, event_id, event, workspace.epoch))

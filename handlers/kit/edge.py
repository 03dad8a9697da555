"""The edge: one Bolt listener for each kind of request, and the only place that catches everything.

Bolt gets catch-all listeners; the route is looked up here. A handler's answer travels in the ack
if it comes within `ANSWER_WITHIN`, and otherwise follows.
"""

import asyncio
import re
import secrets
import time
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from typing import Any

import structlog
from slack_bolt import BoltResponse
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import AlreadyHandledError, OutsiderError, RuleError
from bot.rules.privacy import PrivacyError, UnconfirmedError
from bot.services import deliveries
from handlers.kit import calls, metrics, privacy, retyping, usage
from handlers.kit.answers import Answer, FormAgain, Nothing, OpenForm, Refusal, Reply, ShowHome
from handlers.kit.call import Call, Way
from handlers.kit.doors import ButtonDoor, CommandDoor, Door, FormDoor, say
from handlers.kit.feature import Command, Feature, Listener
from handlers.kit.homes import Homes
from handlers.kit.workspace import Workspace

log = structlog.get_logger()

ANSWER_WITHIN = 2.0
"""Seconds; Slack waits for three, the network included."""
Outcome = tuple[Answer, str]
"""An answer, and how it came about, for the metrics: done, refused, repeated, unknown or failed."""
DIRECT_MESSAGE = "message.im"
ANYTHING = re.compile("")
OUTDATED = Refusal("This control belongs to an older version of me. Ask me again, and use the new one.")


class Edge:
    """Routes requests to listeners, and sees to it that each gets exactly one answer."""

    def __init__(
        self,
        features: Sequence[Feature],
        call: Callable[..., Call],
        slack: AsyncWebClient,
        workspace: Workspace,
    ) -> None:
        """Take what the capabilities declare, what makes calls, the client that answers, and where."""
        self._call = call
        self._slack = slack
        self._workspace = workspace
        self._tasks: set[asyncio.Task[Any]] = set()
        self.commands: dict[str, Listener] = {}
        self.actions: dict[str, Listener] = {}
        self.forms: dict[str, Listener] = {}
        self.shortcuts: dict[str, Listener] = {}
        self.events: dict[str, list[Listener]] = {}
        for feature in features:
            self._register(feature)
        tables: dict[str, dict[str, Listener]] = {Way.COMMAND: self.commands, Way.ACTION: self.actions}
        self.forms[retyping.ROUTE] = retyping.listener(tables)
        drawing = next((feature.draws_home for feature in features if feature.draws_home), None)
        self._homes = Homes(slack, drawing)
        self._outsiders = next((one.meets_outsiders for one in features if one.meets_outsiders), None)

    def _register(self, feature: Feature) -> None:
        for name, command in feature.commands.items():
            self.commands[self._workspace.command(name)] = self._with_help(name, command)
        self.actions.update(feature.actions)
        self.forms.update(feature.forms)
        self.shortcuts.update((name, shortcut.listener) for name, shortcut in feature.shortcuts.items())
        for event, listener in feature.events.items():
            self.events.setdefault(event, []).append(listener)

    def _with_help(self, name: str, command: Command) -> Listener:
        """Have `help` work on every command."""

        async def listener(call: Call) -> Reply | OpenForm | ShowHome | Nothing:
            if usage.is_asked_for(call.text):
                return usage.of_command(name, command, self._workspace)
            return await command.listener(call)

        return listener

    def attach(self, app: AsyncApp) -> None:
        """Give Bolt its one listener of each kind."""
        app.command(ANYTHING)(self.on_command)
        app.action(ANYTHING)(self.on_action)
        app.view_submission(ANYTHING)(self.on_submission)
        app.view_closed(ANYTHING)(self.on_nothing)
        app.shortcut(ANYTHING)(self.on_shortcut)
        app.event(ANYTHING)(self.on_event)
        app.options(ANYTHING)(self.on_options)

    async def on_command(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        """Take a slash command."""
        call = calls.of_command(self._call, body)
        await self._answer(CommandDoor(self._slack, ack, body), self.commands.get(call.route), call)

    async def on_action(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        """Take a press on a button, or a choice in a menu."""
        if body["actions"][0].get("url"):
            await ack()
            return
        call = calls.of_action(self._call, body)
        await self._answer(ButtonDoor(self._slack, ack, body), self.actions.get(call.route), call)

    async def on_submission(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        """Take a submitted form."""
        call = calls.of_submission(self._call, body)
        await self._answer(FormDoor(self._slack, ack, body), self.forms.get(call.route), call)

    async def on_shortcut(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        """Take a shortcut, of a message or global."""
        call = calls.of_shortcut(self._call, body)
        await self._answer(Door(self._slack, ack, body), self.shortcuts.get(call.route), call)

    async def on_event(self, ack: AsyncAck, body: dict[str, Any]) -> BoltResponse:
        """Take an event, for each capability that listens to it.

        The ack comes after the work, since Slack sends an event again that is not acknowledged;
        what was done the first time is recognised then.
        """
        listeners = self.events.get(calls.event_name(body["event"]), ())
        for listener, call in calls.of_event(self._call, body, listeners):
            key = call.delivery
            answer, result = await self._start(self._outcome(listener, call))
            if call.route == DIRECT_MESSAGE and not isinstance(answer, Nothing):
                await self._showing(call, self._say(call, key, answer))
            elif result == "failed":
                return BoltResponse(status=500)
            if isinstance(answer, ShowHome):
                await self._homes.publish(call.user_id, answer)
            elif call.changes:
                self._refresh_home(call)
        return await ack()

    async def _say(self, call: Call, key: str | None, answer: Answer) -> None:
        """Answer a direct message once, however often Slack sends it; what failed is not tried again."""
        try:
            await call.run_for_nobody(deliveries.claim_once, f"{key}:answer")
        except AlreadyHandledError:
            return
        await say(self._slack, call.payload, answer)

    async def on_options(self, ack: AsyncAck) -> None:
        """Offer nothing in a menu that no capability fills."""
        await ack(options=[])

    async def on_nothing(self, ack: AsyncAck) -> None:
        """Acknowledge what nobody needs to know."""
        await ack()

    async def idle(self) -> None:
        """Wait until every request that came in has its answer."""
        while self._tasks:
            await asyncio.wait(set(self._tasks))

    async def _answer(self, door: Door, listener: Listener | None, call: Call) -> None:
        """Run the listener, and have the door show what it answers: in the ack, or after it."""
        outcome = self._start(self._outcome(listener, call))
        done, _ = await asyncio.wait({outcome}, timeout=ANSWER_WITHIN)
        if done:
            answer, _ = outcome.result()
            await self._showing(call, door.acknowledge(answer))
            self._start(self._showing(call, door.deliver(answer)))
        else:
            await self._showing(call, door.wait())
            self._start(self._finish(door, call, outcome))
            return
        self._refresh_home(call)

    async def _finish(self, door: Door, call: Call, outcome: asyncio.Task[Outcome]) -> None:
        answer, _ = await outcome
        await self._showing(call, door.deliver_late(answer))
        self._refresh_home(call)

    def _refresh_home(self, call: Call) -> None:
        """Draw App Home again for whoever has just changed something."""
        if call.changes:
            self._start(self._showing(call, self._homes.refresh(call)))

    async def _outcome(self, listener: Listener | None, call: Call) -> Outcome:
        """Run a listener and count it; whatever happens becomes an answer."""
        started = time.perf_counter()
        answer, result = await self._attempt(listener, call)
        metrics.requests.labels(call.route if listener else "unknown", result).inc()
        metrics.handling.observe(time.perf_counter() - started)
        return answer, result

    async def _attempt(self, listener: Listener | None, call: Call) -> Outcome:
        if listener is None:
            return OUTDATED, "unknown"
        try:
            return await listener(call), "done"
        except RuleError as error:
            return await self._refused(call, error), "refused"
        except AlreadyHandledError:
            return Nothing(), "repeated"
        except Exception as error:  # noqa: BLE001 - the edge: logged once, and the person hears of it
            return self._apology(call, error), "failed"

    async def _refused(self, call: Call, error: RuleError) -> Answer:
        """Return a refusal; to somebody who takes no part, the way in, if there is one."""
        if isinstance(error, OutsiderError) and self._outsiders:
            return await self._outsiders(call)
        if isinstance(error, PrivacyError):
            return _guarded(call, error)
        return Refusal(error.sentence, error.field)

    async def _showing(self, call: Call, showing: Awaitable[None]) -> None:
        try:
            await showing
        except Exception:
            log.exception("answer.lost", route=call.route)

    def _apology(self, call: Call, error: Exception) -> Refusal:
        reference = secrets.token_hex(3)
        log.error("listener.failed", route=call.route, reference=reference, exc_info=error)
        return Refusal(
            "Something went wrong on my side, and nothing was changed. Try again in a minute; if it stays "
            f"like this, give your coordinator the reference {reference}."
        )

    def _start(self, work: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task


def _guarded(call: Call, error: PrivacyError) -> Answer:
    """Return what the privacy guard's refusal becomes: what was typed stays on the person's screen."""
    if call.way is Way.FORM:
        if isinstance(error, UnconfirmedError):
            return FormAgain(privacy.asked_again(call.payload["view"], error))
        return Refusal(error.sentence, error.field)
    if call.way in {Way.COMMAND, Way.ACTION} and call.text:
        return OpenForm(retyping.form(call, error))
    return Refusal(error.sentence)

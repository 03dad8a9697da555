"""The ways in: how the answer to a call goes back to where the call came from.

A door opens a form at once, while its trigger is fresh, and puts other answers into the ack where
Slack shows what an ack says (`acknowledge`). What an ack cannot say comes right after it (`deliver`).
When a handler takes too long, the door says so (`wait`), and brings the answer later (`deliver_late`).
"""

from collections.abc import Mapping
from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.errors import SlackApiError
from slack_sdk.models.views import View
from slack_sdk.web.async_client import AsyncWebClient

from bot.rules import privacy
from handlers.kit import forms, grammar, responses
from handlers.kit.answers import Answer, Nothing, OpenForm, Refusal, Reply, as_message, as_page

WORKING = "Working on it …"
TOO_LATE = Refusal("Opening the form took too long, so Slack did not show it. Please try once more.")


class Door:
    """A way in that shows nothing in its ack, such as a shortcut."""

    def __init__(self, slack: AsyncWebClient, ack: AsyncAck, body: Mapping[str, Any]) -> None:
        """Take the request, the way to acknowledge it, and the client for everything else."""
        self.slack = slack
        self.ack = ack
        self.body = body

    async def acknowledge(self, answer: Answer) -> None:
        """Open a form, or show any other answer, in a window of its own; then acknowledge."""
        try:
            if not isinstance(answer, Nothing):
                await self.open(as_page(answer, "Alliance"))
        finally:
            await self.ack()

    async def deliver(self, _answer: Answer) -> None:
        """Bring what the ack could not say; most doors have said it all."""

    async def wait(self) -> None:
        """Acknowledge while the handler is still at work."""
        await self.ack()

    async def deliver_late(self, answer: Answer) -> None:
        """Bring the answer of a handler that has just finished, after `wait`."""
        if not isinstance(answer, Nothing):
            await self.open(as_page(answer, "Alliance"))

    async def open(self, view: View | dict[str, Any]) -> None:
        """Open a modal, while the trigger is fresh."""
        await self.slack.views_open(trigger_id=self.body["trigger_id"], view=view)


class CommandDoor(Door):
    """A slash command: the ack is the reply."""

    async def acknowledge(self, answer: Answer) -> None:
        """Reply in the ack; a form is opened first, and where Slack no longer lets us, the ack says so."""
        if isinstance(answer, OpenForm):
            try:
                await self.open(answer.view)
            except SlackApiError:
                await self.ack(**self._message(TOO_LATE))
                raise
        await self.ack(**self._message(answer))

    async def wait(self) -> None:
        """Say that it takes a moment."""
        await self.ack(text=WORKING, response_type="ephemeral")

    async def deliver_late(self, answer: Answer) -> None:
        """Reply through the response URL, which works in any conversation; a form can no longer open."""
        if not isinstance(answer, Nothing):
            await self._respond(TOO_LATE if isinstance(answer, OpenForm) else answer)

    async def _respond(self, answer: Answer) -> None:
        await responses.post(
            self.slack, self.body["response_url"], replace_original=True, **self._message(answer)
        )

    def _message(self, answer: Answer) -> dict[str, Any]:
        """Return the reply; a refusal repeats what was typed, unless that may identify somebody."""
        typed = grammar.readable(f"{self.body['command']} {self.body.get('text', '')}".strip())
        is_repeated = isinstance(answer, Refusal) and not privacy.find(typed)
        return as_message(answer, typed=typed if is_repeated else "")


class ButtonDoor(Door):
    """A button or a menu: the message, modal or Home that holds it shows the outcome."""

    @property
    def _view(self) -> Mapping[str, Any]:
        return self.body.get("view") or {}

    async def acknowledge(self, answer: Answer) -> None:
        """Open a form, on top of the modal that holds the button; then acknowledge."""
        try:
            if isinstance(answer, OpenForm):
                await self.open(answer.view)
        finally:
            await self.ack()

    async def deliver(self, answer: Answer) -> None:
        """Show the outcome where the button was."""
        if isinstance(answer, Nothing | OpenForm):
            return
        if self._view.get("type") == "modal":
            shown = as_page(answer, title_of(self._view))
            await self.slack.views_update(view_id=self._view["id"], hash=self._view["hash"], view=shown)
        elif self.body.get("response_url"):
            await self._respond(answer)
        else:
            await super().open(as_page(answer, "Alliance"))

    async def deliver_late(self, answer: Answer) -> None:
        """Show the outcome where the button was; a form can no longer open."""
        await self.deliver(TOO_LATE if isinstance(answer, OpenForm) else answer)

    async def open(self, view: View | dict[str, Any]) -> None:
        """Open a modal, or push it onto the one that is open; where the pile is full, in its place."""
        if self._view.get("type") != "modal":
            await super().open(view)
            return
        try:
            await self.slack.views_push(trigger_id=self.body["trigger_id"], view=view)
        except SlackApiError as error:
            if error.response.get("error") != "push_limit_reached":
                raise
            await self.slack.views_update(view_id=self._view["id"], hash=self._view["hash"], view=view)

    async def _respond(self, answer: Answer) -> None:
        """Put the outcome into the place of a reply that its reader alone sees; a refusal leaves it alone.

        A posted message stays: it may hold more than what was pressed, and an edit shows what came of it.
        """
        is_reply = bool((self.body.get("container") or {}).get("is_ephemeral"))
        replace = is_reply and not isinstance(answer, Refusal)
        await responses.post(
            self.slack, self.body["response_url"], replace_original=replace, **as_message(answer)
        )


class FormDoor(Door):
    """A submitted form: refusals stand beside their field, and the outcome takes the form's place."""

    async def acknowledge(self, answer: Answer) -> None:
        """Answer in the ack; what was typed stays as long as the form is not accepted."""
        match answer:
            case Nothing():
                await self.ack()
            case Refusal(sentence, field) if self._inputs:
                await self.ack(response_action="errors", errors={self._field(field): sentence})
            case _:
                await self.ack(response_action="update", view=as_page(answer, self._title))

    async def wait(self) -> None:
        """Show that it takes a moment; the window stays open for the outcome."""
        await self.ack(response_action="update", view=as_page(Reply(WORKING), self._title))

    async def deliver_late(self, answer: Answer) -> None:
        """Put the outcome into the waiting window; a refusal with what was typed, so that it is not lost."""
        typed = forms.typed(self.body["view"]) if isinstance(answer, Refusal) else ""
        view = as_page(answer, self._title, typed=typed)
        await self.slack.views_update(view_id=self.body["view"]["id"], view=view)

    @property
    def _title(self) -> str:
        return title_of(self.body["view"])

    @property
    def _inputs(self) -> list[str]:
        """The fields that a refusal can stand beside; a form that only asks once more has none."""
        return [block["block_id"] for block in self.body["view"]["blocks"] if block["type"] == "input"]

    def _field(self, field: str | None) -> str:
        """Return the input that a refusal belongs to: the named one, or else the last of the form."""
        return field if field and field in self._inputs else self._inputs[-1]


async def say(slack: AsyncWebClient, event: Mapping[str, Any], answer: Answer) -> None:
    """Answer a direct message in its conversation, and in its thread if it has one."""
    message = as_message(answer)
    if message:
        del message["response_type"]
        await slack.chat_postMessage(
            channel=event["channel"], thread_ts=event.get("thread_ts"), unfurl_links=False, **message
        )


def title_of(view: Mapping[str, Any]) -> str:
    """Return a modal's title."""
    return str(view["title"]["text"])

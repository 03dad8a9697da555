"""What people do with an app: each act is delivered, and the answer shown as Slack shows it."""

from sandbox import payloads
from sandbox.blocks import view_problems
from sandbox.channels import Channel
from sandbox.entries import complaints
from sandbox.envelope import COMMAND, INTERACTION
from sandbox.errors import RefusedError
from sandbox.messages import Message
from sandbox.shapes import Json
from sandbox.slack import Slack
from sandbox.users import User
from sandbox.views import View

TROUBLE = "We had some trouble connecting. Try again?"
WHOLE_FORM = ""
"""Stands for the form as a whole, where errors are told by block id."""


async def run_command(slack: Slack, user: User, channel: Channel, name: str, text: str) -> list[Message]:
    """Run a slash command, and return what Slack shows at once."""
    if name not in slack.app.commands or user.team_id != slack.workspace.team_id:
        return [slack.replies.complain(user.id, channel, _unknown(name))]
    outcome = await slack.delivery.ask(COMMAND, payloads.command(slack, user, channel, name, text))
    if outcome.error:
        return [slack.replies.complain(user.id, channel, _failed(name, outcome.error))]
    if not outcome.payload.get("text") and not outcome.payload.get("blocks"):
        return []
    try:
        return [slack.replies.show(user.id, channel, outcome.payload)]
    except RefusedError as refusal:
        return [slack.replies.complain(user.id, channel, _failed(name, refusal.code))]


async def use_shortcut(slack: Slack, user: User, callback_id: str, message: Message | None) -> bool:
    """Use a shortcut, on a message or a global one; False if the app did not ack."""
    shortcut = slack.app.shortcuts.get(callback_id)
    kind = "global" if message is None else "message"
    if shortcut is None or shortcut.kind != kind:
        raise LookupError(f"The app has no {kind} shortcut {callback_id!r}.")
    if message is None:
        payload = payloads.global_shortcut(slack, user, callback_id)
    else:
        payload = payloads.message_shortcut(slack, user, callback_id, message)
    outcome = await slack.delivery.ask(INTERACTION, payload)
    return not outcome.error


async def act(slack: Slack, user: User, surface: payloads.Surface, action: Json) -> bool:
    """Press or choose something; False if the app did not ack."""
    payload = payloads.block_action(slack, user, surface, action)
    outcome = await slack.delivery.ask(INTERACTION, payload)
    return not outcome.error


async def ask_options(
    slack: Slack, user: User, surface: payloads.Surface, place: Json, typed: str
) -> list[Json]:
    """Type into a menu whose options the app supplies, and return them; none if the app did not ack."""
    payload = payloads.suggestion(slack, user, surface, place, typed)
    outcome = await slack.delivery.ask(INTERACTION, payload)
    groups = outcome.payload.get("option_groups") or [{"options": outcome.payload.get("options") or []}]
    return [option for group in groups for option in group["options"]]


async def submit(slack: Slack, user: User, view: View) -> dict[str, str]:
    """Submit a modal, and return what is shown beside its fields; nothing if it was accepted."""
    early = complaints(view)
    if early:
        return early
    outcome = await slack.delivery.ask(INTERACTION, payloads.submission(slack, user, view))
    if outcome.error:
        return {WHOLE_FORM: TROUBLE}
    try:
        return _answered(slack, view, outcome.payload)
    except RefusedError:
        return {WHOLE_FORM: TROUBLE}


async def close(slack: Slack, user: User, view: View, *, everything: bool) -> None:
    """Close a modal with its button, or the whole stack with the cross; the app hears of it if it wishes."""
    everything = everything or view.payload["clear_on_close"]
    if everything:
        view = slack.views.of(user.id)[0]
        slack.views.clear(user.id)
    else:
        slack.views.drop(view)
    if view.payload["notify_on_close"]:
        payload = payloads.closing(slack, user, view, is_cleared=everything)
        await slack.delivery.ask(INTERACTION, payload)


def _answered(slack: Slack, view: View, answer: Json) -> dict[str, str]:
    action = answer.get("response_action")
    if action == "errors":
        return _beside_fields(view, answer.get("errors") or {})
    if action == "clear":
        slack.views.clear(view.user_id)
    elif action == "update":
        slack.views.update(view, _valid(answer))
    elif action == "push":
        slack.views.push(view.user_id, _valid(answer))
    else:
        slack.views.drop(view)
    return {}


def _beside_fields(view: View, errors: dict[str, str]) -> dict[str, str]:
    fields = {block["block_id"] for block in view.blocks if block["type"] == "input"}
    shown = {block_id: error for block_id, error in errors.items() if block_id in fields}
    return shown or {WHOLE_FORM: TROUBLE}


def _valid(answer: Json) -> Json:
    given: Json = answer.get("view") or {}
    problems = view_problems(given, "modal")
    if problems:
        raise RefusedError.with_messages("invalid_arguments", problems)
    return given


def _failed(name: str, error: str) -> str:
    return f"{name} failed with the error “{error}”"


def _unknown(name: str) -> str:
    return (
        f"{name} is not a valid command. In Slack, all messages that start with the “/” character are "
        "interpreted as commands. If you are trying to send a message and not run a command, try preceding "
        "the “/” with an empty space."
    )

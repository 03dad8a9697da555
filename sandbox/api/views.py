"""views.*: modals and App Home."""

from sandbox.api.call import Call, Method
from sandbox.blocks import view_problems
from sandbox.errors import RefusedError
from sandbox.payloads import view_object
from sandbox.shapes import Json
from sandbox.views import View

MOST_BYTES = 250_000


def open_view(call: Call) -> Json:
    """views.open."""
    given = _given(call, "modal")
    user_id = call.slack.triggers.take(call.args.needed("trigger_id"))
    return _answer(call, call.slack.views.open(user_id, given))


def push(call: Call) -> Json:
    """views.push."""
    given = _given(call, "modal")
    user_id = call.slack.triggers.take(call.args.needed("trigger_id"))
    return _answer(call, call.slack.views.push(user_id, given))


def update(call: Call) -> Json:
    """views.update."""
    view_id, external_id = call.args.text("view_id"), call.args.text("external_id")
    if not view_id and not external_id:
        call.args.needed("view_id")
    view = call.slack.views.find(view_id, external_id)
    given = _given(call, view.kind)
    return _answer(call, call.slack.views.update(view, given, call.args.text("hash")))


def publish(call: Call) -> Json:
    """views.publish."""
    given = _given(call, "home")
    if not call.app.has_home:
        raise RefusedError("not_enabled")
    user = call.user("user_id")
    if user.is_bot or user.deleted:
        raise RefusedError("invalid_arguments")
    return _answer(call, call.slack.views.publish(user.id, given, call.args.text("hash")))


def _given(call: Call, kind: str) -> Json:
    call.args.needed("view")
    given = call.args.structure("view", "invalid_arguments")
    if not isinstance(given, dict):
        raise RefusedError("invalid_arguments")
    problems = view_problems(given, kind)
    if problems:
        raise RefusedError.with_messages("invalid_arguments", problems)
    if len(str(given)) > MOST_BYTES:
        raise RefusedError("view_too_large")
    return given


def _answer(call: Call, view: View) -> Json:
    return {"view": view_object(call.slack, view)}


METHODS = {
    "views.open": Method(open_view, 4),
    "views.push": Method(push, 4),
    "views.update": Method(update, 4),
    "views.publish": Method(publish, 4),
}

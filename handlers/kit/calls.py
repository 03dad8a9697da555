"""Reading a call from each kind of request that Slack sends."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from handlers.kit import forms, ids
from handlers.kit.call import Call, Way
from handlers.kit.feature import Listener

PLACES = {"im": "im", "mpim": "mpim", "channel": "channels", "group": "groups"}
"""Slack's two words for each kind of conversation: in an event, and in the name of its subscription."""
NewCall = Callable[..., Call]


def of_command(new: NewCall, body: Mapping[str, Any]) -> Call:
    """Read a slash command; its route is the command as typed here, prefix and all."""
    return new(
        user_id=body["user_id"],
        route=body["command"],
        text=body.get("text") or "",
        payload=body,
        delivery=body.get("trigger_id"),
    )


def of_action(new: NewCall, body: Mapping[str, Any]) -> Call:
    """Read a press on a button, or a choice in a menu; only the first action of a request counts."""
    action = body["actions"][0]
    route, argument = ids.parse(action["action_id"])
    view = body.get("view") or {}
    return new(
        user_id=body["user"]["id"],
        route=route,
        argument=argument,
        text=action.get("value") or "" if action.get("type") == "button" else "",
        values=forms.values(view or body),
        metadata=_metadata(view),
        payload=body,
        way=Way.ACTION,
        delivery=body.get("trigger_id"),
    )


def of_submission(new: NewCall, body: Mapping[str, Any]) -> Call:
    """Read a submitted form; sending the same state of the same form twice is one delivery."""
    view = body["view"]
    route, argument = ids.parse(view["callback_id"])
    return new(
        user_id=body["user"]["id"],
        route=route,
        argument=argument,
        values=forms.values(view),
        metadata=_metadata(view),
        payload=body,
        way=Way.FORM,
        delivery=f"{view['id']}:{view.get('hash', '')}",
    )


def of_shortcut(new: NewCall, body: Mapping[str, Any]) -> Call:
    """Read a shortcut; one of a message has that message in its payload."""
    route, argument = ids.parse(body["callback_id"])
    return new(
        user_id=body["user"]["id"],
        route=route,
        argument=argument,
        payload=body,
        way=Way.SHORTCUT,
        delivery=body.get("trigger_id"),
    )


def event_name(event: Mapping[str, Any]) -> str:
    """Return the name under which an app subscribes to an event; a message's says where it was written."""
    kind = str(event["type"])
    return f"{kind}.{PLACES.get(event.get('channel_type', ''), '')}" if kind == "message" else kind


def of_event(
    new: NewCall, body: Mapping[str, Any], listeners: Sequence[Listener]
) -> Iterator[tuple[Listener, Call]]:
    """Read an event, once for each of its listeners: one that failed must not undo the others' work."""
    event = body["event"]
    user = event.get("user") or ""
    for index, listener in enumerate(listeners):
        call = new(
            user_id=user["id"] if isinstance(user, dict) else user,
            route=event_name(event),
            text=event.get("text") or "",
            payload=event,
            way=Way.EVENT,
            delivery=f"{body.get('event_id', '')}:{index}",
        )
        yield listener, call


def _metadata(view: Mapping[str, Any]) -> dict[str, Any]:
    """Return a view's private metadata, which is JSON if it is ours."""
    try:
        content = json.loads(view.get("private_metadata") or "{}")
    except ValueError:
        return {}
    return content if isinstance(content, dict) else {}

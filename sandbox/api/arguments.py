"""The arguments of a Web API call: from the query, a form or a JSON body."""

import json
from typing import Any
from urllib.parse import parse_qsl

from sandbox.errors import RefusedError
from sandbox.shapes import Json


def parse(query: bytes, content_type: str, body: bytes) -> Json:
    """Return the arguments of a request."""
    arguments: Json = dict(parse_qsl(query.decode(errors="replace"), keep_blank_values=True)) if query else {}
    if not body:
        return arguments
    if content_type.startswith("application/json"):
        return arguments | _object(body)
    return arguments | dict(parse_qsl(body.decode(errors="replace"), keep_blank_values=True))


def _object(body: bytes) -> Json:
    try:
        parsed = json.loads(body)
    except ValueError:
        raise RefusedError("invalid_json") from None
    if not isinstance(parsed, dict):
        raise RefusedError("json_not_object")
    return parsed


class Arguments:
    """Reads arguments as what they are meant to be; everything may come as text."""

    def __init__(self, given: Json) -> None:
        self.given = given

    def has(self, name: str) -> bool:
        """Tell whether this argument was given at all."""
        return self.given.get(name) is not None

    def text(self, name: str, default: str = "") -> str:
        """Return an argument as text."""
        value = self.given.get(name)
        return default if value is None else str(value)

    def needed(self, name: str) -> str:
        """Return an argument as text; refused if it is missing."""
        value = self.text(name)
        if not value:
            message = f"[ERROR] missing required field: {name}"
            raise RefusedError.with_messages("invalid_arguments", [message])
        return value

    def flag(self, name: str, *, default: bool = False) -> bool:
        """Return an argument as yes or no."""
        value = self.given.get(name)
        return default if value is None else str(value) in {"True", "1", "true"}

    def number(self, name: str, default: int, most: int) -> int:
        """Return an argument as a positive number."""
        try:
            value = int(self.given.get(name) or default)
        except (TypeError, ValueError):
            raise RefusedError("invalid_limit") from None
        return max(1, min(value, most))

    def words(self, name: str) -> list[str]:
        """Return a list, which may come as comma-separated text."""
        value = self.given.get(name) or []
        return (
            [word.strip() for word in value.split(",") if word.strip()] if isinstance(value, str) else value
        )

    def structure(self, name: str, refusal: str) -> Any:
        """Return a list or an object, which may come as JSON in text; None if it was not given."""
        value = self.given.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value) if value else None
        except ValueError:
            raise RefusedError(refusal) from None

"""Collects what is wrong with a piece of Block Kit, in the words of Slack's validator."""

import re
from typing import Any

from sandbox.shapes import Json

MOST_ID = 255
PLAIN = ("plain_text",)
ANY_TEXT = ("plain_text", "mrkdwn")


class Check:
    """The problems found so far, each with a pointer to its place."""

    def __init__(self) -> None:
        self.problems: list[str] = []

    def say(self, at: str, what: str) -> None:
        """Note a problem."""
        self.problems.append(f"[ERROR] {what} [json-pointer:{at}]")

    def has(self, at: str, node: Any, *names: str) -> bool:
        """Check that there is an object, and that it has these fields."""
        if not isinstance(node, dict):
            self.say(at, "must be an object")
            return False
        missing = [name for name in names if node.get(name) is None]
        for name in missing:
            self.say(at, f"missing required field: {name}")
        return not missing

    def short(self, at: str, value: Any, most: int, least: int = 0) -> None:
        """Check that text, where there is any, has between `least` and `most` characters."""
        if value is None:
            return
        if not isinstance(value, str):
            self.say(at, "must be a string")
        elif len(value) > most:
            self.say(at, f"must be less than {most + 1} characters")
        elif len(value) < least:
            self.say(at, f"must be more than {least - 1} characters")

    def few(self, at: str, values: Any, most: int, least: int = 1) -> bool:
        """Check that a list has between `least` and `most` items."""
        if not isinstance(values, list):
            self.say(at, "must be an array")
            return False
        if len(values) > most:
            self.say(at, f"no more than {most} items allowed")
        if len(values) < least:
            self.say(at, f"must have at least {least} items")
        return True

    def text(self, at: str, node: Any, most: int, kinds: tuple[str, ...] = PLAIN) -> None:
        """Check a text object, where there is one."""
        if node is None:
            return
        if not isinstance(node, dict) or node.get("type") not in kinds:
            self.say(at, f"must be a {' or '.join(kinds)} object")
        elif self.has(at, node, "text"):
            self.short(f"{at}/text", node["text"], most, least=1)

    def ids(self, at: str, nodes: list[Json], name: str) -> None:
        """Check that ids are short enough, and used once."""
        seen: set[str] = set()
        for place, node in enumerate(nodes):
            value = node.get(name)
            self.short(f"{at}/{place}/{name}", value, MOST_ID)
            if value and value in seen:
                self.say(f"{at}/{place}/{name}", f"`{name}` already exists: {value}")
            seen.add(value or "")

    def matches(self, at: str, value: Any, pattern: str) -> None:
        """Check the form of a value, where there is one."""
        if value is not None and not re.fullmatch(pattern, str(value)):
            self.say(at, "failed to match the required format")

    def one_of(self, at: str, value: Any, allowed: tuple[str, ...]) -> None:
        """Check that a value, where there is one, is among the allowed ones."""
        if value is not None and value not in allowed:
            self.say(at, f"must be one of {', '.join(allowed)}")

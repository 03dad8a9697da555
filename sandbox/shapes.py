"""The shapes of Slack's JSON, as far as types can tell them."""

from typing import Any

Json = dict[str, Any]
"""One object of Slack's JSON."""

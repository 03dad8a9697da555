"""`/kudos` as Slack sends it: a signed form, each time from another member, each time with a new trigger."""

import hashlib
import hmac
import time
from urllib.parse import urlencode

from benchmarks.connections import post
from sandbox.apps import SIGNING_SECRET
from sandbox.sample import TEAM_ID

MEMBERS = 2_000
PATH = "/slack/events"


def user_id(number: int) -> str:
    """Return the Slack user id of a member."""
    return f"U0BENCH{number % MEMBERS:04d}"


def kudos(number: int) -> bytes:
    """Return the request of the so-many-th thank-you."""
    body = urlencode(
        _fields(number, f"<@{user_id(number * 7 + 1)}|colleague> for the minutes of Monday #teamwork")
    )
    timestamp = str(int(time.time()))
    headers = {
        "content-type": "application/x-www-form-urlencoded",
        "x-slack-request-timestamp": timestamp,
        "x-slack-signature": _signature(timestamp, body),
    }
    return post(PATH, headers, body.encode())


def _fields(number: int, text: str) -> dict[str, str]:
    return {
        "token": "legacy",
        "team_id": TEAM_ID,
        "team_domain": "sunnybrook",
        "channel_id": "C0GENERAL0",
        "channel_name": "general",
        "user_id": user_id(number * 3),
        "user_name": f"bench{number * 3 % MEMBERS}",
        "command": "/kudos",
        "text": text,
        "api_app_id": "A0SANDBOX0",
        "is_enterprise_install": "false",
        "response_url": "http://127.0.0.1:9/commands/nowhere",
        "trigger_id": f"{number}.{time.time_ns()}.bench",
    }


def _signature(timestamp: str, body: str) -> str:
    digest = hmac.new(SIGNING_SECRET.encode(), f"v0:{timestamp}:{body}".encode(), hashlib.sha256)
    return f"v0={digest.hexdigest()}"

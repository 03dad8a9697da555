"""The words of outgoing messages, and what to do when Slack refuses one."""

from datetime import timedelta
from enum import IntEnum, StrEnum

ALLIANCE = "alliance"
"""The target of a notice for the alliance channel; delivery knows which channel that is."""

FIRST_PAUSE = timedelta(seconds=2)
LONGEST_PAUSE = timedelta(minutes=10)
GIVEN_UP_AFTER = timedelta(hours=24)
"""How long a message is tried: a day later it would only confuse."""


class Priority(IntEnum):
    """Which message goes first; lower leaves earlier."""

    PAGE = 0
    DIRECT = 10
    ROUTINE = 20


class NoticeState(StrEnum):
    """Where a message is on its way out."""

    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    SKIPPED = "skipped"
    FAILED = "failed"


PERMANENT = frozenset(
    {
        "invalid_blocks",
        "invalid_blocks_format",
        "msg_too_long",
        "msg_blocks_too_long",
        "no_text",
        "invalid_arguments",
        "user_disabled",
        "user_not_found",
        "user_not_visible",
        "cannot_dm_bot",
        "messages_tab_disabled",
        "message_not_found",
        "cant_update_message",
        "edit_window_closed",
    }
)
"""Slack's errors that no second try changes."""

OBSTACLES = {
    "channel_not_found": "Create the alliance channel, or name the right one in ALLIANCE_CHANNEL.",
    "not_in_channel": "Invite me to the alliance channel: /invite @ and my name.",
    "is_archived": "Unarchive the alliance channel, or name another one in ALLIANCE_CHANNEL.",
    "restricted_action": "Have a Slack administrator allow me to post in the alliance channel.",
    "restricted_action_read_only_channel": "Have a Slack administrator allow me to post in the channel.",
    "missing_scope": "Install the app again with the scopes that `alliance manifest` lists.",
    "invalid_auth": "Put a valid bot token into SLACK_BOT_TOKEN, and restart me.",
    "not_authed": "Put a valid bot token into SLACK_BOT_TOKEN, and restart me.",
    "token_revoked": "Install the app again, put its new token into SLACK_BOT_TOKEN, and restart me.",
    "account_inactive": "Install the app again, put its new token into SLACK_BOT_TOKEN, and restart me.",
}
"""Slack's errors that somebody can remove, and how; the message goes out once that is done."""


def pause(attempts: int) -> timedelta:
    """Return how long to wait after so many tries: doubled each time, ten minutes at the most."""
    return min(FIRST_PAUSE * (1 << min(attempts - 1, 16)), LONGEST_PAUSE)


def advice(error: str) -> str:
    """Return what to do about one of Slack's errors."""
    return OBSTACLES.get(error, "Run `alliance doctor` where I am installed, and look into my log.")

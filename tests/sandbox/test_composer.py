"""What Slack makes of typed text."""

import pytest

from sandbox.composer import as_command_text, as_message_text, as_rich_text
from sandbox.sample import sample_workspace


@pytest.mark.parametrize(
    ("typed", "command", "message"),
    [
        ("@leo, hi", "<@U0LEO00000|leo>, hi", "<@U0LEO00000>, hi"),
        ("(@leo.)", "(<@U0LEO00000|leo>.)", "(<@U0LEO00000>.)"),
        ("@nobody @nina", "@nobody @nina", "@nobody @nina"),
        ("#alliance-news!", "<#C0NEWS0000|alliance-news>!", "<#C0NEWS0000|alliance-news>!"),
        ("@coremanagers", "<!subteam^S0COREMANA|@coremanagers>", "<!subteam^S0COREMANA>"),
        ("@here <!here>", "<!here> &lt;!here&gt;", "<!here> &lt;!here&gt;"),
        (
            "see https://a.example/?b=1&c=2.",
            "see <https://a.example/?b=1&amp;c=2>.",
            "see <https://a.example/?b=1&amp;c=2>.",
        ),
        (
            "ana@food-bank.example",
            "<mailto:ana@food-bank.example|ana@food-bank.example>",
            "<mailto:ana@food-bank.example|ana@food-bank.example>",
        ),
        ("a < b & c > d", "a &lt; b &amp; c &gt; d", "a &lt; b &amp; c &gt; d"),
        ("#1 at 10:30 “ok”", "#1 at 10:30 “ok”", "#1 at 10:30 “ok”"),
    ],
)
def test_escaping(typed: str, command: str, message: str) -> None:
    """Names become ids, addresses links, and Slack's control characters entities."""
    workspace = sample_workspace()
    assert as_command_text(workspace, typed) == command
    assert as_message_text(workspace, typed) == message


def test_rich_text() -> None:
    """A typed message is stored as rich text, too."""
    block = as_rich_text(sample_workspace(), "Hi @leo, see #alliance")
    assert block["elements"][0]["elements"] == [
        {"type": "text", "text": "Hi "},
        {"type": "user", "user_id": "U0LEO00000"},
        {"type": "text", "text": ", see "},
        {"type": "channel", "channel_id": "C0ALLIANCE"},
    ]

"""Mentions, moments and links."""

import pytest

from sandbox.page.mrkdwn import as_html
from sandbox.page.reader import Reader


@pytest.mark.parametrize(
    ("token", "words"),
    [
        ("<@U0LEO00000>", ">@Leo Nakamura<"),
        ("<@U0LEO00000|leo>", ">@Leo Nakamura<"),
        ("<@U0NOBODY00>", ">@unknown<"),
        ("<#C0GENERAL0|general>", ">#general<"),
        ("<!subteam^S0COREMANA>", ">@coremanagers<"),
        ("<!here>", ">@here<"),
        ("<https://example.org/|the page>", ">the page<"),
        ("<https://example.org/?a=1&amp;b=2>", 'href="https://example.org/?a=1&amp;b=2"'),
        ("<mailto:ana@food-bank.example|ana@food-bank.example>", ">ana@food-bank.example<"),
    ],
)
def test_token(reader: Reader, token: str, words: str) -> None:
    """Each kind of reference is shown by its name."""
    assert words in as_html(token, reader)


def test_private_channel(reader: Reader) -> None:
    """Who is not in a private channel does not learn its name from a mention."""
    shown = as_html("<#C0STEERING|steering>", reader)
    assert "private channel" in shown
    assert "steering" not in shown


def test_mention_of_the_reader(reader: Reader) -> None:
    """A mention of the reader stands out, and one of somebody else does not."""
    assert 'class="chip mine"' in as_html("<@U0ANA00000>", reader)
    assert 'class="chip mine"' not in as_html("<@U0LEO00000>", reader)


@pytest.mark.parametrize(
    ("token", "words"),
    [
        ("<!date^1783699200^{date_short_pretty} {time}|x>", ">today 12:00 PM<"),
        ("<!date^1783612800^{date_pretty}|x>", ">yesterday<"),
        ("<!date^1783699200^{date_num} {time_secs}|x>", ">2026-07-10 12:00:00 PM<"),
        ("<!date^1785000000^{date_long}|x>", ">Saturday, July 25th<"),
        ("<!date^1700000000^{date_short}|x>", ">Nov 14, 2023<"),
        ("<!date^1783695600^{ago}|x>", ">1 hour ago<"),
        ("<!date^soon^{date}|on Friday>", "on Friday"),
    ],
)
def test_moment(reader: Reader, token: str, words: str) -> None:
    """A moment is shown by the reader's clock and calendar; what is no moment, by its fallback."""
    assert words in as_html(token, reader)


@pytest.mark.parametrize("host", ["http://127.0.0.1:8787", "https://sunnybrook.slack.com"])
def test_permalink(reader: Reader, host: str) -> None:
    """The address of a message in this workspace leads to it on the page, in the reader's name."""
    shown = as_html(f"<{host}/archives/C0ALLIANCE/p1783699200000100|there>", reader)
    assert 'href="/?as=ana&amp;in=C0ALLIANCE&amp;at=1783699200.000100"' in shown


def test_other_links_leave_the_page_alone(reader: Reader) -> None:
    """A link elsewhere opens beside the page, and tells nothing of it."""
    shown = as_html("<https://example.org/archives/C0ALLIANCE/p1783699200000100>", reader)
    assert 'target="_blank" rel="noopener noreferrer nofollow"' in shown

"""mrkdwn: what Slack makes of it, and that nothing else comes alive."""

import pytest

from sandbox.page.mrkdwn import as_html, plain_as_html
from sandbox.page.reader import Reader


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("*bold*", "<b>bold</b>"),
        ("_italic_", "<i>italic</i>"),
        ("~gone~", "<s>gone</s>"),
        ("`code`", "<code>code</code>"),
        ("*_both_*", "<b><i>both</i></b>"),
        ("(*bold*)", "(<b>bold</b>)"),
        ("2*3*4", "2*3*4"),
        ("snake_case_name", "snake_case_name"),
        ("* not bold *", "* not bold *"),
        ("`*stars*`", "<code>*stars*</code>"),
        ("one\ntwo", "one<br>two"),
        (":tada: at 10:30:45", "🎉 at 10:30:45"),
        (":no_such_emoji:", ":no_such_emoji:"),
        ("*<@U0LEO00000>*", None),
    ],
)
def test_formatting(reader: Reader, text: str, html: str | None) -> None:
    """Marks format whole words, and nothing within words, between spaces or in code."""
    shown = as_html(text, reader)
    assert shown == f"<p>{html}</p>" if html else shown.startswith("<p><b><span")


def test_fence(reader: Reader) -> None:
    """Between three backticks everything stays as it is."""
    shown = as_html("see\n```\n*a* &lt;b&gt;\n  c\n```\nthere", reader)
    assert shown == "<p>see</p><pre>*a* &lt;b&gt;\n  c</pre><p>there</p>"


@pytest.mark.parametrize("mark", ["> ", ">", "&gt; "])
def test_quote(reader: Reader, mark: str) -> None:
    """Lines that begin with > are one quotation, and what is before and after is not."""
    shown = as_html(f"so:\n{mark}one\n{mark}*two*\nend", reader)
    assert shown == "<p>so:</p><blockquote>one<br><b>two</b></blockquote><p>end</p>"


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "<img src=x onerror=alert(1)>",
        '<https://example.org" onmouseover="alert(1)|x>',
        "<javascript:alert(1)|press>",
        "<data:text/html,hi|press>",
        "<!date^0^{date}^javascript:alert(1)|x>",
        "`<script>`",
        "```<script>alert(1)</script>```",
        "<@U0<b>|<script>>",
        "\ue0000\ue001<script>",
    ],
)
def test_nothing_else_comes_alive(reader: Reader, text: str) -> None:
    """Neither tags nor attributes nor addresses that run code pass."""
    shown = as_html(text, reader).lower()
    assert "<script" not in shown
    assert "<img" not in shown
    assert 'href="javascript' not in shown
    assert 'href="data' not in shown
    assert '" onmouseover' not in shown


def test_entities(reader: Reader) -> None:
    """Slack's three entities are read once, not twice."""
    assert as_html("a &amp; b &lt;i&gt; &amp;lt;", reader) == "<p>a &amp; b &lt;i&gt; &amp;lt;</p>"


def test_plain_text() -> None:
    """Plain text has emoji and lines, and no formatting, mentions or entities."""
    assert plain_as_html("*a* <@U1> &amp; :wave:\nb") == "*a* &lt;@U1&gt; &amp;amp; 👋<br>b"


def test_bare_addresses(reader: Reader) -> None:
    """An address becomes a link without the full stop behind it, unless the text is verbatim."""
    shown = as_html("See https://example.org/a_b_c.", reader)
    assert 'href="https://example.org/a_b_c"' in shown
    assert shown.endswith("</a>.</p>")
    assert "<a" not in as_html("See https://example.org/a_b.", reader, verbatim=True)

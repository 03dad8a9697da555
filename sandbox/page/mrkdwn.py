"""Slack's mrkdwn as HTML, in which nothing that anybody wrote is live but what Slack makes live."""

import re
from collections.abc import Iterator
from html import escape

from sandbox.page.references import Labels, plain, reference
from sandbox.page.shortcodes import with_emoji

_FENCE = re.compile(r"```\n?(.+?)\n?```", re.DOTALL)
_QUOTE = re.compile(r"^(?:>|&gt;) ?")
_LIVE = re.compile(r"`([^`\n]+)`|<([^<>\n]+)>")
_LINK = re.compile(r"(?<![<|\w])https?://[^\s<>|]+[^\s<>|.,;:!?)\"'*_~]")
_PLACE = re.compile("\ue000(\\d+)\ue001")
_PRIVATE = dict.fromkeys((0xE000, 0xE001))
_STYLES = tuple(
    (re.compile(rf"(?<![\w{mark}]){mark}(?=[^\s{mark}])([^{mark}\n]*[^\s{mark}]){mark}(?![\w{mark}])"), tag)
    for mark, tag in ((r"\*", "b"), ("_", "i"), ("~", "s"))
)


def as_html(text: str, labels: Labels, *, verbatim: bool = False) -> str:
    """Return mrkdwn as HTML; `verbatim` leaves addresses alone that Slack would make links of."""
    parts = _FENCE.split(text.translate(_PRIVATE))
    shown = []
    for place, part in enumerate(parts):
        if place % 2:
            shown.append(f"<pre>{_code(part, labels)}</pre>")
        elif part.strip("\n"):
            shown.append(_paragraphs(part.strip("\n") if len(parts) > 1 else part, labels, verbatim=verbatim))
    return "".join(shown)


def plain_as_html(text: str) -> str:
    """Return plain text as HTML, with emoji and line breaks."""
    return escape(with_emoji(text)).replace("\n", "<br>")


def unescaped(text: str) -> str:
    """Return text without Slack's three entities."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _paragraphs(text: str, labels: Labels, *, verbatim: bool) -> str:
    shown = []
    for is_quote, lines in _runs(text):
        inner = "<br>".join(_line(line, labels, verbatim=verbatim) for line in lines)
        shown.append(f"<blockquote>{inner}</blockquote>" if is_quote else f"<p>{inner}</p>")
    return "".join(shown)


def _runs(text: str) -> Iterator[tuple[bool, list[str]]]:
    """Yield lines that follow each other and are all quoted, or all not."""
    run: list[str] = []
    was_quote = False
    for line in text.split("\n"):
        is_quote = bool(_QUOTE.match(line))
        if run and is_quote != was_quote:
            yield was_quote, run
            run = []
        run.append(_QUOTE.sub("", line) if is_quote else line)
        was_quote = is_quote
    if run:
        yield was_quote, run


def _line(line: str, labels: Labels, *, verbatim: bool) -> str:
    kept: list[str] = []

    def keep(html: str) -> str:
        kept.append(html)
        return f"\ue000{len(kept) - 1}\ue001"

    def live(match: re.Match[str]) -> str:
        code, token = match.groups()
        return keep(f"<code>{_code(code, labels)}</code>" if code else reference(token, labels))

    found = _LIVE.sub(live, line)
    if not verbatim:
        found = _LINK.sub(lambda match: keep(reference(match.group(), labels)), found)
    return _PLACE.sub(lambda match: kept[int(match.group(1))], _styled(found))


def _styled(text: str) -> str:
    shown = escape(with_emoji(unescaped(text)))
    for pattern, tag in _STYLES:
        shown = pattern.sub(rf"<{tag}>\1</{tag}>", shown)
    return shown


def _code(text: str, labels: Labels) -> str:
    pieces = re.split(r"<([^<>\n]+)>", text)
    return "".join(
        escape(plain(piece, labels) if place % 2 else unescaped(piece)) for place, piece in enumerate(pieces)
    )

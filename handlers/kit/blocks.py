"""Block Kit, as every capability uses it: escaping, mentions, paragraphs, buttons, pages."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    ContextBlock,
    DividerBlock,
    HeaderBlock,
    MarkdownTextObject,
    PlainTextObject,
    SectionBlock,
)
from slack_sdk.models.views import View

from handlers.kit import ids

SECTION_MAX = 3000
"""Characters of a section's text, as Slack counts them: escaped."""
TEXT_MAX = 4000
"""Characters of a message's text beyond which Slack may cut."""
LABEL_MAX = 75
"""Characters of a button's label."""
VALUE_MAX = 2000
"""Characters that a button can carry."""
WORD_JOINER = "\u2060"
"""Zero-width: keeps a name's `*` and `_` from becoming formatting."""


def escape(text: str) -> str:
    """Return text that Slack shows as it is: no mention, link or broadcast comes alive in it."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def plain_name(name: str) -> str:
    """Return a person's or an organisation's name for mrkdwn, with nothing in it that formats."""
    safe = escape(name)
    for mark in "*_~`":
        safe = safe.replace(mark, f"{WORD_JOINER}{mark}{WORD_JOINER}")
    return safe


def mention(user_id: str) -> str:
    """Return a mention, which notifies."""
    return f"<@{user_id}>"


def link(url: str, label: str) -> str:
    """Return a link with a label."""
    return f"<{url}|{escape(label)}>"


def when(moment: datetime) -> str:
    """Return a moment that Slack shows in the reader's zone, with a fallback that names the zone."""
    fallback = f"{moment.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
    return f"<!date^{int(moment.timestamp())}^{{date_short_pretty}} {{time}}|{fallback}>"


def clip(text: str, limit: int) -> str:
    """Return text of at most `limit` characters, with an ellipsis where something was cut off."""
    return text if len(text) <= limit else f"{text[: limit - 1].rstrip()}…"


def fitting(items: Sequence[str], room: int) -> list[str]:
    """Return the first items, as many as there is room for in characters, and how many more there are."""
    shown: list[str] = []
    for item in items:
        room -= len(item) + len(", ")
        if shown and room < 0:
            break
        shown.append(item)
    more = len(items) - len(shown)
    return [*shown, f"{more} more"] if more else shown


def section(markdown: str, button: ButtonElement | None = None) -> SectionBlock:
    """Return a paragraph of mrkdwn in which only what we wrote is live."""
    return SectionBlock(text=MarkdownTextObject(text=markdown, verbatim=True), accessory=button)


def paragraphs(text: str, prefix: str = "") -> list[Block]:
    """Return somebody's text, escaped, as as many sections as Slack's limit asks for.

    Each line starts with `prefix`, such as the > of a quotation. Only a line that is longer than a
    section goes on in the next one. Slack refuses an empty section, so nothing comes of nothing.
    """
    pieces: list[str] = []
    for line in text.splitlines():
        for part in _cut(line, SECTION_MAX - len(prefix)):
            escaped = f"{prefix}{escape(part)}"
            if pieces and len(pieces[-1]) + len(escaped) < SECTION_MAX:
                pieces[-1] += f"\n{escaped}"
            else:
                pieces.append(escaped)
    return [section(piece) for piece in pieces if piece.strip()]


def _cut(line: str, room: int) -> Iterator[str]:
    """Cut a line where it becomes longer than there is room for, once it is escaped."""
    start = length = 0
    for place, character in enumerate(line):
        width = len(escape(character))
        if length + width > room:
            yield line[start:place]
            start, length = place, 0
        length += width
    yield line[start:]


def header(text: str) -> HeaderBlock:
    """Return a heading."""
    return HeaderBlock(text=PlainTextObject(text=clip(text, 150), emoji=True))


def context(*lines: str) -> ContextBlock:
    """Return small print, of mrkdwn."""
    return ContextBlock(elements=[MarkdownTextObject(text=line, verbatim=True) for line in lines])


def divider() -> DividerBlock:
    """Return a line."""
    return DividerBlock()


def small_plain(text: str) -> ContextBlock:
    """Return small print in which nothing is formatted or live, such as what somebody typed."""
    return ContextBlock(elements=[PlainTextObject(text=clip(text, 2000), emoji=True)])


def button(
    label: str,
    route: str,
    argument: object = None,
    *,
    style: str | None = None,
    says: str | None = None,
    value: str | None = None,
) -> ButtonElement:
    """Return a button that leads to a route; `says` is what screen readers hear where labels repeat.

    `value` comes back as the text of the call, as if it had been typed.
    """
    return ButtonElement(
        text=PlainTextObject(text=clip(label, LABEL_MAX), emoji=True),
        action_id=ids.build(route, argument),
        value=clip(value, VALUE_MAX) if value else None,
        style=style,
        accessibility_label=clip(says, 75) if says else None,
    )


def actions(*buttons: ButtonElement) -> ActionsBlock:
    """Return a row of buttons."""
    return ActionsBlock(elements=list(buttons))


def spoken(shown: Sequence[Block]) -> str:
    """Return the words of blocks as one text: notifications and screen readers get no more than that."""
    words = [
        text.text
        for block in shown
        for text in (getattr(block, "text", None), *(getattr(block, "elements", None) or ()))
        if isinstance(text, MarkdownTextObject | PlainTextObject) and text.text
    ]
    return clip("\n".join(words), TEXT_MAX)


def page(title: str, blocks: Sequence[Block], *, close: str = "Close") -> View:
    """Return a modal that only shows something."""
    return View(
        type="modal",
        title=PlainTextObject(text=clip(title, 24)),
        close=PlainTextObject(text=close),
        blocks=list(blocks),
    )

"""rich_text blocks as HTML: sections, lists, quotes and code; nothing in their text is parsed."""

from collections.abc import Callable
from html import escape

from sandbox.page.references import Labels, broadcast, group, link, moment, person, room
from sandbox.page.shortcodes import character
from sandbox.shapes import Json

_STYLES = {"bold": "b", "italic": "i", "strike": "s", "code": "code", "underline": "u"}


def rich_text(block: Json, labels: Labels) -> str:
    """Return a rich_text block as HTML."""
    return "".join(_part(part, labels) for part in block.get("elements", ()))


def _part(part: Json, labels: Labels) -> str:
    match part.get("type"):
        case "rich_text_list":
            return _list(part, labels)
        case "rich_text_quote":
            return f"<blockquote>{_inline(part, labels)}</blockquote>"
        case "rich_text_preformatted":
            return f"<pre>{_inline(part, labels)}</pre>"
    return f"<p>{_inline(part, labels)}</p>"


def _list(part: Json, labels: Labels) -> str:
    tag = "ol" if part.get("style") == "ordered" else "ul"
    items = "".join(f"<li>{_inline(item, labels)}</li>" for item in part.get("elements", ()))
    indent = min(int(part.get("indent") or 0), 8)
    return f'<{tag} class="indent-{indent}">{items}</{tag}>'


def _inline(part: Json, labels: Labels) -> str:
    return "".join(_element(element, labels) for element in part.get("elements", ()))


def _element(element: Json, labels: Labels) -> str:
    shown = _bare(element, labels)
    for name, tag in _STYLES.items():
        if (element.get("style") or {}).get(name):
            shown = f"<{tag}>{shown}</{tag}>"
    return shown


def _bare(element: Json, labels: Labels) -> str:
    drawing = _ELEMENTS.get(str(element.get("type")))
    return drawing(element, labels) if drawing else escape(str(element.get("type")))


def _text(element: Json, _labels: Labels) -> str:
    return escape(str(element.get("text", ""))).replace("\n", "<br>")


def _link(element: Json, labels: Labels) -> str:
    return link(str(element.get("url", "")), str(element.get("text") or ""), labels)


def _emoji(element: Json, _labels: Labels) -> str:
    return escape(character(str(element.get("name"))))


def _date(element: Json, labels: Labels) -> str:
    token = f"!date^{element.get('timestamp')}^{element.get('format', '')}|{element.get('fallback', '')}"
    return moment(token, labels)


_ELEMENTS: dict[str, Callable[[Json, Labels], str]] = {
    "text": _text,
    "link": _link,
    "emoji": _emoji,
    "date": _date,
    "user": lambda element, labels: person(str(element.get("user_id")), labels),
    "usergroup": lambda element, labels: group(str(element.get("usergroup_id")), labels),
    "channel": lambda element, labels: room(str(element.get("channel_id")), labels),
    "broadcast": lambda element, _: broadcast(str(element.get("range"))),
}

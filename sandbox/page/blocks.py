"""Blocks in which there is nothing to press, as HTML."""

from collections.abc import Callable
from html import escape

from sandbox.page.mrkdwn import as_html, plain_as_html
from sandbox.page.reader import Reader
from sandbox.page.richtext import rich_text
from sandbox.shapes import Json


def text(node: Json | None, reader: Reader) -> str:
    """Return a text object as HTML."""
    if not node:
        return ""
    if node.get("type") == "plain_text":
        return plain_as_html(str(node.get("text", "")))
    return as_html(str(node.get("text", "")), reader, verbatim=bool(node.get("verbatim")))


def still(block: Json, reader: Reader) -> str:
    """Return a block as HTML, without its accessory; one that is not known becomes a note."""
    drawing = _STILL.get(str(block.get("type")))
    if drawing is not None:
        return drawing(block, reader)
    return f'<p class="note">A block of the type “{escape(str(block.get("type")))}” is not drawn here.</p>'


def _section(block: Json, reader: Reader) -> str:
    """Return the text and the fields of a section."""
    fields = "".join(f"<div>{text(field, reader)}</div>" for field in block.get("fields") or ())
    shown = f'<div class="text">{text(block["text"], reader)}</div>' if block.get("text") else ""
    return f'{shown}<div class="fields">{fields}</div>' if fields else shown


def picture(url: str, alt: str, kind: str = "") -> str:
    """Return a picture that lies in the address itself, else its description: nothing is fetched."""
    if url.startswith("data:image/"):
        return f'<img class="{kind}" src="{escape(url)}" alt="{escape(alt)}">'
    return f'<span class="picture {kind}" role="img" title="{escape(url)}">{escape(alt or "Picture")}</span>'


def _header(block: Json, reader: Reader) -> str:
    return f"<h3>{text(block.get('text'), reader)}</h3>"


def _divider(_block: Json, _reader: Reader) -> str:
    return "<hr>"


def _rich_text(block: Json, reader: Reader) -> str:
    return f'<div class="text">{rich_text(block, reader)}</div>'


def _markdown(block: Json, _reader: Reader) -> str:
    return f'<div class="text">{plain_as_html(str(block.get("text", "")))}</div>'


def _context(block: Json, reader: Reader) -> str:
    shown = [
        picture(str(one.get("image_url", "")), str(one.get("alt_text", "")), "small")
        if one.get("type") == "image"
        else text(one, reader)
        for one in block.get("elements") or ()
    ]
    return f'<div class="context">{"".join(f"<span>{one}</span>" for one in shown)}</div>'


def _image(block: Json, reader: Reader) -> str:
    title = f"<figcaption>{text(block.get('title'), reader)}</figcaption>" if block.get("title") else ""
    return (
        f"<figure>{title}{picture(str(block.get('image_url', '')), str(block.get('alt_text', '')))}</figure>"
    )


_STILL: dict[str, Callable[[Json, Reader], str]] = {
    "section": _section,
    "header": _header,
    "divider": _divider,
    "context": _context,
    "image": _image,
    "rich_text": _rich_text,
    "markdown": _markdown,
}

"""Blocks in which there is nothing to press."""

from sandbox.page.blocks import still
from sandbox.page.reader import Reader
from sandbox.shapes import Json


def _mrkdwn(text: str) -> Json:
    return {"type": "mrkdwn", "text": text}


def test_section_with_fields(reader: Reader) -> None:
    """A section shows its text, and its fields below."""
    shown = still({"type": "section", "text": _mrkdwn("*a*"), "fields": [_mrkdwn("b"), _mrkdwn("c")]}, reader)
    assert shown.index("<b>a</b>") < shown.index("<p>b</p>") < shown.index("<p>c</p>")


def test_header_is_plain(reader: Reader) -> None:
    """A header formats nothing."""
    block = {"type": "header", "text": {"type": "plain_text", "text": "*Hello* <@U0LEO00000>"}}
    assert still(block, reader) == "<h3>*Hello* &lt;@U0LEO00000&gt;</h3>"


def test_rich_text(reader: Reader) -> None:
    """Rich text shows styles, lists, quotes and mentions; the text in it is never parsed."""
    section = {
        "type": "rich_text_section",
        "elements": [
            {"type": "text", "text": "*a* <b>", "style": {"bold": True}},
            {"type": "user", "user_id": "U0LEO00000"},
            {"type": "emoji", "name": "tada"},
        ],
    }
    listed = {"type": "rich_text_list", "style": "ordered", "elements": [section]}
    quoted = {"type": "rich_text_quote", "elements": section["elements"]}
    shown = still({"type": "rich_text", "elements": [section, listed, quoted]}, reader)
    assert shown.count("<b>*a* &lt;b&gt;</b>") == 3
    assert "<ol" in shown
    assert "<blockquote>" in shown
    assert "@Leo Nakamura</span>🎉" in shown


def test_pictures_are_not_fetched(reader: Reader) -> None:
    """A picture from elsewhere is shown by its description: the page loads nothing from the internet."""
    block = {"type": "image", "image_url": "https://example.org/a.png", "alt_text": 'Two "hands"'}
    shown = still(block, reader)
    assert "<img" not in shown
    assert "Two &quot;hands&quot;" in shown


def test_unknown_block(reader: Reader) -> None:
    """A block that is not drawn says which one it is."""
    assert "carousel&lt;b&gt;" in still({"type": "carousel<b>"}, reader)

"""Block Kit as every capability uses it: nothing in somebody's words comes alive, and nothing is lost."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from slack_sdk.models.blocks import Block

from handlers.kit import blocks
from handlers.kit.grammar import readable

ODD_TEXTS = st.text(st.sampled_from("<>&a é👩\u200d⚕️\n*_~`@#|!"), max_size=5000) | st.text(max_size=4000)
HOSTILE = (
    "<!channel>",
    "<!here>",
    "<!everyone>",
    "<!subteam^S0CORE|@core>",
    "<@U0ANA00000>",
    "<https://evil.example|bank.example>",
    "&lt;!channel&gt;",
)


def _texts(shown: list[Block]) -> list[str]:
    return [block.to_dict()["text"]["text"] for block in shown]


@pytest.mark.parametrize("text", HOSTILE)
def test_escaped_text_is_dead(text: str) -> None:
    """No mention, broadcast or link in somebody's words survives, and each shows as it was typed."""
    escaped = blocks.escape(text)
    assert "<" not in escaped
    assert ">" not in escaped
    assert readable(escaped) == text


@given(ODD_TEXTS, st.sampled_from(["", "> "]))
def test_paragraphs_lose_nothing(text: str, prefix: str) -> None:
    """However long a text is, each section fits Slack, and together they are the text, line by line."""
    pieces = _texts(blocks.paragraphs(text, prefix))
    assert all(len(piece) <= blocks.SECTION_MAX for piece in pieces)
    lines = [readable(line.removeprefix(prefix)) for piece in pieces for line in piece.split("\n")]
    assert "".join(lines).strip() == "".join(text.splitlines()).strip()


def test_paragraphs_keep_lines() -> None:
    """Lines stay lines, each with the prefix, in as few sections as hold them."""
    assert _texts(blocks.paragraphs("one\n\ntwo & three", "> ")) == ["> one\n> \n> two &amp; three"]
    many = _texts(blocks.paragraphs("\n".join(["x" * 999] * 7), "> "))
    assert [piece.count("\n") + 1 for piece in many] == [2, 2, 2, 1]


def test_paragraphs_break_no_line_that_fits() -> None:
    """A long line goes on in the next section; no line break comes into the middle of it."""
    assert [len(piece) for piece in _texts(blocks.paragraphs("x" * 7000))] == [3000, 3000, 1000]
    assert all("\n" not in piece for piece in _texts(blocks.paragraphs("&" * 2000, "> ")))


def test_no_text_makes_no_section() -> None:
    """Slack refuses an empty section, so there is none."""
    assert blocks.paragraphs("") == blocks.paragraphs(" \n\n") == []
    assert len(blocks.paragraphs("x" * 3000 + "\n\n")) == 1


@pytest.mark.parametrize("name", ["*Ana*", "_ana_", "~ana~", "`ana`", "a*b_c", "Ana <!channel>", "R&D"])
def test_a_name_formats_nothing(name: str) -> None:
    """Marks in a name are shown as marks: a word joiner stands on both sides of each."""
    shown = blocks.plain_name(name)
    assert "<" not in shown
    for mark in "*_~`":
        assert shown.count(mark) == shown.count(f"\u2060{mark}\u2060") == name.count(mark)
    assert readable(shown.replace("\u2060", "")) == name


def test_when_names_the_zone() -> None:
    """A moment is shown in the reader's zone; the fallback is in UTC and says so, always."""
    moment = datetime(2026, 3, 2, 15, 4, 30, tzinfo=UTC)
    expected = "<!date^1772463870^{date_short_pretty} {time}|2026-03-02 15:04 UTC>"
    assert blocks.when(moment) == expected
    assert blocks.when(moment.astimezone(timezone(timedelta(hours=5, minutes=30)))) == expected


@given(st.text(max_size=300), st.integers(1, 200))
def test_clip(text: str, limit: int) -> None:
    """Clipped text fits, and shows an ellipsis exactly where something was cut off."""
    clipped = blocks.clip(text, limit)
    assert len(clipped) <= limit
    assert clipped == text if len(text) <= limit else clipped.endswith("…")
    assert text.startswith(clipped.removesuffix("…").rstrip()) or clipped == text


@given(st.lists(st.text(max_size=40), max_size=30), st.integers(0, 200))
def test_fitting_counts_what_it_leaves_out(items: list[str], room: int) -> None:
    """As many items are shown as there is room for, always the first, and the others are counted."""
    shown = blocks.fitting(items, room)
    if shown != items:
        *first, more = shown
        assert first == items[: len(first)]
        assert first
        assert more == f"{len(items) - len(first)} more"
        assert len(first) == 1 or len(", ".join(first)) <= room


def test_sections_are_verbatim() -> None:
    """In mrkdwn nothing turns into a link or a mention that was not written as one."""
    assert blocks.section("@here #general").to_dict()["text"]["verbatim"] is True
    assert blocks.context("@here").to_dict()["elements"][0]["verbatim"] is True


def test_what_somebody_typed_is_plain() -> None:
    """A refused command is shown again as plain text, cut to what fits."""
    (element,) = blocks.small_plain("x" * 9000 + "<!channel>").to_dict()["elements"]
    assert element["type"] == "plain_text"
    assert len(element["text"]) == 2000


def test_a_button_carries_its_route() -> None:
    """A button's id is the route and its argument; a screen reader hears what the label leaves out."""
    shown = blocks.button("Undo", "kudos.undo", 42, style="danger", says="Take back " + "x" * 99).to_dict()
    assert shown["action_id"] == "kudos.undo:42"
    assert shown["style"] == "danger"
    assert len(shown["accessibility_label"]) == 75


def test_long_titles_fit() -> None:
    """Headings and titles of modals are cut to Slack's limits."""
    assert len(blocks.header("x" * 200).to_dict()["text"]["text"]) == 150
    assert (
        len(blocks.page("A title that is too long for it", [blocks.divider()]).to_dict()["title"]["text"])
        == 24
    )


def test_a_page_only_shows() -> None:
    """A page has nothing to submit, and says how to leave it."""
    shown = blocks.page("Kudos", [blocks.divider(), blocks.actions(blocks.button("Give", "kudos.open"))])
    assert "submit" not in shown.to_dict()
    assert shown.to_dict()["close"]["text"] == "Close"


def test_a_link_shows_its_label() -> None:
    """A link's label is somebody's text, and cannot end the link."""
    assert blocks.link("https://a.example/p1", "a>b") == "<https://a.example/p1|a&gt;b>"

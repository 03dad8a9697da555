"""The parser of command text: any text is understood, and comes out as its writer meant it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.kit import grammar
from handlers.kit.blocks import escape
from handlers.kit.grammar import Parsed, parse, readable

OPTIONS = frozenset({"org", "due", "goal", "to"})
VERBS = frozenset({"mine", "wall", "done", "show"})
ID_VERBS = frozenset({"give", "close", "show"})
FRAGMENTS = (
    "for the minutes",
    "“curly” ‘quotes’ — don’t",
    '"straight"',
    "\u00a0",
    "\u202f",
    "\u200b",
    "\u200f\u202bעברית\u202c",
    "👩🏽\u200d⚕️",
    ":tada:",
    "payload",
    "<@U1>",
    "<@U1|ana>",
    "<@W2|x y>",
    "<!channel>",
    "<!here|here>",
    "<!subteam^S1|@g>",
    "<#C1|general>",
    "<#C1|>",
    "<https://a.example/x?y=1&amp;z=2|label>",
    "<https://a.example>",
    "<mailto:a@b.example|a@b.example>",
    "&lt;b&gt;",
    "&amp;amp;",
    "#teamwork",
    "#1",
    "org:clinic",
    "org:“food bank”",
    'org:"',
    "10:30",
    "<",
    ">",
    "<@",
    "<<>>",
    "|",
    "\n",
    "\0",
    "\2",
    "A-12",
    "a12",
    "done",
    "and",
    "'s",
    "to:<@U1|ana>, <@W2|leo>",
    "x" * 4000,
    " " * 4000,
)


@given(
    st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=30), max_size=12).map(" ".join)
    | st.text(max_size=1000)
)
def test_any_text_is_understood(text: str) -> None:
    """No text is an error, whatever somebody pastes or Slack's client makes of it."""
    parsed = parse(text, verbs=VERBS, id_verbs=ID_VERBS, prefix="A", options=OPTIONS)
    assert parsed.verb is None or parsed.verb in VERBS | ID_VERBS
    assert parsed.verb not in ID_VERBS - VERBS or parsed.number is not None
    assert parsed.number is None or 0 <= parsed.number < 10**9
    assert all(key in OPTIONS for key, _ in parsed.options)
    assert not {"\0", "\2"} & set(parsed.text)


@pytest.mark.parametrize(
    "part",
    [
        "<@",
        "<@U1",
        "<@U1|",
        "<@U1|a> ",
        "<",
        '"',
        "org:",
        "org:<@U1|a>, ",
        "org:<",
        "#",
        "A-",
        "and ",
        ", ",
        "A-12 ",
    ],
)
@pytest.mark.parametrize("end", ["", "\0", ">", "x"])
def test_a_text_of_one_thing_alone_is_understood(part: str, end: str) -> None:
    """However often something is repeated, the parse comes back: it takes linear time."""
    parse("done " + part * 20_000 + end, verbs=VERBS, id_verbs=ID_VERBS, prefix="A", options=OPTIONS)


@given(st.text(st.characters(exclude_characters="#:\0\2"), max_size=300))
def test_what_is_no_verb_stays_whole(text: str) -> None:
    """Without a verb, and unless it is nothing but an id, a text loses nothing, whatever verbs there are."""
    parsed = parse(escape(text), verbs=VERBS, id_verbs=ID_VERBS, prefix="A", options=OPTIONS)
    if parsed.verb is None and (parsed.number is None or parsed.unknown):
        assert parsed.text == parse(escape(text)).text


@given(st.text(st.characters(exclude_characters="#:\0\2"), max_size=1000))
def test_plain_text_comes_out_as_it_went_in(text: str) -> None:
    """Text with nothing to lift keeps its typography, lines and spaces; only the outer white space goes."""
    parsed = parse(escape(text), verbs=(), options=OPTIONS)
    assert parsed == Parsed(verb=None, text=parsed.text)
    assert parsed.text in text
    assert text.replace(parsed.text, "", 1).replace("\u200b", "").replace("\ufeff", "").strip() == ""


@given(st.text(max_size=200))
def test_what_is_shown_again_is_understood_the_same(text: str) -> None:
    """Text that is escaped on the way out is the same text on the way in."""
    assert readable(escape(text)) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<@U1|ana> for the minutes", Parsed(None, "for the minutes", people=("U1",))),
        ("thanks <@U1> thanks <@U1|ana>", Parsed(None, "thanks thanks", people=("U1",))),
        ("<!subteam^S1|@core> for the fair", Parsed(None, "for the fair", groups=("S1",))),
        ("a #teamwork b #Équipe-2", Parsed(None, "a b", tags=("teamwork", "Équipe-2"))),
        ("in <#C1|general>", Parsed(None, "in", channels=("C1",), tags=("general",))),
        ("in <#G1|>", Parsed(None, "in", channels=("G1",))),
        ("x due:2027-03-01 y", Parsed(None, "x y", options=(("due", "2027-03-01"),))),
        ("ORG:“food bank” for x", Parsed(None, "for x", options=(("org", "food bank"),))),
        ("done A-12 at last", Parsed("done", "A-12 at last")),
    ],
)
def test_what_is_lifted(text: str, expected: Parsed) -> None:
    """People, groups, channels, tags and the command's own options are lifted from anywhere, each once."""
    assert parse(text, verbs=VERBS, options=OPTIONS) == expected


@pytest.mark.parametrize(
    "text",
    [
        "at 10:30",
        "for: staying late",
        "due: tomorrow",
        "note:this",
        "issue #12",
        "C#major",
        "50 % &lt; 60 %",
        "to:",
    ],
)
def test_what_stays_text(text: str) -> None:
    """Times, a space after the colon, options of other commands and mere numbers stay text."""
    assert parse(text, options=OPTIONS) == Parsed(None, readable(text))


@pytest.mark.parametrize("text", ["Mine", "mine.", "  MINE  ", "\u200fmine", "mine,", "\u00a0mine"])
def test_a_verb_however_it_is_typed(text: str) -> None:
    """A phone's capital letter, full stop or stray mark does not hide a verb."""
    assert parse(text, verbs=VERBS) == Parsed("mine", "")


@pytest.mark.parametrize("text", ["mined gold", "minewall", "it is mine", "“mine”", "mine-shaft"])
def test_no_verb(text: str) -> None:
    """A verb is a verb as the very first word alone, and quotes force text."""
    assert parse(text, verbs=VERBS) == Parsed(None, text)


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("<@U1> and <@U2> for the minutes", "for the minutes"),
        ("<@U1>, <@U2> &amp; <@U3>: for the minutes", "for the minutes"),
        ("for the minutes #teamwork.", "for the minutes."),
        ("Thanks <@U1>, for the minutes", "Thanks, for the minutes"),
        ("for the fair <@U1>", "for the fair"),
        ("<@U1>\n  first line\n  second  line", "first line\n  second  line"),
        ("<@U1> … and the andante", "… and the andante"),
    ],
)
def test_no_traces_of_what_was_lifted(text: str, rest: str) -> None:
    """The gap, the comma or the "and" that lifting leaves is closed; the rest keeps its spaces."""
    assert parse(text).text == rest


def test_nobody_types_a_gap() -> None:
    """The character that stands for what was lifted is dropped where somebody sends it."""
    assert parse("a \0 and \0 b\0").text == "a  and  b"


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("<https://a.example|the plan>", "the plan"),
        ("<https://a.example/x?a=1&amp;b=2>", "https://a.example/x?a=1&b=2"),
        ("<mailto:a@b.example|a@b.example>", "a@b.example"),
        ("<mailto:a@b.example>", "a@b.example"),
        ("<!channel> <!here|here>", "@channel @here"),
        ("<@U1|ana> <@U1>", "@ana @U1"),
        ("<!subteam^S1|@core>", "@core"),
        ("<#C1|general>", "#general"),
        ("a &lt;b&gt; &amp;lt;", "a <b> &lt;"),
    ],
)
def test_readable(text: str, seen: str) -> None:
    """Slack's markup is shown as its client shows it, and pings nobody."""
    assert readable(text) == seen


def test_options_are_lists() -> None:
    """An option's values are parted by commas, and add up over several options of the same key."""
    parsed = parse("org:clinic,,gardens, org:“food bank”", options=OPTIONS)
    assert parsed.option("org") == ["clinic", "gardens", "food bank"]
    assert parsed.option("due") == []


def test_a_command_knows_its_own_options_only() -> None:
    """Without options of its own, a command takes everything with a colon as text."""
    assert grammar.parse("org:clinic") == Parsed(None, "org:clinic")

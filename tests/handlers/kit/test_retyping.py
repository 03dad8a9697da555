"""Typing again what the privacy guard did not let through."""

from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import RuleError
from bot.rules.privacy import PrivacyError, UnconfirmedError
from bot.rules.privacy.patterns import Category
from handlers.kit import grammar, retyping
from handlers.kit.answers import Reply
from handlers.kit.blocks import escape
from handlers.kit.call import Call, Way
from handlers.kit.workspace import Workspace
from tests.handlers.limits import assert_view_fits

HERE = Workspace("T1", "https://a.example/", "U0BOT", "alliance")
WARNING = UnconfirmedError(Category.PHONE, field="title")
MARKS = ("<@U1|ana>", "<@U2|an>", "<@U12>", "<@U1>", "<#C1|general>", "<!subteam^S1|@core>")


def _call(text: str, **fields: Any) -> Call:
    nobody = cast("Any", None)
    return Call(nobody, nobody, HERE, "U1", "/action", text=text, **fields)


@given(
    st.lists(st.sampled_from(MARKS) | st.text(st.characters(exclude_characters="\0"), max_size=9).map(escape))
)
def test_what_is_not_changed_comes_back_as_slack_sent_it(words: list[str]) -> None:
    """Mentions are mentions again, and everything else reads as it did."""
    raw = " ".join(words)
    parsed = grammar.parse(raw)
    marks = [word for word in words if word in MARKS]
    again = grammar.parse(retyping.restored(grammar.readable(raw), marks))
    assert set(again.people) >= set(parsed.people)
    assert grammar.readable(retyping.restored(grammar.readable(raw), marks)) == grammar.readable(raw)


@pytest.mark.parametrize(
    ("edited", "raw"),
    [
        ("add @ana & @an <now>", "add <@U1|ana> &amp; <@U2|an> &lt;now&gt;"),
        ("add @anabel, @ana!", "add @anabel, <@U1|ana>!"),
        ("no name", "no name"),
        ("@channel", "@channel"),
    ],
)
def test_what_is_changed(edited: str, raw: str) -> None:
    """A name that is still there is a mention, a longer one is not, and no broadcast comes alive."""
    assert retyping.restored(edited, ["<@U1|ana>", "<@U2|an>"]) == raw


@pytest.mark.parametrize("text", ["add 617-555-0134 <@U1|ana>", "x" * 4000, "<@U1|ana>" * 400, "&amp;" * 900])
@pytest.mark.parametrize("error", [WARNING, PrivacyError(Category.SSN)])
def test_the_form_fits(text: str, error: PrivacyError) -> None:
    """Slack takes the form, whatever was typed; only what can be confirmed has a box."""
    view = retyping.form(_call(text), error)
    assert_view_fits(view)
    assert ("privacy" in {block.block_id for block in view.blocks}) is isinstance(error, UnconfirmedError)


async def _echo(call: Call) -> Reply:
    if "refuse" in call.text:
        raise RuleError("No.", field="elsewhere")
    return Reply(f"{call.route} {call.argument} {call.text} {call.is_confirmed} {call.payload['channel_id']}")


def _submitted(typed: str, **metadata: Any) -> Call:
    origin = {
        "way": "command",
        "route": "/action",
        "argument": "",
        "channel_id": "C1",
        "marks": ["<@U1|ana>"],
    }
    values = {"typed": typed, "privacy": ["checked"]}
    return _call("", way=Way.FORM, values=values, metadata=origin | metadata)


async def test_sending_it_makes_the_call_again() -> None:
    """The listener gets the text as it is now, confirmed, as if it had just been typed there."""
    submit = retyping.listener({"command": {"/action": _echo}})
    answer = await submit(_submitted("add @ana the van"))
    assert answer == Reply("/action  add <@U1|ana> the van True C1")


@pytest.mark.parametrize("metadata", [{"route": "/gone"}, {"way": "event"}, {}])
async def test_refusals_stand_beside_the_text(metadata: dict[str, str]) -> None:
    """Whatever field a refusal is about, here there is one."""
    submit = retyping.listener({"command": {"/action": _echo}})
    with pytest.raises(RuleError) as refused:
        await submit(_submitted("refuse", **metadata))
    assert refused.value.field == "typed"

"""The privacy guard, as people meet it: in a typed command and in the form."""

import logging

import pytest
from sqlmodel import func, select

from bot.logs import is_worth_a_line
from storage import audit, deliveries, guard, kudos, outbox
from storage.unit import Unit
from tests.handlers.world import World, text_of

BLOCKED = "for finding the file of 123-45-6789 so fast"
DOUBTFUL = "for answering 617-555-0134 all night"
BOX = {"privacy": ["checked"]}


async def _hits(alliance: World) -> list[tuple[str, str, int]]:
    return [(one.category, one.surface, one.count) for one in await alliance.bot.database.read(guard.hits)]


def _stored(unit: Unit) -> int:
    tables = (kudos.Gift, kudos.Recipient, outbox.Notice, deliveries.SeenDelivery)
    rows = sum(unit.session.exec(select(func.count()).select_from(table)).one() for table in tables)
    verbs = unit.session.exec(select(audit.AuditEvent.verb)).all()
    return rows + sum(verb.startswith("kudos.") for verb in verbs)


async def _is_untouched(alliance: World) -> bool:
    await alliance.bot.edge.idle()
    return not await alliance.bot.database.read(_stored) and not alliance.posts


async def test_a_command_that_identifies_somebody_is_refused(alliance: World) -> None:
    """A form names the category and holds the text, no message repeats it, and one count is left behind."""
    ana = alliance.sandbox.person("ana")
    assert await ana.types(f"/kudos @leo {BLOCKED}", channel="alliance") == []
    assert ana.modal is not None
    warning, typed = ana.modal.blocks
    assert "This looks like a Social Security number, and I kept nothing of it." in str(warning)
    assert typed["element"]["initial_value"].endswith(BLOCKED)
    assert await _is_untouched(alliance)
    assert await _hits(alliance) == [("ssn", "/kudos", 1)]


async def test_a_refused_command_goes_out_once_it_is_changed(alliance: World) -> None:
    """Sent again as it is, it is refused beside the text; without the identifier it is done."""
    ana = alliance.sandbox.person("ana")
    await ana.types(f"/kudos @leo {BLOCKED} #care", channel="alliance")
    assert "looks like a Social Security number" in (await ana.submits())["typed"]
    assert await _is_untouched(alliance)
    await ana.fills({"typed": "@leo for finding the file so fast #care"})
    assert await ana.submits() == {}
    assert "for finding the file so fast" in text_of((await alliance.posted(1))[0])


async def test_nothing_of_a_refused_text_is_logged(alliance: World, caplog: pytest.LogCaptureFixture) -> None:
    """Even at DEBUG the log holds nothing of it, in a command as in a form."""
    caplog.set_level(logging.DEBUG)
    ana = alliance.sandbox.person("ana")
    await ana.types(f"/kudos @leo {BLOCKED}", channel="alliance")
    await ana.types(f"/kudos @leo {DOUBTFUL}", channel="alliance")
    await ana.fills({"typed": BLOCKED})
    await ana.submits()
    written = [record.getMessage() for record in caplog.records if is_worth_a_line(record)]
    assert not [line for line in written if "6789" in line or "0134" in line]


async def test_a_form_that_identifies_somebody_is_refused_beside_the_field(alliance: World) -> None:
    """The text stays on the screen, and goes out once the identifier is taken out."""
    ana = alliance.sandbox.person("ana")
    await ana.types("/kudos", channel="alliance")
    await ana.fills({"people": ["leo"], "reason": BLOCKED})
    assert "looks like a Social Security number" in (await ana.submits())["reason"]
    assert await _is_untouched(alliance)
    assert await _hits(alliance) == [("ssn", "kudos.give", 1)]
    await ana.fills({"reason": "for finding the file so fast"})
    assert await ana.submits() == {}
    await alliance.posted(1)


async def test_the_value_is_checked_too(alliance: World) -> None:
    """An identifier in the smaller field is found there."""
    ana = alliance.sandbox.person("ana")
    await ana.types("/kudos", channel="alliance")
    await ana.fills({"people": ["leo"], "reason": "for finding the file so fast", "value": "123-45-6789"})
    assert "looks like a Social Security number" in (await ana.submits())["value"]


async def test_a_doubtful_command_opens_a_form_with_the_question(alliance: World) -> None:
    """The form holds the warning, what was typed, and a box; ticked, the thanks are posted."""
    ana, leo = alliance.sandbox.person("ana"), alliance.sandbox.person("leo")
    await ana.types(f"/kudos @leo {DOUBTFUL} #care", channel="alliance")
    assert await _is_untouched(alliance)
    assert ana.modal is not None
    warning, typed, box = ana.modal.blocks
    assert "This looks like a phone number" in warning["text"]["text"]
    assert typed["element"]["initial_value"].endswith(f" {DOUBTFUL} #care")
    assert "no patient or client" in str(box)
    await ana.fills(BOX)
    assert await ana.submits() == {}
    shown = text_of((await alliance.posted(1))[0])
    assert DOUBTFUL in shown
    assert f"<@{leo.user.id}>" in shown
    assert await _hits(alliance) == [("phone", "/kudos", 1)]


async def test_a_doubtful_form_asks_once(alliance: World) -> None:
    """No box before a warning; then it keeps what was filled in, and asks until it is ticked."""
    ana = alliance.sandbox.person("ana")
    await ana.types("/kudos", channel="alliance")
    assert "privacy" not in str(ana.views[-1].blocks)
    await ana.fills({"people": ["tom"], "reason": DOUBTFUL, "audience": ["private"]})
    assert await ana.submits() == {}
    assert await ana.submits() == {}
    assert await _is_untouched(alliance)
    assert "Not done yet" in str(ana.views[-1].blocks)
    await ana.fills(BOX)
    assert await ana.submits() == {}
    await alliance.sandbox.until(lambda: bool(alliance.sandbox.person("tom").dms))
    assert DOUBTFUL in text_of(alliance.sandbox.person("tom").dms[0])
    assert await _hits(alliance) == [("phone", "kudos.give", 2)]


async def test_the_box_is_not_needed_for_a_text_that_was_changed(alliance: World) -> None:
    """Who takes the phone number out need not tick anything."""
    ana = alliance.sandbox.person("ana")
    await ana.types(f"/kudos @leo {DOUBTFUL}", channel="alliance")
    await ana.fills({"typed": "@leo for answering all night"})
    assert await ana.submits() == {}
    assert "for answering all night" in text_of((await alliance.posted(1))[0])


async def test_no_box_lets_an_identifier_through(alliance: World) -> None:
    """A ticked box confirms what is doubtful, and never what is certain."""
    ana = alliance.sandbox.person("ana")
    await ana.types("/kudos", channel="alliance")
    await ana.fills({"people": ["leo"], "reason": DOUBTFUL})
    assert await ana.submits() == {}
    await ana.fills({**BOX, "reason": f"{DOUBTFUL}, {BLOCKED}"})
    assert "looks like a Social Security number" in (await ana.submits())["reason"]
    assert await _is_untouched(alliance)


async def test_no_refusal_repeats_an_identifier(alliance: World) -> None:
    """Refused for another reason, a text that may identify somebody is not repeated either."""
    ana = alliance.sandbox.person("ana")
    shown = text_of((await ana.types("/kudos wall 123-45-6789", channel="alliance"))[0])
    assert "Say how many days to show" in shown
    assert "6789" not in shown

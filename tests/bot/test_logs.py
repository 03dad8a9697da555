"""Logs: what is worth a line, and that nothing private gets into one."""

import json
import logging
from typing import Any

import pytest
import structlog

from bot import logs

pytestmark = pytest.mark.usefixtures("logging_as_before")

WORDS = "Ana wrote about her patient"
TOKENS = (
    "xoxb-123-456-abcDEF",
    "xoxe.xoxb-1-MjQ0",
    "xoxp-1-2-3",
    "xapp-1-A0-2-ff",
    "wss://wss.slack.example/link?ticket=abc-def&app_id=1",
    "postgresql://alliance:pa55word@db/alliance",
)
PARTS_THAT_ARE_SECRET = ("123-456", "MjQ0", "xoxp-1", "A0-2", "abc-def", "pa55word")


class Lines:
    """What was logged, as JSON, from `begin` on."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def begin(self, level: str = "INFO") -> None:
        """Log JSON from now on."""
        logs.configure(level, "json")

    def read(self) -> list[dict[str, Any]]:
        """Return the lines that were logged."""
        return [json.loads(line) for line in self._capsys.readouterr().err.splitlines()]


@pytest.fixture
def lines(capsys: pytest.CaptureFixture[str]) -> Lines:
    """Return a way to read what is logged."""
    return Lines(capsys)


def test_a_line_of_ours(lines: Lines) -> None:
    """One of our events is a line of JSON with its fields, its level, its logger and its moment in UTC."""
    lines.begin()
    structlog.get_logger("handlers.kit.edge").warning("answer.lost", route="kudos.give")
    (line,) = lines.read()
    assert line.pop("timestamp").endswith("Z")
    assert line == {
        "event": "answer.lost",
        "route": "kudos.give",
        "level": "warning",
        "logger": "handlers.kit.edge",
    }


@pytest.mark.parametrize("token", TOKENS)
def test_no_secret_in_any_field(lines: Lines, token: str) -> None:
    """Tokens, tickets and passwords are blotted out, wherever in a line they stand."""
    lines.begin()
    log = structlog.get_logger("bot.app")
    message = f"to {token}"
    log.info(message, where=f"at {token}", deep={"list": [token], "tuple": (token,)}, id=7)
    logging.getLogger("slack_sdk.web").warning("Failed with %s", token)
    shown = json.dumps(lines.read())
    assert not [part for part in PARTS_THAT_ARE_SECRET if part in shown]
    assert "[redacted]" in shown


def test_an_exceptions_message_is_withheld(lines: Lines) -> None:
    """Of an exception, its type and places are logged; its message may quote what a person wrote."""
    lines.begin()
    try:
        int(WORDS)
    except ValueError as error:
        structlog.get_logger("bot.jobs").exception("job.failed", job="x")
        structlog.get_logger("bot.jobs").error("job.failed", exc_info=error)
        logging.getLogger("bot.other").exception("odd")
        logging.getLogger("some.library").exception("odd")
    found = lines.read()
    assert len(found) == 4
    assert WORDS not in json.dumps(found)
    for line in found:
        assert line["error"] == "ValueError"
        assert "test_logs.py" in line["places"][-1]


def test_only_the_innermost_places(lines: Lines) -> None:
    """A deep stack is cut to the frames where it happened."""
    lines.begin()

    def dig(depth: int) -> None:
        if depth == 0:
            raise KeyError(WORDS)
        dig(depth - 1)

    try:
        dig(30)
    except KeyError:
        structlog.get_logger("bot.jobs").exception("job.failed")
    (line,) = lines.read()
    assert len(line["places"]) == logs.PLACES
    assert all(" dig" in place for place in line["places"])


@pytest.mark.parametrize(
    "library", ["slack_bolt.AsyncApp", "psycopg", "aiohttp.access", "botocore", "anything"]
)
def test_a_librarys_message_is_cut(lines: Lines, library: str) -> None:
    """A library's warning is cut off where it begins to quote; its own words remain."""
    lines.begin()
    logging.getLogger(library).warning("Unhandled request (%s)", {"text": WORDS})
    logging.getLogger(library).error("Failed to parse: %s", WORDS)
    found = lines.read()
    assert [line["event"] for line in found] == ["Unhandled request", "Failed to parse"]
    assert WORDS not in json.dumps(found)


def test_libraries_speak_when_something_is_wrong(lines: Lines) -> None:
    """Whatever the level is, a library's debugging, which quotes requests, stays out; ours comes."""
    lines.begin("DEBUG")
    for library in ("slack_sdk", "psycopg", "asyncio", "botocore"):
        logger = logging.getLogger(library)
        logger.setLevel(logging.DEBUG)
        logger.debug(WORDS)
        logger.info(WORDS)
    structlog.get_logger("handlers.delivery.worker").debug("delivery.idle")
    assert [line["event"] for line in lines.read()] == ["delivery.idle"]


def test_the_level_counts(lines: Lines) -> None:
    """Below the level that was chosen nothing is logged."""
    lines.begin()
    structlog.get_logger("bot.app").debug("too.quiet")
    assert lines.read() == []


def test_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    """On the console a line is written for people, and is as discreet."""
    logs.configure("INFO", "console")
    structlog.get_logger("bot.app").info("started", token=TOKENS[0])
    shown = capsys.readouterr().err
    assert "started" in shown
    assert "[redacted]" in shown
    assert not shown.startswith("{")


def test_off_a_terminal_it_is_json(capsys: pytest.CaptureFixture[str]) -> None:
    """Where nobody watches, machines read."""
    logs.configure("INFO")
    structlog.get_logger("bot.app").info("started")
    assert json.loads(capsys.readouterr().err)["event"] == "started"

"""Logging: structlog for us and for the libraries; JSON off a terminal; nothing private in it."""

import logging
import re
import sys
import traceback
from typing import Any

import structlog
from structlog.typing import EventDict, Processor

OURS = frozenset({"bot", "handlers", "storage", "migrations", "__main__"})
"""Packages whose lines are ours: static events, and nothing in them that a person wrote."""
SECRETS = re.compile(r"(xox[a-z]|xapp)[-.][\w.-]+|ticket=[\w-]+|://[^/@\s]+@")
PLACES = 8
"""Innermost frames of an exception that are logged."""


def configure(level: str, form: str = "auto") -> None:
    """Send all logging to stderr; libraries speak at WARNING and above, whatever the level is."""
    readable = form == "console" or (form == "auto" and sys.stderr.isatty())
    shared: list[Processor] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        withhold_library_details,
        summarize_exception,
        redact,
    ]
    renderer: Processor = structlog.dev.ConsoleRenderer() if readable else structlog.processors.JSONRenderer()
    handler = logging.StreamHandler(sys.stderr)
    handler.addFilter(is_worth_a_line)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
        )
    )
    logging.basicConfig(handlers=[handler], level=level, force=True)
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )


def is_worth_a_line(record: logging.LogRecord) -> bool:
    """Tell whether a record is ours, or a library's warning; Bolt's loggers set their own levels."""
    return record.levelno >= logging.WARNING or _is_ours(record.name)


def _is_ours(logger: str) -> bool:
    return logger.partition(".")[0] in OURS


def withhold_library_details(_logger: Any, _method: str, event: EventDict) -> EventDict:
    """Cut a library's message off where it begins to quote: requests hold what people wrote."""
    if not _is_ours(str(event.get("logger", ""))):
        event["event"] = re.split(r"[(:{]", str(event["event"]), maxsplit=1)[0].strip()
    return event


def summarize_exception(_logger: Any, _method: str, event: EventDict) -> EventDict:
    """Replace an exception by its type and places: its message may quote what a person wrote."""
    exc_info = event.pop("exc_info", None)
    error = sys.exc_info()[1] if exc_info is True else exc_info
    if isinstance(error, tuple):
        error = error[1]
    if isinstance(error, BaseException):
        event["error"] = type(error).__name__
        frames = traceback.extract_tb(error.__traceback__)[-PLACES:]
        event["places"] = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
    return event


def redact(_logger: Any, _method: str, event: EventDict) -> EventDict:
    """Blot out tokens, tickets and passwords, should one get this far."""
    return {key: _redacted(value) for key, value in event.items()}


def _redacted(value: Any) -> Any:
    match value:
        case str():
            return SECRETS.sub("[redacted]", value)
        case list() | tuple():
            return [_redacted(one) for one in value]
        case dict():
            return {key: _redacted(one) for key, one in value.items()}
        case _:
            return value

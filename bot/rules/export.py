"""What an export holds, for whom, and how its files are written so that spreadsheets do no harm with them."""

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import StrEnum
from typing import Any

from bot.errors import RuleError

FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""How a cell begins that a spreadsheet would calculate, full-width forms included."""
SEPARATOR = "; "
"""What stands between several things in one cell."""


class Format(StrEnum):
    """How the files of an export are written."""

    CSV = "csv"
    JSON = "json"


class Extent(StrEnum):
    """Whose data an export holds."""

    OWN = "own"
    PERSON = "person"
    ORGANIZATION = "organization"
    ALLIANCE = "alliance"


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody asks for. Without a person or an organisation it is about the whole alliance.

    `person` is a Slack user id or a member's number, `organization` a slug; no datasets mean all of
    them. `since` and `until` are local days, both included.
    """

    person: str | None = None
    organization: str | None = None
    datasets: tuple[str, ...] = ()
    form: Format = Format.CSV
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One dataset as it is written: what its columns are called, and its rows."""

    name: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Any]]


@dataclass(frozen=True, slots=True)
class File:
    """A file to hand out."""

    name: str
    content: bytes


def ensure_period(since: date | None, until: date | None) -> None:
    """Raise RuleError for a period that ends before it begins."""
    if since and until and until < since:
        raise RuleError("The last day is before the first one. Swap the two dates.", field="until")


def parse_day(text: str | None, field: str) -> date | None:
    """Return a day written as YYYY-MM-DD, None where nothing is written, or raise RuleError."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise RuleError(
            f"“{text}” is no date. Write the year, month and day: 2027-03-31.", field=field
        ) from None


def packed(sheets: Sequence[Sheet], chosen: Format, label: str) -> File:
    """Return an export as one file: a table by itself as it is, several CSV tables in a zip archive."""
    if chosen is Format.JSON:
        return File(f"{label}.json", as_json(sheets))
    if len(sheets) == 1:
        return File(f"{label}-{sheets[0].name}.csv", as_csv(sheets[0]))
    return File(f"{label}.zip", _zipped([File(f"{one.name}.csv", as_csv(one)) for one in sheets]))


def as_csv(sheet: Sheet) -> bytes:
    """Return a table as CSV for any spreadsheet: UTF-8 with its mark, no cell that is a formula."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(sheet.columns)
    writer.writerows([cell(value) for value in row] for row in sheet.rows)
    return text.getvalue().encode("utf-8-sig", errors="replace")


def as_json(sheets: Iterable[Sheet]) -> bytes:
    """Return tables as one JSON object: a list of objects under each table's name."""
    content = {
        sheet.name: [dict(zip(sheet.columns, map(_plain, row), strict=True)) for row in sheet.rows]
        for sheet in sheets
    }
    return json.dumps(content, ensure_ascii=False, indent=1).encode("utf-8", errors="replace")


def cell(value: Any) -> str:
    """Return a value as the text of a CSV cell; what a spreadsheet would calculate gets a ' before it."""
    match _plain(value):
        case None:
            return ""
        case bool(answer):
            return "yes" if answer else "no"
        case list(several):
            return _harmless(SEPARATOR.join(str(one) for one in several))
        case dict(facts):
            return _harmless(json.dumps(facts, ensure_ascii=False) if facts else "")
        case str(text):
            return _harmless(text)
        case number:
            return str(number)


def _harmless(text: str) -> str:
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA) else text


def _plain(value: Any) -> Any:
    """Return a value as JSON can hold it: moments in UTC and days in ISO's form."""
    match value:
        case datetime():
            return value.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
        case date() | time():
            return value.isoformat()
        case StrEnum():
            return value.value
        case Mapping():
            return dict(value)
        case tuple() | list() | set() | frozenset():
            return [_plain(one) for one in value]
        case _:
            return value


def _zipped(files: Iterable[File]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in files:
            archive.writestr(file.name, file.content)
    return content.getvalue()

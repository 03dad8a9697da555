"""How the files of an export are written."""

import csv
import io
import json
import zipfile
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import RuleError
from bot.rules.export import FORMULA, Format, Sheet, as_csv, as_json, cell, ensure_period, packed, parse_day
from bot.rules.members import MemberStatus

PEOPLE = Sheet("people", ("name", "since"), [("Ana", date(2026, 3, 2)), ("Zoë", None)])
THINGS = Sheet("things", ("code",), [("A-1",)])


def _read(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize(
    "text", ["=1+1", "+49 30", "-2", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "＠x", "  =HYPERLINK(1)"]
)
def test_no_cell_is_a_formula(text: str) -> None:
    """Text that a spreadsheet would calculate begins with an apostrophe."""
    assert cell(text) == f"'{text}"


@given(st.text())
def test_text_comes_back(text: str) -> None:
    """Any text comes back from a CSV file as it went in, the apostrophe of a would-be formula aside."""
    encodable = text.encode("utf-8", errors="replace").decode()
    ((_,), (read,)) = _read(as_csv(Sheet("t", ("text",), [(f"x{text}",)])))
    assert read == f"x{encodable}"
    assert not cell(text).startswith(FORMULA)
    assert cell(text).removeprefix("'") == text.removeprefix("'")


def test_cells_are_for_people() -> None:
    """Moments and days are ISO's, lists are one cell, yes and no are words, and nothing is empty."""
    shown = [cell(one) for one in (datetime(2026, 3, 2, 15, tzinfo=UTC), date(2026, 3, 2), MemberStatus.LEFT)]
    assert shown == ["2026-03-02T15:00:00Z", "2026-03-02", "left"]
    assert [cell(one) for one in (True, False, None, 7, -7)] == ["yes", "no", "", "7", "-7"]
    assert cell(["Ana", "=Leo"]) == "Ana; =Leo"
    assert cell(["=Ana"]) == "'=Ana"
    assert [cell({}), cell({"to": 3})] == ["", '{"to": 3}']


def test_one_table_is_one_csv_file() -> None:
    """A single table is a file that Excel reads as UTF-8."""
    file = packed([PEOPLE], Format.CSV, "alliance-2026-03-02")
    assert file.name == "alliance-2026-03-02-people.csv"
    assert file.content.startswith(b"\xef\xbb\xbf")
    assert _read(file.content) == [["name", "since"], ["Ana", "2026-03-02"], ["Zoë", ""]]


def test_several_tables_are_a_zip_archive() -> None:
    """Several tables are one archive with a file for each."""
    file = packed([PEOPLE, THINGS], Format.CSV, "alliance")
    assert file.name == "alliance.zip"
    with zipfile.ZipFile(io.BytesIO(file.content)) as archive:
        assert archive.namelist() == ["people.csv", "things.csv"]
        assert _read(archive.read("things.csv")) == [["code"], ["A-1"]]


def test_json_is_one_file() -> None:
    """JSON holds every table by name, its rows as objects, and text as it was written."""
    file = packed([PEOPLE, THINGS], Format.JSON, "alliance")
    assert file.name == "alliance.json"
    assert json.loads(file.content) == {
        "people": [{"name": "Ana", "since": "2026-03-02"}, {"name": "Zoë", "since": None}],
        "things": [{"code": "A-1"}],
    }
    assert json.loads(as_json([Sheet("t", ("a",), [("=1",)])])) == {"t": [{"a": "=1"}]}


def test_days_are_read() -> None:
    """A day is written in ISO's form; anything else is refused with an example, beside its field."""
    assert parse_day("2026-03-02", "since") == date(2026, 3, 2)
    assert parse_day(None, "since") is None
    with pytest.raises(RuleError, match="2027-03-31") as refusal:
        parse_day("yesterday", "since")
    assert refusal.value.field == "since"


def test_a_period_ends_after_it_begins() -> None:
    """A period of one day is one; one that ends before it begins is none."""
    ensure_period(date(2026, 3, 2), date(2026, 3, 2))
    ensure_period(None, date(2026, 3, 2))
    with pytest.raises(RuleError, match="before the first"):
        ensure_period(date(2026, 3, 2), date(2026, 3, 1))

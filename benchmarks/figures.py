"""Figures: medians and percentiles, what they should be, and how they are shown."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from statistics import median

from rich.console import Console
from rich.table import Table

__all__ = ["MS", "US", "Report", "median", "percentile"]

MS, US = 1_000, 1_000_000
"""Milliseconds and microseconds in a second."""


@dataclass(frozen=True, slots=True)
class Goal:
    """A figure that should be reached."""

    what: str
    wanted: str
    found: str
    is_met: bool


@dataclass(slots=True)
class Sheet:
    """A table of figures."""

    title: str
    columns: tuple[str, ...]
    rows: list[tuple[str, ...]] = field(default_factory=list)


@dataclass(slots=True)
class Report:
    """All tables of a run, and the goals."""

    sheets: list[Sheet] = field(default_factory=list)
    goals: list[Goal] = field(default_factory=list)

    def sheet(self, title: str, *columns: str) -> Sheet:
        """Begin a table."""
        sheet = Sheet(title, columns)
        self.sheets.append(sheet)
        return sheet

    def at_most(self, what: str, found: float, wanted: float, form: str = "{:.2f}") -> None:
        """Note a figure that should be so small."""
        self.goals.append(Goal(what, f"≤ {form.format(wanted)}", form.format(found), is_met=found <= wanted))

    def at_least(self, what: str, found: float, wanted: float, form: str = "{:.2f}") -> None:
        """Note a figure that should be so large."""
        self.goals.append(Goal(what, f"≥ {form.format(wanted)}", form.format(found), is_met=found >= wanted))

    def show_sheets(self, console: Console, *, markdown: bool) -> None:
        """Print the tables since the last time, for a terminal or to be pasted into a document."""
        for sheet in self.sheets:
            _show(console, sheet, markdown=markdown)
        self.sheets.clear()

    def show_goals(self, console: Console, *, markdown: bool) -> None:
        """Print what was reached."""
        rows: list[tuple[str, ...]] = [
            (goal.what, goal.wanted, goal.found, "yes" if goal.is_met else "no") for goal in self.goals
        ]
        _show(console, Sheet("Goals", ("what", "wanted", "found", "met"), rows), markdown=markdown)


def percentile(values: Iterable[float], share: float) -> float:
    """Return the value that this share of all values does not exceed."""
    ordered = sorted(values)
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)]


def _show(console: Console, sheet: Sheet, *, markdown: bool) -> None:
    console.print("\n".join(_markdown(sheet)) if markdown else _table(sheet), markup=not markdown)


def _table(sheet: Sheet) -> Table:
    table = Table(title=sheet.title, title_justify="left")
    for index, column in enumerate(sheet.columns):
        table.add_column(column, justify="left" if index == 0 else "right")
    for row in sheet.rows:
        table.add_row(*row)
    return table


def _markdown(sheet: Sheet) -> Iterable[str]:
    yield f"**{sheet.title}**\n"
    yield _line(sheet.columns)
    yield _line(["---"] * len(sheet.columns))
    yield from map(_line, sheet.rows)
    yield ""


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"

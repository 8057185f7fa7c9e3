"""What a report is: a value that says everything and looks like nothing.

Whoever makes a report knows the subject and no file format; whoever renders one knows a format
and nothing about the subject. Every cell keeps its type until it is drawn, so that a workbook
holds numbers where a page shows text.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from vendor_eval.quantities import Limit, Month, Unit, Usd


class Tone(StrEnum):
    """What a colour stands for; never the only bearer of a meaning."""

    BAD = "bad"
    MISSING = "missing"
    WARNING = "warning"
    MILD = "mild"
    QUIET = "quiet"
    GOOD = "good"


@dataclass(frozen=True, slots=True)
class Mark:
    """A state as a symbol with its name; the tone only repeats what both say.

    Attributes:
        symbol: one character that every shipped font carries.
        meaning: one sentence for the legend.
    """

    symbol: str
    label: str
    tone: Tone
    meaning: str


@dataclass(frozen=True, slots=True)
class Measured:
    """A value in its unit; a ratio is a fraction of one.

    Attributes:
        beside: limits that it is read beside: it is written with as many decimals as it takes
            to look no better and no worse than it is.
    """

    value: float
    unit: Unit
    beside: tuple[Limit, ...] = ()


@dataclass(frozen=True, slots=True)
class Points:
    """Points of 100, or percent where the heading says so; shown with one decimal."""

    value: float


@dataclass(frozen=True, slots=True)
class Marked:
    """A state and, where there is one, the value that it was found for."""

    mark: Mark
    measured: Measured | None = None


@dataclass(frozen=True, slots=True)
class Strip:
    """One state a month, oldest first; None where nothing was in force.

    Attributes:
        alternative: the same in words, for whoever cannot see it.
    """

    marks: tuple[Mark | None, ...]
    alternative: str


# None is an absent value; what its absence means stands beside it in the row.
Cell = str | int | Usd | Month | dt.date | Measured | Points | Marked | Mark | Strip | None


class Align(StrEnum):
    """Where a column's text stands; numbers stand at the end."""

    START = "start"
    CENTER = "center"
    END = "end"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Attributes:
        width: in characters of usual text; columns share a page's width in this proportion.
    """

    heading: str
    width: int = 12
    align: Align = Align.START


@dataclass(frozen=True, slots=True)
class Table:
    """Columns and rows of typed cells.

    Attributes:
        rows: as many cells in each as there are columns.
        total: a last row that sums up, or None.
        empty: the sentence that stands in place of rows when there are none.
        note: a sentence under the table; empty for none.
        dense: whether the table is a grid of small cells.
    """

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: tuple[Cell, ...] | None = None
    empty: str = "Nothing to show."
    note: str = ""
    dense: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """One headline figure.

    Attributes:
        history: the figure month by month, oldest first, this month last; empty for none.
        source: where the figure comes from, in a sentence; a screen shows it on asking.
    """

    label: str
    value: int | Usd
    note: str
    tone: Tone = Tone.QUIET
    history: tuple[float, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """Something that somebody has to decide or do now.

    Attributes:
        money: what it is worth; None where no amount hangs on it.
        metric: whose breach it is about, where that is one; else empty.
    """

    mark: Mark
    subject: str
    sentence: str
    money: Usd | None = None
    metric: str = ""


@dataclass(frozen=True, slots=True)
class Headings:
    """What the parts of a report are called, where reports on different subjects differ.

    Attributes:
        subject: what a decision is about.
        money: of the amounts that hang on decisions; empty where none ever does.
        none_due: the sentence in place of decisions when there are none.
    """

    decisions: str = "Decisions due, worst first"
    further: str = "Further decisions due"
    subject: str = "Vendor"
    money: str = "Money"
    none_due: str = "None this month."
    sections: str = "Vendor by vendor"
    legend: str = "How each month is shown"


@dataclass(frozen=True, slots=True)
class About:
    """What a report says about itself.

    Attributes:
        prepared_on: the date it bears; the same date and figures give the same bytes.
        synthetic: whether the figures are a demonstration's; then every page says so.
        remarks: what could not be worked out, a sentence each.
    """

    practice: str
    prepared_on: dt.date
    prepared_by: str
    synthetic: bool = False
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A titled part: a summary sentence, tables, notes."""

    title: str
    summary: str = ""
    tables: tuple[Table, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Summary:
    """What the first page of a report says.

    Attributes:
        month: that it is about.
        status: the whole report in one sentence.
        decisions: worst first.
        overview: tables that are read with the first page.
        notes: what a reader has to know before the figures are quoted.
    """

    month: Month
    status: str
    figures: tuple[Figure, ...]
    decisions: tuple[Decision, ...]
    overview: tuple[Table, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that a report says.

    Attributes:
        month: that it is about, or in which it was prepared.
        prepared_on: the date printed and stored in the file; nothing reads a clock.
        synthetic: whether the figures are made up; then every page and sheet says so.
        status: the whole report in one sentence.
        logged: where the audit log stood when the report was handed out; empty on the screen.
        figures_note: what the histories of the figures show; empty for nothing to say.
        decisions: worst first.
        overview: tables that are read with the first page.
        sections: one a subject, worst first.
        appendix: definitions, sources, how to read it.
        legend: the states that occur anywhere in the report, or could.
        sheets: the same content as flat tables, for a workbook.
        records: one flat table for a data file, its headings as the columns' names.
    """

    title: str
    subtitle: str
    practice: str
    month: Month
    prepared_on: dt.date
    prepared_by: str
    synthetic: bool
    status: str
    figures: tuple[Figure, ...]
    decisions: tuple[Decision, ...]
    overview: tuple[Table, ...]
    sections: tuple[Section, ...]
    appendix: tuple[Section, ...]
    legend: tuple[Mark, ...]
    sheets: tuple[Table, ...]
    records: Table
    notes: tuple[str, ...] = ()
    figures_note: str = ""
    headings: Headings = Headings()
    logged: str = ""

    @property
    def printed_notes(self) -> tuple[str, ...]:
        """What stands below the status on paper."""
        return (*self.notes, self.logged) if self.logged else self.notes

    @property
    def decisions_table(self) -> Table:
        """The decisions as a table, without amounts where none can hang on them."""
        headings = self.headings
        money = (Column(headings.money, 13, Align.END),) if headings.money else ()
        columns = (
            Column("Because of", 15),
            Column(headings.subject, 24),
            Column("What to do", 62 if money else 75),
            *money,
        )
        rows = (
            (one.mark, one.subject, one.sentence, *((one.money or "",) if money else ()))
            for one in self.decisions
        )
        return Table(headings.decisions, columns, tuple(rows), empty=headings.none_due)

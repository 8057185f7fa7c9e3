"""Where the header is, and which of the three shapes a sheet has.

Long: a row a measure. Wide: a row a vendor and month, a column a metric. Months across: a row a
metric, a column a month. Where the header row does not fit any of them, the row that does is
named; it is not taken without being told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from vendor_eval.files.measures.headings import (
    IGNORED,
    METRIC,
    MONTH,
    ROLES,
    VALUE,
    VENDOR,
    Heading,
    heading_of,
)
from vendor_eval.files.measures.months import AmbiguousMonth, month_of
from vendor_eval.files.notes import Notes, label
from vendor_eval.files.reading import Layout, ReadingOptions, Shape
from vendor_eval.files.table import Row
from vendor_eval.metrics import CATALOGUE, closest
from vendor_eval.privacy import names_a_person

MAX_COLUMNS = 500
# Stands for a heading that is a month, in the shape that has months across.
A_MONTH = "a month"
PARTS = frozenset({"numerator", "denominator"})


@dataclass(frozen=True, slots=True)
class Header:
    """The header row understood.

    Attributes:
        headings: one a column; a meaning of None is passed over.
        missing: roles without which no row can be read.
    """

    row: Row
    shape: Shape
    headings: tuple[Heading, ...]
    missing: tuple[str, ...]

    def at(self, meaning: str) -> int | None:
        """The position of the column with this meaning."""
        places = [at for at, heading in enumerate(self.headings) if heading.meaning == meaning]
        return places[0] if places else None

    @property
    def metrics(self) -> tuple[int, ...]:
        """The positions of the columns that are a metric each."""
        return tuple(at for at, one in enumerate(self.headings) if one.meaning in CATALOGUE)

    @property
    def months(self) -> tuple[int, ...]:
        """The positions of the columns that are a month each."""
        return tuple(at for at, one in enumerate(self.headings) if one.meaning == A_MONTH)

    def layout(self, sheet: str | None, candidate: int | None = None) -> Layout:
        """The header for people."""
        # Without a header the first row is data, and some data is nobody's to show.
        texts = tuple(
            one.text if label(" ".join(one.text.split())) or not one.text else f"column {at}"
            for at, one in enumerate(self.headings, 1)
        )
        meanings = (one.meaning or IGNORED for one in self.headings)
        columns = dict(zip(texts, meanings, strict=True))
        return Layout(texts, self.row.line, sheet, self.shape, columns, candidate)


def recognised(cells: Sequence[str], told: Mapping[str, str] | None = None) -> int:
    """How many of ``cells`` are headings that the reader knows."""
    some = cells[:MAX_COLUMNS]
    known = [cell for cell in some if heading_of(cell, told or {}).meaning is not None]
    return len(known) + sum(_is_month(cell) for cell in some)


def header_of(row: Row, options: ReadingOptions) -> Header:
    """What ``row`` says as a header."""
    headings = tuple(heading_of(cell, options.columns) for cell in row.cells)
    headings = tuple(_without_rivals(heading, headings) for heading in headings)
    meanings = {heading.meaning for heading in headings}
    months = [at for at, cell in enumerate(row.cells) if _is_month(cell)]
    if VALUE not in meanings and len(months) >= (1 if METRIC in meanings else 2):
        headings = _across(_without(PARTS, headings), months)
        across = _missing((VENDOR, METRIC), headings, options)
        return Header(row, Shape.MONTHS_ACROSS, headings, across)
    if meanings.isdisjoint({METRIC, VALUE}) and not meanings.isdisjoint(CATALOGUE):
        if sum(heading.meaning in CATALOGUE for heading in headings) > 1:
            headings = _without({*PARTS, "unit"}, headings)
        return Header(row, Shape.WIDE, headings, _missing((VENDOR, MONTH), headings, options))
    needed = (VENDOR, MONTH, METRIC, VALUE)
    missing = list(_missing(needed, headings, options))
    if VALUE in missing and meanings >= PARTS:
        missing.remove(VALUE)
    return Header(row, Shape.LONG, headings, tuple(missing))


def _without(roles: Collection[str], headings: Sequence[Heading]) -> tuple[Heading, ...]:
    """The headings, those of ``roles`` without a meaning: nobody knows whose parts they are."""
    return tuple(replace(one, meaning=None) if one.meaning in roles else one for one in headings)


def _without_rivals(heading: Heading, headings: Sequence[Heading]) -> Heading:
    """``heading`` without its meaning when another one says the same in our own words."""
    rivals = [one for one in headings if one.meaning == heading.meaning and one.exact]
    return replace(heading, meaning=None) if rivals and not heading.exact else heading


def _across(headings: tuple[Heading, ...], months: Sequence[int]) -> tuple[Heading, ...]:
    """The headings with months told, and a column before them as that of the metrics."""
    told = [
        replace(heading, meaning=A_MONTH, exact=True) if at in months else heading
        for at, heading in enumerate(headings)
    ]
    before = [at for at in range(months[0]) if told[at].meaning is None]
    if before and all(heading.meaning != METRIC for heading in told):
        # A column with a heading rather than one that is only a margin.
        at = next((at for at in before if told[at].text.strip()), before[0])
        told[at] = replace(told[at], meaning=METRIC)
    return tuple(told)


def _missing(
    needed: Sequence[str], headings: Sequence[Heading], options: ReadingOptions
) -> tuple[str, ...]:
    present = {heading.meaning for heading in headings}
    present |= {VENDOR} if options.vendor is not None else set()
    present |= {MONTH} if options.month is not None else set()
    return tuple(role for role in needed if role not in present)


def _is_month(text: str) -> bool:
    try:
        month_of(text.strip())
    except AmbiguousMonth:
        return True
    except ValueError:
        return False
    return True


def chosen_header(head: Sequence[Row], options: ReadingOptions, notes: Notes) -> Header | None:
    """The header row, by number or the first row that is not blank; None when there is none."""
    for name, meaning in options.columns.items():
        if meaning not in ROLES and meaning not in CATALOGUE and meaning != IGNORED:
            known = "a column of the file format, the id of a metric, or ignore"
            notes.reject(
                "unknown_meaning", f"{label(meaning) or meaning[:40]} is not {known}", column=name
            )
    rows = [row for row in head if not row.is_blank]
    if options.header_row is not None:
        rows = [row for row in rows if row.line == options.header_row]
    if not rows:
        where = f"line {options.header_row} is blank or too far down" if head else "no row"
        notes.reject("empty", f"there is no header: {where}; a line on top names the columns")
        return None
    width = len(rows[0].cells)
    if width > MAX_COLUMNS:
        text = f"there are {width:,} columns, and {MAX_COLUMNS} is the limit"
        notes.reject("too_many_columns", text, rows[0].line)
        return None
    return header_of(rows[0], options)


def candidate_for(header: Header, head: Sequence[Row], options: ReadingOptions) -> int | None:
    """The line of the row that looks more like the header than ``header`` does."""
    before = recognised(header.row.cells, options.columns)
    fits = [
        (recognised(row.cells, options.columns), -row.line)
        for row in head
        if row.line > header.row.line
        and len(row.cells) <= MAX_COLUMNS
        and len(header_of(row, options).missing) <= 1
    ]
    known, line = max(fits, default=(0, 0))
    return -line if known >= 2 and known > before else None


def check_header(header: Header, candidate: int | None, notes: Notes) -> None:
    """Say what is wrong with the header, and what of it was taken for something."""
    line = header.row.line
    for position, heading in enumerate(header.headings, 1):
        if heading.meaning is None and names_a_person(heading.text):
            text = f"column {position} is headed like patient data; take it out, none is needed"
            notes.reject("patient_data", text, line)
    if header.missing:
        notes.reject("missing_column", _missing_text(header, candidate), line)
        return
    meanings = Counter(one.meaning for one in header.headings if one.meaning not in (None, A_MONTH))
    for meaning, times in meanings.items():
        if times > 1 and meaning != IGNORED:
            what = f"{times} columns mean {meaning}; leave one, or map the others to ignore"
            notes.reject("duplicate_column", what, line)
    for heading in header.headings:
        _check_heading(heading, line, notes)


def _missing_text(header: Header, candidate: int | None) -> str:
    *first, last = header.missing
    names = f"{', '.join(first)} or {last}" if first else last
    if candidate is not None:
        return (
            f"line {header.row.line} has no column for {names}, and line {candidate} looks like "
            f"the header: read again with `--header-row {candidate}`"
        )
    mend = "name it in the header or map a heading to it"
    if header.missing == (VENDOR,):
        mend = "add the column, or say whose file it is with `--vendor`"
    return f"there is no column for {names}; {mend}"


def _check_heading(heading: Heading, line: int, notes: Notes) -> None:
    plain = " ".join(heading.text.split())
    shown = label(plain)
    column = plain if shown else None
    if heading.meaning is None and plain:
        likely = closest(plain)
        hint = f"; did it mean {likely}?" if likely else ""
        what = f"the column headed {shown}" if shown else "a column"
        text = f"{what} is nothing this reader knows and was passed over{hint}"
        notes.warn("unknown_column", text, (line,), column)
    elif heading.meaning not in (None, A_MONTH, IGNORED) and not heading.exact:
        text = f"the heading {shown or 'of a column'} was read as {heading.meaning}"
        notes.warn("header_normalised", text, (line,), column)

"""The numbers of a file: as written, in their units, with what follows from their parts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from vendor_eval.files.cells import Cells
from vendor_eval.files.headings import VALUE
from vendor_eval.files.labels import Metrics
from vendor_eval.files.notes import Notes, echo
from vendor_eval.files.numbers import NO_VALUE, Floats, Numbers, Trait, mark_of, numbers_in
from vendor_eval.files.parts import check_parts, derived_from, with_derived
from vendor_eval.files.ranges import check_ranges
from vendor_eval.files.table import Codes, Column, Mask
from vendor_eval.files.tidying import ERROR_VALUES
from vendor_eval.files.units import Written, settled
from vendor_eval.metrics import CATALOGUE, Metric, Parts
from vendor_eval.quantities import Unit

PARTS = ("numerator", "denominator")


@dataclass(frozen=True, slots=True)
class Figures:
    """A column of numbers as written, by row.

    Attributes:
        role: ``value``, ``numerator`` or ``denominator``.
        numbers: of the distinct texts of ``column``.
    """

    role: str
    column: Column
    numbers: Numbers

    @property
    def values(self) -> Floats:
        """(rows,) the bare numbers, NaN where there is none."""
        return self.numbers.values[self.column.codes]

    def has(self, trait: Trait) -> Mask:
        """(rows,) booleans: whether the number was written so."""
        return ((self.numbers.traits & trait) != 0)[self.column.codes]


def figures_of(
    cells: Cells, metrics: Metrics, notes: Notes, *, comma_likely: bool
) -> dict[str, Floats]:
    """Value, numerator and denominator of each row, in the unit of its metric.

    Args:
        comma_likely: whether decimal commas are usual in files of this kind.
    """
    columns = {role: cells.columns[role] for role in (VALUE, *PARTS)}
    texts = [text for column in columns.values() for text in column.texts]
    mark = mark_of(texts, comma_likely=comma_likely)
    read = {
        role: Figures(role, column, numbers_in(column.texts, mark))
        for role, column in columns.items()
    }
    for figures in read.values():
        _check_writing(figures, metrics, cells.lines, notes)
    parts = {role: read[role].values for role in PARTS}
    check_parts(metrics.ids, metrics.codes, parts, cells.lines, notes)
    return {VALUE: _values(read[VALUE], parts, cells, metrics, notes), **parts}


def _values(
    given: Figures, parts: dict[str, Floats], cells: Cells, metrics: Metrics, notes: Notes
) -> Floats:
    """The values in their metrics' units, derived from the parts where these are known."""
    derived = derived_from(metrics.ids, metrics.codes, parts["numerator"], parts["denominator"])
    in_units = settled(_written(given, derived, cells, metrics), notes)
    check_ranges(metrics.ids, metrics.codes, in_units.values, cells.lines, notes)
    has_parts = _is(metrics, lambda metric: metric.parts is not Parts.NONE)
    over_nothing = (parts["denominator"] == 0) & has_parts
    missing = given.has(Trait.MISSING) & np.isnan(derived) & ~over_nothing
    if missing.any():
        text = "there is no value; it counts as not reported"
        notes.warn("missing_value", text, cells.lines[missing], VALUE)
    return with_derived(in_units, derived, over_nothing, cells.lines, notes)


def _written(given: Figures, derived: Floats, cells: Cells, metrics: Metrics) -> Written:
    """The numbers with the unit of each: beside it, in its column, or in its heading."""
    beside = Column.of(given.numbers.units).rows(given.column.codes)
    sources = (
        beside,
        cells.columns["unit"].mapped(str.lower),
        metrics.units,
        cells.heading_unit,
    )
    stacked = Column.stacked(sources).merged()
    choices = stacked.codes.reshape(len(sources), -1)
    says = np.array([bool(text) for text in stacked.texts], dtype=bool)[choices]
    chosen = says.argmax(axis=0)
    codes = given.column.codes
    return Written(
        metrics=metrics.ids,
        units=stacked.texts,
        metric=metrics.codes,
        unit=choices[chosen, np.arange(len(codes))],
        from_heading=(chosen >= 2) & says.any(axis=0),
        value=given.values,
        hundredth=given.numbers.hundredths[codes],
        decimals=given.numbers.decimals[codes],
        derived=derived,
        lines=cells.lines,
    )


def _check_writing(figures: Figures, metrics: Metrics, lines: Codes, notes: Notes) -> None:
    """Refuse what is no number or could be two; say what had to be assumed."""
    column, role = figures.column, figures.role
    errors = column.where(lambda text: text in ERROR_VALUES)
    wrong = figures.has(Trait.NOT_A_NUMBER) & ~errors
    here = column.rows(wrong)
    notes.reject_each("not_a_number", lines[wrong], lambda at: _not_a_number(here[at]), role)
    groupable = _is(metrics, lambda metric: metric.unit in (Unit.COUNT, Unit.USD))
    grouped = figures.has(Trait.GROUPED)
    allowed = groupable | (metrics.codes < 0) if role == VALUE else np.ones(len(lines), dtype=bool)
    ambiguous = figures.has(Trait.AMBIGUOUS) | (grouped & ~allowed)
    text = "the mark in the number can stand before decimals or thousands; write it without"
    notes.reject_each("ambiguous_number", lines[ambiguous], text, role)
    for code, mask, said in (
        ("thousands", grouped & allowed, "thousands marks were taken out of a number"),
        ("locale", figures.has(Trait.LOCALE), "a comma was read as the decimal mark"),
        (
            "scientific",
            figures.has(Trait.SCIENTIFIC),
            "a number has a power of ten in it, as "
            "spreadsheets shorten long ones; check that no digits were lost",
        ),
    ):
        if mask.any():
            notes.warn(code, said, lines[mask], role)


def _not_a_number(text: str) -> str:
    return f"{echo(text)} is not a number here; write plain digits, as in 0.08, 8 % or 1234.50"


def _is(metrics: Metrics, test: Callable[[Metric], bool]) -> Mask:
    """(rows,) booleans: whether the row's metric is known and passes ``test``."""
    passed = np.array([*(test(CATALOGUE[name]) for name in metrics.ids), False], dtype=bool)
    return passed[metrics.codes]

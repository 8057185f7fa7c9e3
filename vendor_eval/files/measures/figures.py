"""The numbers of a file: as written, in their units, with what follows from their parts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from vendor_eval.files.measures.cells import Cells
from vendor_eval.files.measures.headings import VALUE
from vendor_eval.files.measures.labels import Metrics
from vendor_eval.files.measures.numbers import Floats, Numbers, Trait, mark_of, numbers_in
from vendor_eval.files.measures.parts import check_parts, derived_from, with_derived
from vendor_eval.files.measures.ranges import check_ranges
from vendor_eval.files.measures.tidying import ERROR_VALUES
from vendor_eval.files.measures.units import Written, settled
from vendor_eval.files.notes import Notes, echo
from vendor_eval.files.table import Codes, Column, Mask
from vendor_eval.quantities import Unit

PARTS = ("numerator", "denominator")

_ASSUMED = {
    "thousands": (Trait.GROUPED, "thousands marks were taken out of a number"),
    "locale": (Trait.LOCALE, "a comma was read as the decimal mark"),
    "scientific": (
        Trait.SCIENTIFIC,
        "a number has a power of ten, as spreadsheets shorten long ones; check its digits",
    ),
}


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
        shown: Mask = (self.numbers.traits & trait) != 0
        return shown[self.column.codes]


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
    check_parts(metrics, parts, cells.lines, notes)
    derived = derived_from(metrics, parts["numerator"], parts["denominator"])
    in_units = settled(_written(read[VALUE], derived.values, cells, metrics), notes)
    check_ranges(metrics, in_units.values, cells.lines, notes)
    silent = read[VALUE].has(Trait.MISSING) & np.isnan(derived.values) & ~derived.over_nothing
    if silent.any():
        text = "there is no value; it counts as not reported"
        notes.warn("missing_value", text, cells.lines[silent], VALUE)
    return {VALUE: with_derived(in_units, derived, cells.lines, notes), **parts}


def _written(given: Figures, derived: Floats, cells: Cells, metrics: Metrics) -> Written:
    """The values with the unit of each: beside it, in its column, or in its heading."""
    sources = (
        given.numbers.units.rows(given.column.codes),
        cells.columns["unit"],
        metrics.units,
        cells.heading_unit,
    )
    stacked = Column.stacked(sources).mapped(str.lower).merged()
    choices = stacked.codes.reshape(len(sources), -1)
    says = stacked.where(bool).reshape(len(sources), -1)
    chosen = says.argmax(axis=0)
    return Written(
        metrics=metrics,
        numbers=given.numbers,
        at=given.column.codes,
        unit=Column(choices[chosen, np.arange(len(chosen))], stacked.texts),
        from_heading=(chosen >= 2) & says.any(axis=0),
        derived=derived,
        lines=cells.lines,
    )


def _check_writing(figures: Figures, metrics: Metrics, lines: Codes, notes: Notes) -> None:
    """Refuse what is no number or could be two; say what had to be assumed."""
    column, role = figures.column, figures.role
    wrong = figures.has(Trait.NOT_A_NUMBER) & ~column.among(ERROR_VALUES)
    notes.reject_cells("not_a_number", column.rows(wrong), lines[wrong], _not_a_number, column=role)
    # Days and rates with thousands marks are more likely ones with a decimal comma.
    small = metrics.where(lambda metric: metric.unit not in {Unit.COUNT, Unit.USD})
    misgrouped = figures.has(Trait.GROUPED) & small & (role == VALUE)
    ambiguous = figures.has(Trait.AMBIGUOUS) | misgrouped
    text = "the mark in the number can stand before decimals or thousands; write it without"
    notes.reject_each("ambiguous_number", lines[ambiguous], text, role)
    for code, (trait, said) in _ASSUMED.items():
        assumed = figures.has(trait) & ~ambiguous
        if assumed.any():
            notes.warn(code, said, lines[assumed], role)


def _not_a_number(text: str) -> str:
    return f"{echo(text)} is not a number here; write plain digits, as in 0.08, 8 % or 1234.50"

"""What was done month by month, as CSV or XLSX: a row a month, a column a driver of fees.

Columns: ``month`` and any of the drivers, under their ids, their labels or those of `OTHER_WORDS`.
Months follow each other without a gap, and every cell has a number: a month without claims is
written 0, because nothing can be charged on what nobody knows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from types import MappingProxyType

import numpy as np

from vendor_eval.files.headed import Known, Table, read_table, value_of, words_of
from vendor_eval.files.measures.numbers import Mark, Trait
from vendor_eval.files.notes import Notes
from vendor_eval.files.reading import Message
from vendor_eval.pricing.drivers import DRIVERS, Driver
from vendor_eval.quantities import Month, Unit

# Words of reports for a driver, beside its id and its label.
OTHER_WORDS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "claims": frozenset({"claim count", "claims billed", "number of claims"}),
        "net_collections": frozenset({"collections", "net payments", "collections net of refunds"}),
        "gross_charges": frozenset({"charges", "billed charges"}),
        "allowed": frozenset({"allowed amount"}),
        "encounters": frozenset({"visits"}),
        "fte": frozenset({"ftes", "full time equivalents"}),
    }
)
_MONTH = frozenset({"month", "period", "service month", "billing month"})
# Counts of which there can be a part.
_DIVISIBLE = frozenset({"fte", "hours"})
_MOST_COUNTED, _MOST_USD = Decimal(10**9), Decimal(10**12)
_MOST_MONTHS = 600


def _known() -> Known:
    words = {
        driver.id: frozenset(
            {words_of(driver.id), words_of(driver.label), *OTHER_WORDS.get(driver.id, ())}
        )
        for driver in DRIVERS.values()
    }
    return Known({"month": _MONTH, **words}, required=("month",), most_rows=_MOST_MONTHS)


@dataclass(frozen=True, slots=True)
class UsageReading:
    """Months as read.

    Attributes:
        start: the first month; None where a message rejects.
        values: by driver, one a month; dollars to the cent, or counts.
        messages: rejecting ones first.
    """

    start: Month | None
    values: Mapping[str, tuple[Decimal, ...]]
    messages: tuple[Message, ...]

    @property
    def rejected(self) -> bool:
        """Whether the file cannot be used."""
        return any(message.rejects for message in self.messages)


def read_usage(content: bytes, name: str) -> UsageReading:
    """The months of a file, or every fault at once.

    Args:
        content: the whole file.
        name: what it is called; only its extension is looked at.
    """
    notes = Notes()
    table = read_table(content, name, _known(), notes)
    if table is None:
        return UsageReading(None, {}, notes.messages)
    months = table.months("month", notes)
    _check_order(months, table, notes)
    drivers = [driver for driver in DRIVERS.values() if driver.id in table.columns]
    if not drivers:
        text = "there is no column of anything that is counted; head one claims, for example"
        notes.reject("missing_column", text)
    mark = table.mark(driver.id for driver in drivers)
    values = {driver.id: _values(driver, mark, table, notes) for driver in drivers}
    if notes.rejecting:
        return UsageReading(None, {}, notes.messages)
    return UsageReading(months[0], values, notes.messages)


def _check_order(months: list[Month | None], table: Table, notes: Notes) -> None:
    """Refuse months that do not follow the row before."""
    before: Month | None = None
    for month, text, line in zip(months, table.cells("month"), table.lines.tolist(), strict=True):
        if month is None:
            if not text:
                notes.reject(
                    "bad_month", "the month is missing; write it as 2026-03", line, "month"
                )
            before = None
            continue
        if before is not None and month != before.plus(1):
            said = f"{month} does not follow {before}; write every month once, in order"
            notes.reject("month_order", said, line, "month")
        before = month


def _values(driver: Driver, mark: Mark, table: Table, notes: Notes) -> tuple[Decimal, ...]:
    """The numbers of a column; nought stands where one is at fault."""
    numbers = table.numbers(driver.id, mark, notes)
    missing = [bool(one.trait & Trait.MISSING) for one in numbers]
    text = "there is no value; write 0 where nothing was done"
    notes.reject_each("missing_value", table.lines[missing], text, driver.id)
    units = {"", "usd", "$"} if driver.unit is Unit.USD else {""}
    odd = [one.unit not in units for one in numbers]
    text = f"the unit behind the number is none of {driver.label}; write the number alone"
    notes.reject_each("unknown_unit", table.lines[odd], text, driver.id)
    values = [value_of(one) or Decimal(0) for one in numbers]
    _check_values(driver, values, table, notes)
    return tuple(map(_to_cents, values)) if driver.unit is Unit.USD else tuple(values)


def _check_values(driver: Driver, values: list[Decimal], table: Table, notes: Notes) -> None:
    found = np.array(values, dtype=object)
    most = _MOST_USD if driver.unit is Unit.USD else _MOST_COUNTED
    least = -most if driver.signed else Decimal(0)
    outside = (found < least) | (found > most)
    text = f"{driver.label}: from {least:,f} to {most:,f} is possible; correct the number"
    notes.reject_each("out_of_range", table.lines[outside.astype(bool)], text, driver.id)
    if driver.unit is Unit.COUNT and driver.id not in _DIVISIBLE:
        broken = [value % 1 != 0 for value in values]
        text = f"{driver.label} are counted and must be a whole number"
        notes.reject_each("not_an_integer", table.lines[broken], text, driver.id)
    if driver.unit is Unit.USD and any(value != _to_cents(value) for value in values):
        lines = table.lines[[value != _to_cents(value) for value in values]]
        notes.warn("rounded", "parts of a cent were rounded to the cent", lines, driver.id)


def _to_cents(dollars: Decimal) -> Decimal:
    return dollars.quantize(Decimal("0.01"), ROUND_HALF_UP)

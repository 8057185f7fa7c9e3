"""A vendor's invoice as CSV or XLSX: a row a line, read as it stands and never put right.

Columns: ``label`` and ``amount``; where the vendor shows them ``quantity``, ``rate``, ``kind``
and ``month``, under these names or those in `HEADINGS`. An amount is in dollars and cents, below
zero for a credit. A rate is dollars for one, or a percentage with its sign.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from vendor_eval.files.headed import Known, Table, read_table, value_of
from vendor_eval.files.measures.numbers import Number, Trait
from vendor_eval.files.notes import Notes
from vendor_eval.files.reading import Message
from vendor_eval.files.typed import refusals
from vendor_eval.pricing.invoice_check import ComparedLine
from vendor_eval.quantities import Month, Usd

HEADINGS: Mapping[str, frozenset[str]] = {
    "label": frozenset(
        {"label", "description", "item", "service", "line item", "charge description", "fee"}
    ),
    "quantity": frozenset({"quantity", "qty", "units", "count", "number", "base"}),
    "rate": frozenset({"rate", "price", "unit price", "rate or price", "fee rate", "price each"}),
    "amount": frozenset(
        {
            "amount",
            "line total",
            "total",
            "amount due",
            "charge",
            "charges",
            "extended",
            "amount usd",
        }
    ),
    "kind": frozenset({"kind", "type", "category", "on", "driver"}),
    "month": frozenset({"month", "period", "service month", "billing period", "billing month"}),
}
_KNOWN = Known(HEADINGS, required=("label", "amount"))
_TOTALS = frozenset(
    {"total", "invoice total", "grand total", "total due", "amount due", "balance due"}
)
_SUBTOTALS = frozenset({"subtotal", "sub total", "sub-total"})
_NUMBERS = ("quantity", "rate", "amount")
_UNITS = {"quantity": {""}, "rate": {"", "usd", "$", "%"}, "amount": {"", "usd", "$"}}
_UNIT_MENDS = {
    "quantity": "write the number alone",
    "rate": "write dollars or a percentage",
    "amount": "write dollars",
}


@dataclass(frozen=True, slots=True)
class InvoiceReading:
    """An invoice as read.

    Attributes:
        lines: in the order of the file, rows of totals left out; none where a message rejects.
        months: the month of each line; None where the file says none.
        stated_total: what a row of totals says; None without one.
        messages: rejecting ones first.
    """

    lines: tuple[ComparedLine, ...]
    months: tuple[Month | None, ...]
    stated_total: Usd | None
    messages: tuple[Message, ...]

    @property
    def rejected(self) -> bool:
        """Whether the file cannot be used."""
        return any(message.rejects for message in self.messages)


def read_invoice(content: bytes, name: str) -> InvoiceReading:
    """The lines of an invoice, or every fault at once.

    Args:
        content: the whole file.
        name: what it is called; only its extension is looked at.
    """
    notes = Notes()
    table = read_table(content, name, _KNOWN, notes)
    found = None if table is None else _read(table, notes)
    if found is None or notes.rejecting:
        return InvoiceReading((), (), None, notes.messages)
    lines, months, total = found
    return InvoiceReading(lines, months, total, notes.messages)


def _read(
    table: Table, notes: Notes
) -> tuple[tuple[ComparedLine, ...], tuple[Month | None, ...], Usd | None] | None:
    """Lines, months and total; None where a cell is at fault."""
    mark = table.mark(_NUMBERS)
    numbers = {column: table.numbers(column, mark, notes) for column in _NUMBERS}
    months = table.months("month", notes)
    _check_texts(table, notes)
    for column in _NUMBERS:
        _check_units(column, numbers[column], table, notes)
    _check_amounts(numbers["amount"], table, notes)
    if notes.rejecting:
        return None
    sums = _rows_named(_TOTALS | _SUBTOTALS, table)
    if sums:
        notes.warn("total_row", "rows of totals were not read as lines", table.lines[sums])
    kept = [at for at in range(len(table.lines)) if at not in sums]
    lines = tuple(_line(table, numbers, at) for at in kept)
    stated = _stated_total(table, numbers["amount"], notes)
    _check_total(lines, stated, notes)
    return lines, tuple(months[at] for at in kept), stated


def _rows_named(names: frozenset[str], table: Table) -> list[int]:
    """The positions of the rows with one of these labels."""
    labels = (text.casefold().rstrip(":. ") for text in table.cells("label"))
    return [at for at, text in enumerate(labels) if text in names]


def _line(table: Table, numbers: Mapping[str, list[Number]], at: int) -> ComparedLine:
    rate = value_of(numbers["rate"][at])
    if rate is not None and numbers["rate"][at].unit == "%":
        rate /= 100
    amount = value_of(numbers["amount"][at])
    return ComparedLine(
        label=table.cells("label")[at],
        quantity=value_of(numbers["quantity"][at]),
        rate=rate,
        amount=Usd.of(amount or Decimal(0)),
        kind=table.cells("kind")[at].casefold(),
        line=int(table.lines[at]),
    )


def _check_texts(table: Table, notes: Notes) -> None:
    """Refuse texts that may not be kept, and lines without a label."""
    for column in ("label", "kind"):
        for text, line in zip(table.cells(column), table.lines.tolist(), strict=True):
            if column == "label" and not text:
                notes.reject("missing_label", "the line says not what it is for", line, column)
            for what, mend in refusals(text):
                notes.reject("refused_text", f"the text {what}; {mend}", line, column)


def _check_units(column: str, numbers: list[Number], table: Table, notes: Notes) -> None:
    wrong = [one.unit not in _UNITS[column] for one in numbers]
    text = f"the unit behind the number is none of a {column}; {_UNIT_MENDS[column]}"
    notes.reject_each("unknown_unit", table.lines[wrong], text, column)


def _check_amounts(numbers: list[Number], table: Table, notes: Notes) -> None:
    """Refuse lines without an amount, and amounts with parts of a cent."""
    missing = [bool(one.trait & Trait.MISSING) for one in numbers]
    text = "there is no amount; write 0.00 where nothing is asked for"
    notes.reject_each("missing_amount", table.lines[missing], text, "amount")
    broken = [bool((value_of(one) or 0) * 100 % 1) for one in numbers]
    text = "an amount has parts of a cent; write what is asked for, to the cent"
    notes.reject_each("part_of_a_cent", table.lines[broken], text, "amount")


def _stated_total(table: Table, amounts: list[Number], notes: Notes) -> Usd | None:
    totals = _rows_named(_TOTALS, table)
    if len(totals) > 1:
        lines = table.lines[totals]
        notes.reject_each("two_totals", lines, "there is more than one row of totals; leave one")
    return Usd.of(value_of(amounts[totals[0]]) or Decimal(0)) if totals else None


def _check_total(lines: tuple[ComparedLine, ...], stated: Usd | None, notes: Notes) -> None:
    """Say that the lines do not make the total; both stay as they stand."""
    summed = Usd(sum(line.amount.cents for line in lines))
    if stated is not None and stated != summed:
        text = f"the lines add up to {summed.shown}, and the invoice says {stated.shown}"
        notes.warn("total_differs", f"{text}; the lines are what was checked")

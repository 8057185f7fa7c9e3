"""Costs side by side: totals, the parts of all-in costs, months and lines of bills."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import TypeVar

from vendor_eval.pricing.bill import Invoice, InvoiceLine
from vendor_eval.pricing.numbers import per_cent, plain_number, price
from vendor_eval.pricing.outlook import OptionOutlook
from vendor_eval.quantities import Unit, Usd
from vendor_eval.reports.cost_result import (
    PARTS,
    UNUSUAL,
    USUAL,
    CostResult,
    invoices,
    parts,
)
from vendor_eval.reports.report import Align, Cell, Column, Measured, Table
from vendor_eval.reports.wording import sentence

# Options beside each other in one table; more make further tables.
ABREAST = 4
MONEY = 16
"""Characters of a column of money."""
T = TypeVar("T")


def costs_table(result: CostResult) -> Table:
    """What each option costs, in fees and all in."""
    return Table(
        title="What each option costs",
        columns=(
            Column("Option", 26),
            Column("Fees", MONEY, Align.END),
            Column("All in", MONEY, Align.END),
            Column("All in,\neach claim", 11, Align.END),
            Column("All in, each\n$100 collected", 13, Align.END),
            Column("Prices", 12),
        ),
        rows=tuple(_cost_row(one) for one in result.options),
        note=f"{result.period}. All in: fees, and what is left uncollected, late or undone.",
    )


def _cost_row(option: OptionOutlook) -> tuple[Cell, ...]:
    cost = option.priced.all_in
    shares = (
        (None, None, None) if cost is None else (cost.total, cost.per_claim, cost.per_100_collected)
    )
    prices: Cell = {True: USUAL, False: UNUSUAL, None: None}[option.usual]
    return (option.name, option.priced.total, *shares, prices)


def parts_tables(result: CostResult) -> Iterator[Table]:
    """What each all-in cost is made of, one column an option; parts that all lack are left out."""
    known = [*result.known()]
    for group in abreast(known):
        rows: list[tuple[Cell, ...]] = [
            (f"{name}: {PARTS[name]}", *(dict(parts(cost))[name] for _, cost in group))
            for name in PARTS
            if any(dict(parts(cost))[name].cents for _, cost in known)
        ]
        yield Table(
            title="Why they differ",
            columns=(
                Column("Part of the all-in cost", 48),
                *(Column(one.name, MONEY, Align.END) for one, _ in group),
            ),
            rows=tuple(rows),
            total=("All in", *(cost.total for _, cost in group)),
        )


def month_tables(result: CostResult) -> Iterator[Table]:
    """The fees of each month, one column an option."""
    for group in abreast(result.options):
        bills = [invoices(one) for one in group]
        yield Table(
            title="Fees month by month",
            columns=(
                Column("Month", 14),
                *(Column(one.name, MONEY, Align.END) for one in group),
            ),
            rows=tuple(
                (months[0].month, *(one.fee for one in months))
                for months in zip(*bills, strict=True)
            ),
            total=("Together", *(one.priced.total for one in group)),
        )


def lines_table(invoice: Invoice) -> Table:
    """How one month is billed: quantity times rate, line by line."""
    return Table(
        title=f"How {invoice.month.shown} is billed",
        columns=(
            Column("Line", 44),
            Column("Quantity", MONEY, Align.END),
            Column("Rate", 12, Align.END),
            Column("Amount", MONEY, Align.END),
        ),
        rows=tuple(line_cells(line) for line in invoice.lines),
        total=("Fee", "", "", invoice.fee),
        empty=f"Nothing is billed in {invoice.month.shown}.",
    )


def line_cells(line: InvoiceLine) -> tuple[Cell, ...]:
    """The line's label, quantity, rate and amount."""
    return (sentence(line.label), _quantity(line), _rate(line), line.amount)


def lines_together(option: OptionOutlook) -> Table:
    """What each line comes to in all months together."""
    sums: dict[str, Usd] = {}
    for invoice in invoices(option):
        for line in invoice.lines:
            sums[line.label] = sums.get(line.label, Usd(0)) + line.amount
    return Table(
        title="Lines of all months",
        columns=(Column("Line", 60), Column("Amount", MONEY, Align.END)),
        rows=tuple((sentence(label), amount) for label, amount in sums.items()),
        total=("Fees", option.priced.total),
        empty="Nothing is billed.",
    )


def _quantity(line: InvoiceLine) -> Cell:
    quantity = line.quantity
    if quantity is None:
        return None
    if line.unit is Unit.USD and _to_the_cent(quantity):
        return Usd.of(quantity)
    return int(quantity) if quantity % 1 == 0 else plain_number(quantity)


def _rate(line: InvoiceLine) -> Cell:
    rate = line.rate
    if rate is None:
        return None
    if line.unit is Unit.USD:
        whole = _to_the_cent(rate * 100)
        return Measured(float(rate), Unit.RATIO) if whole else per_cent(rate)
    return Usd.of(rate) if _to_the_cent(rate) else price(rate)


def _to_the_cent(value: Decimal) -> bool:
    return value * 100 % 1 == 0


def abreast(options: Iterable[T]) -> Iterator[Sequence[T]]:
    """The options in groups that fit beside each other."""
    every = [*options]
    for first in range(0, len(every), ABREAST):
        yield every[first : first + ABREAST]

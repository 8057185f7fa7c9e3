"""The tables about an invoice that was checked: its lines, the disputes, and what they rest on."""

from __future__ import annotations

from vendor_eval.pricing.drivers import DRIVERS
from vendor_eval.pricing.invoice_check import CheckedLine
from vendor_eval.pricing.numbers import plain_number
from vendor_eval.quantities import Unit, Usd
from vendor_eval.reports.invoice_result import Counted, Expected, InvoiceResult
from vendor_eval.reports.invoice_words import counted_as, explained, figures, mark_of
from vendor_eval.reports.report import Align, Cell, Column, Table
from vendor_eval.reports.wording import metric_name, sentence

RECORD_COLUMNS = (
    "vendor",
    "invoice",
    "month",
    "line",
    "billed_quantity",
    "billed_rate",
    "billed_amount",
    "expected_quantity",
    "expected_rate",
    "expected_amount",
    "in_dispute",
    "reason",
    "synthetic",
)


def lines_table(result: InvoiceResult) -> Table:
    """Every line, billed beside expected, with why they differ."""
    return Table(
        title="Line by line",
        columns=(
            Column("Line", 26),
            Column("Finding", 14),
            Column("Billed as", 20, Align.END),
            Column("Billed", 15, Align.END),
            Column("Expected as", 20, Align.END),
            Column("Expected", 15, Align.END),
            Column("Difference", 14, Align.END),
            Column("Why", 44),
        ),
        rows=tuple(_row(result, line) for line in result.check.lines),
        total=(
            "Invoice",
            "",
            "",
            result.check.billed,
            "",
            result.check.expected,
            result.check.difference,
            "",
        ),
        empty="There are no lines.",
    )


def disputes_table(result: InvoiceResult) -> Table:
    """The lines to object to, the greatest amount first."""
    return Table(
        title="Dispute list",
        columns=(Column("Line", 30), Column("In dispute", 14, Align.END), Column("Why", 80)),
        rows=tuple(
            (sentence(line.label), line.disputed, explained(line, result.unit_of(line)))
            for line in result.check.disputes
        ),
        total=("In dispute", result.check.in_dispute, ""),
        empty="Nothing is in dispute.",
    )


def expected_table(expected: Expected) -> Table:
    """The lines that should be billed."""
    rows = tuple(
        (sentence(line.label), *counted_as(line, expected.units.get(line.label, Unit.COUNT)))
        for line in expected.lines
    )
    return Table(
        title="What should be billed",
        columns=(
            Column("Line", 50),
            Column("Counted as", 30, Align.END),
            Column("Amount", 16, Align.END),
        ),
        rows=rows,
        total=("Invoice", "", Usd.total(line.amount for line in expected.lines)),
        empty="Nothing should be billed.",
    )


def basis_tables(expected: Expected) -> tuple[Table, ...]:
    """What was counted, and the credits that fell due."""
    counts = Table(
        title="Counted in the month",
        columns=(Column("What", 40), Column("Quantity", 18, Align.END), Column("Told", 24)),
        rows=tuple(map(_counted, expected.counted)),
        empty="The fee is counted on nothing.",
    )
    credits = Table(
        title="Service credits",
        columns=(Column("Metric", 40), Column("Of", 14), Column("Amount", 18, Align.END)),
        rows=(
            *(
                (metric_name(one.metric), one.month, Usd(-one.amount.cents))
                for one in expected.credits
            ),
            *(
                (f"{metric_name(one.metric)}, given back", one.month, one.amount)
                for one in expected.earned_back
            ),
        ),
        empty="None fell due.",
    )
    return (counts, credits)


def _row(result: InvoiceResult, line: CheckedLine) -> tuple[Cell, ...]:
    unit = result.unit_of(line)
    return (
        sentence(line.label),
        mark_of(line),
        *counted_as(line.billed, unit),
        *counted_as(line.expected, unit),
        line.difference,
        explained(line, unit),
    )


def _counted(one: Counted) -> tuple[Cell, ...]:
    driver = DRIVERS[one.driver]
    is_money = driver.unit is Unit.USD
    quantity = Usd.of(one.quantity).shown if is_money else plain_number(one.quantity)
    return sentence(driver.label), quantity, one.source


def records(result: InvoiceResult, *, synthetic: bool) -> Table:
    """One row a disputed line, headed by `RECORD_COLUMNS`."""
    expected = result.expected
    return Table(
        title="Dispute list",
        columns=tuple(Column(name) for name in RECORD_COLUMNS),
        rows=tuple(
            (
                expected.vendor,
                result.number,
                expected.month,
                line.label,
                *figures(line.billed, result.unit_of(line)),
                *figures(line.expected, result.unit_of(line)),
                line.disputed,
                explained(line, result.unit_of(line)),
                "yes" if synthetic else "no",
            )
            for line in result.check.disputes
        ),
        empty="Nothing is in dispute.",
    )

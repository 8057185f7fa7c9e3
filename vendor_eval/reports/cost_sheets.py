"""Costs as flat tables: one row a fact, the option in the first column.

`line_records` is for programs: its headings are fixed, money has two decimals, rates of money
are fractions of one, and what is absent is empty.
"""

from __future__ import annotations

from collections.abc import Iterator

from vendor_eval.pricing.bill import InvoiceLine
from vendor_eval.quantities import Unit
from vendor_eval.reports.cost_basis import (
    achieved_table,
    break_even_table,
    cautions_table,
    figures_table,
    usage_table,
)
from vendor_eval.reports.cost_result import PARTS, CostResult, invoices, parts
from vendor_eval.reports.cost_tables import costs_table, line_cells
from vendor_eval.reports.report import Align, Cell, Column, Measured, Table

RECORD_COLUMNS = (
    "option",
    "month",
    "line",
    "kind",
    "quantity",
    "unit",
    "rate",
    "amount",
    "synthetic",
)


def flat_tables(result: CostResult) -> tuple[Table, ...]:
    """The sheets behind the summary, in the order of the printed report."""
    scenario = result.outlook.scenario
    return (
        _titled(costs_table(result), "Costs"),
        _parts(result),
        _months(result),
        _lines(result),
        _volumes(result),
        break_even_table(result),
        _titled(usage_table(scenario), "Usage"),
        _titled(figures_table(scenario), "Figures"),
        _titled(achieved_table(result), "Achieved"),
        _titled(cautions_table(result), "Cautions"),
    )


def line_records(result: CostResult, *, synthetic: bool) -> Table:
    """One row an option, month and line, headed by `RECORD_COLUMNS`."""
    return Table(
        title="Lines",
        columns=tuple(Column(name) for name in RECORD_COLUMNS),
        rows=tuple(
            (option.name, invoice.month, *_record(line), "yes" if synthetic else "no")
            for option in result.options
            for invoice in invoices(option)
            for line in invoice.lines
        ),
    )


def _record(line: InvoiceLine) -> Iterator[Cell]:
    yield line.label
    yield line.kind.value
    yield None if line.quantity is None else Measured(float(line.quantity), Unit.COUNT)
    yield None if line.unit is None else line.unit.value
    yield None if line.rate is None else Measured(float(line.rate), Unit.RATIO)
    yield line.amount


def _titled(table: Table, title: str) -> Table:
    return Table(title, table.columns, table.rows, table.total, table.empty)


def _parts(result: CostResult) -> Table:
    return Table(
        title="All in",
        columns=(
            Column("Option", 26),
            *(Column(name, 16, Align.END) for name in PARTS),
            Column("All in", 16, Align.END),
        ),
        rows=tuple(
            (one.name, *(amount for _, amount in parts(cost)), cost.total)
            for one, cost in result.known()
        ),
        empty="No all-in cost is known.",
    )


def _months(result: CostResult) -> Table:
    return Table(
        title="Months",
        columns=(Column("Option", 26), Column("Month", 14), Column("Fee", 16, Align.END)),
        rows=tuple(
            (option.name, invoice.month, invoice.fee)
            for option in result.options
            for invoice in invoices(option)
        ),
    )


def _lines(result: CostResult) -> Table:
    return Table(
        title="Lines",
        columns=(
            Column("Option", 26),
            Column("Month", 14),
            Column("Line", 44),
            Column("Quantity", 16, Align.END),
            Column("Rate", 14, Align.END),
            Column("Amount", 16, Align.END),
        ),
        rows=tuple(
            (option.name, invoice.month, *line_cells(line))
            for option in result.options
            for invoice in invoices(option)
            for line in invoice.lines
        ),
    )


def _volumes(result: CostResult) -> Table:
    return Table(
        title="Volumes",
        columns=(
            Column("Option", 26),
            Column("Change of volume", 16, Align.END),
            Column("Fees", 16, Align.END),
            Column("All in", 16, Align.END),
        ),
        rows=tuple(
            (
                one.offer.name,
                Measured(float(step.change), Unit.RATIO),
                one.total,
                None if one.all_in is None else one.all_in.total,
            )
            for step in result.volumes
            for one in step.options
        ),
    )

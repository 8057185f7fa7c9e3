"""The dispute list: one invoice, what to object to, and what the expected one rests on.

It words what the check found and reckons nothing. The CSV file has the disputed lines alone, ready
to be sent to the vendor; every other format shows all lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from vendor_eval.pricing.drivers import DRIVERS
from vendor_eval.pricing.invoice_check import CheckedLine
from vendor_eval.pricing.numbers import plain_number
from vendor_eval.quantities import NOTHING_DUE, Unit, Usd
from vendor_eval.reports.breach_report import About
from vendor_eval.reports.invoice_result import Counted, Expected, InvoiceResult
from vendor_eval.reports.invoice_words import (
    LEGEND,
    counted_as,
    explained,
    figures,
    mark_of,
)
from vendor_eval.reports.report import (
    Align,
    Cell,
    Column,
    Decision,
    Figure,
    Headings,
    Report,
    Section,
    Table,
    Tone,
)
from vendor_eval.reports.wording import counted, listed, metric_name, sentence

HEADINGS = Headings(
    decisions="In dispute, the greatest amount first",
    further="Further lines in dispute",
    subject="Line",
    money="In dispute",
    none_due="Nothing is in dispute.",
    sections="What the expected invoice rests on",
    legend="How lines are marked",
)
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
_BILLED = "As the invoice says: the sum of the lines that were entered or read from its file."
_EXPECTED = (
    "Worked out from the fees that were agreed, the month's usage and the credits that fell due; "
    "the table below has it line by line."
)
_IN_DISPUTE = "Added up from the lines below that are billed otherwise than expected."
_CREDITS = "Worked out from the month's breaches and what the contract takes off the fee for them."


def dispute_report(result: InvoiceResult, about: About) -> Report:
    """The report on one invoice that was checked."""
    expected = result.expected
    return Report(
        title=f"Invoice check: {expected.vendor}",
        subtitle=f"{about.practice}: invoice {result.number} for {expected.month.shown}",
        practice=about.practice,
        month=expected.month,
        prepared_on=about.prepared_on,
        prepared_by=about.prepared_by,
        synthetic=about.synthetic,
        status=status_sentence(result),
        figures=headline_figures(result),
        decisions=tuple(_decisions(result)),
        overview=(lines_table(result),),
        sections=(_basis(result),),
        appendix=(_how_lines_are_matched(),),
        legend=LEGEND,
        sheets=(disputes_table(result), lines_table(result), *basis_tables(result.expected)),
        records=_records(result, synthetic=about.synthetic),
        notes=(*about.remarks, *remarks(result)),
        headings=HEADINGS,
    )


def status_sentence(result: InvoiceResult) -> str:
    """What was billed beside what was expected, and how much of it is in dispute."""
    check = result.check
    billed = f"{result.expected.vendor} billed {check.billed.shown} for "
    against = f"{result.expected.month.shown}; {check.expected.shown} were expected."
    if not check.disputes:
        return f"{billed}{against} Nothing is in dispute."
    lines = counted(len(check.disputes), "line")
    return f"{billed}{against} In dispute: {check.in_dispute.shown} on {lines}."


def headline_figures(result: InvoiceResult) -> tuple[Figure, ...]:
    """Billed, expected, in dispute, and the credits that fell due."""
    check, expected = result.check, result.expected
    due = total_of(one.amount for one in expected.credits)
    tone = Tone.BAD if check.disputes else Tone.GOOD
    lines = counted(len(check.disputes), "line")
    breaches = counted(len(expected.credits), "breach", "breaches")
    return (
        Figure("Billed", check.billed, f"invoice {result.number}", source=_BILLED),
        Figure("Expected", check.expected, _off_by(check.difference), source=_EXPECTED),
        Figure("In dispute", check.in_dispute, lines, tone, source=_IN_DISPUTE),
        Figure("Service credits due", due, breaches, source=_CREDITS),
    )


def _off_by(difference: Usd) -> str:
    if not difference.cents:
        return "as billed"
    which = "more" if difference > NOTHING_DUE else "less"
    return f"{Usd(abs(difference.cents)).shown} {which} was billed"


def remarks(result: InvoiceResult) -> tuple[str, ...]:
    """What is not known of the month, and other invoices for it."""
    if not result.others:
        return result.expected.remarks
    names = listed(result.others)
    said = f"For the same month there is also {names}. Each is checked as if it were the only one."
    return (said, *result.expected.remarks)


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
        total=("Invoice", "", total_of(line.amount for line in expected.lines)),
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


def total_of(amounts: Iterable[Usd]) -> Usd:
    """The sum; nothing of none."""
    return sum(amounts, NOTHING_DUE)


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


def _decisions(result: InvoiceResult) -> Iterator[Decision]:
    for line in result.check.disputes:
        why = explained(line, result.unit_of(line))
        yield Decision(mark_of(line), sentence(line.label), f"{why}.", line.disputed)


def _basis(result: InvoiceResult) -> Section:
    return Section(
        title="The expected invoice",
        summary=result.expected.basis,
        tables=basis_tables(result.expected),
        notes=result.expected.fees,
    )


def _how_lines_are_matched() -> Section:
    return Section(
        title="How lines are matched",
        summary=(
            "Lines match by their label, whatever its case, or where each is the only one of its "
            "kind on its side, or where a person has said which line is meant. Nothing is guessed."
        ),
        notes=(
            "A difference is first one of quantity, at the expected rate; then one of rate.",
            "Where quantity times rate is not the amount, the rest is arithmetic.",
            "What was billed too little elsewhere is not set off against what is in dispute.",
        ),
    )


def _counted(one: Counted) -> tuple[Cell, ...]:
    driver = DRIVERS[one.driver]
    is_money = driver.unit is Unit.USD
    quantity = Usd.of(one.quantity).shown if is_money else plain_number(one.quantity)
    return sentence(driver.label), quantity, one.source


def _records(result: InvoiceResult, *, synthetic: bool) -> Table:
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

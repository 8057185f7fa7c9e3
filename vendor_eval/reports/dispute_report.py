"""The dispute list: one invoice, what to object to, and what the expected one rests on.

It words what the check found and reckons nothing. The CSV file has the disputed lines alone, ready
to be sent to the vendor; every other format shows all lines.
"""

from __future__ import annotations

from collections.abc import Iterator

from vendor_eval.quantities import NOTHING_DUE, Usd
from vendor_eval.reports.dispute_tables import basis_tables, disputes_table, lines_table, records
from vendor_eval.reports.invoice_result import InvoiceResult
from vendor_eval.reports.invoice_words import LEGEND, explained, mark_of
from vendor_eval.reports.report import About, Decision, Figure, Headings, Report, Section, Tone
from vendor_eval.reports.wording import counted, listed, sentence

HEADINGS = Headings(
    decisions="In dispute, the greatest amount first",
    further="Further lines in dispute",
    subject="Line",
    money="In dispute",
    none_due="Nothing is in dispute.",
    sections="What the expected invoice rests on",
    legend="How lines are marked",
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
        records=records(result, synthetic=about.synthetic),
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
    due = Usd.total(one.amount for one in expected.credits)
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

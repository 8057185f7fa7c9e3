"""The statement of service credits that a practice sends to a vendor.

It names for each credit the clause, the month, the metric, the value, the limit and the amounts,
and asks for what is open. Credits of which nothing is open stand in it too, so that the balance can
be followed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from vendor_eval.follow_up.credit_ledger import CreditState, Totals, totals
from vendor_eval.quantities import NOTHING_DUE, Month
from vendor_eval.reports.credit_tables import Stated, credit_figures, stated_table, value_and_limit
from vendor_eval.reports.credit_words import MARKS, headline, name_of
from vendor_eval.reports.report import About, Column, Decision, Headings, Report, Section, Table
from vendor_eval.reports.wording import shown_cell, shown_date

HEADINGS = Headings(
    decisions="To be credited, the oldest first",
    further="Further amounts to be credited",
    subject="Credit",
    money="Open",
    none_due="Nothing is to be credited.",
    sections="Signature",
    legend="How far each credit is",
)
RECORD_COLUMNS = (
    "vendor",
    "clause",
    "month",
    "metric",
    "value",
    "minimum",
    "credit",
    "earned_back",
    "waived",
    "paid",
    "open",
    "to_give_back",
    "state",
    "synthetic",
)


def credit_statement(vendor: str, stated: Sequence[Stated], about: About) -> Report:
    """The statement of all credits of a vendor, as of the day on which it is prepared."""
    found = totals([one.line for one in stated])
    table = stated_table(stated)
    return Report(
        title=f"Statement of service credits: {vendor}",
        subtitle=f"{about.practice}: as of {shown_date(about.prepared_on)}",
        practice=about.practice,
        month=Month.of(about.prepared_on),
        prepared_on=about.prepared_on,
        prepared_by=about.prepared_by,
        synthetic=about.synthetic,
        status=headline(vendor, found, about.prepared_on),
        figures=credit_figures(found, about.prepared_on),
        decisions=tuple(_asked(stated)),
        overview=(table,),
        sections=(_signature(about, found),),
        appendix=(),
        legend=tuple(MARKS.values()),
        sheets=(table,),
        records=_records(vendor, stated, synthetic=about.synthetic),
        notes=about.remarks,
        headings=HEADINGS,
    )


def _asked(stated: Sequence[Stated]) -> Iterator[Decision]:
    """What is to be credited, the oldest first, then what goes back."""
    for one in reversed(stated):
        line = one.line
        if line.open > NOTHING_DUE:
            yield Decision(MARKS[line.state], name_of(line), _because(one), line.open)
    for one in reversed(stated):
        line = one.line
        if line.state is CreditState.TO_GIVE_BACK:
            said = f"The practice gives {line.to_give_back.shown} back, which was paid beyond it."
            yield Decision(MARKS[line.state], name_of(line), said)


def _because(one: Stated) -> str:
    value, minimum = (shown_cell(cell) for cell in value_and_limit(one.finding))
    level = one.finding.level if one.finding is not None else None
    clause = f" ({level.clause})" if level is not None and level.clause else ""
    return f"The value was {value}, the minimum is {minimum}{clause}: credit the open amount."


def _signature(about: About, found: Totals) -> Section:
    asks = ""
    if found.open > NOTHING_DUE:
        asks = (
            f"Please credit {found.open.shown} on your next invoice, with one line a credit that "
            "names its metric and month. "
        )
    day = shown_date(about.prepared_on)
    return Section(
        title="Signed",
        summary=f"{asks}Prepared and signed for {about.practice} by {about.prepared_by} on {day}.",
        notes=(
            "Of several breaches of one incident in a month only the largest credit is due.",
            "A credit that was earned back as the contract says is no longer due.",
        ),
    )


def _records(vendor: str, stated: Sequence[Stated], *, synthetic: bool) -> Table:
    """A row a credit, headed by `RECORD_COLUMNS`."""
    return Table(
        title="Credits",
        columns=tuple(Column(name) for name in RECORD_COLUMNS),
        rows=tuple(
            (
                vendor,
                one.finding.level.clause if one.finding is not None else "",
                one.line.month,
                one.line.metric,
                *value_and_limit(one.finding),
                one.line.due,
                one.line.earned_back,
                one.line.waived,
                one.line.paid,
                one.line.open,
                one.line.to_give_back,
                one.line.state.value,
                "yes" if synthetic else "no",
            )
            for one in stated
        ),
        empty="No service credit fell due.",
    )

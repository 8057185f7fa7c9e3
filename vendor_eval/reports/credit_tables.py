"""The ledger of service credits as tables and figures, the same on the page and on paper."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from vendor_eval.follow_up.credit_ledger import Line, Totals, together, totals
from vendor_eval.follow_up.credit_payments import OnInvoice
from vendor_eval.follow_up.settlement import CreditWaiver, Settlement
from vendor_eval.naming import name_key
from vendor_eval.quantities import NOTHING_DUE, Usd
from vendor_eval.reports.credit_words import MARKS, days_since, name_of, state_sentence
from vendor_eval.reports.report import Align, Cell, Column, Figure, Measured, Table, Tone
from vendor_eval.reports.wording import counted, metric_name, shown_date
from vendor_eval.sla.findings import Finding

_END = Align.END
_WORKED_OUT = (
    "Worked out from the breaches of all months and what each contract takes off the fee for them."
)
_WRITTEN_DOWN = "Added up from what people wrote down on this page, by name and day."
_OPEN = "Worked out: what is due, less what is paid, waived or earned back."


@dataclass(frozen=True, slots=True)
class Stated:
    """A line of the ledger with the finding that it follows from.

    Attributes:
        finding: the breach; None where a restatement or a relief took it away.
    """

    line: Line
    finding: Finding | None


def credit_figures(found: Totals, today: dt.date) -> tuple[Figure, ...]:
    """Due, claimed, agreed, paid, waived and open, each with what stands beside it."""
    earned = f"{found.earned_back.shown} of it earned back" if found.earned_back.cents else ""
    back = f"{found.to_give_back.shown} to give back" if found.to_give_back.cents else ""
    paid = Tone.WARNING if back else Tone.QUIET
    return (
        Figure("Due", found.due, earned or "before anything else", source=_WORKED_OUT),
        Figure("Claimed", found.claimed, "asked of the vendor", source=_WRITTEN_DOWN),
        Figure("Agreed", found.agreed, "as the vendor said", source=_WRITTEN_DOWN),
        Figure("Paid", found.paid, back or "on invoices", paid, source=_WRITTEN_DOWN),
        Figure("Waived", found.waived, "with approver and reason", source=_WRITTEN_DOWN),
        open_figure("Open", found, today),
    )


def open_figure(label: str, found: Totals, today: dt.date) -> Figure:
    """What is owed and unpaid, and for how long the oldest of it."""
    if found.oldest is None:
        return Figure(label, found.open, "nothing is owed", Tone.GOOD, source=_OPEN)
    age = counted(days_since(found.oldest, today), "day")
    lines = counted(found.lines_open, "credit")
    return Figure(label, found.open, f"{lines}, oldest {age}", Tone.BAD, source=_OPEN)


def vendors_table(found: Mapping[str, Totals], today: dt.date) -> Table:
    """A row a vendor, what is open first.

    Args:
        found: the sums of each vendor.
    """
    each = sorted(found.items(), key=lambda entry: (-entry[1].open.cents, entry[0]))
    return Table(
        title="Vendor by vendor",
        columns=(
            Column("Vendor", 28),
            *(Column(name, 13, _END) for name in ("Due", "Earned back", "Claimed", "Agreed")),
            *(Column(name, 13, _END) for name in ("Paid", "Waived", "Open", "To give back")),
            Column("Oldest", 12, _END),
        ),
        rows=tuple((vendor, *_sums(theirs, today)) for vendor, theirs in each),
        total=("All vendors", *_sums(together(found.values()), today)) if len(each) > 1 else None,
        empty="No service credit fell due yet.",
    )


def ledger_table(lines: Sequence[Line], today: dt.date) -> Table:
    """A row a credit, the newest month first, with what is next."""
    found = totals(lines)
    return Table(
        title="Credit by credit",
        columns=(
            Column("Month", 11),
            Column("Metric", 24),
            Column("State", 17),
            Column("Due", 12, _END),
            Column("Earned back", 12, _END),
            Column("Paid", 12, _END),
            Column("Waived", 12, _END),
            Column("Open", 12, _END),
            Column("What is next", 60),
        ),
        rows=tuple(
            (
                one.month,
                metric_name(one.metric),
                MARKS[one.state],
                one.due if one.known else None,
                one.earned_back if one.known else None,
                one.paid,
                one.waived,
                _balance(one.open, one.to_give_back) if one.known else None,
                state_sentence(one, today),
            )
            for one in lines
        ),
        total=(
            "Total",
            "",
            "",
            found.due,
            found.earned_back,
            found.paid,
            found.waived,
            _balance(found.open, found.to_give_back),
            "",
        ),
        empty="No service credit fell due yet.",
    )


def stated_table(stated: Sequence[Stated]) -> Table:
    """A row a credit as the vendor reads it: clause, month, metric, value, limit, amounts."""
    found = totals([one.line for one in stated])
    return Table(
        title="Statement",
        columns=(
            Column("Clause", 15),
            Column("Month", 14),
            Column("Metric", 23),
            Column("Value", 15, _END),
            Column("Minimum", 16, _END),
            Column("Credit", 18, _END),
            Column("Earned back", 13, _END),
            Column("Waived", 12, _END),
            Column("Paid", 15, _END),
            Column("Open", 18, _END),
        ),
        rows=tuple(_stated_row(one) for one in stated),
        total=(
            *("Total", "", "", "", ""),
            found.due,
            found.earned_back,
            found.waived,
            found.paid,
            _balance(found.open, found.to_give_back),
        ),
        empty="No service credit fell due.",
        note="Below zero is what is to be given back." if found.to_give_back.cents else "",
    )


def invoices_table(found: Sequence[OnInvoice], credited: Mapping[str, Usd]) -> Table:
    """A row an invoice: what was written down as paid on it, beside the credits that it bears.

    Args:
        credited: the credits on each invoice that is kept, by `naming.name_key` of its number.
    """
    return Table(
        title="Invoice by invoice",
        columns=(
            Column("Invoice", 18),
            Column("For", 56),
            Column("Paid on it", 14, _END),
            Column("Credits it bears", 16, _END),
            Column("Finding", 40),
        ),
        rows=tuple(_invoice_row(one, credited.get(name_key(one.invoice))) for one in found),
        empty="No payment is written down yet.",
    )


def settlements_table(said: Sequence[tuple[dt.date | None, str, Settlement]]) -> Table:
    """A row a revision of what people wrote down: the day it was saved, by whom, and itself."""
    return Table(
        title="",
        columns=(
            Column("Saved", 14),
            Column("By", 14),
            *(Column(name, 12, _END) for name in ("Claimed", "Agreed", "Paid")),
            Column("Payments", 40),
            Column("Waived", 40),
            Column("Note", 30),
        ),
        rows=tuple(
            (
                on,
                by,
                one.claimed if one.claimed_on else None,
                one.agreed if one.agreed_on else None,
                one.paid,
                "; ".join(_moves(one)),
                _waiver(one.waiver),
                one.note,
            )
            for on, by, one in said
        ),
    )


def _moves(said: Settlement) -> Iterator[str]:
    for one in said.payments:
        yield f"{one.amount.shown} on {shown_date(one.on)}, invoice {one.invoice}"
    for one in said.returned:
        yield f"{one.amount.shown} given back on {shown_date(one.on)}, invoice {one.invoice}"


def _waiver(waiver: CreditWaiver | None) -> str | None:
    if waiver is None:
        return None
    on = shown_date(waiver.on)
    return f"{waiver.amount.shown} on {on} by {waiver.approved_by}: {waiver.reason}"


def value_and_limit(finding: Finding | None) -> tuple[Cell, Cell]:
    """What was judged, and the minimum that it crossed."""
    if finding is None:
        return None, None
    level = finding.level
    limits = tuple(one for one in (level.target, level.warning, level.minimum) if one)
    value = None if finding.value is None else Measured(finding.value, finding.unit, limits)
    return value, level.minimum.text if level.minimum else None


def _sums(found: Totals, today: dt.date) -> tuple[Cell, ...]:
    age = None if found.oldest is None else counted(days_since(found.oldest, today), "day")
    return (
        found.due,
        found.earned_back,
        found.claimed,
        found.agreed,
        found.paid,
        found.waived,
        found.open,
        found.to_give_back,
        age,
    )


def _balance(still_open: Usd, to_give_back: Usd) -> Usd:
    """What is open; below zero what is to be given back."""
    return still_open - to_give_back


def _stated_row(one: Stated) -> tuple[Cell, ...]:
    line, finding = one.line, one.finding
    clause = finding.level.clause if finding is not None else ""
    return (
        clause or None,
        line.month,
        metric_name(line.metric),
        *value_and_limit(finding),
        line.due,
        line.earned_back,
        line.waived,
        line.paid,
        _balance(line.open, line.to_give_back),
    )


def _invoice_row(one: OnInvoice, bears: Usd | None) -> tuple[Cell, ...]:
    about = [name_of(line) for line, _ in one.payments]
    about += [f"{name_of(line)}, given back" for line, _ in one.returned]
    return (one.invoice, "; ".join(about), one.total, bears, _agreement(one.total, bears))


def _agreement(written: Usd, bears: Usd | None) -> str:
    if bears is None:
        return "No such invoice is kept"
    off = bears - written
    if off == NOTHING_DUE:
        return "Agrees"
    if off > NOTHING_DUE:
        return f"{off.shown} more on the invoice than written down"
    return f"{Usd(-off.cents).shown} written down and not on the invoice"

"""The service credits of an expected invoice: those of the ledger, as known in its month."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd
from sqlmodel import Session

from vendor_eval.follow_up.credit_expected import Invoiced, borne, given_back
from vendor_eval.follow_up.credit_ledger import Line, ledger
from vendor_eval.follow_up.settlement import Settlement
from vendor_eval.measurement import Truth
from vendor_eval.naming import name_key
from vendor_eval.quantities import NOTHING_DUE, Month, Usd
from vendor_eval.reports.wording import listed, metric_name
from vendor_eval.sla.assessment import assess_all, credit_values
from vendor_eval.sla.contract import Contract
from vendor_eval.sla.findings import Credit, Status
from vendor_eval.store import follow_up, invoices

_PRICED_BY_OFFER = (
    "The contract names no fee of {}, so that its service credits are worked out here from the "
    "agreed offer; the ledger of credits has them once the fee is in the contract."
)


@dataclass(frozen=True, slots=True, eq=False)
class Agreement:
    """What the credits of a vendor follow from.

    Attributes:
        terms: with relief and incidents.
        measured: with `measurement.COLUMNS`.
        others: the recomputed and audited values, for service levels that are judged on them.
        settled: what people wrote down of credits.
        invoices: the month of each invoice that is kept, by `naming.name_key` of its number.
    """

    terms: Contract
    measured: pd.DataFrame
    others: Mapping[Truth, pd.DataFrame]
    settled: Sequence[Settlement]
    invoices: Mapping[str, Month]


@dataclass(frozen=True, slots=True)
class Credits:
    """What the service levels give.

    Attributes:
        due: of every month through the one that is asked for.
        borne: what the month's invoice should bear of them.
        given_back: what it should charge again, earned back in the month or written down so.
    """

    due: tuple[Credit, ...] = ()
    borne: tuple[Credit, ...] = ()
    given_back: tuple[Credit, ...] = ()
    remarks: tuple[str, ...] = ()


def settled(session: Session, vendor: str) -> tuple[Settlement, ...]:
    """What people wrote down of the vendor's credits."""
    return tuple(one.record for one in follow_up.listed(session, Settlement, vendor))


def invoice_months(session: Session, vendor: str) -> dict[str, Month]:
    """The month of each invoice that is kept of the vendor, by `naming.name_key` of its number."""
    kept = invoices.of_vendor(session, vendor)
    return {name_key(one.draft.number): one.draft.month for one in kept}


def credits_of(agreement: Agreement, month: Month, fee: Usd) -> Credits:
    """The credits through ``month``, as the contract's service levels give them.

    Args:
        fee: of the month before credits, for a contract that names none.
    """
    terms = agreement.terms
    if not terms.first_month <= month <= terms.last_month:
        said = f"The contract is not in force in {month.shown}; no service credits are expected."
        return Credits(remarks=(said,))
    unpriced = terms.fee(month) is None
    if unpriced:
        terms = replace(terms, fees={**terms.fees, month: fee})
    standing = assess_all([terms], agreement.measured, month, agreement.others)
    of_month = standing.shown(standing.findings[standing.findings["month"] == month.index])
    silent = [
        metric_name(one.metric)
        for one in of_month
        if one.status is Status.NOT_REPORTED and one.level.credit is not None
    ]
    remarks = [f"Not worked out: {fault}." for fault in standing.faults]
    if silent:
        names = listed(silent)
        said = f"Not reported for {month.shown}: {names}. Whether credits are due is not known."
        remarks.append(said)
    due = credit_values(standing.credits)
    if unpriced and any(one.month == month for one in due):
        remarks.append(_PRICED_BY_OFFER.format(month.shown))
    lines = ledger(terms, (), due, agreement.settled)
    invoice = Invoiced(month, agreement.invoices)
    return Credits(
        due,
        borne(lines, invoice),
        given_back(lines, invoice),
        (*remarks, *_moved(lines, invoice)),
    )


def _moved(lines: Sequence[Line], invoice: Invoiced) -> Iterator[str]:
    """A sentence for each credit of the month of which less is expected than fell due."""
    for line in lines:
        if line.month != invoice.month:
            continue
        name, waiver = metric_name(line.metric), line.settlement.waiver
        if waiver is not None and line.waived > NOTHING_DUE:
            amount = line.waived.shown
            yield f"{amount} of the service credit for {name} was waived by {waiver.approved_by}."
        for one in line.settlement.payments:
            if invoice.month_of(one, line) != invoice.month:
                amount = one.amount.shown
                yield f"{amount} of the service credit for {name} came on invoice {one.invoice}."

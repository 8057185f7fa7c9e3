"""The invoice that a vendor should send: agreed fees, reported usage, judged credits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

import pandas as pd
from sqlmodel import Session

from vendor_eval.access.roles import Permission, Person, names_seen, require, require_vendor
from vendor_eval.errors import BadInput, Fault, NotFound
from vendor_eval.measurement import rolled_up, silent_parts
from vendor_eval.metrics import CATALOGUE
from vendor_eval.naming import name_key
from vendor_eval.pricing.drivers import DRIVERS
from vendor_eval.pricing.expected_invoice import (
    CREDITS_DUE,
    Known,
    expected_invoice,
    missing_usage,
)
from vendor_eval.pricing.fees import RecurringFlat
from vendor_eval.pricing.invoice_check import ComparedLine, expected_lines
from vendor_eval.pricing.measured import METRIC_OF, reported_usage
from vendor_eval.pricing.offer import Offer
from vendor_eval.pricing.wording import describe
from vendor_eval.quantities import Month, Usd
from vendor_eval.reports.invoice_result import Counted, Expected
from vendor_eval.reports.wording import listed, metric_name, sentence, shown_date
from vendor_eval.sla.contract import Contract
from vendor_eval.sla.findings import Credit
from vendor_eval.store import contracts, measures, offers
from vendor_eval.workflows.contract_terms import terms_of
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.excused import with_relief
from vendor_eval.workflows.expected_credits import (
    Agreement,
    Credits,
    credits_of,
    invoice_months,
    settled,
)
from vendor_eval.workflows.judged import other_values
from vendor_eval.workflows.offers import in_force, offer_of

__all__ = ["Asked", "Expected", "expected"]

EARNED_BACK = "Service credits given back"


@dataclass(frozen=True, slots=True)
class Asked:
    """Which invoice is expected.

    Attributes:
        usage: what a person told of the month, by driver; it comes before what was reported.
    """

    vendor: str
    month: Month
    usage: Mapping[str, Decimal] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class _Stored:
    """What is kept of the vendor.

    Attributes:
        vendor: as it is spelled there.
        offer: the agreed one, else the fee of the contract; None without either.
        measured: with `measurement.COLUMNS`.
        agreement: what its credits follow from; None without a contract.
    """

    vendor: str
    offer: Offer | None
    basis: str
    measured: pd.DataFrame
    agreement: Agreement | None


def expected(deps: Deps, person: Person, asked: Asked) -> Expected:
    """What the vendor should bill for the month, or what has to be told first.

    Raises:
        NotAllowed: the person may not see what vendors cost.
        NotFound: there is no such vendor.
        BadInput: nothing is agreed for the month, what was told of it is impossible, or what is
            kept of the vendor can no longer be read; all faults are listed.
    """
    require(person, Permission.SEE_PRICING)
    require_vendor(person, asked.vendor)
    with deps.store.reading() as session:
        kept = _stored(session, asked, names_seen(person, measures.vendors(session)))
    faults = list(_faults(asked, kept))
    if faults or kept.offer is None:
        raise BadInput(faults)
    drivers = reported_usage(kept.measured)
    for driver, quantity in asked.usage.items():
        drivers.setdefault(driver, {})[asked.month] = quantity
    known = Known(drivers, _metrics(kept.measured))
    missing = missing_usage(kept.offer, asked.month, known)
    said = Expected(
        vendor=kept.vendor,
        month=asked.month,
        basis=kept.basis,
        fees=tuple(map(describe, kept.offer.fees)),
        lines=(),
        units={},
        missing=missing,
        counted=tuple(_counted(kept.offer, known, asked)),
        credits=(),
        earned_back=(),
        remarks=tuple(_silent(kept.measured, asked)),
    )
    return said if missing else _billed(said, kept, known)


def _stored(session: Session, asked: Asked, known: Sequence[str]) -> _Stored:
    vendor = next((one for one in known if name_key(one) == name_key(asked.vendor)), None)
    if vendor is None:
        names = listed(known) or "none yet"
        raise NotFound(f"No vendor is called {asked.vendor}; those there are: {names}")
    revisions = contracts.history(session, vendor)
    agreed = with_relief(session, [terms_of(one) for one in revisions[-1:]])
    terms = agreed[0] if agreed else None
    measured = measures.load(session, [vendor])
    agreement = None
    if terms is not None:
        others = other_values(session, agreed)
        said, billed = settled(session, vendor), invoice_months(session, vendor)
        agreement = Agreement(terms, measured, others, said, billed)
    offer = in_force(offers.listed(session), vendor, asked.month)
    if offer is not None:
        since = shown_date(offer.draft.starts)
        basis = f"The offer {offer.draft.name}, agreed from {since} on."
        return _Stored(vendor, offer_of(offer), basis, measured, agreement)
    basis = "The monthly fee of the contract, because no agreed offer is in force."
    fee = _fee_of(terms, asked.month)
    return _Stored(vendor, fee, basis, measured, agreement)


def _fee_of(terms: Contract | None, month: Month) -> Offer | None:
    """The fee that the contract names for the month, as an offer."""
    if terms is None or not terms.first_month <= month <= terms.last_month:
        return None
    fee = terms.fee(month)
    return None if fee is None else Offer("Contract", (RecurringFlat(fee),), starts=month)


def _faults(asked: Asked, kept: _Stored) -> Iterator[Fault]:
    if kept.offer is None:
        where = f"{kept.vendor}, {asked.month}"
        mend = "keep its offer as agreed, or write the monthly fee into its contract"
        yield Fault(where, "has no agreed offer and no contract with a monthly fee", mend)
    for id, quantity in asked.usage.items():
        if id not in DRIVERS:
            yield Fault("usage", f"{id!r} is nothing that fees are counted on", "correct its name")
        elif quantity < 0 and not DRIVERS[id].signed:
            yield Fault(sentence(DRIVERS[id].label), "is below zero", "write what was done")


def _metrics(measured: pd.DataFrame) -> dict[str, dict[Month, float]]:
    """By metric and month what was reported for the whole practice."""
    whole = rolled_up(measured, CATALOGUE).dropna(subset=["value"])
    found: dict[str, dict[Month, float]] = {}
    rows = zip(whole["metric"].tolist(), whole["month"].tolist(), whole["value"], strict=True)
    for metric, month, value in rows:
        found.setdefault(metric, {})[Month.at(month)] = float(value)
    return found


def _counted(offer: Offer, known: Known, asked: Asked) -> Iterator[Counted]:
    """What of the month the offer counts, as far as it is known."""
    bases = [on for fee in offer.fees if (on := getattr(fee, "on", None)) is not None]
    for driver in dict.fromkeys(id for base in bases for id in base.drivers):
        quantity = known.drivers.get(driver, {}).get(asked.month)
        if quantity is not None:
            yield Counted(driver, quantity, "typed" if driver in asked.usage else "as reported")


def _silent(measured: pd.DataFrame, asked: Asked) -> Iterator[str]:
    """A sentence for each driver whose total lacks a part of the practice."""
    lacking = silent_parts(measured, asked.month)
    for driver, metric in METRIC_OF.items():
        rows = lacking[lacking["metric"] == metric]
        names = rows["site"].fillna(rows["payer"]).fillna(rows["specialty"])
        if driver not in asked.usage and len(names):
            yield (
                f"{sentence(DRIVERS[driver].label)} are of the others only: nothing was reported "
                f"for {listed(sorted(set(names)))} in {asked.month.shown}."
            )


def _billed(said: Expected, kept: _Stored, known: Known) -> Expected:
    """The lines, once all usage is known."""
    assert kept.offer is not None, "without an offer nothing is expected"
    month = said.month
    judged = Credits(remarks=("There is no contract, so no service credits are expected.",))
    if kept.agreement is not None:
        fee = expected_invoice(kept.offer, month, known).fee
        judged = credits_of(kept.agreement, month, fee)
    due: dict[Month, Decimal] = {}
    for at, one in _by_invoice(judged, month):
        due[at] = due.get(at, Decimal(0)) + one.amount.dollars
    with_credits = replace(known, drivers={**known.drivers, CREDITS_DUE: due})
    invoice = expected_invoice(kept.offer, month, with_credits)
    returned = Usd.total(one.amount for one in judged.given_back)
    again = [ComparedLine(EARNED_BACK, None, None, returned, "earn_back")] if returned.cents else []
    return replace(
        said,
        lines=(*expected_lines(invoice), *again),
        units={line.label: line.unit for line in invoice.lines if line.unit is not None},
        credits=judged.borne,
        earned_back=judged.given_back,
        remarks=(*said.remarks, *judged.remarks, *_unmeasured(kept.offer, known, month)),
    )


def _by_invoice(judged: Credits, month: Month) -> Iterator[tuple[Month, Credit]]:
    """The credits by the month of the invoice that should bear them; others as they fell due."""
    yield from ((one.month, one) for one in judged.due if one.month != month)
    yield from ((month, one) for one in judged.borne)


def _unmeasured(offer: Offer, known: Known, month: Month) -> Iterator[str]:
    """A sentence for each metric that a fee depends on and nobody reported."""
    metrics = {name for fee in offer.fees if (name := getattr(fee, "metric", None))}
    for metric in sorted(metrics):
        if month not in known.metrics.get(metric, {}):
            name = metric_name(metric)
            yield f"{name} was not reported for {month.shown}; its fee is that of such a month."

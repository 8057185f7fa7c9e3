"""The ledger of service credits: what is due by what was judged, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from vendor_eval.access.roles import Permission, Person, may, require, require_vendor
from vendor_eval.follow_up.credit_ledger import Line, ledger
from vendor_eval.follow_up.settlement import CreditWaiver, Payment, Settlement
from vendor_eval.naming import name_key
from vendor_eval.quantities import Month
from vendor_eval.reports.credit_statement import credit_statement
from vendor_eval.reports.credit_tables import Stated
from vendor_eval.reports.report import About, Report
from vendor_eval.sla.assessment import credit_values
from vendor_eval.sla.contract import Contract
from vendor_eval.sla.findings import Credit, Finding, Status
from vendor_eval.store import follow_up as stored
from vendor_eval.store import invoices
from vendor_eval.store.follow_up import Kept
from vendor_eval.store.invoices import Revision
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.reviews import Review

__all__ = ["CreditWaiver", "Payment", "Settlement"]


@dataclass(frozen=True, eq=False)
class Account:
    """What is between the practice and one vendor.

    Attributes:
        stated: every line with the finding that it follows from, as far as there is one.
        kept: what people wrote down, by month and metric.
        invoices: those that are kept of the vendor; none for whoever may not see prices.
    """

    vendor: str
    stated: tuple[Stated, ...]
    kept: Mapping[tuple[Month, str], Kept[Settlement]]
    invoices: tuple[Revision, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """The ledger."""
        return tuple(one.line for one in self.stated)

    def of(self, line: Line) -> Kept[Settlement]:
        """What is kept of a line, to be changed and saved."""
        kept = self.kept.get((line.month, line.metric))
        return kept or Kept(self.vendor, line.settlement)


def of_all(deps: Deps, person: Person, review: Review) -> tuple[Line, ...]:
    """The ledger of every vendor, in the order of their contracts.

    Raises:
        NotAllowed: the person may not see service levels.
    """
    require(person, Permission.SEE_SERVICE_LEVELS)
    with deps.store.reading() as session:
        settled = _by_vendor(stored.listed(session, Settlement))
    owed = review.standings.credits
    due: dict[int, list[Credit]] = {}
    for place, credit in zip(owed["contract"].tolist(), credit_values(owed), strict=True):
        due.setdefault(place, []).append(credit)
    return tuple(
        line
        for place, contract in enumerate(review.standings.contracts)
        for line in ledger(
            contract,
            _looked_up(review, contract),
            due.get(place, ()),
            [one.record for one in settled.get(name_key(contract.vendor), ())],
            unknown=_unknown_months(review, contract),
        )
    )


def of_vendor(deps: Deps, person: Person, review: Review, vendor: str) -> Account:
    """What is between the practice and the vendor; no lines without a contract.

    Raises:
        NotAllowed: the person may not see service levels.
    """
    require(person, Permission.SEE_SERVICE_LEVELS)
    require_vendor(person, vendor)
    with deps.store.reading() as session:
        kept = stored.listed(session, Settlement, vendor)
        sees = may(person, Permission.SEE_PRICING)
        billed = invoices.of_vendor(session, vendor) if sees else ()
    contract = review.contract_of(vendor)
    stated: tuple[Stated, ...] = ()
    if contract is not None:
        rows = review.findings_of(vendor)
        breaches = review.standings.shown(rows[_in_breach(rows)])
        credits = review.standings.credits
        mine = credits[credits["contract"] == review.position(vendor)]
        said = [one.record for one in kept]
        months = _unknown_months(review, contract)
        lines = ledger(contract, breaches, credit_values(mine), said, unknown=months)
        found = {(one.month, one.metric): one for one in breaches}
        stated = tuple(Stated(one, found.get((one.month, one.metric))) for one in lines)
    of_line = {(one.record.month, one.record.metric): one for one in kept}
    return Account(vendor, stated, of_line, billed)


def unknown(review: Review, vendor: str) -> tuple[str, ...]:
    """A sentence for each month of the vendor whose credits could not be worked out."""
    key = name_key(vendor)
    faults = review.standings.faults
    return tuple(f"Not worked out: {one}." for one in faults if name_key(one.vendor) == key)


def statement(deps: Deps, person: Person, review: Review, account: Account) -> Report:
    """The statement to send to the vendor, as of today, signed by the person.

    Raises:
        NotAllowed: the person may not claim and settle credits.
    """
    require(person, Permission.SETTLE_CREDITS)
    require_vendor(person, account.vendor)
    about = About(
        practice=review.practice.name,
        prepared_on=deps.today(),
        prepared_by=person.name,
        synthetic=review.practice.synthetic,
        remarks=unknown(review, account.vendor),
    )
    return credit_statement(account.vendor, account.stated, about)


def _unknown_months(review: Review, contract: Contract) -> frozenset[Month]:
    """The months of a contract whose credits need a fee that is missing."""
    faults = review.standings.faults
    return frozenset(one.month for one in faults if one.vendor == contract.vendor)


def _looked_up(review: Review, contract: Contract) -> Sequence[Finding]:
    """The breaches of one event, and those whose fee is missing; the ledger asks for no others."""
    unknown = {one.index for one in _unknown_months(review, contract)}
    if not contract.incidents and not unknown:
        return ()
    rows = review.findings_of(contract.vendor)
    noted = {(one.metric, one.month.index) for one in contract.incidents}
    wanted = [
        (metric, month) in noted or month in unknown
        for metric, month in zip(rows["metric"].tolist(), rows["month"].tolist(), strict=True)
    ]
    return review.standings.shown(rows[_in_breach(rows) & pd.Series(wanted, rows.index)])


def _in_breach(rows: pd.DataFrame) -> pd.Series:
    return rows["status"] == Status.BREACH.value


def _by_vendor(kept: Sequence[Kept[Settlement]]) -> dict[str, list[Kept[Settlement]]]:
    found: dict[str, list[Kept[Settlement]]] = {}
    for one in kept:
        found.setdefault(name_key(one.vendor), []).append(one)
    return found

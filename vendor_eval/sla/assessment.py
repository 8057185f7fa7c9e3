"""From measurements to everything that follows from them: findings, credits, rights.

One contract gives an `Assessment` with a sentence to each finding. Many give a `Standings`, which
is frames: sentences are built only for the findings that are shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

import pandas as pd

from vendor_eval.errors import BadInput
from vendor_eval.measurement import Truth, known_value, rolled_up
from vendor_eval.metrics import CATALOGUE
from vendor_eval.quantities import Month, Usd
from vendor_eval.sla.contract import Contract
from vendor_eval.sla.credits import MissingFee, credits_due
from vendor_eval.sla.findings import Assessment, Credit, Finding, Status, TerminationRight
from vendor_eval.sla.incidents import companions
from vendor_eval.sla.judging import judge
from vendor_eval.sla.termination import termination_rights
from vendor_eval.sla.truths import judged_values
from vendor_eval.sla.why import Case, reason

# Looked up hundreds of thousands of times where there are many vendors.
_UNITS = {id: one.unit for id, one in CATALOGUE.items()}
_STATUSES = {one.value: one for one in Status}


@dataclass(frozen=True, slots=True)
class Standings:
    """Where many contracts stand, as frames over one list of contracts.

    Attributes:
        contracts: what the column ``contract`` of each frame counts.
        findings: with `FINDING_COLUMNS`, of all contracts.
        credits: with `CREDIT_COLUMNS`.
        termination: with `TERMINATION_COLUMNS`.
        faults: months whose credits need a fee that is missing; they have no credits here.
    """

    contracts: tuple[Contract, ...]
    findings: pd.DataFrame
    credits: pd.DataFrame
    termination: pd.DataFrame
    faults: tuple[MissingFee, ...]

    def shown(self, rows: pd.DataFrame) -> tuple[Finding, ...]:
        """``rows`` of ``findings`` as values with their sentences, in the order given."""
        theirs = self.credits[self.credits["contract"].isin(rows["contract"].unique())]
        owed = {
            (at, credit.metric, credit.month): credit
            for at, credit in zip(theirs["contract"], credit_values(theirs), strict=True)
        }
        found = []
        for at, bare in zip(rows["contract"], self.bare(rows), strict=True):
            contract = self.contracts[at]
            credit = owed.get((at, bare.metric, bare.month))
            shared = bare.status is Status.BREACH and credit is None
            others = companions(contract, bare.metric, bare.month) if shared else ()
            instead = next((one for one in others if (at, one, bare.month) in owed), None)
            sentence = reason(Case(bare, contract, credit, instead))
            found.append(replace(bare, reason=sentence))
        return tuple(found)

    def of_contract(self, at: int) -> Standings:
        """The same of the contract at one position alone, which is then the first."""
        findings, credits, rights = (
            one[one["contract"] == at].assign(contract=0).reset_index(drop=True)
            for one in (self.findings, self.credits, self.termination)
        )
        contract = self.contracts[at]
        faults = tuple(one for one in self.faults if one.vendor == contract.vendor)
        return Standings((contract,), findings, credits, rights, faults)

    def bare(self, rows: pd.DataFrame) -> Iterator[Finding]:
        """``rows`` as values without their sentences."""
        columns = ("contract", "level", "month", "value", "denominator", "raw", "status", "streak")
        entries = zip(*(rows[name].tolist() for name in columns), strict=True)
        for at, level_at, month, value, denominator, raw, status, streak in entries:
            contract = self.contracts[at]
            level = contract.service_levels[level_at]
            yield Finding(
                vendor=contract.vendor,
                metric=level.metric,
                month=Month.at(month),
                value=known_value(value),
                unit=_UNITS[level.metric],
                denominator=known_value(denominator),
                status=_STATUSES[status],
                streak=streak,
                level=level,
                reason="",
                raw=known_value(raw),
            )


def credit_values(owed: pd.DataFrame) -> tuple[Credit, ...]:
    """A frame with `CREDIT_COLUMNS` as values, in its order."""
    columns = (owed[name].tolist() for name in ("month", "metric", "cents", "earned_back"))
    return tuple(
        Credit(Month.at(month), metric, Usd(cents), None if back is pd.NA else Month.at(back))
        for month, metric, cents, back in zip(*columns, strict=True)
    )


def right_values(rights: pd.DataFrame) -> tuple[TerminationRight, ...]:
    """A frame with `TERMINATION_COLUMNS` as values, in its order."""
    columns = (rights[name].tolist() for name in ("rule", "metric", "month"))
    return tuple(
        TerminationRight(rule, metric if isinstance(metric, str) else None, Month.at(month))
        for rule, metric, month in zip(*columns, strict=True)
    )


def assess_all(
    contracts: Sequence[Contract],
    measurements: pd.DataFrame,
    through: Month | Mapping[str, Month] | None = None,
    others: Mapping[Truth, pd.DataFrame] = MappingProxyType({}),
) -> Standings:
    """Judge every contract on ``measurements`` (`measurement.COLUMNS`, not yet rolled up).

    Args:
        through: as in `judge`.
        others: the recomputed and audited values, for service levels that are judged on them; the
            months of those are not reported where there are none.
    """
    values = judged_values(contracts, measurements, others)
    if values is not measurements and not isinstance(through, Month):
        # How far to judge is told by what the vendor reported, whatever it is judged on.
        through = {**_last_months(measurements), **(through or {})}
    findings = judge(contracts, rolled_up(values, CATALOGUE), through)
    owed, faults = credits_due(contracts, findings)
    rights = termination_rights(contracts, findings, owed)
    return Standings(tuple(contracts), findings, owed, rights, faults)


def _last_months(measurements: pd.DataFrame) -> dict[str, Month]:
    latest = measurements.groupby("vendor")["month"].max()
    return {str(vendor): Month.at(int(month)) for vendor, month in latest.items()}


def assess(
    contract: Contract, measurements: pd.DataFrame, through: Month | None = None
) -> Assessment:
    """Judge one contract; rows of other vendors and outside the term are passed over.

    A service level that is judged on something else than reported values is not reported.

    Args:
        measurements: with `measurement.COLUMNS`, not yet rolled up.
        through: the last month to judge; None for the vendor's last month in ``measurements``.

    Raises:
        BadInput: a service credit falls due in a month whose fee is missing.
    """
    standing = assess_all([contract], measurements, through)
    if standing.faults:
        raise BadInput(standing.faults)
    in_order = standing.findings.sort_values("month", kind="stable")
    return Assessment(
        contract,
        standing.shown(in_order),
        credit_values(standing.credits),
        right_values(standing.termination),
    )

"""A vendor's month under all definitions, from the values that were recomputed and kept."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import Session

from vendor_eval.access.roles import Permission, Person, require, require_vendor, rows_seen
from vendor_eval.claims.kpis import NotComputable, Recomputed
from vendor_eval.claims.sensitivity import Cohort, Row, cohorts, sensitivity
from vendor_eval.claims.variants import Family, family_of
from vendor_eval.errors import NotFound
from vendor_eval.files.contracts import read_contract
from vendor_eval.quantities import Month
from vendor_eval.sla.contract import Contract
from vendor_eval.store import claim_runs, claim_values, contracts
from vendor_eval.workflows.claim_runs import is_seen
from vendor_eval.workflows.definitions import promises
from vendor_eval.workflows.deps import Deps


@dataclass(frozen=True, slots=True)
class Known:
    """What there is to compare.

    Attributes:
        months: by vendor, the newest first.
    """

    months: dict[str, tuple[Month, ...]]


@dataclass(frozen=True, slots=True)
class Compared:
    """A vendor's month.

    Attributes:
        rows: by family, those of which anything was worked out.
        not_computable: definitions of those families that the last recomputation could not give.
        contract: whether one was in force.
    """

    rows: dict[Family, tuple[Row, ...]]
    not_computable: tuple[NotComputable, ...]
    contract: bool


def known(deps: Deps, person: Person) -> Known:
    """The vendors and months of whose claims any metric of a family was recomputed.

    Raises:
        NotAllowed: the person may not see service levels.
    """
    require(person, Permission.SEE_SERVICE_LEVELS)
    with deps.store.reading() as session:
        found: dict[str, set[Month]] = {}
        for one in rows_seen(person, (one.kpi for one in claim_values.current(session))):
            if family_of(one.metric) is not None:
                found.setdefault(one.vendor, set()).add(one.month)
    return Known({vendor: tuple(sorted(found[vendor], reverse=True)) for vendor in sorted(found)})


def of_month(deps: Deps, person: Person, vendor: str, month: Month) -> Compared:
    """The vendor's month under every definition, against its contract or the documented limits.

    Raises:
        NotAllowed: the person may not see service levels.
    """
    require(person, Permission.SEE_SERVICE_LEVELS)
    require_vendor(person, vendor)
    with deps.store.reading() as session:
        values = claim_values.current(session, [vendor], (month, month))
        contract = _contract(session, vendor)
        runs = [one for one in claim_runs.listed(session) if is_seen(person, one)]
    done = Recomputed(
        kpis=tuple(one.kpi for one in values if not one.is_variant),
        variants=tuple(one.kpi for one in values if one.is_variant),
        as_of=max((one.as_of for one in values), default=None),
    )
    promised = () if contract is None else promises(contract, month)
    rows = {one.family: sensitivity(done, one, promised) for one in _of(done, vendor, month)}
    of_run = [run for run in runs if run.id in {one.run for one in values}]
    because = of_run[0].not_computable if of_run else ()
    return Compared(
        rows,
        tuple(one for one in because if family_of(one.metric) in rows),
        contract=bool(promised),
    )


def _of(done: Recomputed, vendor: str, month: Month) -> list[Cohort]:
    return [one for one in cohorts(done) if (one.vendor, one.month) == (vendor, month)]


def _contract(session: Session, vendor: str) -> Contract | None:
    try:
        text = contracts.of_vendor(session, vendor).text
    except NotFound:
        return None
    return read_contract(text, f"contract of {vendor}")

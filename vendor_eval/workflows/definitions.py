"""One cohort under all its definitions, against a contract's limits or the documented ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from vendor_eval.access.roles import Permission, Person, require
from vendor_eval.claims.kpis import Recomputed
from vendor_eval.claims.sensitivity import Cohort, Promise, Row, cohorts, sensitivity
from vendor_eval.claims.variants import FAMILIES, Family, family_of
from vendor_eval.files.contracts import read_contract
from vendor_eval.naming import name_key
from vendor_eval.quantities import Month
from vendor_eval.sla.contract import Clock, Contract, ServiceLevel
from vendor_eval.sla.terms import stretches
from vendor_eval.workflows.checks import NamedFile
from vendor_eval.workflows.claims import Asked, recomputed


@dataclass(frozen=True, slots=True)
class Compared:
    """What came of comparing definitions.

    Attributes:
        cohorts: by vendor, month and family.
    """

    recomputed: Recomputed
    cohorts: tuple[tuple[Cohort, tuple[Row, ...]], ...]


def compared(
    person: Person, asked: Asked, families: Sequence[Family], contract: NamedFile | None = None
) -> Compared:
    """Every cohort of the files under all definitions of ``families``; stores nothing.

    Raises:
        NotAllowed: the person may not read what vendors send, or see service levels.
        NotFound: a path does not exist.
        BadInput: the contract has faults; all are listed.
    """
    require(person, Permission.SEE_SERVICE_LEVELS)
    terms = None if contract is None else read_contract(contract.content, contract.name)
    metrics = tuple(metric for one in families for metric in FAMILIES[one].metrics)
    done = recomputed(person, replace(asked, metrics=metrics, analyses=(), variants=True))
    return Compared(
        done,
        tuple(
            (cohort, sensitivity(done, cohort, _promised(terms, cohort)))
            for cohort in cohorts(done, families)
        ),
    )


def promises(contract: Contract, month: Month) -> tuple[Promise, ...]:
    """What the contract promises in that month, in its order; nothing outside the term."""
    return tuple(
        _promise(contract.service_levels[one.level])
        for one in stretches(contract)
        if one.first <= month.index <= one.last
    )


def _promised(contract: Contract | None, cohort: Cohort) -> tuple[Promise, ...]:
    if contract is None or name_key(contract.vendor) != name_key(cohort.vendor):
        return ()
    return promises(contract, cohort.month)


def _promise(level: ServiceLevel) -> Promise:
    """Turnarounds and deadlines of claims run on the calendar, and not on a business clock."""
    if level.clock is Clock.BUSINESS and family_of(level.metric) is Family.TURNAROUND:
        return Promise(level.metric, None, None)
    return Promise(level.metric, level.target, level.minimum)

"""A contract file against a file of measures, without a database."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from vendor_eval.access.roles import Permission, Person, require
from vendor_eval.errors import BadInput, Fault
from vendor_eval.files.contracts import read_contract
from vendor_eval.files.measures import read_measures
from vendor_eval.files.reading import Message, Reading, ReadingOptions, Verdict
from vendor_eval.measurement import DIMENSIONS, rolled_up
from vendor_eval.metrics import CATALOGUE
from vendor_eval.naming import name_key
from vendor_eval.quantities import Month
from vendor_eval.sla.assessment import assess
from vendor_eval.sla.contract import Contract
from vendor_eval.sla.findings import Assessment
from vendor_eval.workflows.readings import faults_of


@dataclass(frozen=True, slots=True)
class NamedFile:
    """A file's content, and the name it is spoken of by."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Check:
    """What came of holding measures against a contract.

    Attributes:
        messages: what was assumed in reading the measures.
        other_vendors: rows passed over because they are another vendor's.
        outside_term: rows passed over because the contract was not in force.
        no_total: rows of sites, payers or specialties whose values add up to none for the whole
            practice; their month counts as not reported.
    """

    assessment: Assessment
    messages: tuple[Message, ...]
    other_vendors: int
    outside_term: int
    no_total: int


def check(
    person: Person, contract: NamedFile, measures: NamedFile, through: Month | None = None
) -> Check:
    """Judge the contract's vendor through ``through`` or its last month in the file.

    Raises:
        NotAllowed: the person may not see service levels.
        BadInput: a file has faults, or there is nothing to judge; all faults are listed.
    """
    require(person, Permission.SEE_SERVICE_LEVELS)
    terms, reading = _read(contract, measures)
    if through is not None and through < terms.first_month:
        raise BadInput([_too_early(through, terms)])
    frame = reading.frame
    spellings = [one for one in frame["vendor"].unique() if name_key(one) == name_key(terms.vendor)]
    is_own = frame["vendor"].isin(spellings)
    # Rows outside the term are not judged, and still tell how far the vendor has reported.
    own = frame[is_own].assign(vendor=terms.vendor)
    in_term = own["month"].between(terms.first_month.index, terms.last_month.index)
    if through is None and not (own["month"] >= terms.first_month.index).any():
        raise BadInput([_nothing_to_judge(measures.name, terms, own)])
    return Check(
        assessment=assess(terms, own, through),
        messages=reading.messages,
        other_vendors=int((~is_own).sum()),
        outside_term=int((~in_term).sum()),
        no_total=_without_total(own[in_term]),
    )


def _without_total(rows: pd.DataFrame) -> int:
    """How many of ``rows`` have a value, and are of a month and metric that gets none."""
    whole = rolled_up(rows, CATALOGUE)
    key = ["month", "metric"]
    silent = pd.MultiIndex.from_frame(whole.loc[whole["value"].isna(), key])
    given = rows[rows["value"].notna() & rows[list(DIMENSIONS)].notna().any(axis=1)]
    return int(pd.MultiIndex.from_frame(given[key]).isin(silent).sum())


def _read(contract: NamedFile, measures: NamedFile) -> tuple[Contract, Reading]:
    """Both files, or the faults of both."""
    terms: Contract | None = None
    faults: list[Fault] = []
    try:
        terms = read_contract(contract.content, contract.name)
    except BadInput as error:
        faults += error.faults
    reading = read_measures(measures.content, measures.name, ReadingOptions())
    if reading.verdict is Verdict.REJECT:
        faults += faults_of(measures.name, reading.messages)
    if terms is None or faults:
        raise BadInput(faults)
    return terms, reading


def _too_early(through: Month, terms: Contract) -> Fault:
    what = f"{through} lies before {terms.first_month}, the first month in force"
    return Fault("--through", what, "name that month or a later one")


def _nothing_to_judge(name: str, terms: Contract, own: pd.DataFrame) -> Fault:
    if own.empty:
        return Fault(
            name,
            "no row is of the contract's vendor",
            "write the vendor in both files alike, or name the last month with --through",
        )
    return Fault(
        name,
        f"no row of the vendor lies in or after {terms.first_month}, where the contract begins",
        "correct starts in the contract, or the months in the file",
    )

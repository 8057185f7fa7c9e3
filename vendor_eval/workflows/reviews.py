"""Where every contract stands, from everything stored; what pages and reports are drawn from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache, partial
from typing import TypeVar
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
from sqlmodel import Session

from vendor_eval.access.roles import Permission, Person, names_seen, require, rows_seen, sees
from vendor_eval.files.contracts import read_contract
from vendor_eval.follow_up.restated import Restated
from vendor_eval.measurement import known_value, silent_parts
from vendor_eval.metrics import CATALOGUE
from vendor_eval.quantities import Month
from vendor_eval.reports.breach_report import About, Restatement, breach_report, breach_summary
from vendor_eval.reports.next_breach import months_counted
from vendor_eval.reports.report import Report, Summary
from vendor_eval.reports.vendor_month import MONTHS_SHOWN
from vendor_eval.reports.wording import listed
from vendor_eval.sla.assessment import Standings, assess_all, credit_values, right_values
from vendor_eval.sla.contract import Contract
from vendor_eval.sla.findings import Assessment, Finding
from vendor_eval.store import audited, claim_values, contracts, measures
from vendor_eval.store.contracts import Revision
from vendor_eval.store.restatements import restatements
from vendor_eval.store.stamp import stamp
from vendor_eval.workflows import origins, truths
from vendor_eval.workflows.closed_months import changed_since_closing
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.excused import with_relief
from vendor_eval.workflows.judged import other_values
from vendor_eval.workflows.practices import Practice, practice_of

_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class State:
    """What figures depend on: equal states give equal figures, and more than that is never kept.

    A review depends on ``judged`` alone; `stamp.Stamp` says what each text changes with.
    """

    stamp: str
    judged: str
    closed: str
    today: dt.date


@dataclass(frozen=True, eq=False)
class Review:
    """Where every contract stands.

    Attributes:
        measurements: as they stand, not rolled up, with `measurement.COLUMNS`.
        months: those that can be looked at, newest first; none before anything was judged.
        vendors: with a contract or with measurements, by name.
        restatements: values changed after they were first reported.
    """

    practice: Practice
    standings: Standings
    measurements: pd.DataFrame
    months: tuple[Month, ...]
    vendors: tuple[str, ...]
    restatements: tuple[Restatement, ...]

    @property
    def measured(self) -> bool:
        """Whether any measurement is stored."""
        return not self.measurements.empty

    @cached_property
    def _position(self) -> dict[str, int]:
        return {one.vendor: place for place, one in enumerate(self.standings.contracts)}

    def position(self, vendor: str) -> int:
        """The place of the vendor's contract in ``standings.contracts``; -1 without one."""
        return self._position.get(vendor, -1)

    def contract_of(self, vendor: str) -> Contract | None:
        """The vendor's contract, or None."""
        place = self.position(vendor)
        return None if place < 0 else self.standings.contracts[place]

    def findings_of(self, vendor: str) -> pd.DataFrame:
        """The vendor's findings, with `FINDING_COLUMNS`; empty without a contract."""
        findings = self.standings.findings
        return findings[findings["contract"] == self.position(vendor)]

    def restated(self, vendor: str, metric: str) -> set[int]:
        """The months (`Month.index`) in which the vendor changed this metric afterwards."""
        return {
            one.month.index
            for one in self.restatements
            if (one.vendor, one.metric) == (vendor, metric)
        }


def state(deps: Deps, person: Person) -> State:
    """What a review would be made from now; cheap.

    Raises:
        NotAllowed: the person may not see service levels.
    """
    require(person, Permission.SEE_SERVICE_LEVELS)
    with deps.store.reading() as session:
        now = stamp(session)
    return State(now.everything, now.judged, now.closed, deps.today())


def review(deps: Deps, person: Person) -> Review:
    """Judge everything stored, through the last whole month before today.

    A vendor that reported a later month is judged through that one.

    Raises:
        NotAllowed: the person may not see service levels.
        BadInput: a stored contract can no longer be read.
    """
    require(person, Permission.SEE_SERVICE_LEVELS)
    with deps.store.reading() as session:
        practice = practice_of(session)
        saved = rows_seen(person, contracts.listed(session))
        frame = measures.load(session, person.vendors)
        restated = _seen(person, restatements(session))
        terms = with_relief(session, [terms_of(one) for one in saved])
        others = other_values(session, terms)
    closed = Month.of(deps.today()).plus(-1)
    latest = frame.groupby("vendor")["month"].max()
    through = {
        one.vendor: max(closed, Month.at(int(latest.get(one.vendor, closed.index))))
        for one in terms
    }
    standings = assess_all(terms, frame, through, others)
    return Review(
        practice=practice,
        standings=standings,
        measurements=frame,
        months=_months(standings.findings),
        vendors=tuple(
            sorted({*frame["vendor"].unique(), *(one.vendor for one in terms)}, key=str.casefold)
        ),
        restatements=_restatements(restated),
    )


def assessments(review: Review, month: Month, vendor: str | None = None) -> tuple[Assessment, ...]:
    """Each contract's assessment, with the findings that a report on ``month`` is told from.

    Those of earlier months have no sentence.

    Args:
        vendor: only this vendor's; None for all.
    """
    standings = review.standings
    longest = [max(MONTHS_SHOWN, months_counted(one)) for one in standings.contracts]
    since = month.index - standings.findings["month"]
    chosen = (since >= 0) & (since < np.array(longest)[standings.findings["contract"]])
    if vendor is not None:
        chosen &= standings.findings["contract"] == review.position(vendor)
    rows = standings.findings[chosen]
    findings: dict[int, list[Finding]] = {}
    # Of months before, a report tells the status alone: their sentences are not built.
    before = rows["month"] < month.index
    for part, told in ((rows[before], standings.bare), (rows[~before], standings.shown)):
        for place, finding in zip(part["contract"], told(part), strict=True):
            findings.setdefault(int(place), []).append(finding)
    credits = _by_contract(standings.credits, credit_values(standings.credits))
    rights = _by_contract(standings.termination, right_values(standings.termination))
    wanted = range(len(standings.contracts)) if vendor is None else [review.position(vendor)]
    return tuple(
        Assessment(
            standings.contracts[place],
            tuple(findings.get(place, ())),
            tuple(credits.get(place, ())),
            tuple(rights.get(place, ())),
        )
        for place in wanted
    )


def terms_of(saved: Revision) -> Contract:
    """What a stored contract says, under the name by which its vendor's figures are stored."""
    return replace(_terms(saved.text, saved.vendor), vendor=saved.vendor)


@lru_cache(maxsize=4096)
def _terms(text: str, vendor: str) -> Contract:
    """The contract that ``text`` says; a text is read once however often it is judged."""
    return read_contract(text, f"contract of {vendor}")


def _by_contract(frame: pd.DataFrame, values: Iterable[_Value]) -> dict[int, list[_Value]]:
    """The values of a frame's rows by the contract they are of, in the frame's order."""
    found: dict[int, list[_Value]] = {}
    for place, value in zip(frame["contract"].tolist(), values, strict=True):
        found.setdefault(place, []).append(value)
    return found


def report_on(
    deps: Deps,
    person: Person,
    review: Review,
    month: Month,
    *,
    changed: Sequence[Restated] | None = None,
) -> Report:
    """The breach report of one month, prepared today.

    Args:
        changed: what changed in closed months, where that is known already.

    Raises:
        NotAllowed: the person may not see service levels.
    """
    about = _about(deps, person, review, month, changed=changed)
    if not about.origins:
        zone = _zone(review)
        came = origins.of_reported(deps, person, review.vendors, month, zone=zone)
        about = replace(about, origins=came)
    return breach_report(assessments(review, month), month, about)


def summary_on(
    deps: Deps,
    person: Person,
    review: Review,
    month: Month,
    *,
    changed: Sequence[Restated] | None = None,
) -> Summary:
    """What the first page of `report_on` says, in a fraction of its time.

    Raises:
        NotAllowed: as `report_on`.
    """
    about = _about(deps, person, review, month, changed=changed)
    return breach_summary(assessments(review, month), month, about)


def _about(
    deps: Deps,
    person: Person,
    review: Review,
    month: Month,
    *,
    changed: Sequence[Restated] | None,
) -> About:
    require(person, Permission.SEE_SERVICE_LEVELS)
    with deps.store.reading() as session:
        looked = _anybody_looked(session, month)
        if changed is None:
            changed = changed_since_closing(session, review.standings, partial(sees, person))
    # Where nobody has looked, nothing is told of values that only the vendor knows.
    known = [
        one
        for contract in review.standings.contracts
        if looked
        for one in truths.of_vendor(deps, person, contract.vendor, (month, month))
    ]
    return About(
        practice=review.practice.name,
        prepared_on=deps.today(),
        prepared_by=person.name,
        synthetic=review.practice.synthetic,
        restatements=tuple(one for one in review.restatements if one.month <= month),
        remarks=(*_limits_of(person, review), *_without_fee(review), *_incomplete(review, month)),
        evidence=tuple(one.found for one in known),
        closed=tuple(one for one in changed if one.month <= month),
        origins=origins.of_truths(known, _zone(review)),
    )


def _zone(review: Review) -> ZoneInfo:
    return ZoneInfo(review.practice.time_zone or "UTC")


def _limits_of(person: Person, review: Review) -> tuple[str, ...]:
    """A sentence that totals are of some vendors only, for whoever may not see all of them."""
    if person.vendors is None:
        return ()
    names = listed(review.vendors) or "none yet"
    return (f"Only the vendors that {person.name} may see are counted: {names}.",)


def _seen(person: Person, frame: pd.DataFrame) -> pd.DataFrame:
    return frame[frame["vendor"].isin(names_seen(person, frame["vendor"].unique()))]


def _anybody_looked(session: Session, month: Month) -> bool:
    """Whether any value of the month was recomputed or audited."""
    if month in claim_values.months(session):
        return True
    return any(one.audited.month == month for one in audited.newest(session))


def _without_fee(review: Review) -> list[str]:
    return [f"Not worked out: {fault}." for fault in review.standings.faults]


def _incomplete(review: Review, month: Month) -> list[str]:
    """A sentence for each vendor whose totals of ``month`` lack a part of the practice."""
    lacking = silent_parts(review.measurements, month)
    names = lacking["site"].fillna(lacking["payer"]).fillna(lacking["specialty"])
    return [
        f"{vendor} reported nothing for {listed(sorted(set(of_vendor)))} in {month.shown}; "
        "its totals are of the others only."
        for vendor, of_vendor in names.groupby(lacking["vendor"])
    ]


def _months(findings: pd.DataFrame) -> tuple[Month, ...]:
    return tuple(Month.at(int(one)) for one in sorted(findings["month"].unique(), reverse=True))


def _restatements(frame: pd.DataFrame) -> tuple[Restatement, ...]:
    """Of the whole practice only: those of a site show in its total."""
    whole = frame[frame[["site", "payer", "specialty"]].isna().all(axis=1)]
    return tuple(
        Restatement(
            vendor=row["vendor"],
            metric=row["metric"],
            month=Month.at(row["month"]),
            unit=CATALOGUE[row["metric"]].unit,
            first=known_value(row["first_value"]),
            now=known_value(row["value"]),
        )
        for row in whole.to_dict("records")
    )

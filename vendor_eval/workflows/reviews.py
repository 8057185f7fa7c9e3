"""Where every contract stands, from everything stored; what pages and reports are drawn from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

import numpy as np
import pandas as pd

from vendor_eval.access.roles import Permission, Person, names_seen, require, rows_seen
from vendor_eval.measurement import known_value
from vendor_eval.metrics import CATALOGUE
from vendor_eval.quantities import Month
from vendor_eval.reports.breach_report import Restatement
from vendor_eval.reports.next_breach import months_counted
from vendor_eval.reports.vendor_month import MONTHS_SHOWN
from vendor_eval.sla.assessment import Standings, assess_all, credit_values, right_values
from vendor_eval.sla.contract import Contract
from vendor_eval.sla.findings import Assessment, Finding
from vendor_eval.store import contracts, measures
from vendor_eval.store.restatements import restatements
from vendor_eval.store.stamp import stamp
from vendor_eval.workflows.contract_terms import terms_of
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


def _by_contract(frame: pd.DataFrame, values: Iterable[_Value]) -> dict[int, list[_Value]]:
    """The values of a frame's rows by the contract they are of, in the frame's order."""
    found: dict[int, list[_Value]] = {}
    for place, value in zip(frame["contract"].tolist(), values, strict=True):
        found.setdefault(place, []).append(value)
    return found


def _seen(person: Person, frame: pd.DataFrame) -> pd.DataFrame:
    return frame[frame["vendor"].isin(names_seen(person, frame["vendor"].unique()))]


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

"""Open cases of all vendors, the most urgent first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from typing import NamedTuple

import numpy as np
import pandas as pd

from vendor_eval.access.roles import Permission, Person, require
from vendor_eval.follow_up.breach_note import BreachNote, Severity
from vendor_eval.follow_up.cases import Case, Judged, cases
from vendor_eval.follow_up.escalation import Offer, offered
from vendor_eval.follow_up.remediation import Standing, State, standing
from vendor_eval.follow_up.severity import Grade, Grounds, far_beyond, grade
from vendor_eval.quantities import Month, Usd
from vendor_eval.sla.contract import Deadlines
from vendor_eval.sla.findings import Finding, Status
from vendor_eval.sla.judging import is_judged, series_of
from vendor_eval.workflows.breach_records import Of, Place, Records, load
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.reviews import Review

# A case may have ended with a month that is only judged now; older ones are of no interest.
_LATELY = 3


@dataclass(frozen=True, slots=True)
class Open:
    """A case as it is listed.

    Attributes:
        finding: its last breach.
        grade: of that breach.
        offer: where the vendor's ladder stands.
    """

    finding: Finding
    standing: Standing
    grade: Grade
    offer: Offer

    @property
    def place(self) -> Place:
        """Its last breach."""
        return Place(self.finding.vendor, self.finding.metric, self.finding.month)


def board(deps: Deps, person: Person, review: Review) -> tuple[Open, ...]:
    """Every case that is open, and those that the last month ended; the most urgent first.

    Raises:
        NotAllowed: the person may not see service levels.
    """
    require(person, Permission.SEE_SERVICE_LEVELS)
    records, today = load(deps, person), deps.today()
    closed = Month.of(today).plus(-1)
    found = [
        one
        for one in _last_cases(review.standings.findings, records)
        if one.case.good is None or one.case.good >= closed
    ]
    rows = review.standings.findings.iloc[[one.row for one in found]]
    around = Around.of(review, records, today)
    listed = [
        opened(finding, one.case, around)
        for one, finding in zip(found, review.standings.shown(rows), strict=True)
    ]
    return tuple(sorted(listed, key=_urgency))


class Consequences(NamedTuple):
    """What followed from findings by the contract.

    Attributes:
        rights: vendor, metric (empty for a rule over all) and `Month.index` of each right.
        credits: what fell due, by vendor, metric and `Month.index`.
    """

    rights: frozenset[tuple[str, str, int]]
    credits: Mapping[tuple[str, str, int], Usd]

    @classmethod
    def of(cls, review: Review, vendor: str | None = None) -> Consequences:
        """Those of a vendor; None for all vendors."""
        rights, due = review.standings.termination, review.standings.credits
        if vendor is not None:
            rights, due = (one[one["contract"] == review.position(vendor)] for one in (rights, due))
        arisen = rights.assign(metric=rights["metric"].fillna(""))
        owed = zip(_keys(due), due["cents"].tolist(), strict=True)
        return cls(frozenset(_keys(arisen)), {key: Usd(cents) for key, cents in owed})

    def grade(self, finding: Finding, note: BreachNote | None) -> Grade:
        """How grave a breach is."""
        vendor, month = finding.vendor, finding.month.index
        value = finding.value
        grounds = Grounds(
            right=any((vendor, one, month) in self.rights for one in ("", finding.metric)),
            streak=finding.streak,
            credit=self.credits.get((vendor, finding.metric, month), Usd(0)),
            beyond=value is not None and far_beyond(finding.level, value),
        )
        return grade(grounds, note)


class Around(NamedTuple):
    """What a case is looked at with.

    Attributes:
        left_out: by vendor and metric, as in `Written`.
    """

    review: Review
    records: Records
    consequences: Consequences
    left_out: Mapping[Of, frozenset[Month]]
    today: dt.date

    @classmethod
    def of(
        cls, review: Review, records: Records, today: dt.date, vendor: str | None = None
    ) -> Around:
        """That of a vendor; None for all vendors."""
        findings = review.standings.findings if vendor is None else review.findings_of(vendor)
        consequences = Consequences.of(review, vendor)
        return cls(review, records, consequences, _left_out(findings), today)


_LEFT_OUT = [one.value for one in (Status.RELIEF, Status.LOW_VOLUME, Status.RAMP)]


def _left_out(findings: pd.DataFrame) -> Mapping[Of, frozenset[Month]]:
    rows = findings[findings["status"].isin(_LEFT_OUT)]
    found: dict[Of, set[Month]] = {}
    for vendor, metric, month in _keys(rows):
        found.setdefault((vendor, metric), set()).add(Month.at(month))
    return {of: frozenset(months) for of, months in found.items()}


def opened(finding: Finding, case: Case, around: Around) -> Open:
    """The case whose last breach is ``finding``, as it is listed."""
    records, today = around.records, around.today
    of = (finding.vendor, finding.metric)
    written = replace(records.written(of), left_out=around.left_out.get(of, frozenset()))
    contract = around.review.contract_of(finding.vendor)
    stands = standing(case, written, contract.deadlines if contract else Deadlines(), today)
    note = written.notes.get(finding.month)
    taken = [one for month in case.breaches if month in written.notes
             for one in written.notes[month].taken]  # fmt: skip
    ladder = records.ladder(finding.vendor).record
    return Open(
        finding,
        stands,
        around.consequences.grade(finding, note),
        offered(ladder, stands.passed, taken, today),
    )


def series_in(findings: pd.DataFrame) -> Iterator[tuple[Of, list[tuple[int, Judged]]]]:
    """The judged months of each vendor and metric, each with its row in ``findings``."""
    at = np.flatnonzero(is_judged(findings))
    judged = findings.iloc[at]
    named = {int(index): Month.at(int(index)) for index in judged["month"].unique()}
    columns = [judged[name].astype("object").tolist() for name in ("vendor", "metric", "month")]
    breach = (judged["status"] == Status.BREACH.value).tolist()
    rows = zip(*columns, breach, at.tolist(), strict=True)
    for of, months in groupby(rows, key=lambda row: (row[0], row[1])):
        yield of, [(row, Judged(named[month], bad)) for *_, month, bad, row in months]


class _Last(NamedTuple):
    """The last case of a vendor and metric, and the row of its last breach."""

    case: Case
    row: int


def _last_cases(findings: pd.DataFrame, records: Records) -> Iterator[_Last]:
    """Of each vendor and metric that was in breach lately, or is still, or has a plan."""
    where = _followed(findings, records)
    rows = np.flatnonzero(where)
    for of, series in series_in(findings.iloc[rows]):
        found = cases([one for _, one in series], records.plans_of(of))
        if found:
            last = found[-1]
            row = next(row for row, one in series if one.month == last.last)
            yield _Last(last, int(rows[row]))


def _followed(findings: pd.DataFrame, records: Records) -> np.ndarray:
    """(n,) booleans: whether the row is of a series whose last case may be shown."""
    series = series_of(findings)
    breach = (findings["status"] == Status.BREACH.value).to_numpy()
    month = findings["month"].to_numpy()
    lately = breach & (month > (month.max() if len(month) else 0) - _LATELY)
    ends = np.flatnonzero(np.diff(series, append=-1))
    running = ends[findings["streak"].to_numpy()[ends] > 0]
    planned = pd.MultiIndex.from_frame(findings[["vendor", "metric"]]).isin(list(records.plans))
    wanted = {*series[lately].tolist(), *series[running].tolist(), *series[planned].tolist()}
    return np.isin(series, list(wanted))


def _keys(frame: pd.DataFrame) -> Iterator[tuple[str, str, int]]:
    columns = (frame[name].astype("object").tolist() for name in ("vendor", "metric", "month"))
    return zip(*columns, strict=True)


_STATES, _SEVERITIES = list(State), list(Severity)


def _urgency(one: Open) -> tuple[bool, bool, dt.date, int, int, str, str]:
    """Overdue first, by the day that has passed; then by what is due next; then the gravest."""
    stands = one.standing
    return (
        not stands.state.is_open,
        not stands.state.is_overdue,
        stands.next_day or dt.date.max,
        _STATES.index(stands.state),
        _SEVERITIES.index(one.grade.severity),
        one.finding.vendor,
        one.finding.metric,
    )

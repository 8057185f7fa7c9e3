"""One breach with everything that followed it, and the way to each of them."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from vendor_eval.access.roles import Permission, Person, require, require_vendor
from vendor_eval.follow_up.breach_note import BreachNote
from vendor_eval.follow_up.cases import case_of, cases
from vendor_eval.follow_up.dispute import Dispute
from vendor_eval.follow_up.due import DueDays, due_days
from vendor_eval.follow_up.ladder import Ladder
from vendor_eval.follow_up.plan import Plan
from vendor_eval.follow_up.severity import Grade
from vendor_eval.naming import name_key
from vendor_eval.quantities import Usd
from vendor_eval.sla.contract import Deadlines
from vendor_eval.sla.findings import Finding, Status
from vendor_eval.store.follow_up import Kept
from vendor_eval.workflows.breach_records import Place, Records, load
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.remediation import Around, Open, opened, series_in
from vendor_eval.workflows.reviews import Review

__all__ = ["Open", "Place"]

_COLUMNS = ["vendor", "metric", "month"]


@dataclass(frozen=True, slots=True)
class Breach:
    """A finding with everything that followed it.

    Attributes:
        finding: None where no contract judges the month any more.
        case: that it belongs to; None where the finding is no breach, like ``grade``.
        days: the deadlines that count for this finding alone.
        credit: what fell due for it; None where nothing did.
        note: like ``plan`` and ``ladder`` what would be saved first where none is kept.
        plan: of the case, else of the finding.
        dispute: None where the vendor has not disagreed.
        alike: other breaches of the vendor noted under the same incident.
    """

    place: Place
    finding: Finding | None
    case: Open | None
    grade: Grade | None
    days: DueDays
    credit: Usd | None
    note: Kept[BreachNote]
    plan: Kept[Plan]
    dispute: Kept[Dispute] | None
    ladder: Kept[Ladder]
    alike: tuple[Place, ...]


def places(deps: Deps, person: Person, review: Review) -> pd.DataFrame:
    """Every finding that is a breach, or that something was written down about.

    Returns:
        Columns vendor, metric and month (`Month.index`); by vendor, the newest month first.

    Raises:
        NotAllowed: the person may not see service levels.
    """
    require(person, Permission.SEE_SERVICE_LEVELS)
    findings = review.standings.findings
    breaches = findings.loc[findings["status"] == Status.BREACH.value, _COLUMNS]
    noted = [(one.vendor, one.metric, one.month.index) for one in load(deps, person).places()]
    types = {"vendor": "object", "metric": "object", "month": "int64"}
    both = pd.concat(
        [one.astype(types) for one in (breaches, pd.DataFrame(noted, columns=_COLUMNS))],
        ignore_index=True,
    ).drop_duplicates()
    by_vendor = both.sort_values(
        ["vendor", "month"],
        ascending=[True, False],
        kind="stable",
        key=lambda column: column.str.casefold() if column.name == "vendor" else column,
    )
    return by_vendor.reset_index(drop=True)


def of_finding(deps: Deps, person: Person, review: Review, place: Place) -> Breach:
    """One finding with everything that followed it.

    Raises:
        NotAllowed: the person may not see service levels.
    """
    require(person, Permission.SEE_SERVICE_LEVELS)
    require_vendor(person, place.vendor)
    records = load(deps, person, place.vendor)
    around = Around.of(review, records, deps.today(), place.vendor)
    of_metric = _of_metric(review, place)
    finding = _finding(review, of_metric, place)
    case = _case(of_metric, place, around)
    note = around.records.note(place)
    contract = review.contract_of(place.vendor)
    deadlines = contract.deadlines if contract else Deadlines()
    grade = None
    if finding is not None and finding.status is Status.BREACH:
        grade = around.consequences.grade(finding, note.record)
    key = (place.vendor, place.metric, place.month.index)
    return Breach(
        place=place,
        finding=finding,
        case=case,
        grade=grade,
        days=due_days(deadlines, place.month, note.record),
        credit=around.consequences.credits.get(key),
        note=note,
        plan=_plan(around.records, place, case),
        dispute=around.records.dispute(place),
        ladder=around.records.ladder(place.vendor),
        alike=_alike(around.records, note.record, place),
    )


def _of_metric(review: Review, place: Place) -> pd.DataFrame:
    of_vendor = review.findings_of(place.vendor)
    return of_vendor[of_vendor["metric"] == place.metric].sort_values("month")


def _finding(review: Review, of_metric: pd.DataFrame, place: Place) -> Finding | None:
    found = review.standings.shown(of_metric[of_metric["month"] == place.month.index])
    return found[0] if found else None


def _case(of_metric: pd.DataFrame, place: Place, around: Around) -> Open | None:
    """The case that the finding is a breach of."""
    for _, series in series_in(of_metric):
        found = cases([one for _, one in series], around.records.plans_of(place.of))
        case = case_of(found, place.month)
        if case is None:
            return None
        last = of_metric[of_metric["month"] == case.last.index]
        return opened(around.review.standings.shown(last)[0], case, around)
    return None


def _plan(records: Records, place: Place, case: Open | None) -> Kept[Plan]:
    """The plan of the case; without one the plan that would begin with the case."""
    kept = records.plans.get(place.of, {})
    if case is None:
        return kept.get(place.month, Kept(place.vendor, Plan(place.metric, place.month)))
    plan = case.standing.case.plan
    if plan is not None:
        return kept[plan.month]
    return Kept(place.vendor, Plan(place.metric, case.standing.case.first))


def _alike(records: Records, note: BreachNote, place: Place) -> tuple[Place, ...]:
    if not note.incident:
        return ()
    incident = name_key(note.incident)
    return tuple(
        Place(place.vendor, metric, month)
        for (_, metric), by_month in records.notes.items()
        for month, one in by_month.items()
        if name_key(one.record.incident) == incident
        and (metric, month) != (place.metric, place.month)
    )

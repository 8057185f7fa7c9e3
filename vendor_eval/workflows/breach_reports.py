"""The breach report of a month, and its first page alone, from a review that is at hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from zoneinfo import ZoneInfo

from sqlmodel import Session

from vendor_eval.access.roles import Permission, Person, require, sees
from vendor_eval.follow_up.restated import Restated
from vendor_eval.measurement import silent_parts
from vendor_eval.quantities import Month
from vendor_eval.reports.breach_report import AboutMonth, breach_report, breach_summary
from vendor_eval.reports.report import Report, Summary
from vendor_eval.reports.wording import listed
from vendor_eval.store import audited, claim_values
from vendor_eval.workflows import origins, truths
from vendor_eval.workflows.closed_months import changed_since_closing
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.reviews import Review, assessments


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
) -> AboutMonth:
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
    return AboutMonth(
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

"""How a vendor took over and what came of it, and how well the practice could leave it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from vendor_eval.access.roles import Permission, Person, require, require_vendor
from vendor_eval.follow_up.course import Course, courses
from vendor_eval.follow_up.exit_readiness import Check, checks
from vendor_eval.follow_up.since_go_live import Measured, plan_remarks
from vendor_eval.follow_up.transition import ExitReadiness, Transition
from vendor_eval.measurement import rolled_up
from vendor_eval.metrics import CATALOGUE
from vendor_eval.naming import name_key
from vendor_eval.quantities import Month
from vendor_eval.store import follow_up
from vendor_eval.store.follow_up import Kept
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.reviews import Review

__all__ = ["Kept"]


@dataclass(frozen=True, slots=True)
class Takeover:
    """What is written down about the start and the end with one vendor, and what follows.

    Attributes:
        plan: None where nobody wrote down how the vendor took over.
        courses: of the values reported for the whole practice; none without a plan.
        remarks: what the plan lacks by the documents.
        leaving: None where nobody wrote down what leaving would need; then no check is met.
    """

    vendor: str
    plan: Kept[Transition] | None
    courses: tuple[Course, ...]
    remarks: tuple[str, ...]
    leaving: Kept[ExitReadiness] | None
    checks: tuple[Check, ...]


def of_vendor(deps: Deps, person: Person, standing: Review, vendor: str) -> Takeover:
    """The takeover by one vendor, and how well it could be left today.

    The baseline is of whom the plan names, or else of the vendor itself.

    Raises:
        NotAllowed: the person may not see service levels.
    """
    require(person, Permission.SEE_SERVICE_LEVELS)
    require_vendor(person, vendor)
    with deps.store.reading() as session:
        plan = next(iter(follow_up.listed(session, Transition, vendor)), None)
        leaving = next(iter(follow_up.listed(session, ExitReadiness, vendor)), None)
    needed = checks(leaving.record if leaving else ExitReadiness(), deps.today())
    if plan is None:
        return Takeover(vendor, None, (), (), leaving, needed)
    since = _reported(standing, vendor)
    of = plan.record.baseline_of
    if of:
        require_vendor(person, of)
    before = _reported(standing, of) if of else since
    found = courses(plan.record, before, since)
    return Takeover(vendor, plan, found, tuple(plan_remarks(plan.record)), leaving, needed)


def _reported(standing: Review, vendor: str) -> Mapping[str, list[Measured]]:
    """The vendor's values of the whole practice by metric, in the order of the months."""
    frame = standing.measurements
    named = [one for one in standing.vendors if name_key(one) == name_key(vendor)]
    rows = rolled_up(frame[frame["vendor"].isin(named)], CATALOGUE)
    rows = rows[rows["value"].notna()].sort_values("month")
    found: dict[str, list[Measured]] = {}
    columns = ["metric", "month", "value", "numerator", "denominator"]
    for metric, month, *numbers in rows[columns].itertuples(index=False):
        found.setdefault(metric, []).append(Measured(Month.at(int(month)), *numbers))
    return found

"""Closing months: submitted, verified, closed, and held against what they say now."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from vendor_eval.access.roles import Permission, Person, require, require_vendor, rows_seen, sees
from vendor_eval.errors import BadInput, Fault
from vendor_eval.files.typed import note_faults
from vendor_eval.follow_up.closed_frame import ClosedFrame
from vendor_eval.follow_up.closing import MonthStanding, lacking
from vendor_eval.follow_up.month_close import MonthClose, Passed, Stage
from vendor_eval.follow_up.restated import Restated
from vendor_eval.follow_up.snapshots import Versions, snapshots
from vendor_eval.quantities import Month
from vendor_eval.store import closed_months
from vendor_eval.store import follow_up as stored
from vendor_eval.workflows.closed_months import changed_since_closing, versions_of
from vendor_eval.workflows.closed_months import closed as closed_of
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.follow_up import Kept
from vendor_eval.workflows.reviews import Review

__all__ = ["Kept"]


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody wants to be done with a month.

    Attributes:
        to: the stage that it is to reach; submitting starts the stages anew.
        versions: by vendor the revision that was shown, 0 before there is one; the vendors are
            those whose month is meant.
        unreported: why it may be closed without what was not reported; empty where nothing lacks.
    """

    month: Month
    to: Stage
    versions: Mapping[str, int]
    unreported: str = ""


@dataclass(frozen=True, eq=False)
class MonthTable:
    """Every vendor of a month.

    Attributes:
        standings: of each contract in force, by name.
        kept: what is kept of them, by vendor; none before anything is.
    """

    month: Month
    standings: tuple[MonthStanding, ...]
    kept: Mapping[str, Kept[MonthClose]]

    def version(self, vendor: str) -> int:
        """The revision that is shown, 0 before there is one."""
        return self.kept[vendor].version if vendor in self.kept else 0


def month_table(deps: Deps, person: Person, review: Review, month: Month) -> MonthTable:
    """How far every vendor's month has come.

    Raises:
        NotAllowed: the person may not see service levels.
    """
    require(person, Permission.SEE_SERVICE_LEVELS)
    with deps.store.reading() as session:
        versions = versions_of(session)
        kept = rows_seen(person, stored.listed(session, MonthClose, key=str(month)))
        closed = closed_months.months(session)
    return _table(review, month, kept, Beside(versions, closed))


def advance(deps: Deps, person: Person, review: Review, asked: Asked) -> tuple[MonthStanding, ...]:
    """Take the month of each vendor to a stage, all or none, and keep what it says.

    Raises:
        NotAllowed: the person may not close months.
        BadInput: something keeps a month from the stage; all faults of all vendors are listed.
        Conflict: somebody has taken a month further since.
    """
    require(person, Permission.CLOSE_MONTHS)
    for vendor in asked.versions:
        require_vendor(person, vendor)
    today = deps.today()
    with deps.store.writing(person.name) as session:
        kept = stored.listed(session, MonthClose, key=str(asked.month))
        beside = Beside(versions_of(session), closed_months.months(session))
        table = _table(review, asked.month, kept, beside)
        standings = {one.vendor: one for one in table.standings}
        wanted = [_asked_of(standings[name], asked) for name in asked.versions if name in standings]
        faults = [fault for one in wanted for fault in lacking(one, asked.to, today)]
        faults += note_faults("Reason", asked.unreported)
        faults += [
            Fault(name, f"has no contract in force in {asked.month.shown}", "choose another month")
            for name in asked.versions
            if name not in standings
        ]
        if faults:
            raise BadInput(faults)
        passed = Passed(asked.to, person.name, today)
        for one in wanted:
            shown = Kept(one.vendor, _reached(one, passed), asked.versions[one.vendor])
            stored.save(session, shown, person.name)
    return tuple(wanted)


def closed(deps: Deps, person: Person) -> ClosedFrame:
    """What closed months said when they were closed.

    Raises:
        NotAllowed: the person may not see service levels.
    """
    require(person, Permission.SEE_SERVICE_LEVELS)
    with deps.store.reading() as session:
        return closed_of(session, partial(sees, person))


def diary(
    deps: Deps, person: Person, review: Review, known: ClosedFrame | None = None
) -> tuple[Restated, ...]:
    """What changed in closed months since they were closed, the newest month first.

    Args:
        known: what `closed` gives, where that is known already.

    Raises:
        NotAllowed: the person may not see service levels.
    """
    require(person, Permission.SEE_SERVICE_LEVELS)
    with deps.store.reading() as session:
        return changed_since_closing(session, review.standings, partial(sees, person), known)


@dataclass(frozen=True, slots=True)
class Beside:
    """What a month is looked at with.

    Attributes:
        closed: the closed months of each vendor.
    """

    versions: Versions
    closed: Mapping[str, Collection[Month]]


def _table(
    review: Review, month: Month, kept: Sequence[Kept[MonthClose]], beside: Beside
) -> MonthTable:
    now = snapshots(review.standings, month, beside.versions)
    of_month = {one.vendor: one for one in kept}
    unpriced = {one.vendor for one in review.standings.faults if one.month == month}
    in_force = sorted(
        one.vendor
        for one in review.standings.contracts
        if one.first_month <= month <= one.last_month
    )
    return MonthTable(
        month,
        tuple(
            MonthStanding(
                vendor=vendor,
                close=of_month[vendor].record if vendor in of_month else MonthClose(month),
                now=now.get(vendor),
                unpriced=vendor in unpriced,
                open_before=_open_before(beside.closed.get(vendor, ()), month),
            )
            for vendor in in_force
        ),
        of_month,
    )


def _open_before(closed: Collection[Month], month: Month) -> Month | None:
    """The first month since the first closed one that is not closed, before a month."""
    indices = {one.index for one in closed}
    since = range(min(indices, default=month.index), month.index)
    return next((Month.at(one) for one in since if one not in indices), None)


def _asked_of(standing: MonthStanding, asked: Asked) -> MonthStanding:
    """The standing with the reason that is given now; one that was given before stays."""
    said = asked.unreported.strip() or standing.close.unreported
    if not standing.silent:
        said = ""
    return replace(standing, close=replace(standing.close, unreported=said))


def _reached(standing: MonthStanding, passed: Passed) -> MonthClose:
    """The record once the stage is reached, with what the month says."""
    assert standing.now is not None, "a month that was not judged lacks something"
    before = () if passed.stage is Stage.SUBMITTED else standing.close.passed
    return replace(
        standing.close,
        passed=(*before, passed),
        locked=standing.now.locked,
        contract=standing.now.contract,
        rights=standing.now.rights,
        earned_back=standing.now.earned_back,
    )

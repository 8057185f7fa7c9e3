"""What is reported, recomputed and audited of one vendor, joined by metric and month."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import pandas as pd

from vendor_eval.claims.kpis import Kpi
from vendor_eval.claims.reconciliation import Known, Reconciled, Stated, reconciled
from vendor_eval.measurement import known_value, rolled_up
from vendor_eval.metrics import CATALOGUE
from vendor_eval.quantities import Month
from vendor_eval.store.audited import Finding
from vendor_eval.store.claim_values import RunValue
from vendor_eval.store.received import ReadFrom
from vendor_eval.store.reported_definitions import Chosen

_Values = Mapping[tuple[str, Month], Sequence[RunValue]]


@dataclass(frozen=True, slots=True)
class Truths:
    """What is known of one metric of a vendor in one month, and where from.

    Attributes:
        files: those that the reported value was read from, the oldest first.
        run: the value of the run that counts; None without one.
        pending: items that were not decided then; None where that is not known.
        audit: the audited value as it was entered, withdrawn ones included; None without one.
        chosen: by which definition the vendor reports, as somebody wrote it down.
    """

    found: Reconciled
    files: tuple[ReadFrom, ...]
    run: RunValue | None
    pending: int | None
    audit: Finding | None
    chosen: Chosen

    @property
    def as_of(self) -> dt.date | None:
        """The day that the recomputation looked from; None without one."""
        return None if self.run is None else self.run.as_of


@dataclass(frozen=True, slots=True)
class Joined:
    """Everything known of one vendor, by metric and month.

    Attributes:
        received: when each newest report was stored, in UTC.
        files: those that each reported value was read from, the oldest first.
    """

    vendor: str
    reported: Mapping[tuple[str, Month], Stated]
    received: Mapping[tuple[str, Month], dt.datetime]
    files: Mapping[tuple[str, Month], tuple[ReadFrom, ...]]
    values: _Values
    audits: Mapping[tuple[str, Month], Finding]
    chosen: Mapping[str, Chosen]

    def truths(self) -> tuple[Truths, ...]:
        """By month, then in the catalogue's order."""
        place = {id: at for at, id in enumerate(CATALOGUE)}
        known = {one for one in (*self.reported, *self.values, *self.audits) if one[0] in place}
        in_order = sorted(known, key=lambda one: (one[1], place[one[0]]))
        return tuple(self._truths(metric, month) for metric, month in in_order)

    def _truths(self, metric: str, month: Month) -> Truths:
        chosen = self.chosen.get(metric, Chosen(self.vendor, metric, ""))
        ours = _last(self.values.get((metric, month), ()))
        audit = self.audits.get((metric, month))
        theirs = None
        if chosen.definition != metric:
            theirs = _of_run(ours, self.values.get((chosen.definition, month), ()))
        definition = metric if theirs is None else chosen.definition
        known = Known(
            vendor=self.vendor,
            month=month,
            metric=metric,
            reported=self.reported.get((metric, month)),
            recomputed=_stated(ours),
            audited=_audited(audit),
            definition=chosen.definition,
            under_theirs=_stated(theirs),
            as_known=self._as_known(metric, month, definition),
            tolerance=None if chosen.tolerance is None else Fraction(str(chosen.tolerance)),
        )
        return Truths(
            found=reconciled(known),
            files=self.files.get((metric, month), ()),
            run=ours,
            pending=None if ours is None else ours.kpi.pending,
            audit=audit,
            chosen=chosen,
        )

    def _as_known(self, metric: str, month: Month, definition: str) -> Stated | None:
        """The value as the claims stood when the report came; None where no files are so old."""
        came = self.received.get((metric, month))
        if came is None:
            return None
        values = self.values.get((definition, month), ())
        return _stated(_last([one for one in values if one.seen_on <= came.date()]))


def reported(frame: pd.DataFrame) -> dict[tuple[str, Month], Stated]:
    """What the vendor reports for the whole practice."""
    whole = rolled_up(frame, CATALOGUE)
    columns = (whole[name].tolist() for name in ("metric", "month", "value", "denominator"))
    return {
        (metric, Month.at(month)): Stated.of(value, known_value(denominator))
        for metric, month, value, denominator in zip(*columns, strict=True)
        if known_value(value) is not None
    }


def by_metric(values: Sequence[RunValue]) -> _Values:
    """The values by metric and month, in the order in which they came."""
    found: dict[tuple[str, Month], list[RunValue]] = {}
    for one in values:
        found.setdefault((one.kpi.metric, one.kpi.month), []).append(one)
    return found


def in_months(
    findings: Sequence[Finding], months: tuple[Month, Month]
) -> dict[tuple[str, Month], Finding]:
    """The findings by metric and month, of these months alone.

    Args:
        months: the first and the last, both included.
    """
    first, last = months
    return {
        (one.audited.metric, one.audited.month): one
        for one in findings
        if first <= one.audited.month <= last
    }


def _last(values: Sequence[RunValue]) -> RunValue | None:
    """The one that counts: they come in the order in which they do."""
    return values[-1] if values else None


def _of_run(ours: RunValue | None, values: Sequence[RunValue]) -> RunValue | None:
    """The one of the same run: other files would pass for another definition."""
    return next((one for one in values if ours is not None and one.run == ours.run), None)


def _stated(found: RunValue | None) -> Stated | None:
    kpi: Kpi | None = None if found is None else found.kpi
    if kpi is None or kpi.value is None:
        return None
    below = None if kpi.denominator is None else Fraction(kpi.denominator)
    return Stated(Stated.of(kpi.value).value, below)


def _audited(finding: Finding | None) -> Stated | None:
    if finding is None or finding.audited.value is None:
        return None
    return Stated.of(finding.audited.value, finding.audited.denominator)

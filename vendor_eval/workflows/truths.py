"""One metric, three truths: what is reported, recomputed and audited, joined and held together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import pandas as pd
from sqlmodel import Session

from vendor_eval.access.roles import Permission, Person, require
from vendor_eval.claims.kpis import Kpi
from vendor_eval.claims.reconciliation import Known, Reconciled, Stated, reconciled
from vendor_eval.claims.variants import VARIANTS
from vendor_eval.errors import BadInput, Fault
from vendor_eval.files.typed import note_faults
from vendor_eval.measurement import known_value, rolled_up
from vendor_eval.metrics import CATALOGUE
from vendor_eval.naming import name_key
from vendor_eval.quantities import EXAMPLES, Month, Quantity, Unit
from vendor_eval.store import audited, claim_values, measures, reported_definitions
from vendor_eval.store.audited import Audited, Finding
from vendor_eval.store.claim_values import RunValue
from vendor_eval.store.received import received_at
from vendor_eval.store.reported_definitions import Chosen
from vendor_eval.workflows.deps import Deps

__all__ = ["Audited", "Chosen", "Finding", "Truths"]

_Values = Mapping[tuple[str, Month], Sequence[RunValue]]


@dataclass(frozen=True, slots=True)
class Truths:
    """What is known of one metric of a vendor in one month, and where from.

    Attributes:
        as_of: the day that the recomputation looked from; None without one.
        pending: items that were not decided then; None where that is not known.
        audit: the audited value as it was entered, withdrawn ones included; None without one.
        chosen: by which definition the vendor reports, as somebody wrote it down.
    """

    found: Reconciled
    as_of: dt.date | None
    pending: int | None
    audit: Finding | None
    chosen: Chosen


def of_vendor(
    deps: Deps, person: Person, vendor: str, months: tuple[Month, Month]
) -> tuple[Truths, ...]:
    """Every metric and month of a vendor of which anything is known, by month and metric.

    Args:
        months: the first and the last, both included.

    Raises:
        NotAllowed: the person may not see service levels.
    """
    require(person, Permission.SEE_SERVICE_LEVELS)
    with deps.store.reading() as session:
        joined = _Joined(
            vendor=vendor,
            reported=_reported(measures.load(session, [vendor], months)),
            received=received_at(session, vendor, months),
            values=_by_metric(claim_values.history(session, [vendor], months)),
            audits=_in_months(audited.newest(session, vendor), months),
            chosen={
                one.chosen.metric: one.chosen
                for one in reported_definitions.newest(session, vendor)
            },
        )
    return joined.truths()


@dataclass(frozen=True, slots=True)
class Seen:
    """What there is to look at.

    Attributes:
        vendors: those whose figures, claims or contract are kept, by name.
        months: those with a reported or recomputed value, the newest first.
    """

    vendors: tuple[str, ...]
    months: tuple[Month, ...]


def seen(deps: Deps, person: Person) -> Seen:
    """The vendors and months of which anything is known.

    Raises:
        NotAllowed: the person may not see service levels.
    """
    require(person, Permission.SEE_SERVICE_LEVELS)
    with deps.store.reading() as session:
        months = {*measures.months(session), *claim_values.months(session)}
        return Seen(measures.vendors(session), tuple(sorted(months, reverse=True)))


def discrepancies(truths: Sequence[Truths]) -> tuple[Truths, ...]:
    """Those of ``truths`` that are findings."""
    return tuple(one for one in truths if one.found.discrepancy is not None)


def typed_value(metric: str, text: str) -> float | None:
    """The value that somebody typed in the metric's unit, ``94 %`` or ``36 h``; None for nothing.

    Raises:
        BadInput: it is not such a value.
    """
    if not text.strip():
        return None
    unit = CATALOGUE[metric].unit
    try:
        return float(Quantity.parse(text, _BARE.get(unit)).within(unit).value)
    except ValueError as error:
        raise BadInput([Fault("Value", str(error), f"write it as {EXAMPLES[unit]}")]) from None


def enter(deps: Deps, person: Person, value: Audited) -> None:
    """Keep what an audit found, as a further revision.

    Raises:
        NotAllowed: the person may not enter audited values.
        BadInput: the value cannot be kept; all faults are listed.
        Conflict: somebody has entered another one since.
    """
    require(person, Permission.AUDIT_VALUES)
    faults = [*_value_faults(value), *note_faults("How", value.how)]
    faults += note_faults("Evidence", value.evidence)
    if not value.how.strip():
        faults.append(Fault("How", "is missing", "say how the value was found"))
    with deps.store.writing() as session:
        faults += _vendor_faults(session, value.vendor)
        if faults:
            raise BadInput(faults)
        audited.save(session, value, person.name)


def choose(deps: Deps, person: Person, chosen: Chosen) -> None:
    """Keep by which definition a vendor says it reports a metric, as a further revision.

    Raises:
        NotAllowed: the person may not enter audited values.
        BadInput: the choice cannot be kept; all faults are listed.
        Conflict: somebody has chosen another one since.
    """
    require(person, Permission.AUDIT_VALUES)
    faults = list(note_faults("Note", chosen.note))
    if chosen.metric not in CATALOGUE:
        faults.append(Fault("Metric", "is not known", "choose one of the catalogue"))
    if chosen.tolerance is not None and not 0 <= chosen.tolerance < _MOST:
        faults.append(Fault("Tolerance", "is below zero or too large", "write a small number"))
    with deps.store.writing() as session:
        faults += _vendor_faults(session, chosen.vendor)
        if faults:
            raise BadInput(faults)
        reported_definitions.save(session, chosen, person.name)


def audit_history(deps: Deps, person: Person, vendor: str) -> tuple[Finding, ...]:
    """Every revision of every audited value of a vendor, the newest of each last.

    Raises:
        NotAllowed: the person may not see service levels.
    """
    require(person, Permission.SEE_SERVICE_LEVELS)
    with deps.store.reading() as session:
        return audited.history(session, vendor)


def definitions(metric: str) -> tuple[str, ...]:
    """The definitions by which a vendor may work out a metric, the metric itself first.

    Those in the same unit that the field gives in its place: of the catalogue, then others.
    """
    known = CATALOGUE[metric]
    named = [one.metric for one in known.variants if one.metric is not None]
    alike = [one for one in named if CATALOGUE[one].unit is known.unit]
    own = [
        one.id
        for one in VARIANTS.values()
        if one.metric.id == metric and one.stands_in and one.unit is known.unit
    ]
    return (metric, *alike, *own)


_MOST = 1e12
# A bare number could be 94 % or 94 times as much; only of what is counted it is plain.
_BARE = {Unit.COUNT: Unit.COUNT, Unit.USD: Unit.USD}


def _vendor_faults(session: Session, vendor: str) -> list[Fault]:
    if name_key(vendor) in map(name_key, measures.vendors(session)):
        return []
    return [Fault("Vendor", "is not known", "choose one whose figures or contract are kept")]


def _value_faults(value: Audited) -> list[Fault]:
    faults = []
    if value.metric not in CATALOGUE:
        faults.append(Fault("Metric", "is not known", "choose one of the catalogue"))
    if value.value is not None and not abs(value.value) < _MOST:
        faults.append(Fault("Value", "is too large", "write the value in the metric's unit"))
    return faults


@dataclass(frozen=True, slots=True)
class _Joined:
    """Everything known of one vendor, by metric and month."""

    vendor: str
    reported: Mapping[tuple[str, Month], Stated]
    received: Mapping[tuple[str, Month], dt.datetime]
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
            as_of=None if ours is None else ours.as_of,
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


def _reported(frame: pd.DataFrame) -> dict[tuple[str, Month], Stated]:
    """What the vendor reports for the whole practice."""
    whole = rolled_up(frame, CATALOGUE)
    columns = (whole[name].tolist() for name in ("metric", "month", "value", "denominator"))
    return {
        (metric, Month.at(month)): Stated.of(value, known_value(denominator))
        for metric, month, value, denominator in zip(*columns, strict=True)
        if known_value(value) is not None
    }


def _by_metric(values: Sequence[RunValue]) -> _Values:
    found: dict[tuple[str, Month], list[RunValue]] = {}
    for one in values:
        found.setdefault((one.kpi.metric, one.kpi.month), []).append(one)
    return found


def _in_months(
    findings: Sequence[Finding], months: tuple[Month, Month]
) -> dict[tuple[str, Month], Finding]:
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

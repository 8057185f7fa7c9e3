"""Values of metrics as runs recomputed them, by vendor and month.

Of several runs that have a value the one counts whose files know of the latest day: the greatest
``seen_on``, of those with the same the greatest ``as_of``, and then the one kept last. So an older
extract that is read later, or looked at from a later day, does not undo what a newer one says. The
others stay readable.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

import pandas as pd
from sqlalchemy import insert
from sqlmodel import Session, col, select

from vendor_eval.claims.kpis import Kpi, Number, Recomputed
from vendor_eval.measurement import Measurement, frame_of
from vendor_eval.naming import name_key
from vendor_eval.quantities import Month
from vendor_eval.store import names
from vendor_eval.store.tables import ClaimRun, ClaimValue, Vendor


@dataclass(frozen=True, slots=True)
class RunValue:
    """A value as one run gives it.

    Attributes:
        run: the run's id.
        as_of: the day that the run looked at the claims from.
        seen_on: the day up to which its files know of anything.
        at: when the run was kept, in UTC, and ``by`` whom.
        is_variant: whether ``kpi.metric`` is another definition than the catalogue's.
    """

    run: int
    as_of: dt.date
    seen_on: dt.date
    at: dt.datetime
    by: str
    is_variant: bool
    kpi: Kpi


_IN_ORDER = (
    select(ClaimValue, Vendor, ClaimRun)
    .join(Vendor, col(Vendor.id) == ClaimValue.vendor)
    .join(ClaimRun, col(ClaimRun.id) == ClaimValue.run)
    .order_by(Vendor.key, col(ClaimValue.month), ClaimValue.metric)
    .order_by(col(ClaimValue.is_variant))
    .order_by(col(ClaimRun.seen_on), col(ClaimRun.as_of), col(ClaimRun.id))
)


def add(session: Session, run: int, recomputed: Recomputed, by: str) -> None:
    """Keep the values of a run; vendors that are not known yet are added."""
    vendors = vendor_ids(session, (*recomputed.kpis, *recomputed.variants), by)
    rows = [
        _row(run, vendors, kpi, is_variant=is_variant)
        for kpis, is_variant in ((recomputed.kpis, False), (recomputed.variants, True))
        for kpi in kpis
    ]
    if rows:
        session.connection().execute(insert(ClaimValue), rows)


def vendor_ids(session: Session, found: Collection[Kpi], by: str) -> dict[str, int]:
    """The row of every vendor of ``found``, by its key."""
    spelled = {name_key(one.vendor): one.vendor for one in reversed(tuple(found))}
    names.add(session, Vendor, names.unknown(session, Vendor, spelled), by)
    return names.ids(session, Vendor)


def history(
    session: Session,
    vendors: Collection[str] | None = None,
    months: tuple[Month, Month] | None = None,
) -> tuple[RunValue, ...]:
    """The values of all runs, by vendor, month and metric; of each the one that counts last.

    Args:
        vendors: names in any spelling; None for all.
        months: the first and the last, both included; None for all.
    """
    query = _IN_ORDER
    if vendors is not None:
        query = query.where(col(Vendor.key).in_([name_key(one) for one in vendors]))
    if months is not None:
        first, last = months
        query = query.where(col(ClaimValue.month).between(first.index, last.index))
    return _found(session.exec(query))


def current(
    session: Session,
    vendors: Collection[str] | None = None,
    months: tuple[Month, Month] | None = None,
) -> tuple[RunValue, ...]:
    """Of each vendor, month and metric the value that counts; as `history` otherwise."""
    return _counting(history(session, vendors, months))


def months(session: Session) -> tuple[Month, ...]:
    """The months with any value, in order."""
    found = session.exec(select(ClaimValue.month).distinct())
    return tuple(Month.at(index) for index in sorted(found))


def measurements(session: Session) -> pd.DataFrame:
    """The values that count, of the catalogue's metrics, with `measurement.COLUMNS`."""
    return frame_of(_measurements(session))


def _measurements(session: Session) -> Iterator[Measurement]:
    of_catalogue = _IN_ORDER.where(col(ClaimValue.is_variant).is_(False))
    for one in _counting(_found(session.exec(of_catalogue))):
        kpi = one.kpi
        parts = (kpi.numerator, kpi.denominator)
        numerator, denominator = (None if part is None else float(part) for part in parts)
        yield Measurement(kpi.vendor, kpi.month, kpi.metric, kpi.value, numerator, denominator)


def _found(rows: Iterable[tuple[ClaimValue, Vendor, ClaimRun]]) -> tuple[RunValue, ...]:
    return tuple(
        RunValue(
            run=row.run,
            as_of=run.as_of,
            seen_on=run.seen_on,
            at=run.recorded_at,
            by=run.recorded_by,
            is_variant=row.is_variant,
            kpi=_kpi(row, vendor.name),
        )
        for row, vendor, run in rows
    )


def _counting(values: Iterable[RunValue]) -> tuple[RunValue, ...]:
    """Of each vendor, month and metric the last of ``values``."""
    last = {(one.kpi.vendor, one.kpi.month, one.kpi.metric, one.is_variant): one for one in values}
    return tuple(last.values())


def _row(run: int, vendors: dict[str, int], kpi: Kpi, *, is_variant: bool) -> dict[str, object]:
    return {
        "run": run,
        "vendor": vendors[name_key(kpi.vendor)],
        "month": kpi.month.index,
        "metric": kpi.metric,
        "is_variant": is_variant,
        "numerator": _text(kpi.numerator),
        "denominator": _text(kpi.denominator),
        "value": kpi.value,
        "pending": kpi.pending,
    }


def _text(part: Number | None) -> str | None:
    return None if part is None else str(part)


def _kpi(row: ClaimValue, vendor: str) -> Kpi:
    return Kpi(
        vendor=vendor,
        month=Month.at(row.month),
        metric=row.metric,
        numerator=_number(row.numerator),
        denominator=_number(row.denominator),
        value=row.value,
        pending=row.pending,
    )


def _number(text: str | None) -> Number | None:
    if text is None:
        return None
    return int(text) if text.lstrip("-").isdigit() else Decimal(text)

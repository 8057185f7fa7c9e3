"""Values that people found by audits; each change of mind is a further revision."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

import pandas as pd
from sqlmodel import Session, col, select

from vendor_eval.measurement import Measurement, frame_of
from vendor_eval.naming import name_key
from vendor_eval.quantities import Month
from vendor_eval.store import names, versions
from vendor_eval.store.tables import AuditedValue, Vendor


@dataclass(frozen=True, slots=True)
class Audited:
    """What somebody found for one vendor, month and metric.

    Attributes:
        value: in the metric's unit; None withdraws what was found before.
        numerator: counts or US dollars; None where they were not counted; so is denominator.
        how: how it was found.
        evidence: where what supports it can be seen.
        version: the revision that was shown to whoever enters it, 0 where there was none; of what
            is stored its own.
    """

    vendor: str
    metric: str
    month: Month
    value: float | None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    how: str = ""
    evidence: str = ""
    version: int = 0


@dataclass(frozen=True, slots=True)
class Finding:
    """An audited value as it was kept; its time in UTC."""

    audited: Audited
    recorded_at: dt.datetime
    recorded_by: str


def history(
    session: Session, vendor: str | None = None, metric: str | None = None
) -> tuple[Finding, ...]:
    """Every revision, by vendor, metric and month, the newest of each last.

    Args:
        vendor: a name in any spelling; None for all.
        metric: None for all.
    """
    query = (
        select(AuditedValue, Vendor)
        .join(Vendor, col(Vendor.id) == AuditedValue.vendor)
        .order_by(Vendor.key, AuditedValue.metric, col(AuditedValue.month))
        .order_by(col(AuditedValue.revision))
    )
    if vendor is not None:
        query = query.where(Vendor.key == name_key(vendor))
    if metric is not None:
        query = query.where(AuditedValue.metric == metric)
    return tuple(_finding(row, owner.name) for row, owner in session.exec(query))


def newest(session: Session, vendor: str | None = None) -> tuple[Finding, ...]:
    """The newest revision of each value, withdrawn ones included."""
    found = {
        (one.audited.vendor, one.audited.metric, one.audited.month): one
        for one in history(session, vendor)
    }
    return tuple(found.values())


def measurements(session: Session) -> pd.DataFrame:
    """The values that stand, with `measurement.COLUMNS`."""
    return frame_of(_measurements(session))


def save(session: Session, audited: Audited, by: str) -> None:
    """Add a revision; a vendor that is not known yet is added.

    Raises:
        Conflict: somebody has entered another value since.
    """
    vendor = names.vendor_id(session, audited.vendor, by)
    key = {"vendor": vendor, "metric": audited.metric, "month": audited.month.index}
    values = {
        "value": audited.value,
        "numerator": _text(audited.numerator),
        "denominator": _text(audited.denominator),
        "how": audited.how,
        "evidence": audited.evidence,
    }
    edit = versions.Edit(key, values, audited.version, by)
    if not versions.append(session, AuditedValue, edit):
        subject = f"The audited value of {audited.vendor} for {audited.month.shown}"
        kept = [
            one
            for one in history(session, audited.vendor, audited.metric)
            if one.audited.month == audited.month
        ]
        raise versions.conflict(subject, _shown(audited), kept, lambda one: _shown(one.audited))


def _shown(audited: Audited) -> str:
    """The value as text, for two people to compare."""
    value = "withdrawn" if audited.value is None else f"{audited.value}"
    return f"{audited.metric}: {value}\n{audited.how}\n{audited.evidence}"


def _measurements(session: Session) -> Iterator[Measurement]:
    for one in newest(session):
        found = one.audited
        if found.value is not None:
            parts = (found.numerator, found.denominator)
            numerator, denominator = (None if part is None else float(part) for part in parts)
            yield Measurement(
                found.vendor, found.month, found.metric, found.value, numerator, denominator
            )


def _finding(row: AuditedValue, vendor: str) -> Finding:
    audited = Audited(
        vendor=vendor,
        metric=row.metric,
        month=Month.at(row.month),
        value=row.value,
        numerator=_decimal(row.numerator),
        denominator=_decimal(row.denominator),
        how=row.how,
        evidence=row.evidence,
        version=row.revision,
    )
    return Finding(audited, row.recorded_at, row.recorded_by)


def _text(part: Decimal | None) -> str | None:
    return None if part is None else str(part)


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)

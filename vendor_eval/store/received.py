"""When what a vendor reports came in."""

from __future__ import annotations

import datetime as dt

from sqlmodel import Session, col, func, select

from vendor_eval.naming import name_key
from vendor_eval.quantities import Month
from vendor_eval.store.tables import ImportRecord, MeasurementRow, Series, Vendor


def received_at(
    session: Session, vendor: str, months: tuple[Month, Month]
) -> dict[tuple[str, Month], dt.datetime]:
    """By metric and month, when the newest report with a value of it was stored, in UTC.

    Args:
        vendor: a name in any spelling.
        months: the first and the last, both included.
    """
    first, last = months
    month = col(MeasurementRow.month)
    query = (
        select(Series.metric, month, func.max(ImportRecord.recorded_at))
        .join(MeasurementRow, col(MeasurementRow.series) == Series.id)
        .join(Vendor, col(Vendor.id) == Series.vendor)
        .join(ImportRecord, col(ImportRecord.id) == MeasurementRow.import_record)
        .where(Vendor.key == name_key(vendor), month.between(first.index, last.index))
        .group_by(Series.metric, month)
    )
    return {(metric, Month.at(index)): at for metric, index, at in session.exec(query)}

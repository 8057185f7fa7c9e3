"""When what a vendor reports came in, in which file, and by whose hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

import pandas as pd
from sqlmodel import Session, col, select

from vendor_eval.measurement import DIMENSIONS, counting
from vendor_eval.naming import name_key
from vendor_eval.quantities import Month
from vendor_eval.store.tables import ImportRecord, MeasurementRow, Series, Slice, Vendor

COLUMNS = (
    "vendor",
    "metric",
    "month",
    *DIMENSIONS,
    "revision",
    "file_name",
    "recorded_at",
    "recorded_by",
)


@dataclass(frozen=True, slots=True)
class ReadFrom:
    """A file that a value was read from; its time in UTC."""

    file_name: str
    at: dt.datetime
    by: str


def received(
    session: Session, vendors: Collection[str], months: tuple[Month, Month]
) -> pd.DataFrame:
    """One row a value that was ever stored, with `COLUMNS`; the revisions of one count up.

    Dimensions are numbers that tell parts of the practice apart, and missing where they do not
    apply; ``month`` is `Month.index`, times are in UTC.

    Args:
        vendors: names in any spelling.
        months: the first and the last, both included.
    """
    first, last = months
    month = col(MeasurementRow.month)
    columns = (
        *(col(Vendor.name), col(Series.metric), month),
        *(col(Slice.site), col(Slice.payer), col(Slice.specialty)),
        *(col(MeasurementRow.revision), col(ImportRecord.file_name)),
        *(col(ImportRecord.recorded_at), col(ImportRecord.recorded_by)),
    )
    query = (
        select(Vendor)
        .join(Series, col(Series.vendor) == Vendor.id)
        .join(Slice, col(Slice.id) == Series.slice)
        .join(MeasurementRow, col(MeasurementRow.series) == Series.id)
        .join(ImportRecord, col(ImportRecord.id) == MeasurementRow.import_record)
        .where(
            col(Vendor.key).in_([name_key(one) for one in vendors]),
            month.between(first.index, last.index),
        )
        .with_only_columns(*columns)
    )
    rows = [tuple(row) for row in session.connection().execute(query)]
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    return frame.assign(recorded_at=pd.to_datetime(frame["recorded_at"], utc=True))


def read_from(frame: pd.DataFrame) -> dict[tuple[str, str, Month], tuple[ReadFrom, ...]]:
    """By vendor, metric and month, the files that the value of the whole practice stands in now.

    They are more than one, the oldest first, where its parts were reported in several.

    Args:
        frame: with `COLUMNS`, as `received` gives it.
    """
    of_value = ["vendor", "metric", "month", *DIMENSIONS]
    newest = frame.sort_values("revision", kind="stable").drop_duplicates(of_value, keep="last")
    counted = newest.loc[counting(newest)].sort_values("recorded_at", kind="stable")
    found: dict[tuple[str, str, Month], dict[ReadFrom, None]] = {}
    for row in counted.to_dict("records"):
        of = (row["vendor"], row["metric"], Month.at(row["month"]))
        at = row["recorded_at"].to_pydatetime()
        found.setdefault(of, {})[ReadFrom(row["file_name"], at, row["recorded_by"])] = None
    return {of: tuple(files) for of, files in found.items()}


def received_at(frame: pd.DataFrame) -> dict[tuple[str, str, Month], dt.datetime]:
    """By vendor, metric and month, when the newest report with a value of it was stored, in UTC.

    Args:
        frame: with `COLUMNS`, as `received` gives it.
    """
    in_order = frame.sort_values("recorded_at", kind="stable")
    # Of several with the same key the last one stays.
    return {
        (row["vendor"], row["metric"], Month.at(row["month"])): row["recorded_at"].to_pydatetime()
        for row in in_order.to_dict("records")
    }

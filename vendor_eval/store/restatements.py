"""Values that a vendor has changed after reporting them."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import pandas as pd
from sqlalchemy import Text, bindparam, text
from sqlmodel import Session

from vendor_eval.naming import name_key
from vendor_eval.store import imports
from vendor_eval.store.rows import Flags, Ints, Rows, decoded, key_of
from vendor_eval.store.series import SeriesName, spelled_series

COLUMNS = (
    *SeriesName._fields,
    "month",
    "first_value",
    "first_numerator",
    "first_denominator",
    "first_at",
    "value",
    "numerator",
    "denominator",
    "revision",
    "restated_at",
    "restated_by",
    "file_name",
)

# The index of second revisions leads straight to the few months that have one; SQLite keeps to
# the order of a CROSS JOIN, and would otherwise look at every row.
_RESTATED = text("""
    SELECT measurement.series, measurement.month, measurement.revision, measurement.value,
        measurement.cents, measurement.numerator_e4, measurement.denominator_e4,
        measurement.import_record
    FROM measurement AS second
    CROSS JOIN measurement
    WHERE second.revision = 2
        AND measurement.series = second.series AND measurement.month = second.month
    ORDER BY measurement.series, measurement.month, measurement.revision
""")


def restatements(session: Session, vendor: str | None = None) -> pd.DataFrame:
    """One row a month whose value was changed, with `COLUMNS`.

    The ``first_`` columns are as first reported, the others as now; times are in UTC. Who and
    which file are those of the newest change.

    Args:
        vendor: a name in any spelling; None for all.
    """
    rows, record, series = _restated(session)
    is_first = np.equal(rows.revision, 1)
    is_last = _is_last(rows)
    of_series = spelled_series(session)
    places = np.searchsorted(of_series.index, series[is_first])
    frame = pd.concat(
        [
            of_series.take(places).reset_index(drop=True),
            _first(rows.take(is_first), imports.frame_of(session, record[is_first])),
            _last(rows.take(is_last), imports.frame_of(session, record[is_last])),
        ],
        axis=1,
    )[list(COLUMNS)]
    if vendor is None:
        return frame
    return frame[frame["vendor"].map(name_key) == name_key(vendor)].reset_index(drop=True)


def restating_files(session: Session, rows: Rows) -> tuple[str, ...]:
    """The files that the stored values of ``rows`` came from, each once, the oldest first.

    Args:
        rows: rows whose month was restated.
    """
    every, record, _ = _restated(session)
    newest = record[_is_last(every) & np.isin(every.key, rows.key)]
    names = imports.frame_of(session, np.unique(newest))["file_name"]
    return tuple(dict.fromkeys(names))


def _restated(session: Session) -> tuple[Rows, Ints, Ints]:
    """Every revision of the months that were restated, its import and its series."""
    found = session.connection().execute(_RESTATED).all()
    table = np.array([tuple(row) for row in found], dtype=float).reshape(-1, 8)
    series, month, revision, record = table[:, [0, 1, 2, 7]].astype(np.int64).T
    return Rows(key_of(series, month), table[:, 3:7], revision), record, series


def _is_last(rows: Rows) -> Flags:
    """(n,) whether a row is the newest revision of its month; those of a month lie together."""
    is_first = np.equal(rows.revision, 1)
    return np.append(is_first[1:], True)[: len(is_first)]


def _first(rows: Rows, records: pd.DataFrame) -> pd.DataFrame:
    numbers = {f"first_{part}": value for part, value in decoded(rows.numbers).items()}
    return pd.DataFrame({**numbers, "first_at": records["recorded_at"]})


def _last(rows: Rows, records: pd.DataFrame) -> pd.DataFrame:
    numbers = {"month": rows.month, "revision": rows.revision, **decoded(rows.numbers)}
    names_of = {"recorded_at": "restated_at", "recorded_by": "restated_by"}
    return records.rename(columns=names_of).assign(**numbers)


_FIRST = text("""
    SELECT measurement.series, measurement.month, measurement.import_record
    FROM measurement
    JOIN series ON series.id = measurement.series
    JOIN vendor ON vendor.id = series.vendor
    WHERE revision = 1 AND month BETWEEN :first AND :last AND vendor.key IN :vendors
""").bindparams(bindparam("vendors", type_=Text, expanding=True))


def first_reported(session: Session, rows: Rows, vendors: Collection[str]) -> pd.Series:
    """When the first value of each of ``rows`` was stored, in UTC.

    Args:
        rows: rows whose series and month are stored.
        vendors: the keys of all their vendors.
    """
    if not len(rows.key):
        return pd.Series([], dtype="datetime64[us, UTC]")
    bounds = {"first": int(rows.month.min()), "last": int(rows.month.max())}
    result = session.connection().execute(_FIRST, {**bounds, "vendors": list(vendors)})
    series, month, record = np.array([tuple(row) for row in result], np.int64).T
    key = key_of(series, month)
    order = np.argsort(key)
    of_row = record[order[np.searchsorted(key[order], rows.key)]]
    return imports.frame_of(session, of_row)["recorded_at"]

"""Measurements as the database holds them: numbers in arrays, in the order of their key.

All four numbers of a row are doubles here, NaN where the database has NULL. Cents and
ten-thousandths are whole numbers below 2**53, which doubles hold exactly.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Self

import numpy as np
import numpy.typing as npt
import pandas as pd
from sqlalchemy import Text, bindparam, text
from sqlmodel import Session

from vendor_eval.errors import BadInput, Fault
from vendor_eval.measurement import PART_DECIMALS
from vendor_eval.quantities import Month
from vendor_eval.store.audit import digests
from vendor_eval.store.audit.sealing import note

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

NUMBERS = ("value", "cents", "numerator_e4", "denominator_e4")

_WHOLE_UP_TO = 2.0**53
_CENTS = 100
_PARTS = 10**PART_DECIMALS
# More than the index of the last month, 9999-12; a power of two, so that it shifts.
_MONTHS = 2**17
# Rows handed to the driver at once; bounds the memory of a large import.
_BATCH = 100_000


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """Some rows of the measurement table.

    Attributes:
        key: (n,) series and month in one number, ascending.
        numbers: (n, 4) as `NUMBERS`.
        revision: (n,) from 1.
    """

    key: Ints
    numbers: Floats
    revision: Ints

    @classmethod
    def none(cls) -> Self:
        """No rows."""
        return cls(np.empty(0, np.int64), np.empty((0, len(NUMBERS))), np.empty(0, np.int64))

    @property
    def series(self) -> Ints:
        """(n,) ids of series."""
        return self.key // _MONTHS

    @property
    def month(self) -> Ints:
        """(n,) months as `Month.index`."""
        return self.key % _MONTHS

    def take(self, which: Flags | Ints) -> Rows:
        """The rows where ``which`` is true, or at these places."""
        return Rows(self.key[which], self.numbers[which], self.revision[which])


def key_of(series: Ints, month: Ints) -> Ints:
    """Series and month as one number that sorts by series, then by month."""
    return series * _MONTHS + month


def same(left: Floats, right: Floats) -> Flags:
    """(n,) whether two arrays of numbers agree in the whole row; missing equals missing."""
    agree: Flags = (left == right) | (np.isnan(left) & np.isnan(right))
    return np.asarray(agree.all(axis=1), bool)


def encoded(frame: pd.DataFrame, is_money: Flags) -> Floats:
    """The numbers of a measurement frame as stored, (n, 4) as `NUMBERS`.

    Args:
        is_money: (n,) whether the row's metric is in US dollars.

    Raises:
        BadInput: a number is infinite or too large to be kept exactly.
    """
    value = frame["value"].to_numpy(float)
    cents = np.where(is_money, np.rint(value * _CENTS), np.nan)
    # A price finer than a cent is also kept as reported: it is compared unrounded.
    value = np.where(cents / _CENTS == value, np.nan, value)
    parts = [np.rint(frame[part].to_numpy(float) * _PARTS) for part in ("numerator", "denominator")]
    numbers = np.column_stack([value, cents, *parts])
    beyond = (np.abs(numbers) >= _WHOLE_UP_TO).any(axis=1)
    if beyond.any():
        raise BadInput([_too_large(frame, int(place)) for place in np.flatnonzero(beyond)])
    return numbers


def _too_large(frame: pd.DataFrame, place: int) -> Fault:
    row = frame.iloc[place]
    where = f"{row['vendor']}, {row['metric']}, {Month.at(int(row['month']))}"
    return Fault(where, "a number is infinite or too large to be kept exactly", "correct it")


def decoded(numbers: Floats) -> dict[str, Floats]:
    """Value, numerator and denominator of a measurement frame, from numbers as stored."""
    value, cents, numerator, denominator = numbers.T
    return {
        "value": np.where(np.isnan(value), cents / _CENTS, value),
        "numerator": numerator / _PARTS,
        "denominator": denominator / _PARTS,
    }


_CURRENT = """
    SELECT measurement.series, month, revision, value, cents, numerator_e4, denominator_e4
    FROM measurement
    JOIN series ON series.id = measurement.series
    JOIN vendor ON vendor.id = series.vendor
    WHERE month BETWEEN :first AND :last {and_vendors}
"""
_OF_ALL = text(_CURRENT.format(and_vendors=""))
_OF_SOME = text(_CURRENT.format(and_vendors="AND vendor.key IN :vendors")).bindparams(
    bindparam("vendors", type_=Text, expanding=True)
)


def current(session: Session, vendors: Collection[str] | None, months: tuple[int, int]) -> Rows:
    """The newest revision of each row.

    Args:
        vendors: keys of names; None for all.
        months: `Month.index` of the first and the last, both included.
    """
    bounds = {"first": months[0], "last": months[1]}
    if vendors is None:
        result = session.connection().execute(_OF_ALL, bounds)
    else:
        result = session.connection().execute(_OF_SOME, {**bounds, "vendors": list(vendors)})
    # The driver's own tuples: wrapped in named rows they would take half as long again.
    found = result.cursor.fetchall()
    if not found:
        return Rows.none()
    table = np.array(found, dtype=float)
    series, month, revision = table[:, :3].astype(np.int64).T
    rows = Rows(key_of(series, month), table[:, 3:], revision)
    order = np.lexsort((rows.revision, rows.key))
    is_newest = np.append(np.diff(rows.key[order]) != 0, True)
    return rows.take(order[is_newest])


# SQLite binds NaN as NULL, and its integer columns turn whole doubles into integers.
_SQLITE = """
    INSERT INTO measurement
        (series, month, revision, value, cents, numerator_e4, denominator_e4, import_record)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
"""
_POSTGRESQL = """
    INSERT INTO measurement
        (series, month, revision, value, cents, numerator_e4, denominator_e4, import_record)
    SELECT s, m, r, nullif(v, 'NaN'), nullif(c, 'NaN')::bigint, nullif(n, 'NaN')::bigint,
        nullif(d, 'NaN')::bigint, %s
    FROM unnest(%s::int[], %s::int[], %s::int[], %s::float8[], %s::float8[], %s::float8[],
        %s::float8[]) AS row (s, m, r, v, c, n, d)
"""


def insert(session: Session, rows: Rows, import_record: int) -> None:
    """Add ``rows`` to the table; in the order of its key, so that every page is filled once."""
    connection = session.connection()
    columns = [rows.series, rows.month, rows.revision, *rows.numbers.T]
    if len(rows.key):
        measured = digests.MeasuredRows()
        measured.take(np.column_stack(columns))
        note(session, measured.change(import_record))
    for start in range(0, len(rows.key), _BATCH):
        lists = [column[start : start + _BATCH].tolist() for column in columns]
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql(_POSTGRESQL, (import_record, *lists))
        else:
            marks = [import_record] * len(lists[0])
            connection.exec_driver_sql(_SQLITE, list(zip(*lists, marks, strict=True)))

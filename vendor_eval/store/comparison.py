"""A measurement frame beside what is stored: which rows are new, changed, or there already."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from sqlmodel import Session

from vendor_eval.errors import BadInput, Fault
from vendor_eval.metrics import CATALOGUE
from vendor_eval.quantities import Month, Unit
from vendor_eval.store.rows import Flags, Floats, Ints, Rows, current, encoded, key_of, same
from vendor_eval.store.series import SeriesName, SeriesOfRows, stored_series


@dataclass(frozen=True, slots=True, eq=False)
class Compared:
    """A frame's rows beside what is stored, all in the order of their key.

    Attributes:
        place: (n,) where each row stands in the frame; a row said twice stands once.
        reported: the rows, each with the revision that it would become.
        stored: (n, 4) the stored numbers; NaN where nothing is stored.
        is_same: (n,) whether the stored numbers are the row's own.
    """

    place: Ints
    reported: Rows
    stored: Floats
    is_same: Flags

    @property
    def is_added(self) -> Flags:
        """(n,) whether nothing is stored for the row's series and month."""
        return np.equal(self.reported.revision, 1)

    @property
    def is_restated(self) -> Flags:
        """(n,) whether something else is stored for the row's series and month."""
        return ~(self.is_added | self.is_same)


def compared(session: Session, frame: pd.DataFrame, series: SeriesOfRows) -> Compared:
    """``frame`` beside what is stored of its series and months.

    Args:
        series: the series of ``frame``; those that are not stored yet have only new rows.

    Raises:
        BadInput: a series has two different values for a month, or a number cannot be kept
            exactly.
    """
    is_money = np.array([CATALOGUE[name.metric].unit is Unit.USD for name in series.names], bool)
    numbers = encoded(frame, is_money[series.of_row])
    known = stored_series(session, series.spelled["vendor"])
    key = _keys(frame, series, known)
    place = np.argsort(key, kind="stable")
    place = place[_first_of_each(frame, key[place], numbers[place], place)]
    stored = Rows.none() if not known else _stored(session, frame, series)
    return _beside(place, key[place], numbers[place], stored)


def _keys(frame: pd.DataFrame, series: SeriesOfRows, known: Mapping[SeriesName, int]) -> Ints:
    """(n,) the key of each row; a series that is not stored yet gets a number of its own."""
    ids = [known.get(name, -1 - at) for at, name in enumerate(series.names)]
    return key_of(np.array(ids, np.int64)[series.of_row], frame["month"].to_numpy(np.int64))


def _first_of_each(frame: pd.DataFrame, key: Ints, numbers: Floats, place: Ints) -> Flags:
    """(n,) whether a row is the first with its key; ``key`` and ``numbers`` are sorted by it.

    Raises:
        BadInput: rows with the same key differ.
    """
    is_again = np.zeros(len(key), bool)
    is_again[1:] = key[1:] == key[:-1]
    again = np.flatnonzero(is_again)
    differs = ~same(numbers[again], numbers[again - 1])
    if differs.any():
        raise BadInput([_two_values(frame.iloc[at]) for at in place[again[differs]]])
    return ~is_again


def _two_values(row: pd.Series) -> Fault:
    where = f"{row['vendor']}, {row['metric']}, {Month.at(int(row['month']))}"
    return Fault(where, "has two different values in one import", "keep the one that holds")


def _stored(session: Session, frame: pd.DataFrame, series: SeriesOfRows) -> Rows:
    months = (int(frame["month"].min()), int(frame["month"].max()))
    return current(session, series.spelled["vendor"], months)


def _beside(place: Ints, key: Ints, numbers: Floats, stored: Rows) -> Compared:
    # One past the end where a key is beyond all stored ones; no key is that large.
    at = np.searchsorted(stored.key, key)
    is_known = np.append(stored.key, np.iinfo(np.int64).max)[at] == key
    known = at[is_known]
    beside = np.full_like(numbers, np.nan)
    beside[is_known] = stored.numbers[known]
    revision = np.ones_like(key)
    revision[is_known] += stored.revision[known]
    is_same = is_known & same(numbers, beside)
    return Compared(place, Rows(key, numbers, revision), beside, is_same)

"""Which series each row of a measurement frame belongs to.

A million rows are a few thousand series, so names are looked up once a series, never once a row.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd
from sqlalchemy import Text, bindparam, insert, text
from sqlmodel import Session

from vendor_eval.measurement import DIMENSIONS
from vendor_eval.naming import name_key
from vendor_eval.store import names
from vendor_eval.store.rows import Ints
from vendor_eval.store.tables import Series, Slice, Vendor

Cut = tuple[str | None, str | None, str | None]


class SeriesName(NamedTuple):
    """What a series is of; every name but the metric's as `naming.name_key` gives it."""

    vendor: str
    metric: str
    site: str | None
    payer: str | None
    specialty: str | None


@dataclass(frozen=True, slots=True, eq=False)
class SeriesOfRows:
    """The series in a frame.

    Attributes:
        names: each series once.
        of_row: (n,) the place in ``names`` of each row's series.
        spelled: for each column of names, the first spelling of each key, by key.
    """

    names: tuple[SeriesName, ...]
    of_row: Ints
    spelled: dict[str, dict[str, str]]


def series_of_rows(frame: pd.DataFrame) -> SeriesOfRows:
    """The series of ``frame``, which has `measurement.COLUMNS`."""
    combined = np.zeros(len(frame), dtype=np.int64)
    uniques: dict[str, list[str]] = {}
    spelled: dict[str, dict[str, str]] = {}
    for column in SeriesName._fields:
        codes, found = pd.factorize(frame[column])
        keys = [str(name) if column == "metric" else name_key(name) for name in found]
        merged, unique = pd.factorize(np.array(keys, dtype=object))
        uniques[column] = list(unique)
        if column in names.KINDS:
            # Backwards, so that the first spelling of a key is the one that stays.
            first = dict(zip(reversed(keys), reversed(found), strict=True))
            spelled[column] = dict(sorted(first.items()))
        # One number for all five names; place 0 of each is "does not apply".
        places = np.append(merged + 1, 0)[codes]
        combined = combined * (len(unique) + 1) + places
    of_row, distinct = pd.factorize(combined)
    return SeriesOfRows(tuple(_taken_apart(distinct, uniques)), of_row, spelled)


def _taken_apart(distinct: Ints, uniques: dict[str, list[str]]) -> Iterable[SeriesName]:
    columns: list[list[str | None]] = []
    rest = distinct
    for column in reversed(SeriesName._fields):
        rest, places = np.divmod(rest, len(uniques[column]) + 1)
        choices = [None, *uniques[column]]
        columns.append([choices[place] for place in places])
    return (SeriesName(*row) for row in zip(*reversed(columns), strict=True))


_SERIES = """
    FROM series
    JOIN vendor ON vendor.id = series.vendor
    JOIN slice ON slice.id = series.slice
    LEFT JOIN site ON site.id = slice.site
    LEFT JOIN payer ON payer.id = slice.payer
    LEFT JOIN specialty ON specialty.id = slice.specialty
"""
_BY_KEY = text(
    "SELECT series.id, vendor.key, series.metric, site.key, payer.key, specialty.key"
    f"{_SERIES} WHERE vendor.key IN :vendors"
).bindparams(bindparam("vendors", type_=Text, expanding=True))
_BY_NAME = text(
    "SELECT series.id, vendor.name, series.metric, site.name, payer.name, specialty.name"
    f"{_SERIES} ORDER BY series.id"
)


def stored_series(session: Session, vendors: Collection[str]) -> dict[SeriesName, int]:
    """The ids of all stored series of ``vendors``, which are keys."""
    rows = session.connection().execute(_BY_KEY, {"vendors": list(vendors)})
    return {SeriesName(*row[1:]): row[0] for row in rows}


def spelled_series(session: Session) -> pd.DataFrame:
    """All series by id, with vendor, metric, site, payer and specialty as first spelled."""
    # The driver's own tuples: pandas takes longer to look at named rows than it takes to read them.
    rows = session.connection().execute(_BY_NAME).cursor.fetchall()
    frame = pd.DataFrame(rows, columns=["id", *SeriesName._fields])
    return frame.set_index("id").astype("str")


def add_missing(session: Session, series: SeriesOfRows, by: str) -> None:
    """Store every name, slice and series of ``series`` that is not stored yet."""
    for column, kind in names.KINDS.items():
        names.add(session, kind, names.unknown(session, kind, series.spelled[column]), by)
    known = stored_series(session, series.spelled["vendor"])
    missing = [name for name in series.names if name not in known]
    if not missing:
        return
    slices = _slices(session, missing)
    vendors = names.ids(session, Vendor)
    session.connection().execute(
        insert(Series),
        [
            {"vendor": vendors[one.vendor], "metric": one.metric, "slice": slices[one[2:]]}
            for one in missing
        ],
    )


def _slices(session: Session, series: Iterable[SeriesName]) -> dict[Cut, int]:
    """The id of every slice that occurs in ``series``; new ones are stored."""
    ids = {column: names.ids(session, names.KINDS[column]) for column in DIMENSIONS}
    keys: dict[Cut, str] = {}
    rows: dict[str, dict[str, int | str | None]] = {}
    for cut in dict.fromkeys(one[2:] for one in series):
        places = [
            None if name is None else ids[column][name]
            for column, name in zip(DIMENSIONS, cut, strict=True)
        ]
        keys[cut] = key = "/".join(str(place or "") for place in places)
        rows[key] = {**dict(zip(DIMENSIONS, places, strict=True)), "key": key}
    known = _slice_ids(session)
    missing = [row for key, row in rows.items() if key not in known]
    if missing:
        session.connection().execute(insert(Slice), missing)
        known = _slice_ids(session)
    return {cut: known[key] for cut, key in keys.items()}


def _slice_ids(session: Session) -> dict[str, int]:
    rows = session.connection().execute(text("SELECT key, id FROM slice")).all()
    return {row.key: row.id for row in rows}

"""Monthly measurements: what an import would change, the import, and what is stored.

An import is stored whole or not at all. The same file read in the same way is stored once. A
changed value for a stored month is a restatement: it becomes the current value, and the first
stays visible (`restatements`).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from sqlalchemy import text
from sqlmodel import Session

from vendor_eval.measurement import COLUMNS, typed
from vendor_eval.naming import name_key
from vendor_eval.quantities import Month
from vendor_eval.store import imports, names
from vendor_eval.store.comparison import Compared, compared
from vendor_eval.store.imports import Counts, Imported, Received
from vendor_eval.store.restatements import first_reported, restating_files
from vendor_eval.store.rows import current, decoded, insert
from vendor_eval.store.series import add_missing, series_of_rows, spelled_series
from vendor_eval.store.tables import Vendor

_ALL_MONTHS = (Month(1, 1), Month(9999, 12))


@dataclass(frozen=True, slots=True)
class Saved:
    """What an import did.

    Attributes:
        earlier: the import that had already stored the same file, in which case nothing was
            stored now and the counts are 0; otherwise None.
        restated_by: where the same file was stored already, the names of the files that have
            changed some of its values since; their values stay the current ones.
    """

    counts: Counts
    earlier: Imported | None = None
    restated_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Changes:
    """What storing a frame would change.

    Attributes:
        added: the new rows, with `measurement.COLUMNS`.
        restated: the rows that differ from what is stored, with `measurement.COLUMNS`, and
            ``stored_value``, ``stored_numerator``, ``stored_denominator`` and
            ``first_reported``, when the month's first value was stored, in UTC.
        unchanged: how many rows are stored already.
        counts: by ``month`` and ``metric``, how many rows are ``added``, ``restated`` and
            ``unchanged``.
        new_names: for vendor, site, payer and specialty, the names that nobody has used yet.
    """

    added: pd.DataFrame
    restated: pd.DataFrame
    unchanged: int
    counts: pd.DataFrame
    new_names: Mapping[str, tuple[str, ...]]


def preview(session: Session, frame: pd.DataFrame) -> Changes:
    """What storing ``frame`` would change; nothing is stored.

    Args:
        frame: with `measurement.COLUMNS`, types as `measurement.typed`.

    Raises:
        BadInput: a vendor, month and metric has two different values, or a number cannot be
            kept exactly.
    """
    series = series_of_rows(frame)
    found = compared(session, frame, series)
    restated = frame.iloc[found.place[found.is_restated]].reset_index(drop=True)
    for part, stored in decoded(found.stored[found.is_restated]).items():
        restated[f"stored_{part}"] = stored
    changing = found.reported.take(found.is_restated)
    restated["first_reported"] = first_reported(session, changing, series.spelled["vendor"])
    return Changes(
        added=frame.iloc[found.place[found.is_added]].reset_index(drop=True),
        restated=restated,
        unchanged=int(found.is_same.sum()),
        counts=_by_month_and_metric(frame.iloc[found.place], found),
        new_names={
            column: tuple(names.unknown(session, kind, series.spelled[column]).values())
            for column, kind in names.KINDS.items()
        },
    )


def _by_month_and_metric(frame: pd.DataFrame, found: Compared) -> pd.DataFrame:
    flags = {"added": found.is_added, "restated": found.is_restated, "unchanged": found.is_same}
    counted = frame[["month", "metric"]].assign(**flags)
    return counted.groupby(["month", "metric"], as_index=False).sum()


def save(session: Session, frame: pd.DataFrame, received: Received) -> Saved:
    """Store ``frame``, unless the same file is stored already.

    Args:
        frame: with `measurement.COLUMNS`, types as `measurement.typed`.

    Raises:
        BadInput: as `preview`.
    """
    earlier = imports.find(session, received.fingerprint)
    series = series_of_rows(frame)
    if earlier is not None:
        changed = compared(session, frame, series)
        later = restating_files(session, changed.reported.take(changed.is_restated))
        return Saved(Counts(0, 0, 0), earlier, later)
    add_missing(session, series, received.by)
    found = compared(session, frame, series)
    counts = Counts(
        added=int(found.is_added.sum()),
        restated=int(found.is_restated.sum()),
        unchanged=int(found.is_same.sum()),
    )
    insert(session, found.reported.take(~found.is_same), imports.add(session, received, counts))
    return Saved(counts)


def load(
    session: Session,
    vendors: Collection[str] | None = None,
    months: tuple[Month, Month] | None = None,
) -> pd.DataFrame:
    """The current values, with `measurement.COLUMNS`, one series after the other by month.

    Args:
        vendors: names in any spelling; None for all.
        months: the first and the last, both included; None for all.
    """
    first, last = months or _ALL_MONTHS
    keys = None if vendors is None else [name_key(vendor) for vendor in vendors]
    found = current(session, keys, (first.index, last.index))
    series = spelled_series(session)
    of_row = np.searchsorted(series.index, found.series)
    frame = series.take(of_row).reset_index(drop=True)
    frame = frame.assign(month=found.month, **decoded(found.numbers))
    return typed(frame)[list(COLUMNS)]


def months(session: Session) -> tuple[Month, ...]:
    """The months with any measurement, in order."""
    found = session.connection().execute(text("SELECT DISTINCT month FROM measurement"))
    return tuple(Month.at(index) for index in sorted(found.scalars()))


def vendors(session: Session) -> tuple[str, ...]:
    """The names of all vendors, in alphabetical order without regard to case."""
    return names.listed(session, Vendor)

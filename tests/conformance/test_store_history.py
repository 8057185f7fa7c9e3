"""Whatever is imported in whatever order: the last value is current, the first stays visible."""

from __future__ import annotations

import datetime as dt
import itertools

import pandas as pd
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vendor_eval.measurement import Measurement, frame_of
from vendor_eval.quantities import Month
from vendor_eval.store import Store
from vendor_eval.store.imports import Received
from vendor_eval.store.measures import load, preview, save
from vendor_eval.store.restatements import restatements

Key = tuple[str, str | None, int]

keys = st.tuples(
    st.sampled_from(["clean_claim_rate", "net_collections"]),
    st.sampled_from([None, "North", "South"]),
    st.integers(24_300, 24_302),
)
values = st.none() | st.sampled_from([0.0, 0.01, 0.5, 1 / 3, 1.0])
imports = st.lists(st.dictionaries(keys, values, max_size=8), max_size=6)

_number = itertools.count()


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(imports)
def test_the_last_value_is_current_and_the_first_stays_visible(
    store: Store, files: list[dict[Key, float | None]]
) -> None:
    # Each example has a vendor of its own, so that all can share one database.
    vendor = f"Vendor {next(_number)}"
    reported: dict[Key, list[float | None]] = {}
    for place, file in enumerate(files):
        counts = import_file(store, vendor, place, file)
        expected = [kind_of(reported.get(key), value) for key, value in file.items()]
        assert counts == tuple(expected.count(kind) for kind in ("added", "restated", "unchanged"))
        for key, value in file.items():
            history = reported.setdefault(key, [])
            if not history or history[-1] != value:
                history.append(value)

    with store.reading() as session:
        current, restated = load(session, [vendor]), restatements(session, vendor)

    assert by_key(current, "value") == {key: history[-1] for key, history in reported.items()}
    changed = {key: history for key, history in reported.items() if len(history) > 1}
    assert by_key(restated, "first_value") == {key: each[0] for key, each in changed.items()}
    assert by_key(restated, "value") == {key: each[-1] for key, each in changed.items()}
    assert by_key(restated, "revision") == {key: len(each) for key, each in changed.items()}


def import_file(
    store: Store, vendor: str, place: int, file: dict[Key, float | None]
) -> tuple[int, int, int]:
    """Import a file; how many rows were added, restated and unchanged, as the preview said."""
    frame = frame_of(
        Measurement(vendor, Month.at(month), metric, value, site=site)
        for (metric, site, month), value in file.items()
    )
    at = dt.datetime(2026, 1, 1 + place, tzinfo=dt.UTC)
    with store.reading() as session:
        changes = preview(session, frame)
    with store.writing("Ada") as session:
        counts = save(session, frame, Received("a.csv", f"{vendor} {place}", {}, "Ada", at)).counts
    assert (len(changes.added), len(changes.restated), changes.unchanged) == (
        counts.added,
        counts.restated,
        counts.unchanged,
    )
    return counts.added, counts.restated, counts.unchanged


def kind_of(history: list[float | None] | None, value: float | None) -> str:
    if history is None:
        return "added"
    return "unchanged" if history[-1] == value else "restated"


def by_key(frame: pd.DataFrame, column: str) -> dict[tuple[object, ...], object]:
    return {
        (row["metric"], none_if_missing(row["site"]), row["month"]): none_if_missing(row[column])
        for row in frame.to_dict("records")
    }


def none_if_missing(value: object) -> object:
    return None if pd.isna(value) else value

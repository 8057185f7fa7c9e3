"""What is imported comes back, each file once, and what it restates stays visible."""

from __future__ import annotations

import datetime as dt
import hashlib
import math
from threading import Barrier, Thread

import numpy as np
import pandas as pd
import pytest

from vendor_eval.errors import BadInput
from vendor_eval.measurement import COLUMNS, Measurement, frame_of
from vendor_eval.quantities import Month
from vendor_eval.store import Store
from vendor_eval.store.imports import Counts, Received, listed
from vendor_eval.store.measures import Saved, load, months, preview, save, vendors
from vendor_eval.store.restatements import restatements

JANUARY, FEBRUARY = Month(2026, 1), Month(2026, 2)
NOON = dt.datetime(2026, 3, 4, 12, tzinfo=dt.UTC)


def received(content: str = "a file", by: str = "Ada", at: dt.datetime = NOON) -> Received:
    sha256 = hashlib.sha256(content.encode()).hexdigest()
    return Received(f"{content}.csv", sha256, {"header_row": 1}, by, at)


def rate(value: float | None, vendor: str = "Acme", month: Month = JANUARY) -> Measurement:
    return Measurement(vendor, month, "clean_claim_rate", value)


def store_rows(store: Store, *rows: Measurement, content: str = "a file", by: str = "Ada") -> Saved:
    with store.writing("Ada") as session:
        return save(session, frame_of(rows), received(content, by))


def current(store: Store) -> pd.DataFrame:
    with store.reading() as session:
        return load(session)


def test_what_was_stored_comes_back(store: Store) -> None:
    rows = (
        Measurement("Acme", JANUARY, "clean_claim_rate", 0.95, 1197, 1260),
        Measurement("Acme", JANUARY, "clean_claim_rate", 0.5, 1, 2, site="North"),
        Measurement("Acme", JANUARY, "clean_claim_rate", 0.5, 1, 2, site="North", payer="Aetna"),
        Measurement("Acme", JANUARY, "clean_claim_rate", None, specialty="Cardiology"),
        Measurement("Zeta", FEBRUARY, "coding_turnaround", 47.25, denominator=11.9731),
    )

    store_rows(store, *rows)

    pd.testing.assert_frame_equal(current(store), frame_of(rows))


def test_money_comes_back_as_it_was_reported(store: Store) -> None:
    whole_cents = [0.0, 0.01, -0.01, 182_000.0, 191_500.25, 12_345_678_901_234.56]
    finer = [6.2534, 1 / 3, -7.125]
    rows = [
        Measurement("Acme", JANUARY.plus(place), "net_collections", amount)
        for place, amount in enumerate([*whole_cents, *finer])
    ]

    store_rows(store, *rows)

    assert current(store)["value"].tolist() == [*whole_cents, *finer]


def test_money_is_kept_in_whole_cents(store: Store) -> None:
    store_rows(store, Measurement("Acme", JANUARY, "net_collections", 191_500.25))

    with store.reading() as session:
        kept = session.connection().exec_driver_sql("SELECT value, cents FROM measurement").one()
    assert tuple(kept) == (None, 19_150_025)


def test_an_empty_store_has_nothing_and_says_so_with_the_right_columns(store: Store) -> None:
    with store.reading() as session:
        assert list(load(session).columns) == list(COLUMNS)
        assert load(session).empty
        assert months(session) == ()
        assert vendors(session) == ()
        assert restatements(session).empty
        assert listed(session) == ()


def test_an_empty_file_is_stored_as_one_without_rows(store: Store) -> None:
    assert store_rows(store) == Saved(Counts(0, 0, 0))


def test_spellings_of_one_name_are_one_vendor_and_the_first_is_shown(store: Store) -> None:
    store_rows(store, rate(0.9, "Acme Billing"), content="first")
    store_rows(store, rate(0.8, "ACME  billing ", FEBRUARY), content="second")

    with store.reading() as session:
        assert vendors(session) == ("Acme Billing",)
        assert set(load(session)["vendor"]) == {"Acme Billing"}
        assert len(load(session, ["acme billing"])) == 2


def test_loading_can_be_narrowed_to_vendors_and_months(store: Store) -> None:
    store_rows(
        store, rate(0.1), rate(0.2, month=FEBRUARY), rate(0.3, "Zeta"), rate(0.4, "Zeta", FEBRUARY)
    )

    with store.reading() as session:
        assert load(session, ["Zeta"])["value"].tolist() == [0.3, 0.4]
        assert load(session, months=(FEBRUARY, FEBRUARY))["value"].tolist() == [0.2, 0.4]
        assert load(session, ["Acme"], (JANUARY, FEBRUARY))["value"].tolist() == [0.1, 0.2]
        assert load(session, ["Nobody"]).empty
        assert load(session, []).empty
        assert months(session) == (JANUARY, FEBRUARY)


def test_the_same_file_twice_stores_nothing_and_says_who_stored_it(store: Store) -> None:
    store_rows(store, rate(0.9), by="Ada")

    again = store_rows(store, rate(0.9), by="Bob")

    assert again.counts == Counts(0, 0, 0)
    assert again.earlier is not None
    assert (again.earlier.recorded_by, again.earlier.recorded_at) == ("Ada", NOON)
    with store.reading() as session:
        assert len(listed(session)) == 1


def test_the_same_file_again_names_the_files_that_changed_its_values(store: Store) -> None:
    first = received("a")
    corrected, unrelated = received("b"), received("c")
    with store.writing("Ada") as session:
        save(session, frame_of([rate(0.9), rate(0.8, month=FEBRUARY)]), first)
        save(session, frame_of([rate(0.7, month=FEBRUARY)]), corrected)
        save(session, frame_of([rate(0.6, "Zeta")]), unrelated)
        save(session, frame_of([rate(0.5, "Zeta")]), received("d"))

    with store.writing("Ada") as session:
        again = save(session, frame_of([rate(0.9), rate(0.8, month=FEBRUARY)]), first)

    assert again.counts == Counts(0, 0, 0)
    assert again.restated_by == ("b.csv",)
    with store.reading() as session:
        assert load(session, ["Acme"])["value"].tolist() == [0.9, 0.7]


def test_the_same_bytes_read_otherwise_are_another_import(store: Store) -> None:
    other = Received("a.csv", received().sha256, {"header_row": 3}, "Ada", NOON)

    store_rows(store, rate(0.9))
    with store.writing("Ada") as session:
        saved = save(session, frame_of([rate(0.8)]), other)

    assert saved == Saved(Counts(added=0, restated=1, unchanged=0))


def test_the_same_file_from_two_people_at_once_is_stored_once(store: Store) -> None:
    start, outcomes = Barrier(2), []

    def hand_in(by: str) -> None:
        start.wait()
        outcomes.append(store_rows(store, rate(0.9), by=by))

    people = [Thread(target=hand_in, args=(by,)) for by in ("Ada", "Bob")]
    for person in people:
        person.start()
    for person in people:
        person.join()

    assert sorted(saved.counts.added for saved in outcomes) == [0, 1]
    assert sum(saved.earlier is not None for saved in outcomes) == 1


def test_a_changed_value_is_a_restatement_and_the_first_stays_visible(store: Store) -> None:
    store_rows(store, rate(0.90), rate(0.5, "Zeta"), content="first", by="Ada")
    store_rows(store, rate(0.92), content="second", by="Bob")
    saved = store_rows(store, rate(0.95), rate(0.5, "Zeta"), content="third", by="Cyd")

    assert saved == Saved(Counts(added=0, restated=1, unchanged=1))
    assert current(store)["value"].tolist() == [0.95, 0.5]
    with store.reading() as session:
        (only,) = restatements(session).to_dict("records")
        assert restatements(session, "Zeta").empty
    assert (only["vendor"], only["month"], only["revision"]) == ("Acme", JANUARY.index, 3)
    assert (only["first_value"], only["value"]) == (0.90, 0.95)
    assert (only["restated_by"], only["file_name"]) == ("Cyd", "third.csv")
    assert only["first_at"] == only["restated_at"] == NOON


def test_withdrawing_a_value_is_a_restatement_to_missing(store: Store) -> None:
    store_rows(store, rate(0.9), content="first")
    store_rows(store, rate(None), content="second")

    assert math.isnan(current(store)["value"].item())
    with store.reading() as session:
        assert restatements(session)["first_value"].tolist() == [0.9]


def test_a_numerator_that_changes_alone_is_a_restatement(store: Store) -> None:
    before = Measurement("Acme", JANUARY, "clean_claim_rate", 0.5, 1, 2)
    after = Measurement("Acme", JANUARY, "clean_claim_rate", 0.5, 2, 4)
    store_rows(store, before, content="first")

    assert store_rows(store, after, content="second").counts.restated == 1


def test_a_preview_says_what_an_import_would_do_and_does_not_do_it(store: Store) -> None:
    store_rows(store, rate(0.90), rate(0.80, month=FEBRUARY), content="first")
    incoming = frame_of(
        [
            rate(0.91),
            rate(0.80, month=FEBRUARY),
            Measurement("zeta", FEBRUARY, "clean_claim_rate", 0.7, site="North", payer="Aetna"),
        ]
    )

    with store.reading() as session:
        changes = preview(session, incoming)

    assert changes.added["vendor"].tolist() == ["zeta"]
    assert changes.restated["value"].tolist() == [0.91]
    assert changes.restated["stored_value"].tolist() == [0.90]
    assert changes.restated["first_reported"].tolist() == [NOON]
    assert changes.unchanged == 1
    assert changes.counts.to_dict("records") == [
        {
            "month": JANUARY.index,
            "metric": "clean_claim_rate",
            "added": 0,
            "restated": 1,
            "unchanged": 0,
        },
        {
            "month": FEBRUARY.index,
            "metric": "clean_claim_rate",
            "added": 1,
            "restated": 0,
            "unchanged": 1,
        },
    ]
    assert changes.new_names == {
        "vendor": ("zeta",),
        "site": ("North",),
        "payer": ("Aetna",),
        "specialty": (),
    }
    assert len(current(store)) == 2


def test_the_same_row_twice_in_a_file_counts_once(store: Store) -> None:
    assert store_rows(store, rate(0.9), rate(0.9, "ACME")).counts.added == 1


def test_two_values_for_one_month_are_refused_and_nothing_is_stored(store: Store) -> None:
    with pytest.raises(BadInput) as refused:
        store_rows(store, rate(0.9), rate(0.8, "ACME"), rate(0.7, "Zeta"))

    assert str(refused.value) == (
        "ACME, clean_claim_rate, 2026-01: has two different values in one import; "
        "keep the one that holds"
    )
    assert current(store).empty
    with store.reading() as session:
        assert vendors(session) == ()


@pytest.mark.parametrize("value", [math.inf, -math.inf, 1e17])
def test_numbers_that_cannot_be_kept_exactly_are_refused(store: Store, value: float) -> None:
    with pytest.raises(BadInput, match="2026-01: a number is infinite or too large"):
        store_rows(store, Measurement("Acme", JANUARY, "clean_claim_rate", 0.5, value, 2))


def test_months_and_series_are_matched_whatever_the_order_of_rows(store: Store) -> None:
    rows = [
        Measurement(vendor, Month.at(24_000 + month), metric, month / 10, site=site)
        for vendor in ("B", "A", "C")
        for metric in ("days_in_ar", "denial_rate")
        for site in (None, "North", "South")
        for month in range(5)
    ]
    store_rows(store, *rows, content="first")
    shuffled = np.random.default_rng(1).permutation(len(rows))

    saved = store_rows(store, *(rows[at] for at in shuffled), content="second")

    assert saved.counts == Counts(added=0, restated=0, unchanged=len(rows))

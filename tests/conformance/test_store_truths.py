"""Audited values and definitions of vendors are revised and never overwritten."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from vendor_eval.claims.kpis import Recomputed
from vendor_eval.errors import Conflict
from vendor_eval.measurement import Measurement, frame_of
from vendor_eval.quantities import Month
from vendor_eval.store import Store, audited, claim_runs, reported_definitions
from vendor_eval.store.audited import Audited
from vendor_eval.store.claim_runs import Provenance
from vendor_eval.store.reported_definitions import Chosen
from vendor_eval.store.stamp import stamp

JANUARY = Month(2026, 1)
FOUND = Audited(
    "Acme", "coding_accuracy", JANUARY, 0.94, Decimal(94), Decimal(100), "100 charts", "audit.pdf"
)
MADE_FROM = Provenance((), dt.date(2026, 3, 2), {}, "1", "Ada", dt.datetime.now(dt.UTC))
CHOSEN = Chosen("Acme", "first_pass_acceptance_rate", "clearinghouse_acceptance_rate", 0.01, "mail")


def find(store: Store, found: Audited, by: str = "Ada") -> None:
    with store.writing("Ada") as session:
        audited.save(session, found, by)


def choose(store: Store, chosen: Chosen, by: str = "Ada") -> None:
    with store.writing("Ada") as session:
        reported_definitions.save(session, chosen, by)


def recompute(store: Store) -> None:
    with store.writing("Ada") as session:
        claim_runs.save(session, Recomputed(), MADE_FROM)


def test_what_an_audit_found_comes_back(store: Store) -> None:
    find(store, FOUND)

    with store.reading() as session:
        (only,) = audited.newest(session, "ACME")
        assert audited.newest(session, "Zeta") == ()
    assert only.audited == replace(FOUND, version=1)
    assert only.recorded_by == "Ada"


def test_a_later_finding_is_a_revision_and_the_first_stays(store: Store) -> None:
    find(store, FOUND)
    find(store, replace(FOUND, value=0.91, numerator=Decimal(91), version=1), "Bob")

    with store.reading() as session:
        history = audited.history(session, "Acme", "coding_accuracy")
        (newest,) = audited.newest(session)
    assert [(one.audited.value, one.recorded_by) for one in history] == [
        (0.94, "Ada"),
        (0.91, "Bob"),
    ]
    assert newest == history[-1]


def test_a_finding_based_on_an_older_one_is_refused_with_both(store: Store) -> None:
    find(store, FOUND)
    find(store, replace(FOUND, value=0.91, version=1), "Bob")

    with pytest.raises(Conflict) as refused:
        find(store, replace(FOUND, value=0.99, version=1), "Cyd")

    assert refused.value.yours.startswith("coding_accuracy: 0.99")
    assert refused.value.theirs.startswith("coding_accuracy: 0.91")
    with store.reading() as session:
        assert len(audited.history(session)) == 2


def test_a_value_that_was_withdrawn_is_no_measurement_any_more(store: Store) -> None:
    find(store, FOUND)
    find(store, replace(FOUND, month=JANUARY.plus(1)))
    find(store, replace(FOUND, value=None, how="wrong charts", version=1))

    with store.reading() as session:
        frame = audited.measurements(session)

    left = Measurement("Acme", JANUARY.plus(1), "coding_accuracy", 0.94, 94, 100)
    assert frame.equals(frame_of([left]))


def test_a_definition_is_chosen_for_a_vendor_and_metric_and_every_choice_stays(
    store: Store,
) -> None:
    choose(store, CHOSEN)
    choose(store, replace(CHOSEN, definition="", tolerance=None, version=1), "Bob")
    choose(store, replace(CHOSEN, metric="denial_rate"))

    with store.reading() as session:
        newest = reported_definitions.newest(session, "acme")
        history = reported_definitions.history(session)
    assert [(one.chosen.metric, one.chosen.definition) for one in newest] == [
        ("denial_rate", "clearinghouse_acceptance_rate"),
        ("first_pass_acceptance_rate", ""),
    ]
    assert [one.chosen.tolerance for one in history] == [0.01, 0.01, None]


def test_a_choice_based_on_an_older_one_is_refused(store: Store) -> None:
    choose(store, CHOSEN)

    with pytest.raises(Conflict, match="was saved by Ada after you opened it"):
        choose(store, CHOSEN, "Bob")


def test_whatever_a_figure_can_depend_on_changes_the_stamp(store: Store) -> None:
    stamps = []
    for change in (
        lambda: find(store, FOUND),
        lambda: choose(store, CHOSEN),
        lambda: recompute(store),
    ):
        change()
        with store.reading() as session:
            stamps.append(stamp(session))

    assert len(set(stamps)) == 3

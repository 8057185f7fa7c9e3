"""Recomputations are kept whole and once; of several the one counts that knows the latest day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from vendor_eval.claims.extracts import Rejection
from vendor_eval.claims.groups import CodeGroup, DenialGroup, Place, RemitGroup
from vendor_eval.claims.kpis import Found, Kpi, NotComputable, Number, Recomputed
from vendor_eval.claims.noted import Noted
from vendor_eval.measurement import Measurement, frame_of
from vendor_eval.quantities import Month
from vendor_eval.store import Store, claim_runs, claim_sums, claim_values, measures
from vendor_eval.store.claim_runs import Kept, Provenance, RunFile

JANUARY, FEBRUARY = Month(2026, 1), Month(2026, 2)
NOON = dt.datetime(2026, 3, 4, 12, tzinfo=dt.UTC)
MARCH_2, MARCH_3 = dt.date(2026, 3, 2), dt.date(2026, 3, 3)


def kpi(
    good: Number | None,
    total: Number | None,
    vendor: str = "Acme",
    month: Month = JANUARY,
    metric: str = "denial_rate",
) -> Kpi:
    value = float(Fraction(good) / Fraction(total)) if good is not None and total else None
    return Kpi(vendor, month, metric, good, total, value, pending=None)


def provenance(*contents: str, as_of: dt.date = MARCH_2, by: str = "Ada") -> Provenance:
    files = tuple(RunFile(f"{one}.csv", one.rjust(64, "0"), "CSV", 3) for one in contents)
    return Provenance(files, as_of, {"coding_hours": 48}, "1", by, NOON)


def keep(store: Store, recomputed: Recomputed, made_from: Provenance) -> Kept:
    with store.writing("Ada") as session:
        return claim_runs.save(session, recomputed, made_from)


def keep_values(store: Store, name: str, as_of: dt.date, *kpis: Kpi) -> Kept:
    return keep(store, Recomputed(kpis=kpis), provenance(name, as_of=as_of))


def current(store: Store) -> list[Kpi]:
    with store.reading() as session:
        return [one.kpi for one in claim_values.current(session)]


def test_a_run_comes_back_with_everything_it_was_made_from(store: Store) -> None:
    recomputed = Recomputed(
        rows=7,
        rejected=(Rejection("b.csv", "too_wide", "line 3 has 5 cells"),),
        checks=(Found("paid_above_allowed", "pays more than it allows", 2),),
        not_computable=(NotComputable("days_in_ar", "no balances"),),
        left_out=(NotComputable("denial_rate", "c.csv has no outcomes"),),
        provisional={"denial_rate": FEBRUARY},
        noted=(Noted("Acme", "dropped", "names of patients passed over", 12),),
    )
    made_from = provenance("a", "c")

    kept = keep(store, recomputed, made_from)

    with store.reading() as session:
        (run,) = claim_runs.listed(session)
    assert kept.is_new
    assert run == kept.run
    assert run.provenance == made_from
    assert run.rows == 7
    for name in ("rejected", "checks", "not_computable", "left_out", "provisional", "noted"):
        assert getattr(run, name) == getattr(recomputed, name)


@pytest.mark.parametrize(
    ("good", "total"),
    [
        (3, 40),
        (Decimal("1234567890.12"), Decimal("98765.40")),
        (Decimal("0.10"), Decimal("-0.30")),
        (None, 12),
        (0, 0),
    ],
    ids=str,
)
def test_numbers_come_back_exactly(store: Store, good: Number | None, total: Number | None) -> None:
    value = kpi(good, total)
    keep(store, Recomputed(kpis=(value,), variants=(value,)), provenance("a"))

    with store.reading() as session:
        found = claim_values.current(session)

    assert [one.is_variant for one in found] == [False, True]
    assert [one.kpi for one in found] == [value, value]
    assert {type(one.kpi.denominator) for one in found} == {type(total)}


def test_the_same_files_under_the_same_terms_store_nothing_and_say_so(store: Store) -> None:
    first = keep(store, Recomputed(kpis=(kpi(1, 10),)), provenance("a", "b", by="Ada"))
    renamed = provenance("b", "a", by="Bob")

    again = keep(store, Recomputed(kpis=(kpi(1, 10),)), renamed)

    assert not again.is_new
    assert again.run == first.run
    assert again.run.provenance.by == "Ada"
    with store.reading() as session:
        assert len(claim_runs.listed(session)) == 1
        assert len(claim_values.history(session)) == 1


@pytest.mark.parametrize(
    "other",
    [
        provenance("a", "b"),
        provenance("a", as_of=MARCH_3),
        replace(provenance("a"), terms={"coding_hours": 72}),
        replace(provenance("a"), definitions="2"),
    ],
    ids=["files", "as of", "terms", "definitions"],
)
def test_other_files_or_terms_are_another_run(store: Store, other: Provenance) -> None:
    keep(store, Recomputed(), provenance("a"))

    assert keep(store, Recomputed(), other).is_new


def test_the_run_that_looked_latest_counts_for_each_month_and_metric_it_has(store: Store) -> None:
    keep_values(store, "a", MARCH_2, kpi(1, 10), kpi(2, 10, month=FEBRUARY))
    keep_values(store, "b", MARCH_3, kpi(3, 10))

    assert current(store) == [kpi(3, 10), kpi(2, 10, month=FEBRUARY)]
    with store.reading() as session:
        every = claim_values.history(session, ["ACME"], (JANUARY, JANUARY))
    assert [(one.as_of, one.kpi.numerator) for one in every] == [(MARCH_2, 1), (MARCH_3, 3)]


def test_an_older_extract_that_is_read_later_does_not_undo_a_newer_one(store: Store) -> None:
    keep_values(store, "new", MARCH_3, kpi(3, 10))
    keep_values(store, "old", MARCH_2, kpi(1, 10))

    assert current(store) == [kpi(3, 10)]


def test_an_older_extract_looked_at_from_a_later_day_does_not_undo_a_newer_one(
    store: Store,
) -> None:
    new = Recomputed(kpis=(kpi(3, 10),), remits=(remit(NORTH, 41),), seen_on=MARCH_2)
    old = Recomputed(kpis=(kpi(1, 10),), remits=(remit(NORTH, 40),), seen_on=dt.date(2026, 2, 1))
    keep(store, new, provenance("new", as_of=MARCH_2))
    kept = keep(store, old, provenance("old", as_of=MARCH_3))

    assert kept.run.seen_on == dt.date(2026, 2, 1)
    assert current(store) == [kpi(3, 10)]
    with store.reading() as session:
        assert claim_sums.remits(session) == (remit(NORTH, 41),)


def test_of_files_that_know_of_one_day_those_looked_at_from_the_later_count(store: Store) -> None:
    for name, as_of, denied in (("b", MARCH_3, 3), ("a", MARCH_2, 1)):
        known = Recomputed(kpis=(kpi(denied, 10),), seen_on=dt.date(2026, 2, 1))
        keep(store, known, provenance(name, as_of=as_of))

    assert current(store) == [kpi(3, 10)]


def test_of_two_runs_of_one_day_the_one_kept_last_counts(store: Store) -> None:
    keep_values(store, "b", MARCH_2, kpi(3, 10))
    keep_values(store, "a", MARCH_2, kpi(1, 10))

    assert current(store) == [kpi(1, 10)]


def test_vendors_are_those_whose_reports_are_stored_in_whatever_spelling(store: Store) -> None:
    keep_values(store, "a", MARCH_2, kpi(1, 10, vendor="Acme Billing"))
    keep_values(store, "b", MARCH_3, kpi(2, 10, vendor="ACME  billing"))

    with store.reading() as session:
        assert measures.vendors(session) == ("Acme Billing",)
        (found,) = claim_values.current(session, ["acme billing"])
        assert claim_values.current(session, ["Nobody"]) == ()
        assert claim_values.current(session, months=(FEBRUARY, FEBRUARY)) == ()
    assert found.kpi == kpi(2, 10, vendor="Acme Billing")


def test_the_values_that_count_are_measurements_like_reported_ones(store: Store) -> None:
    median = Kpi("Zeta", JANUARY, "coding_turnaround", None, 12, 47.25, None)
    variant = kpi(9, 10, metric="other")
    values = Recomputed(kpis=(kpi(1, 10), median), variants=(variant,))
    keep(store, values, provenance("a"))

    with store.reading() as session:
        frame = claim_values.measurements(session)

    expected = frame_of(
        [
            Measurement("Acme", JANUARY, "denial_rate", 0.1, 1, 10),
            Measurement("Zeta", JANUARY, "coding_turnaround", 47.25, None, 12),
        ]
    )
    assert frame.equals(expected)


NORTH = Place("Acme", JANUARY, "P1", "Cardiology", "North")
SOUTH = replace(NORTH, site="South")
NEXT = replace(NORTH, month=FEBRUARY)


def remit(place: Place, remits: int) -> RemitGroup:
    return RemitGroup(place, remits, 2, 1, 30_000_000_000, 45_05)


def denial(place: Place, carc: str = "50", claims: int = 1) -> DenialGroup:
    return DenialGroup(place, "CO", carc, claims, 2, 45_05)


def code(place: Place, code: str = "99213", lines: int = 3) -> CodeGroup:
    return CodeGroup(place, code, lines, 350, 1, 2, 3, 4, 5, 6, 7, 8, 9)


def keep_groups(
    store: Store,
    name: str,
    as_of: dt.date,
    groups: Sequence[RemitGroup | DenialGroup | CodeGroup],
) -> None:
    recomputed = Recomputed(
        remits=tuple(one for one in groups if isinstance(one, RemitGroup)),
        denials=tuple(one for one in groups if isinstance(one, DenialGroup)),
        codes=tuple(one for one in groups if isinstance(one, CodeGroup)),
    )
    keep(store, recomputed, provenance(name, as_of=as_of))


def test_sums_come_back_and_can_be_narrowed_to_vendors_and_months(store: Store) -> None:
    other = Place("Zeta", FEBRUARY)
    remits = (remit(NORTH, 40), remit(SOUTH, 50), remit(NEXT, 60), remit(other, 70))
    denials = (denial(NORTH), denial(NORTH, "16"), denial(other))
    codes = (code(NORTH), code(NORTH, "99214"), code(NEXT))
    keep_groups(store, "a", MARCH_2, (*remits, *denials, *codes))

    with store.reading() as session:
        assert claim_sums.remits(session) == remits
        assert set(claim_sums.denials(session)) == set(denials)
        assert set(claim_sums.codes(session, ["acme"])) == set(codes)
        assert claim_sums.remits(session, ["ZETA"]) == (remits[3],)
        assert claim_sums.remits(session, months=(FEBRUARY, FEBRUARY)) == remits[2:]
        assert claim_sums.codes(session, months=(FEBRUARY, FEBRUARY)) == (codes[2],)
        assert claim_sums.denials(session, ["Nobody"]) == ()


def test_sums_of_a_month_are_those_of_one_run_never_mixed(store: Store) -> None:
    keep_groups(store, "a", MARCH_2, [remit(NORTH, 40), remit(SOUTH, 50), remit(NEXT, 60)])
    keep_groups(store, "b", MARCH_3, [remit(NORTH, 41)])

    with store.reading() as session:
        assert claim_sums.remits(session) == (remit(NORTH, 41), remit(NEXT, 60))


def test_a_month_whose_denials_are_gone_keeps_none_of_an_earlier_run(store: Store) -> None:
    keep_groups(store, "a", MARCH_2, [remit(NORTH, 40), denial(NORTH), remit(NEXT, 60)])
    keep_groups(store, "b", MARCH_3, [remit(NORTH, 40), remit(NEXT, 60), denial(NEXT)])

    with store.reading() as session:
        assert claim_sums.denials(session) == (denial(NEXT),)


def test_where_a_run_could_not_tell_reasons_remittances_are_those_of_the_denials(
    store: Store,
) -> None:
    keep_groups(store, "a", MARCH_2, [remit(NORTH, 40), denial(NORTH), remit(NEXT, 60)])
    keep_groups(store, "b", MARCH_3, [remit(NORTH, 41)])

    with store.reading() as session:
        assert claim_sums.denials(session) == (denial(NORTH),)
        assert claim_sums.remits(session) == (remit(NORTH, 40), remit(NEXT, 60))


def test_a_later_run_in_which_nothing_is_denied_leaves_no_denial_of_an_earlier_one(
    store: Store,
) -> None:
    undenied = replace(remit(NORTH, 41), denied=0, fully_denied=0, denied_cents=0)
    keep_groups(store, "a", MARCH_2, [remit(NORTH, 40), denial(NORTH)])
    keep_groups(store, "b", MARCH_3, [undenied])

    with store.reading() as session:
        assert claim_sums.denials(session) == ()
        assert claim_sums.remits(session) == (undenied,)


def test_a_run_without_any_value_is_kept_with_its_files(store: Store) -> None:
    keep(store, Recomputed(), provenance("a"))

    with store.reading() as session:
        (run,) = claim_runs.listed(session)
        assert claim_values.current(session) == ()
        assert claim_sums.remits(session) == ()
    assert [file.name for file in run.provenance.files] == ["a.csv"]

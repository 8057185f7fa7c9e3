"""What is reported, recomputed and audited meets for a vendor, metric and month."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import pytest

from tests.agreements import ADMINISTRATOR, VENDOR, denials, report
from vendor_eval.claims.kpis import Kpi, Recomputed
from vendor_eval.errors import BadInput
from vendor_eval.quantities import Month
from vendor_eval.workflows import claim_runs, truths
from vendor_eval.workflows.claim_runs import Prepared, RunFile
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.truths import Audited, Chosen, Truths

MARCH = Month(2026, 3)
DENIALS = "denial_rate"
LONG_AGO, SINCE = dt.date(2026, 4, 1), dt.date(2026, 4, 14)


def kpi(denied: int, metric: str = DENIALS) -> Kpi:
    return Kpi(VENDOR, MARCH, metric, denied, 1000, denied / 1000, 7)


def recompute(
    deps: Deps,
    as_of: dt.date,
    denied: int,
    variant: int | None = None,
    seen_on: dt.date | None = None,
) -> None:
    variants = () if variant is None else (kpi(variant, "denial_rate.by_line"),)
    done = Recomputed(kpis=(kpi(denied),), variants=variants, as_of=as_of, seen_on=seen_on)
    files = (RunFile("claims.csv", f"{as_of} {seen_on}", "CSV"),)
    claim_runs.record(deps, ADMINISTRATOR, Prepared(done, files, {}))


def of_march(deps: Deps) -> Truths:
    (only,) = truths.of_vendor(deps, ADMINISTRATOR, VENDOR, (MARCH, MARCH))
    return only


def choose(deps: Deps, definition: str, tolerance: float | None = None) -> None:
    truths.choose(deps, ADMINISTRATOR, Chosen(VENDOR, DENIALS, definition, tolerance))


def per_mille(number: int) -> Fraction:
    return Fraction(number, 1000)


def test_a_value_that_only_the_vendor_states_is_not_verified(deps: Deps) -> None:
    report(deps, denials(m03=80))

    only = of_march(deps)

    assert not only.found.verified
    assert only.found.gap is None
    assert only.as_of is None


def test_the_gap_is_split_by_what_was_recomputed_when(deps: Deps) -> None:
    report(deps, denials(m03=80))
    recompute(deps, LONG_AGO, denied=110, variant=90)
    recompute(deps, SINCE, denied=120, variant=95)
    choose(deps, "denial_rate.by_line")

    only = of_march(deps)

    gap = only.found.gap
    assert gap is not None
    assert (only.as_of, only.pending) == (SINCE, 7)
    # 80 - 120 per mille. The report came today, after both looks: nothing is known to be late.
    assert gap.whole == per_mille(-40)
    assert gap.definition == per_mille(95 - 120)
    assert gap.timing == 0
    assert gap.missing_claims == 0
    assert gap.unexplained == per_mille(-15)
    assert truths.discrepancies([only]) == (only,)


def test_an_extract_taken_after_the_report_came_does_not_say_how_claims_stood_then(
    deps: Deps,
) -> None:
    report(deps, denials(m03=80))
    later = Deps(deps.store, lambda: dt.date(9000, 1, 1))
    # Looked at from a day before the report, by files that know of what came long after it.
    recompute(later, LONG_AGO, denied=110, seen_on=dt.date(9000, 1, 1))

    gap = of_march(deps).found.gap

    assert gap is not None
    assert gap.timing is None


def test_a_definition_is_held_against_values_of_its_own_run_alone(deps: Deps) -> None:
    report(deps, denials(m03=80))
    recompute(deps, LONG_AGO, denied=110, variant=90)
    # Looked at again without the other definitions: what 90 and 120 lie apart is no definition.
    recompute(deps, SINCE, denied=120)
    choose(deps, "denial_rate.by_line")

    only = of_march(deps)

    assert only.found.known.under_theirs is None
    assert only.found.gap is not None
    assert only.found.gap.definition is None
    assert only.found.gap.timing == 0


def test_an_audit_stands_beside_and_can_be_withdrawn(deps: Deps) -> None:
    report(deps, denials(m03=80))
    value = Audited(VENDOR, DENIALS, MARCH, 0.12, how="100 remittances", evidence="audit.pdf")

    truths.enter(deps, ADMINISTRATOR, value)
    found = of_march(deps)

    assert found.found.known.audited is not None
    assert found.found.discrepancy is not None
    assert found.audit is not None
    again = Audited(VENDOR, DENIALS, MARCH, None, how="wrong month", version=1)
    truths.enter(deps, ADMINISTRATOR, again)
    assert not of_march(deps).found.verified
    assert len(truths.audit_history(deps, ADMINISTRATOR, VENDOR)) == 2


def test_a_tolerance_of_their_own_makes_a_finding_agree(deps: Deps) -> None:
    report(deps, denials(m03=80))
    recompute(deps, SINCE, denied=100)
    choose(deps, "", tolerance=0.02)

    assert truths.discrepancies([of_march(deps)]) == ()


def test_the_definitions_to_choose_are_those_given_in_its_place() -> None:
    known = truths.definitions(DENIALS)

    assert known[0] == DENIALS
    assert {"full_denial_rate", "denial_rate.by_line"} <= set(known)
    # Days, and a share of what was denied: read beside the denial rate, never in its place.
    assert not {"denial_rate.days_to_resolution", "denial_rate.overturned_of_worked"} & set(known)


@pytest.mark.parametrize(
    ("value", "what"),
    [
        (Audited("Nobody", DENIALS, MARCH, 0.1, how="x"), "Vendor: is not known"),
        (Audited(VENDOR, "nothing", MARCH, 0.1, how="x"), "Metric: is not known"),
        (Audited(VENDOR, DENIALS, MARCH, 0.1), "How: is missing"),
        (Audited(VENDOR, DENIALS, MARCH, 1e13, how="x"), "Value: is too large"),
        (Audited(VENDOR, DENIALS, MARCH, 0.1, how="MRN 12345678"), "looks like patient data"),
    ],
    ids=["vendor", "metric", "how", "value", "patient"],
)
def test_what_an_audit_may_not_say_is_refused(deps: Deps, value: Audited, what: str) -> None:
    report(deps, denials(m03=80))

    with pytest.raises(BadInput, match=what):
        truths.enter(deps, ADMINISTRATOR, value)


@pytest.mark.parametrize(
    ("chosen", "what"),
    [
        (Chosen("Nobody", DENIALS, ""), "Vendor: is not known"),
        (Chosen(VENDOR, "nothing", ""), "Metric: is not known"),
        (Chosen(VENDOR, DENIALS, "", tolerance=-0.1), "Tolerance: is below zero"),
    ],
    ids=["vendor", "metric", "tolerance"],
)
def test_what_may_not_be_chosen_is_refused(deps: Deps, chosen: Chosen, what: str) -> None:
    report(deps, denials(m03=80))

    with pytest.raises(BadInput, match=what):
        truths.choose(deps, ADMINISTRATOR, chosen)

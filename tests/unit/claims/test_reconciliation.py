"""The gap between a reported and a recomputed value, split by what is known."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vendor_eval.claims.reconciliation import Gap, Known, Stated, reconciled
from vendor_eval.claims.reconciliation_words import difference_shown, sentence
from vendor_eval.measurement import Truth
from vendor_eval.quantities import Month, Unit

MARCH = Month(2026, 3)
FIRST_PASS = "first_pass_acceptance_rate"

# The worked example of docs/decisions/2026-11-22-three-truths.md. The vendor reports 931 of 950
# claims, 98.0 %, and says it counts what the clearinghouse accepts. Of our 1,000 claims 900 were
# accepted end to end, 90.0 %, and 950 by the clearinghouse, 95.0 %; when the report came, 955.
EXAMPLE = Known(
    vendor="Acme",
    month=MARCH,
    metric=FIRST_PASS,
    reported=Stated.of(0.98, 950),
    recomputed=Stated.of(0.90, 1000),
    definition="clearinghouse_acceptance_rate",
    under_theirs=Stated.of(0.95, 1000),
    as_known=Stated.of(0.955, 1000),
)


def points(*numbers: float | None) -> list[Fraction | None]:
    return [None if one is None else Fraction(str(one)) / 100 for one in numbers]


def parts(gap: Gap | None) -> list[Fraction | None]:
    assert gap is not None
    return [gap.whole, gap.definition, gap.timing, gap.missing_claims, gap.unexplained]


def test_the_worked_example() -> None:
    # 98 - 90 = 8 points: 95 - 90 definition, 95.5 - 95 timing, 98 - 98 * 950 / 1000 = 4.9 missing
    # claims, and 8 - 5 - 0.5 - 4.9 = -2.4 is left.
    assert parts(reconciled(EXAMPLE).gap) == points(8, 5, 0.5, 4.9, -2.4)


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        (
            replace(EXAMPLE, definition="", under_theirs=None, as_known=None),
            (8, None, None, 4.9, 3.1),
        ),
        (replace(EXAMPLE, definition=FIRST_PASS, as_known=None), (8, 0, None, 4.9, 3.1)),
        (replace(EXAMPLE, under_theirs=None, as_known=None), (8, None, None, 4.9, 3.1)),
        (replace(EXAMPLE, as_known=None), (8, 5, None, 4.9, -1.9)),
        (replace(EXAMPLE, reported=Stated.of(0.98)), (8, 5, 0.5, None, 2.5)),
        (replace(EXAMPLE, reported=Stated.of(0.98, 1000)), (8, 5, 0.5, 0, 2.5)),
    ],
    ids=[
        "nobody knows the definition",
        "the contract's own definition",
        "a definition that was not recomputed",
        "no earlier look at the claims",
        "no denominator reported",
        "the same denominator",
    ],
)
def test_what_cannot_be_known_is_not_known_and_never_nothing(
    known: Known, expected: tuple[float | None, ...]
) -> None:
    assert parts(reconciled(known).gap) == points(*expected)


def test_a_median_has_no_claims_to_miss() -> None:
    hours = replace(
        EXAMPLE,
        metric="coding_turnaround",
        reported=Stated.of(30, 950),
        recomputed=Stated.of(47.5, 1000),
        definition="",
        under_theirs=None,
        as_known=None,
    )

    found = reconciled(hours)

    assert parts(found.gap) == [Fraction(-35, 2), None, None, None, Fraction(-35, 2)]
    assert found.discrepancy is not None
    assert found.discrepancy.flatters


@pytest.mark.parametrize(
    ("metric", "definition", "missing"),
    [
        # A mean over 3 sites: 950 claims do not spread over sites.
        (FIRST_PASS, "first_pass_acceptance_rate.mean_of_sites", None),
        (FIRST_PASS, "clearinghouse_acceptance_rate", Fraction(49, 1000)),
        ("denial_rate", "denial_rate_dollars", None),
        ("denial_rate", "denial_rate.by_line", Fraction(49, 1000)),
        ("denial_rate", "denial_rate.of_nobody", None),
    ],
)
def test_claims_are_missed_only_among_denominators_of_one_kind(
    metric: str, definition: str, missing: Fraction | None
) -> None:
    gap = reconciled(replace(EXAMPLE, metric=metric, definition=definition)).gap

    assert gap is not None
    assert gap.missing_claims == missing


stated = st.builds(
    Stated,
    st.fractions(0, 1, max_denominator=1000),
    st.none() | st.integers(0, 1000).map(Fraction),
)


@given(
    st.builds(
        Known,
        vendor=st.just("Acme"),
        month=st.just(MARCH),
        metric=st.just(FIRST_PASS),
        reported=stated,
        recomputed=stated,
        audited=st.none() | stated,
        definition=st.sampled_from(["", FIRST_PASS, "clearinghouse_acceptance_rate"]),
        under_theirs=st.none() | stated,
        as_known=st.none() | stated,
    )
)
def test_the_parts_add_up_to_the_gap_exactly(known: Known) -> None:
    whole, *rest = parts(reconciled(known).gap)

    assert sum(part for part in rest if part is not None) == whole
    assert sentence(reconciled(known))


@pytest.mark.parametrize(
    ("reported", "ours", "is_finding"),
    [(0.905, 0.9, False), (0.9051, 0.9, True), (0.895, 0.9, False), (0.8949, 0.9, True)],
)
def test_a_gap_beyond_half_a_point_is_a_finding(
    reported: float, ours: float, is_finding: bool
) -> None:
    known = Known(
        "Acme", MARCH, FIRST_PASS, reported=Stated.of(reported), recomputed=Stated.of(ours)
    )

    found = reconciled(known).discrepancy

    assert (found is not None) == is_finding
    if found:
        assert found.flatters == (reported > ours)


def test_a_tolerance_of_their_own_goes_first() -> None:
    assert reconciled(replace(EXAMPLE, tolerance=Fraction(8, 100))).discrepancy is None
    assert reconciled(replace(EXAMPLE, tolerance=Fraction(7, 100))).discrepancy is not None


def test_counts_may_differ_by_half_a_percent_of_ours() -> None:
    count = Known(
        "Acme",
        MARCH,
        "claims_submitted",
        reported=Stated.of(1005),
        recomputed=Stated.of(1000),
    )

    assert reconciled(count).discrepancy is None
    assert reconciled(replace(count, reported=Stated.of(1006))).discrepancy is not None


def test_lower_is_better_turns_the_side_that_flatters() -> None:
    denials = Known(
        "Acme", MARCH, "denial_rate", reported=Stated.of(0.07), recomputed=Stated.of(0.12)
    )

    found = reconciled(denials).discrepancy

    assert found is not None
    assert found.flatters


def test_without_claims_a_value_is_held_against_the_audit() -> None:
    audited = replace(EXAMPLE, recomputed=None, audited=Stated.of(0.91))

    found = reconciled(audited)

    assert found.gap is None
    assert found.discrepancy is not None
    assert (found.discrepancy.against, found.discrepancy.difference) == (
        Truth.AUDITED,
        Fraction(7, 100),
    )


def test_nothing_but_the_vendors_word_says_so() -> None:
    alone = Known("Acme", MARCH, FIRST_PASS, reported=Stated.of(0.98))

    found = reconciled(alone)

    assert not found.verified
    assert sentence(found) == (
        "First-pass acceptance rate for March 2026: vendor-reported only, "
        "not independently verified."
    )


def test_a_finding_says_what_where_from_and_what_next() -> None:
    assert sentence(reconciled(EXAMPLE)) == (
        "Acme reported 98.00 % as first-pass acceptance rate for March 2026; the claims give "
        "90.00 %: 8.00 points in its own favour, beyond the tolerance of 0.50 points. "
        "Of it +5.00 points definition, +0.50 points timing, +4.90 points missing claims, "
        "\N{MINUS SIGN}2.40 points unexplained. Ask for the list of claims behind the figure."
    )


def test_what_was_not_reported_and_what_agrees_say_so() -> None:
    silent = replace(EXAMPLE, reported=None)
    agreeing = replace(EXAMPLE, reported=Stated.of(0.9))

    assert sentence(reconciled(silent)) == (
        "First-pass acceptance rate was not reported for March 2026."
    )
    assert sentence(reconciled(agreeing)) == (
        "First-pass acceptance rate for March 2026 agrees with what the claims give, "
        "within the tolerance."
    )


@pytest.mark.parametrize(
    ("difference", "unit", "text"),
    [
        (Fraction(62, 1000), Unit.RATIO, "+6.20 points"),
        (Fraction(-35, 2), Unit.HOURS, "\N{MINUS SIGN}17.5 h"),
        (Fraction(0), Unit.DAYS, "0.0 days"),
        (Fraction(-1, 100), Unit.DAYS, "0.0 days"),
        (Fraction(1200), Unit.COUNT, "+1,200"),
        (Fraction(-5, 2), Unit.USD, "\N{MINUS SIGN}$2.50"),
        (None, Unit.RATIO, "not known"),
    ],
)
def test_differences_carry_sign_and_unit(
    difference: Fraction | None, unit: Unit, text: str
) -> None:
    assert difference_shown(difference, unit) == text

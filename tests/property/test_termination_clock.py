"""The clock gives the rights that the contract's rules give, and foretells the next ones."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.property.agreements import METRICS, contracts, histories, limit, percent
from tests.unit.sla.histories import DENIALS, contract, level, measured, month
from vendor_eval.follow_up.termination_clock import Clock, clocks
from vendor_eval.measurement import Measurement, frame_of
from vendor_eval.quantities import Limit, Month, Usd
from vendor_eval.reports.next_breach import rights_at_next_breach
from vendor_eval.reports.vendor_month import vendor_month_of
from vendor_eval.sla.assessment import Standings, assess_all
from vendor_eval.sla.contract import (
    Consecutive,
    Contract,
    FixedAmount,
    NOfM,
    RollingAverage,
    ShareFailing,
    SumOfCredits,
    TerminationRule,
)
from vendor_eval.sla.termination import rule_named
from vendor_eval.workflows.practices import Practice
from vendor_eval.workflows.reviews import Review, assessments

drawn = settings(max_examples=15, deadline=None)

rules = st.one_of(
    st.builds(Consecutive, st.integers(1, 4)),
    st.integers(1, 4).flatmap(lambda n: st.builds(NOfM, st.just(n), st.integers(n, 6))),
    st.builds(SumOfCredits, st.integers(1, 900_00).map(Usd), st.integers(1, 4)),
    st.builds(
        ShareFailing, st.integers(0, 99).map(lambda of: Decimal(of) / 100), st.integers(1, 4)
    ),
    st.sampled_from(METRICS).flatmap(
        lambda metric: st.builds(
            RollingAverage,
            st.just(metric),
            percent.map(lambda number: limit(metric, number, inclusive=True)),
            st.integers(1, 4),
        )
    ),
)


@st.composite
def agreements(draw: st.DrawFn) -> Contract:
    return replace(draw(contracts()), termination=tuple(draw(st.lists(rules, max_size=4))))


def standing(agreed: Contract, rows: list[Measurement]) -> Standings:
    return assess_all([agreed], frame_of(rows))


def arisen(found: list[Clock]) -> list[tuple[str, str | None, int]]:
    return sorted(
        ((one.rule_name, one.metric, one.month.index) for clock in found for one in clock.rights),
        key=str,
    )


@drawn
@given(agreements(), histories())
def test_the_rights_of_the_clocks_are_the_rights_that_arose(
    agreed: Contract, rows: list[Measurement]
) -> None:
    judged = standing(agreed, rows)
    rights = judged.termination
    metrics = [one if isinstance(one, str) else None for one in rights["metric"]]
    expected = zip(rights["rule"], metrics, rights["month"].astype(int), strict=True)

    assert arisen(list(clocks(judged, {}))) == sorted(expected, key=str)


@drawn
@given(agreements(), histories())
def test_what_counts_adds_up_to_what_is_reached(agreed: Contract, rows: list[Measurement]) -> None:
    for clock in clocks(standing(agreed, rows), {}):
        if isinstance(clock.rule, Consecutive | NOfM | ShareFailing):
            assert clock.progress.reached == len(clock.made_of)
        for right in clock.rights:
            assert right.made_of
            assert max(month for _, month in right.made_of) <= right.month


letters = st.text("KTWB-", min_size=1, max_size=12)


def clock_of(history: str | list[float | None], rule: TerminationRule) -> Clock:
    """The clock of the rule over a history of the denial rate, its minimum at most 12 %."""
    agreed = contract(termination=(rule,))
    found = assess_all([agreed], measured({DENIALS: history}), month(len(history)))
    (clock,) = clocks(found, {})
    return clock


@drawn
@given(
    letters,
    st.one_of(
        st.builds(Consecutive, st.integers(1, 4)),
        st.integers(1, 4).flatmap(lambda n: st.builds(NOfM, st.just(n), st.integers(n, 6))),
        st.builds(ShareFailing, st.sampled_from([Decimal("0.3"), Decimal("0.5")]), st.just(2)),
    ),
)
def test_a_breach_next_month_meets_a_rule_exactly_where_the_clock_says_so(
    history: str, rule: TerminationRule
) -> None:
    clock = clock_of(history, rule)
    assert clock.ahead is not None

    after = (more for more in range(1, 8) if clock_of(history + more * "B", rule).is_met)
    first = next(after)

    assert clock.ahead.possible == (first == 1)
    assert clock.ahead.soonest == month(len(history) + first)


@drawn
@given(
    st.lists(st.none() | st.integers(0, 40).map(lambda one: one / 100), min_size=3, max_size=8),
    st.integers(1, 4),
)
def test_an_average_fails_beyond_the_value_that_the_clock_names_and_not_before(
    history: list[float | None], months: int
) -> None:
    rule = RollingAverage(DENIALS, Limit.parse("<= 12 %"), months)
    ahead = clock_of(history, rule).ahead
    assert ahead is not None
    assume(len(history) >= months)
    value = float(ahead.missing)

    if 0 <= value <= 1:
        assert clock_of([*history, value + 1e-9], rule).is_met
        assert not clock_of([*history, max(0.0, value - 1e-9)], rule).is_met
    assert ahead.possible == (value < 1)


@drawn
@given(letters, st.integers(1, 30), st.integers(1, 4))
def test_a_sum_of_credits_is_met_by_what_is_missing_and_by_no_cent_less(
    history: str, hundreds: int, months: int
) -> None:
    rule = SumOfCredits(Usd(hundreds * 100_00), months)
    agreed = contract(level(credit=FixedAmount(Usd(400_00))), termination=(rule,))
    found = assess_all([agreed], measured({DENIALS: history}), month(len(history)))
    (clock,) = clocks(found, {})
    assert clock.ahead is not None

    missing = int(clock.ahead.missing)
    for amount in (missing, missing - 1):
        if amount > 0:
            last = replace(
                agreed.service_levels[0],
                credit=FixedAmount(Usd(amount)),
                effective=month(len(history) + 1).first_day,
            )
            levels = (agreed.service_levels[0], last)
            longer = replace(agreed, service_levels=levels)
            judged = assess_all([longer], measured({DENIALS: history + "B"}))
            (after,) = clocks(judged, {})
            assert after.is_met == (amount == missing)


@drawn
@given(agreements(), histories())
def test_the_breach_report_foretells_what_the_clocks_foretell(
    agreed: Contract, rows: list[Measurement]
) -> None:
    judged = standing(agreed, rows)
    last = Month.at(int(judged.findings["month"].max())) if len(judged.findings) else month(1)
    expected = [
        (one.rule, one.metric)
        for one in clocks(judged, {})
        if isinstance(one.rule, Consecutive | NOfM) and not one.is_met
        if one.ahead is not None and one.ahead.possible
    ]

    near = rights_at_next_breach(agreed, judged.shown(judged.findings), last)

    told = [(rule_named(one.rule, one.metric, agreed.termination), one.metric) for one in near]
    assert sorted(told, key=str) == sorted(expected, key=str)


def test_the_breach_report_looks_back_as_far_as_the_rule() -> None:
    # 2 breaches within 18 months: that of January 2026 still counts in June 2027.
    agreed = contract(termination=(NOfM(2, 18),))
    judged = assess_all([agreed], measured({DENIALS: "B" + "K" * 16}))
    found = Review(Practice("A", None, True, 1), judged, measured({}), (), (), ())
    (assessed,) = assessments(found, month(17))

    assert [one.rule for one in vendor_month_of(assessed, month(17)).one_breach_away] == [
        "n_of_m:2/18"
    ]

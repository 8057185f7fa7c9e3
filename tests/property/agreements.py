"""Drawn contracts on up to three metrics, and histories of what was reported for them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

from hypothesis import strategies as st

from vendor_eval.measurement import Measurement
from vendor_eval.metrics import CATALOGUE
from vendor_eval.quantities import Comparison, Direction, Limit, Month, Unit, Usd
from vendor_eval.sla.contract import (
    Allocation,
    Consecutive,
    Contract,
    FixedAmount,
    LinearGap,
    MinimumFrom,
    NOfM,
    PercentOfFee,
    Relief,
    ServiceLevel,
    SeverityPoints,
    ShareFailing,
    SumOfCredits,
)

METRICS = ("denial_rate", "first_pass_acceptance_rate", "days_in_ar")
START = Month(2026, 1)
MONTHS = 9

percent = st.integers(0, 100)
cents = st.integers(1, 5_000_00).map(Usd)
share = st.integers(1, 100).map(lambda number: Decimal(number) / 100)


def limit(metric: str, number: int, *, inclusive: bool) -> Limit:
    """A limit of ``number`` percent or days that fits the metric."""
    rising = CATALOGUE[metric].direction is Direction.HIGHER
    pair = (
        (Comparison.ABOVE, Comparison.AT_LEAST)
        if rising
        else (Comparison.BELOW, Comparison.AT_MOST)
    )
    unit = "%" if CATALOGUE[metric].unit is Unit.RATIO else "days"
    return Limit.parse(f"{pair[inclusive].value} {number} {unit}")


def credit_methods(minimum: Limit) -> st.SearchStrategy[object]:
    """Every method; a gap grows towards 100 and more above what should be low."""
    edge, rising = minimum.quantity.value, minimum.comparison.good_side is Direction.HIGHER
    methods = [
        st.none(),
        st.builds(Allocation, share),
        st.builds(FixedAmount, cents),
        st.builds(PercentOfFee, share),
        st.builds(SeverityPoints, share, share_a_point=share),
        st.builds(SeverityPoints, share, amount_a_point=cents),
    ]
    gap = st.builds(LinearGap, share, share.map(lambda beyond: edge + beyond))
    return st.one_of(*methods) if rising else st.one_of(*methods, gap)


@st.composite
def levels(draw: st.DrawFn, metric: str) -> ServiceLevel:
    """Limits in order: strict ones stricter than inclusive ones of the same number."""
    numbers = sorted(draw(st.lists(percent, min_size=3, max_size=3)))
    if CATALOGUE[metric].direction is Direction.HIGHER:
        numbers.reverse()
    target, warning, minimum = (
        limit(metric, number, inclusive=place > 0 or draw(st.booleans()))
        for place, number in enumerate(numbers)
    )
    return ServiceLevel(
        metric,
        target,
        draw(st.sampled_from([None, warning])),
        minimum,
        MinimumFrom.CONTRACT,
        credit=draw(credit_methods(minimum)),
        repeat_multiplier=draw(st.sampled_from([Decimal(1), Decimal("1.5"), Decimal(2)])),
    )


@st.composite
def promises(draw: st.DrawFn) -> tuple[ServiceLevel, ...]:
    """Up to three metrics, some amended, in any order."""
    found = []
    for metric in draw(st.lists(st.sampled_from(METRICS), min_size=1, unique=True)):
        days = draw(st.lists(st.integers(0, 200), max_size=2, unique=True))
        starts = [START.first_day + dt.timedelta(days=day) for day in days]
        found += [
            replace(draw(levels(metric)), effective=start)
            for start in draw(st.sampled_from([[None, *starts], starts or [None]]))
            if start != START.first_day
        ]
    return tuple(draw(st.permutations(found or [draw(levels("denial_rate"))])))


@st.composite
def contracts(draw: st.DrawFn, vendor: str = "Northwind RCM") -> Contract:
    agreed = draw(promises())
    metrics = sorted({level.metric for level in agreed})
    relieved = draw(
        st.lists(st.tuples(st.sampled_from(metrics), st.integers(0, MONTHS - 1)), max_size=3)
    )
    return Contract(
        vendor,
        START.first_day,
        draw(st.sampled_from([dt.date(2026, 5, 31), dt.date(2028, 12, 31)])),
        agreed,
        ramp_months=draw(st.integers(0, 2)),
        low_volume=draw(st.sampled_from([0, 30])),
        monthly_fee=draw(st.integers(0, 100_000_00).map(Usd)),
        fee_at_risk=draw(share),
        termination=(
            Consecutive(2),
            NOfM(2, 4),
            SumOfCredits(Usd(100_00), 3),
            ShareFailing(Decimal("0.4"), 2),
        ),
        earn_back_months=draw(st.sampled_from([None, 1, 2])),
        relief=tuple(
            Relief(metric, START.plus(at), "payer outage", "R. Osei") for metric, at in relieved
        ),
    )


@st.composite
def histories(draw: st.DrawFn, vendor: str = "Northwind RCM") -> list[Measurement]:
    rows = []
    for metric in METRICS:
        for at in range(draw(st.integers(0, MONTHS))):
            number = draw(st.none() | percent)
            scale = 100 if CATALOGUE[metric].unit is Unit.RATIO else 1
            items = draw(st.sampled_from([None, 20, 40]))
            value = None if number is None else number / scale
            rows.append(Measurement(vendor, START.plus(at), metric, value, None, items))
    return rows

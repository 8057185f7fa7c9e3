"""Offers as drawn by property tests: every kind of fee, without flaws."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from vendor_eval.pricing.fees import (
    AllowanceOverage,
    Band,
    Base,
    Cap,
    Contingency,
    CreditBasis,
    Discount,
    Escalated,
    Escalator,
    Fee,
    GainShare,
    Graduated,
    GraduatedPercentage,
    KpiIndexed,
    MetricBand,
    Minimum,
    Modifiers,
    Negative,
    OneTime,
    Package,
    PartialYear,
    PassThrough,
    Percentage,
    Period,
    PerUnit,
    Proration,
    Rebate,
    RecurringFlat,
    Rounding,
    ServiceCredit,
    StairStep,
    Tax,
    Tier,
    Timing,
    Volume,
    VolumePercentage,
    Window,
)
from vendor_eval.pricing.offer import Exit, Offer, Performance, RoundScope, Transition
from vendor_eval.quantities import Month, Usd

COUNTS = ("claims", "statements", "encounters")
MONEY = ("net_collections", "gross_charges")

ratios = st.integers(0, 10_000).map(lambda parts: Decimal(parts) / 10_000)
signed_ratios = st.integers(-10_000, 10_000).map(lambda parts: Decimal(parts) / 10_000)
prices = st.integers(0, 20_000).map(lambda mills: Decimal(mills) / 1_000)
amounts = st.integers(0, 2_000_000).map(Usd)
counts = st.sampled_from(COUNTS).map(Base)
money = st.sampled_from(MONEY).map(Base)
bases = counts | money


def parts(kind: type, **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.builds(kind, **fields)


@st.composite
def bounds(draw: st.DrawFn, largest: int) -> list[Decimal | None]:
    """Ascending, the last one open."""
    found = draw(st.sets(st.integers(1, largest), max_size=3))
    return [*map(Decimal, sorted(found)), None]


@st.composite
def tiers(
    draw: st.DrawFn, rates: st.SearchStrategy[Decimal], largest: int = 5_000
) -> tuple[Tier, ...]:
    return tuple(
        Tier(bound, draw(rates), draw(st.just(Usd(0)) | amounts)) for bound in draw(bounds(largest))
    )


@st.composite
def bands(draw: st.DrawFn) -> tuple[Band, ...]:
    return tuple(Band(bound, draw(amounts)) for bound in draw(bounds(5_000)))


@st.composite
def metric_bands(draw: st.DrawFn) -> tuple[MetricBand, ...]:
    return tuple(
        MetricBand(None if bound is None else bound / 100, draw(signed_ratios), draw(amounts))
        for bound in draw(bounds(100))
    )


days = st.dates(dt.date(2026, 1, 1), dt.date(2027, 12, 31))


@st.composite
def windows(draw: st.DrawFn) -> Window:
    first, last = sorted([draw(days), draw(days)])
    return draw(
        st.sampled_from(
            (
                Window(),
                Window(first, None, Proration.ACTUAL_DAYS),
                Window(None, last, Proration.THIRTY_DAYS),
                Window(first, last),
                Window.of_months(Month.of(first), Month.of(last)),
            )
        )
    )


@st.composite
def modifiers(draw: st.DrawFn, window: st.SearchStrategy[Window]) -> Modifiers:
    low, high = sorted([draw(amounts), draw(amounts)])
    return Modifiers(
        label=draw(st.sampled_from(("", 'Fee "A"', "Grundgebühr, monthly"))),
        minimum=draw(st.sampled_from((None, low))),
        maximum=draw(st.sampled_from((None, high))),
        free=draw(st.sampled_from((Decimal(0), Decimal(100), Decimal("0.25")))),
        window=draw(window),
        escalator=draw(st.none() | ratios),
        escalated=draw(st.sampled_from((frozenset(Escalated), frozenset({Escalated.PRICES})))),
        flat_on_zero=draw(st.booleans()),
        negative=draw(st.sampled_from(Negative)),
    )


def charges(window: st.SearchStrategy[Window]) -> st.SearchStrategy[Fee]:
    """Every kind that is counted month by month."""
    of = {"modifiers": modifiers(window)}
    scope = st.sampled_from(Period)
    return st.one_of(
        parts(OneTime, amount=amounts, month=st.integers(1, 9), on=st.none() | bases, **of),
        parts(
            RecurringFlat,
            amount=amounts,
            every=st.integers(1, 3),
            timing=st.sampled_from(Timing),
            **of,
        ),
        parts(PerUnit, price=prices, on=counts, **of),
        parts(Percentage, rate=ratios, on=money, **of),
        parts(Contingency, rate=ratios, on=money, **of),
        parts(Graduated, on=counts, tiers=tiers(prices), period=scope, **of),
        parts(GraduatedPercentage, on=money, tiers=tiers(ratios, 900_000), period=scope, **of),
        parts(Volume, on=counts, tiers=tiers(prices), **of),
        parts(VolumePercentage, on=money, tiers=tiers(ratios, 900_000), **of),
        parts(
            Package,
            size=st.integers(25, 900).map(Decimal),
            price=prices,
            on=counts,
            rounding=st.sampled_from(Rounding),
            least=st.integers(0, 5),
            **of,
        ),
        parts(StairStep, on=counts, bands=bands(), **of),
        parts(
            AllowanceOverage,
            on=counts,
            included=st.integers(0, 3_000).map(Decimal),
            price=prices,
            amount=amounts,
            carry_over=st.booleans(),
            **of,
        ),
        parts(PassThrough, on=bases, price=prices, markup=ratios, **of),
        parts(
            KpiIndexed,
            metric=st.just("denial_rate"),
            on=money,
            bands=metric_bands(),
            unmeasured=signed_ratios,
            **of,
        ),
        parts(
            GainShare,
            metric=st.just("net_collection_rate"),
            on=money,
            baseline=ratios,
            share=signed_ratios,
            **of,
        ),
    )


def clauses(window: st.SearchStrategy[Window]) -> st.SearchStrategy[Fee]:
    """Every kind that acts on the invoice."""
    return st.one_of(
        parts(Minimum, amount=amounts, window=window, partial_year=st.sampled_from(PartialYear)),
        parts(
            Cap,
            amount=st.integers(2_000_001, 9_000_000).map(Usd),
            each=st.sampled_from(Period),
            window=window,
        ),
        parts(Discount, rate=ratios, amount=amounts, window=window),
        parts(Rebate, on=counts, tiers=tiers(ratios).map(without_flats)),
        parts(Escalator, rate=ratios),
        parts(
            ServiceCredit,
            share=ratios,
            at_risk=st.none() | ratios,
            basis=st.sampled_from(CreditBasis),
            window=window,
        ),
        parts(Tax, rate=ratios, window=window),
    )


def without_flats(table: tuple[Tier, ...]) -> tuple[Tier, ...]:
    return tuple(Tier(tier.up_to, tier.rate) for tier in table)


performances = st.builds(
    Performance,
    net_collection_rate=ratios,
    denial_rate=ratios,
    days_in_ar=st.integers(0, 90).map(Decimal),
    oversight_hours=st.integers(0, 400).map(lambda tenths: Decimal(tenths) / 10),
    transition=st.builds(
        Transition, amounts, amounts, dip=ratios, dip_months=st.integers(0, 6), dip_lost=ratios
    ),
    exit=st.builds(Exit, ratios, amounts, amounts),
)


@st.composite
def offers(draw: st.DrawFn, name: str, window: st.SearchStrategy[Window] | None = None) -> Offer:
    """Up to three charges and two clauses; with performance, which metrics need."""
    when = windows() if window is None else window
    return Offer(
        name=name,
        fees=(
            *draw(st.lists(charges(when), min_size=1, max_size=3)),
            *draw(st.lists(clauses(when), max_size=2)),
        ),
        starts=draw(st.sampled_from((None, Month(2025, 7)))),
        round_scope=draw(st.sampled_from(RoundScope)),
        performance=draw(performances),
    )

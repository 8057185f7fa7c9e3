"""Exact bills of three models, beside a loop in decimals and the bare product in NumPy."""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import numpy as np

from benchmarks.sizes import Sizes
from benchmarks.table import Goal, Row, Subject
from benchmarks.timing import in_turns, timed
from vendor_eval.pricing.arithmetic import Array
from vendor_eval.pricing.bill import bill
from vendor_eval.pricing.fees import (
    Base,
    Charge,
    GraduatedPercentage,
    Modifiers,
    Percentage,
    Tier,
    VolumePercentage,
)
from vendor_eval.pricing.offer import Offer
from vendor_eval.pricing.usage import Usage
from vendor_eval.quantities import Month, Usd

_FASTER = 20
_MONTHS = 36
_SEED = 20_261_121
_CENT = Decimal("0.01")
_BASE = Base("net_collections")
_RATE, _MINIMUM = Decimal("0.055"), Decimal(5000)
_STEPS = ((Decimal(100_000), Decimal("0.06")), (Decimal(200_000), Decimal("0.05")))
_LAST = Decimal("0.04")
_TIERS = (*(Tier(up_to, rate) for up_to, rate in _STEPS), Tier(None, _LAST))
_AT_LEAST = Modifiers(minimum=Usd.of(_MINIMUM))

_MODELS: tuple[Charge, ...] = (
    Percentage(_RATE, _BASE, modifiers=_AT_LEAST),
    GraduatedPercentage(_BASE, _TIERS),
    VolumePercentage(_BASE, _TIERS),
)


def billed(usage: Usage) -> list[Array]:
    """Ours: (months, practices) cents of each model."""
    return [bill(Offer("", (charge,)), usage).fee for charge in _MODELS]


def _percentage(collected: Decimal) -> Decimal:
    return max((collected * _RATE).quantize(_CENT, ROUND_HALF_UP), _MINIMUM)


def _graduated(collected: Decimal) -> Decimal:
    fee = low = Decimal(0)
    for up_to, rate in _STEPS:
        if collected <= up_to:
            return (fee + (collected - low) * rate).quantize(_CENT, ROUND_HALF_UP)
        fee, low = fee + (up_to - low) * rate, up_to
    return (fee + (collected - low) * _LAST).quantize(_CENT, ROUND_HALF_UP)


def _volume(collected: Decimal) -> Decimal:
    rate = next((rate for up_to, rate in _STEPS if collected <= up_to), _LAST)
    return (collected * rate).quantize(_CENT, ROUND_HALF_UP)


_BY_HAND: tuple[Callable[[Decimal], Decimal], ...] = (_percentage, _graduated, _volume)


def looped(collected: list[Decimal]) -> list[list[Decimal]]:
    """The same fees one by one, in dollars."""
    return [[model(one) for one in collected] for model in _BY_HAND]


def measured(sizes: Sizes, folder: Path) -> Subject:  # noqa: ARG001 - works in memory
    """Us, the loop, and one product and sum over the same months."""
    generator = np.random.default_rng(_SEED)
    cents = generator.integers(0, 30_000_000, (_MONTHS, sizes.practices))
    usage = Usage(Month(2026, 1), _MONTHS, {_BASE.driver: cents})
    collected = [Decimal(int(one)).scaleb(-2) for one in cents.ravel()]
    _check_agreement(usage, collected)
    times = in_turns(
        {
            "ours": lambda: timed(lambda: billed(usage)),
            "looped": lambda: timed(lambda: looped(collected)),
            "bare": lambda: timed(lambda: [(cents * 55 + 500) // 1000 for _ in _MODELS]),
        },
        sizes.runs,
    )
    fees = len(_MODELS) * cents.size
    title = f"Exact bills: {fees:,} fees of three models, {_MONTHS} months"
    ours, loop = times["ours"], times["looped"]
    each = f"{ours.median / fees * 1e9:,.0f} ns a fee"
    rows = (
        Row("vendor-eval: bill", ours, Goal.faster(_FASTER, ours, loop), each),
        Row("Python, a loop in decimals", loop, note="without lines, months and clauses"),
        Row("NumPy, a product and a division", times["bare"], note="the limit: no tiers"),
    )
    return Subject(title, rows)


def _check_agreement(usage: Usage, collected: list[Decimal]) -> None:
    """Refuse to compare what does not do the same."""
    theirs = [[int(fee * 100) for fee in model] for model in looped(collected)]
    if [fee.ravel().tolist() for fee in billed(usage)] != theirs:
        raise AssertionError("the loop finds other fees")

"""Fees in words, made from the same values that are billed, so that no text can disagree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import singledispatch

from vendor_eval.pricing.drivers import DRIVERS
from vendor_eval.pricing.fees import (
    AllowanceOverage,
    Cap,
    Charge,
    Contingency,
    CreditBasis,
    Discount,
    Escalator,
    Fee,
    GainShare,
    Graduated,
    GraduatedPercentage,
    KpiIndexed,
    Minimum,
    Modifiers,
    Negative,
    OneTime,
    Package,
    PassThrough,
    Percentage,
    Period,
    PerUnit,
    Rebate,
    RecurringFlat,
    ServiceCredit,
    StairStep,
    Tax,
    Tier,
    Timing,
    Volume,
    VolumePercentage,
    Window,
)
from vendor_eval.pricing.labels import base_words, metric_words, unit_of_charge
from vendor_eval.pricing.numbers import dollars, level, per_cent, plain_number, price, rate
from vendor_eval.quantities import Unit

_EACH = {Period.MONTH: "a month", Period.YEAR: "a contract year"}
_NEGATIVE = {
    Negative.CARRY_FORWARD: "",
    Negative.CLAMP_ZERO: "a month below zero costs nothing and gives nothing back",
    Negative.CREDIT: "a month below zero is paid back",
}


def describe(fee: Fee) -> str:
    """One sentence on what the fee does, with everything in it that moves the amount."""
    parts = [_what(fee)]
    if isinstance(fee, Charge):
        parts += _modified(fee.modifiers, unit_of_charge(fee))
    elif not isinstance(fee, Rebate | Escalator):
        parts += _while(fee.window)
    sentence = "; ".join(part for part in parts if part)
    return f"{sentence[0].upper()}{sentence[1:]}."


@singledispatch
def _what(fee: Fee) -> str:
    raise TypeError(f"{fee!r} is no fee")


@_what.register
def _(fee: OneTime) -> str:
    each = "" if fee.on is None else f" for each of the {base_words(fee.on)}"
    return f"{dollars(fee.amount)}{each} once, in month {fee.month}"


@_what.register
def _(fee: RecurringFlat) -> str:
    if fee.every == 1:
        return f"{dollars(fee.amount)} a month"
    when = "in advance" if fee.timing is Timing.ADVANCE else "in arrears"
    return f"{dollars(fee.amount)} every {fee.every} months, {when}"


@_what.register
def _(fee: PerUnit) -> str:
    return f"{price(fee.price)} for each of the {base_words(fee.on)}"


@_what.register
def _(fee: Percentage) -> str:
    text = f"{per_cent(fee.rate)} of {base_words(fee.on)}"
    if fee.each is None:
        return text
    fixed = f" and {dollars(fee.each.fixed)}" if fee.each.fixed.cents else ""
    low, high = fee.each.minimum, fee.each.maximum
    least = "" if low is None else f", at least {dollars(low)}"
    most = "" if high is None else f", at most {dollars(high)}"
    return f"{text}{fixed} for each payment{least}{most}"


@_what.register
def _(fee: Contingency) -> str:
    return f"{per_cent(fee.rate)} of {base_words(fee.on)}"


@_what.register
def _(fee: Graduated | GraduatedPercentage) -> str:
    each = " of the contract year" if fee.period is Period.YEAR else ""
    return (
        f"of {base_words(fee.on)}{each}: {_tiers(fee.tiers, unit_of_charge(fee), 'of what lies')}"
    )


@_what.register
def _(fee: Volume | VolumePercentage) -> str:
    tiers = _tiers(fee.tiers, unit_of_charge(fee), "of all while they come to")
    return f"of {base_words(fee.on)}: {tiers}"


@_what.register
def _(fee: Package) -> str:
    least = f", at least {fee.least}" if fee.least else ""
    size = level(fee.size, unit_of_charge(fee))
    started = {"up": "started", "down": "full", "nearest": "nearest"}[fee.rounding.value]
    return f"{price(fee.price)} for each {started} package of {size} {base_words(fee.on)}{least}"


@_what.register
def _(fee: StairStep) -> str:
    bands = [(band.up_to, dollars(band.amount)) for band in fee.bands]
    by = _steps(bands, unit_of_charge(fee), "a month while they come to")
    return f"by {base_words(fee.on)}: {by}"


@_what.register
def _(fee: AllowanceOverage) -> str:
    unit = unit_of_charge(fee)
    carried = "; what is not used is carried over" if fee.carry_over else ""
    included = f"{level(fee.included, unit)} {base_words(fee.on)} included"
    return f"{dollars(fee.amount)} with {included}, beyond that {rate(fee.price, unit)}{carried}"


@_what.register
def _(fee: PassThrough) -> str:
    markup = f" plus {per_cent(fee.markup)}" if fee.markup else ""
    if unit_of_charge(fee) is Unit.USD and fee.price == 1:
        return f"{base_words(fee.on)} at cost{markup}"
    return f"{base_words(fee.on)} at {rate(fee.price, unit_of_charge(fee))}{markup}"


@_what.register
def _(fee: KpiIndexed) -> str:
    unit = unit_of_charge(fee)
    bands = [
        (
            band.up_to,
            " and ".join(
                filter(
                    None,
                    [
                        rate(band.rate, unit) if band.rate else "",
                        dollars(band.amount) if band.amount.cents else "",
                    ],
                )
            )
            or "nothing",
        )
        for band in fee.bands
    ]
    by = _steps(bands, Unit.RATIO, f"while {metric_words(fee)} is")
    silent = rate(fee.unmeasured, unit) if fee.unmeasured else "nothing"
    return f"of {base_words(fee.on)}: {by}; {silent} where it was not measured"


@_what.register
def _(fee: GainShare) -> str:
    return (
        f"{per_cent(fee.share)} of what {metric_words(fee)} beyond {plain_number(fee.baseline)} "
        f"is worth on {base_words(fee.on)}"
    )


@_what.register
def _(fee: Minimum) -> str:
    return f"the invoice comes to at least {dollars(fee.amount)} {_EACH[fee.each]}"


@_what.register
def _(fee: Cap) -> str:
    return f"the invoice comes to at most {dollars(fee.amount)} {_EACH[fee.each]}"


@_what.register
def _(fee: Discount) -> str:
    off = [per_cent(fee.rate)] if fee.rate else []
    off += [f"{dollars(fee.amount)} a month"] if fee.amount.cents else []
    return f"{' and '.join(off) or 'nothing'} off"


@_what.register
def _(fee: Rebate) -> str:
    return _steps(
        [(tier.up_to, per_cent(tier.rate)) for tier in fee.tiers],
        DRIVERS[fee.on.driver].unit,
        f"of the year's fees back while its {base_words(fee.on)} come to",
    )


@_what.register
def _(fee: Escalator) -> str:
    moved = ", ".join(sorted(one.value for one in fee.escalated))
    return f"{moved} rise by {per_cent(fee.rate)} on each anniversary, percentages never"


@_what.register
def _(fee: ServiceCredit) -> str:
    what = [f"{per_cent(fee.share)} of the fee"] if fee.share else []
    what += [] if fee.on is None else [base_words(fee.on)]
    most = "" if fee.at_risk is None else f", at most {per_cent(fee.at_risk)} of it"
    before = " before minimums" if fee.basis is CreditBasis.BEFORE_MINIMUM else ""
    return f"credited: {' and '.join(what) or 'nothing'}{most}{before}"


@_what.register
def _(fee: Tax) -> str:
    return f"{per_cent(fee.rate)} tax on the rest"


def _modified(modifiers: Modifiers, unit: Unit) -> Iterator[str]:
    if modifiers.free:
        yield f"the first {level(modifiers.free, unit)} free"
    if modifiers.minimum is not None:
        yield f"at least {dollars(modifiers.minimum)} {_EACH[modifiers.minimum_each]}"
    if modifiers.maximum is not None:
        yield f"at most {dollars(modifiers.maximum)} {_EACH[modifiers.maximum_each]}"
    if modifiers.escalator:
        yield f"rising by {per_cent(modifiers.escalator)} on each anniversary"
    yield _NEGATIVE[modifiers.negative]
    yield from _while(modifiers.window)


def _while(window: Window) -> Iterator[str]:
    if window.first is not None:
        yield f"from {window.first}"
    if window.last is not None:
        yield f"until {window.last}"


def _tiers(tiers: Sequence[Tier], unit: Unit, reach: str) -> str:
    written = [
        (
            tier.up_to,
            rate(tier.rate, unit) + (f" plus {dollars(tier.flat)}" if tier.flat.cents else ""),
        )
        for tier in tiers
    ]
    return _steps(written, unit, reach)


def _steps(steps: Sequence[tuple[Decimal | None, str]], unit: Unit, reach: str) -> str:
    """``6 % of what lies up to $100,000, then 5 % up to $200,000, then 4 % above``."""
    words, shown = [], per_cent if unit is Unit.RATIO else None
    for at, (bound, what) in enumerate(steps):
        to = "above" if bound is None else f"up to {shown(bound) if shown else level(bound, unit)}"
        words.append(f"{what} {reach} {to}" if at == 0 else f"{what} {to}")
    return ", then ".join(words)

"""Fees in words, made from the same values that are billed, so that no text can disagree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
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
    Escalated,
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
    PartialYear,
    PassThrough,
    Percentage,
    Period,
    PerUnit,
    Proration,
    Rebate,
    RecurringFlat,
    ServiceCredit,
    StairStep,
    Tax,
    Timing,
    Volume,
    VolumePercentage,
    Window,
)
from vendor_eval.pricing.labels import base_words, metric_value, metric_words, unit_of_charge
from vendor_eval.pricing.numbers import dollars, level, per_cent, price, rate
from vendor_eval.quantities import Unit, Usd

_EACH = {Period.MONTH: "a month", Period.YEAR: "a contract year"}
_PARTIAL = {
    PartialYear.PRORATED: ", by twelfths in a partial one",
    PartialYear.FULL: ", all of it in a partial one",
    PartialYear.WAIVED: ", none of it in a partial one",
}
_PRORATED = {
    Proration.NONE: "",
    Proration.ACTUAL_DAYS: "a started month by its days",
    Proration.THIRTY_DAYS: "a started month by its days of 30",
}
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
    through = ", counted through the contract year" if fee.period is Period.YEAR else ""
    each = "each part at the rate" if unit_of_charge(fee) is Unit.USD else "each at the price"
    return f"{base_words(fee.on)}{through}, {each} of its tier: {_tiers(fee)}"


@_what.register
def _(fee: Volume | VolumePercentage) -> str:
    each = "all at the rate" if unit_of_charge(fee) is Unit.USD else "all at the price"
    return f"{base_words(fee.on)}, {each} of the tier reached: {_tiers(fee)}"


@_what.register
def _(fee: Package) -> str:
    least = f", at least {fee.least}" if fee.least else ""
    size = level(fee.size, unit_of_charge(fee))
    started = {"up": "started", "down": "full", "nearest": "nearest"}[fee.rounding.value]
    return f"{price(fee.price)} for each {started} package of {size} {base_words(fee.on)}{least}"


@_what.register
def _(fee: StairStep) -> str:
    bands = [(_bound(fee, band.up_to), dollars(band.amount)) for band in fee.bands]
    return f"a monthly amount by {base_words(fee.on)}: {_steps(bands)}"


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
    bands = []
    for band in fee.bands:
        due = [rate(band.rate, unit)] if band.rate else []
        due += [dollars(band.amount)] if band.amount.cents else []
        bound = None if band.up_to is None else metric_value(fee, band.up_to)
        bands.append((bound, " and ".join(due) or "nothing"))
    silent = rate(fee.unmeasured, unit) if fee.unmeasured else "nothing"
    by = f"{base_words(fee.on)} by {metric_words(fee)}"
    return f"{by}: {_steps(bands)}; {silent} where it was not measured"


@_what.register
def _(fee: GainShare) -> str:
    beyond = f"{metric_words(fee)} beyond {metric_value(fee, fee.baseline)}"
    return f"{per_cent(fee.share)} of what {beyond} is worth on {base_words(fee.on)}"


@_what.register
def _(fee: Minimum) -> str:
    return f"the invoice comes to at least {_each(fee.amount, fee.each, fee.partial_year)}"


@_what.register
def _(fee: Cap) -> str:
    return f"the invoice comes to at most {_each(fee.amount, fee.each, fee.partial_year)}"


@_what.register
def _(fee: Discount) -> str:
    off = [per_cent(fee.rate)] if fee.rate else []
    off += [f"{dollars(fee.amount)} a month"] if fee.amount.cents else []
    return f"{' and '.join(off) or 'nothing'} off"


@_what.register
def _(fee: Rebate) -> str:
    unit = DRIVERS[fee.on.driver].unit
    tiers = [
        (None if tier.up_to is None else level(tier.up_to, unit), per_cent(tier.rate))
        for tier in fee.tiers
    ]
    of = f"back of the fees of each contract year by its {base_words(fee.on)}"
    return f"{of}, at its end: {_steps(tiers)}"


@_what.register
def _(fee: Escalator) -> str:
    return _rising(fee.rate, fee.escalated)


@_what.register
def _(fee: ServiceCredit) -> str:
    before = " before minimums" if fee.basis is CreditBasis.BEFORE_MINIMUM else ""
    what = [f"{per_cent(fee.share)} of the fee{before}"] if fee.share else []
    what += [] if fee.on is None else [base_words(fee.on)]
    most = "" if fee.at_risk is None else f"; together at most {per_cent(fee.at_risk)} of the fee"
    return f"credited: {' and '.join(what) or 'nothing'}{most}"


@_what.register
def _(fee: Tax) -> str:
    return f"{per_cent(fee.rate)} tax on the rest"


def _modified(modifiers: Modifiers, unit: Unit) -> Iterator[str]:
    if modifiers.free:
        yield f"the first {level(modifiers.free, unit)} free"
    if modifiers.minimum is not None:
        yield f"at least {_each(modifiers.minimum, modifiers.minimum_each, modifiers.partial_year)}"
    if modifiers.maximum is not None:
        yield f"at most {_each(modifiers.maximum, modifiers.maximum_each, PartialYear.FULL)}"
    if modifiers.escalator:
        yield _rising(modifiers.escalator, modifiers.escalated)
    if not modifiers.flat_on_zero:
        yield "nothing fixed in a month without any"
    yield _NEGATIVE[modifiers.negative]
    yield from _while(modifiers.window)


def _each(amount: Usd, period: Period, partial: PartialYear) -> str:
    partly = _PARTIAL[partial] if period is Period.YEAR else ""
    return f"{dollars(amount)} {_EACH[period]}{partly}"


def _rising(by: Decimal, escalated: Set[Escalated]) -> str:
    moved = [one.value for one in Escalated if one in escalated]
    what = " and ".join(filter(None, [", ".join(moved[:-1]), *moved[-1:]])) or "nothing"
    return f"{what} rising by {per_cent(by)} on each anniversary, percentages never"


def _while(window: Window) -> Iterator[str]:
    if window.first is not None:
        yield f"from {window.first}"
    if window.last is not None:
        yield f"until {window.last}"
    yield _PRORATED[window.proration]


def _tiers(fee: Graduated | GraduatedPercentage | Volume | VolumePercentage) -> str:
    written = []
    for tier in fee.tiers:
        flat = f" plus {dollars(tier.flat)}" if tier.flat.cents else ""
        one = rate(tier.rate, unit_of_charge(fee)).removesuffix(" each")
        written.append((_bound(fee, tier.up_to), one + flat))
    return _steps(written)


def _bound(fee: Charge, up_to: Decimal | None) -> str | None:
    return None if up_to is None else level(up_to, unit_of_charge(fee))


def _steps(steps: Sequence[tuple[str | None, str]]) -> str:
    """``6 % up to $100,000, 5 % up to $200,000, 4 % above``."""
    if len(steps) == 1:
        return f"{steps[0][1]} always"
    words = [f"{what} {'above' if to is None else f'up to {to}'}" for to, what in steps]
    return ", ".join(words)

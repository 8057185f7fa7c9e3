"""What is wrong with an offer: every flaw at once, each with its place.

A place is the key that a file would have it under, so that a form and a file are told alike;
entries of lists are counted from one.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import singledispatch

from vendor_eval.errors import Fault
from vendor_eval.pricing import flaws_of_parts as part
from vendor_eval.pricing.drivers import DRIVERS
from vendor_eval.pricing.fees import (
    AllowanceOverage,
    Cap,
    Contingency,
    Discount,
    Escalator,
    Fee,
    GainShare,
    Graduated,
    GraduatedPercentage,
    KpiIndexed,
    Minimum,
    OneTime,
    Package,
    PassThrough,
    Percentage,
    PerUnit,
    Rebate,
    RecurringFlat,
    ServiceCredit,
    StairStep,
    Tax,
    Volume,
    VolumePercentage,
)
from vendor_eval.pricing.flaws_of_parts import Flaw
from vendor_eval.pricing.numbers import plain_number
from vendor_eval.pricing.offer import Offer
from vendor_eval.quantities import Unit


def flaws(offer: Offer, place: str) -> list[Fault]:
    """Every flaw of the offer, in the order of its fees.

    Args:
        place: what stands before each key, such as ``scenario.toml: options[1]``.
    """
    found = [] if offer.fees else [("fees", "there are none", "say how the vendor charges")]
    for at, fee in enumerate(offer.fees, 1):
        found += [(f"fees[{at}].{key}", what, mend) for key, what, mend in fee_flaws(fee)]
    found += limit_flaws(offer)
    return [Fault(f"{place}.{key}", what, mend) for key, what, mend in found]


def limit_flaws(offer: Offer) -> Iterator[Flaw]:
    """Minimums of the invoice above a cap of the same period and the same months."""
    for at, low in enumerate(offer.fees, 1):
        for high in offer.fees:
            if not (isinstance(low, Minimum) and isinstance(high, Cap)):
                continue
            if (low.each, low.window) == (high.each, high.window) and low.amount > high.amount:
                yield part.too_high(f"fees[{at}].amount", low.amount, high.amount)


@singledispatch
def fee_flaws(fee: Fee) -> Iterator[Flaw]:
    """The flaws of one fee, by key."""
    raise TypeError(f"{fee!r} is no fee")


@fee_flaws.register
def _(fee: OneTime) -> Iterator[Flaw]:
    yield from part.amount("amount", fee.amount)
    yield from part.at_least("month", fee.month, 1)
    if fee.on is not None:
        yield from part.base(fee.on)
    yield from part.modifiers(fee.modifiers)


@fee_flaws.register
def _(fee: RecurringFlat) -> Iterator[Flaw]:
    yield from part.amount("amount", fee.amount)
    yield from part.at_least("every", fee.every, 1)
    yield from part.modifiers(fee.modifiers)


@fee_flaws.register
def _(fee: PerUnit) -> Iterator[Flaw]:
    yield from part.not_negative("price", fee.price)
    yield from part.base(fee.on, Unit.COUNT)
    yield from part.modifiers(fee.modifiers)


@fee_flaws.register
def _(fee: Percentage | Contingency) -> Iterator[Flaw]:
    yield from part.ratio("rate", fee.rate)
    yield from part.base(fee.on, Unit.USD)
    if isinstance(fee, Percentage) and fee.each is not None:
        yield from part.each_payment(fee.each)
    yield from part.modifiers(fee.modifiers)


@fee_flaws.register
def _(fee: Graduated | Volume) -> Iterator[Flaw]:
    yield from part.base(fee.on, Unit.COUNT)
    yield from part.tiers(fee.tiers, Unit.COUNT)
    yield from part.modifiers(fee.modifiers)


@fee_flaws.register
def _(fee: GraduatedPercentage | VolumePercentage) -> Iterator[Flaw]:
    yield from part.base(fee.on, Unit.USD)
    yield from part.tiers(fee.tiers, Unit.USD)
    yield from part.modifiers(fee.modifiers)


@fee_flaws.register
def _(fee: Package) -> Iterator[Flaw]:
    if fee.size <= 0:
        yield "size", f"a package of {plain_number(fee.size)} holds nothing", "write at least 1"
    yield from part.not_negative("price", fee.price)
    yield from part.at_least("least", fee.least, 0)
    yield from part.base(fee.on)
    yield from part.modifiers(fee.modifiers)


@fee_flaws.register
def _(fee: StairStep) -> Iterator[Flaw]:
    yield from part.base(fee.on)
    yield from part.ascending("bands", [band.up_to for band in fee.bands])
    for at, band in enumerate(fee.bands, 1):
        yield from part.amount(f"bands[{at}].amount", band.amount)
    yield from part.modifiers(fee.modifiers)


@fee_flaws.register
def _(fee: AllowanceOverage) -> Iterator[Flaw]:
    yield from part.amount("amount", fee.amount)
    yield from part.not_negative("price", fee.price)
    yield from part.not_negative("included", fee.included)
    yield from part.base(fee.on)
    yield from part.modifiers(fee.modifiers)


@fee_flaws.register
def _(fee: PassThrough) -> Iterator[Flaw]:
    yield from part.not_negative("price", fee.price)
    yield from part.not_negative("markup", fee.markup)
    yield from part.base(fee.on)
    yield from part.modifiers(fee.modifiers)


@fee_flaws.register
def _(fee: KpiIndexed) -> Iterator[Flaw]:
    yield from part.metric(fee.metric)
    yield from part.base(fee.on)
    yield from part.ascending("bands", [band.up_to for band in fee.bands])
    if fee.on.driver in DRIVERS and DRIVERS[fee.on.driver].unit is Unit.USD:
        for at, band in enumerate(fee.bands, 1):
            yield from part.ratio(f"bands[{at}].rate", abs(band.rate))
        yield from part.ratio("unmeasured", abs(fee.unmeasured))
    yield from part.modifiers(fee.modifiers)


@fee_flaws.register
def _(fee: GainShare) -> Iterator[Flaw]:
    yield from part.metric(fee.metric)
    yield from part.base(fee.on)
    yield from part.ratio("share", abs(fee.share))
    yield from part.modifiers(fee.modifiers)


@fee_flaws.register
def _(fee: Minimum | Cap) -> Iterator[Flaw]:
    yield from part.amount("amount", fee.amount)
    yield from part.window(fee.window)


@fee_flaws.register
def _(fee: Discount) -> Iterator[Flaw]:
    yield from part.ratio("rate", fee.rate)
    yield from part.amount("amount", fee.amount)
    yield from part.window(fee.window)


@fee_flaws.register
def _(fee: Rebate) -> Iterator[Flaw]:
    yield from part.base(fee.on)
    yield from part.tiers(fee.tiers, Unit.USD)


@fee_flaws.register
def _(fee: Escalator) -> Iterator[Flaw]:
    yield from part.ratio("rate", abs(fee.rate))


@fee_flaws.register
def _(fee: ServiceCredit) -> Iterator[Flaw]:
    yield from part.ratio("share", fee.share)
    if fee.at_risk is not None:
        yield from part.ratio("at_risk", fee.at_risk)
    if fee.on is not None:
        yield from part.base(fee.on, Unit.USD)
    yield from part.window(fee.window)


@fee_flaws.register
def _(fee: Tax) -> Iterator[Flaw]:
    yield from part.ratio("rate", fee.rate)
    yield from part.window(fee.window)

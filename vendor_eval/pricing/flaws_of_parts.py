"""What can be wrong with the parts that fees are made of: rates, prices, tables, limits, bases."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from vendor_eval.metrics import CATALOGUE
from vendor_eval.pricing.drivers import DRIVERS
from vendor_eval.pricing.fees import Base, Modifiers, PerTransaction, Tier, Window
from vendor_eval.pricing.numbers import dollars, per_cent, plain_number
from vendor_eval.quantities import Unit, Usd

# Key, what is wrong, and what would mend it.
Flaw = tuple[str, str, str]


def ratio(key: str, value: Decimal) -> Iterator[Flaw]:
    """A fraction of one: 0 to 1."""
    if value > 1:
        yield key, f"{per_cent(value)} is above 100 %", 'write it as in "6 %"'
    elif value < 0:
        yield key, f"{per_cent(value)} is negative", 'write it as in "6 %"'


def not_negative(key: str, value: Decimal | int) -> Iterator[Flaw]:
    """A price or a count."""
    if value < 0:
        yield key, f"{plain_number(Decimal(value))} is negative", "write 0 or more"


def amount(key: str, value: Usd | None) -> Iterator[Flaw]:
    """An amount of money, where there is one."""
    if value is not None and value.cents < 0:
        yield key, f"{dollars(value)} is negative", "write 0 USD or more"


def at_least(key: str, value: int, least: int) -> Iterator[Flaw]:
    """A whole number that has a smallest one."""
    if value < least:
        yield key, f"{value} is below {least}", f"write {least} or more"


def too_high(key: str, low: Usd, high: Usd) -> Flaw:
    """A minimum above a maximum."""
    what = f"the minimum of {dollars(low)} is above the maximum of {dollars(high)}"
    return key, what, "correct one of them"


def metric(name: str) -> Iterator[Flaw]:
    """A metric of the catalogue."""
    if name not in CATALOGUE:
        yield "metric", f"{name!r} is no metric", "name one that is in the catalogue"


def base(on: Base, unit: Unit | None = None) -> Iterator[Flaw]:
    """What a fee is counted on, in ``unit`` where the kind of fee asks for one."""
    unknown = [driver for driver in on.drivers if driver not in DRIVERS]
    for driver in unknown:
        yield "on", f"{driver!r} is nothing that fees are counted on", "name a driver"
    if unknown:
        return
    units = {DRIVERS[driver].unit for driver in on.drivers}
    if len(units) > 1:
        yield "on", "money and counts cannot be added", "name drivers of one unit"
    elif unit is not None and unit not in units:
        wanted = "money" if unit is Unit.USD else "a count"
        what = f"{DRIVERS[on.driver].label} cannot be charged like that"
        yield "on", what, f"name {wanted}, or choose another type of fee"
    yield from at_least("on.lag", on.lag, 0)


def tiers(table: Sequence[Tier], unit: Unit) -> Iterator[Flaw]:
    """A table of prices, or of rates where ``unit`` is money."""
    yield from ascending("tiers", [tier.up_to for tier in table])
    for at, tier in enumerate(table, 1):
        key = f"tiers[{at}].{'rate' if unit is Unit.USD else 'price'}"
        yield from ratio(key, tier.rate) if unit is Unit.USD else not_negative(key, tier.rate)
        yield from amount(f"tiers[{at}].flat", tier.flat)


def ascending(key: str, bounds: Sequence[Decimal | None]) -> Iterator[Flaw]:
    """Upper bounds without gap or overlap: each above the one before, and only the last open."""
    if not bounds:
        yield key, "there are none", "write at least one"
        return
    if bounds[-1] is not None:
        place = f"{key}[{len(bounds)}].up_to"
        what = f"nothing is said of what is above {plain_number(bounds[-1])}"
        yield place, what, "leave up_to out of the last one"
    if bounds[0] is not None and bounds[0] <= 0 and key == "tiers":
        what = f"up to {plain_number(bounds[0])} holds nothing"
        yield f"{key}[1].up_to", what, "write a bound above 0"
    for at, (before, bound) in enumerate(pairwise(bounds), 2):
        place = f"{key}[{at}].up_to"
        if before is None:
            what = "the one before it has no bound, so that this one is never reached"
            yield place, what, "give the one before an up_to"
        elif bound is not None and bound == before:
            yield place, f"{plain_number(bound)} is a bound twice", "write each bound once"
        elif bound is not None and bound < before:
            what = f"{plain_number(bound)} overlaps what goes up to {plain_number(before)}"
            yield place, what, "write the bounds in ascending order"


def each_payment(each: PerTransaction) -> Iterator[Flaw]:
    """Limits of single payments."""
    for key in ("fixed", "minimum", "maximum"):
        yield from amount(f"each.{key}", getattr(each, key))
    low, high = each.minimum, each.maximum
    if low is not None and high is not None and low > high:
        yield too_high("each.minimum", low, high)


def modifiers(of: Modifiers) -> Iterator[Flaw]:
    """What any charge may carry."""
    yield from amount("minimum", of.minimum)
    yield from amount("maximum", of.maximum)
    same = of.minimum_each is of.maximum_each
    if of.minimum is not None and of.maximum is not None and same and of.minimum > of.maximum:
        yield too_high("minimum", of.minimum, of.maximum)
    yield from not_negative("free", of.free)
    if of.escalator is not None:
        yield from ratio("escalator", abs(of.escalator))
    yield from window(of.window)


def window(of: Window) -> Iterator[Flaw]:
    """The days on which a fee is in force."""
    if of.first is not None and of.last is not None and of.last < of.first:
        yield "until", f"{of.last} is before {of.first}", "write a later end"

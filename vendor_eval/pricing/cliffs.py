"""Where a little more of what a fee is counted on makes the fee fall."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from vendor_eval.pricing.arithmetic import half_up_once
from vendor_eval.pricing.bill import as_decimal
from vendor_eval.pricing.drivers import DRIVERS
from vendor_eval.pricing.fees import Base, Charge
from vendor_eval.pricing.numbers import level
from vendor_eval.pricing.offer import Offer
from vendor_eval.pricing.schedule import Schedule
from vendor_eval.pricing.steady import (
    SteadyMonth,
    can_be_told,
    capped,
    raised,
    steady_charges,
)
from vendor_eval.pricing.steady_charges import counted
from vendor_eval.quantities import Unit, Usd

_ONE_MORE = {
    "net_collections": "one cent more collected",
    "vendor_collections": "one cent more collected",
    "claims": "one claim more",
    "claim_lines": "one claim line more",
    "encounters": "one encounter more",
    "statements": "one statement more",
}


@dataclass(frozen=True, slots=True)
class Cliff:
    """A bound beyond which the same month costs less.

    Attributes:
        fee: counted from 1 among the offer's fees.
        driver: id of what is counted.
        bound: dollars or a count; up to and with it the higher fee is due.
        falls: by how much the fee falls with the next cent or the next one counted.
    """

    option: str
    fee: int
    driver: str
    bound: Fraction
    falls: Usd

    def __str__(self) -> str:
        driver = DRIVERS[self.driver]
        cent = "one cent more of" if driver.unit is Unit.USD else "one more of"
        more = _ONE_MORE.get(self.driver, f"{cent} {driver.label}")
        bound = level(as_decimal(self.bound), driver.unit)
        place = f"{self.option}, fee {self.fee}"
        return f"{place}: at {bound}, {more} lowers the fee by {self.falls.shown}"


def cliffs(offer: Offer, steady: SteadyMonth) -> tuple[Cliff, ...]:
    """The cliffs of each charge of the offer, its own limits and discounts taken into account."""
    due = steady_charges(offer, steady)
    return tuple(
        cliff
        for number, fee in enumerate(offer.fees, 1)
        if fee in due and can_be_told(fee, steady)
        for cliff in _cliffs(fee, (offer, number), steady)
    )


def _cliffs(charge: Charge, place: tuple[Offer, int], steady: SteadyMonth) -> Iterator[Cliff]:
    base: Base | None = getattr(charge, "on", None)
    units = Fraction(0) if base is None else steady.rates.units(base)
    if base is None or not units:
        return
    offer, number = place
    table = counted(charge, steady.top * units, steady.rates)
    schedule = raised(charge, capped(charge, table, offer, steady))
    step = Fraction(1, 100) if DRIVERS[base.driver].unit is Unit.USD else Fraction(1)
    for bound, falls in _falls(schedule, step):
        yield Cliff(offer.name, number, base.driver, bound, falls)


def _falls(schedule: Schedule, step: Fraction) -> Iterator[tuple[Fraction, Usd]]:
    """The bounds beyond which the schedule jumps down, and what the next step saves."""
    for piece, following in pairwise(schedule.pieces):
        bound = piece.up_to
        if following.at(bound) < piece.at(bound) and bound + step <= schedule.top:
            at, beyond = half_up_once(piece.at(bound)), half_up_once(schedule.at(bound + step))
            if beyond < at:
                yield bound, Usd(at - beyond)

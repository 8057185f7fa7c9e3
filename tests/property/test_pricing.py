"""Laws of fees: both arithmetics agree with a slow reference in decimals, which is written here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vendor_eval.pricing.arithmetic import EXACT, FLOAT, Part, half_up_once
from vendor_eval.pricing.bill import bill
from vendor_eval.pricing.fees import (
    AllowanceOverage,
    Band,
    Base,
    Cap,
    Charge,
    Graduated,
    GraduatedPercentage,
    Minimum,
    Modifiers,
    Negative,
    Package,
    PartialYear,
    Percentage,
    Period,
    PerUnit,
    RecurringFlat,
    StairStep,
    Tier,
    Volume,
    VolumePercentage,
)
from vendor_eval.pricing.flaws import flaws
from vendor_eval.pricing.offer import Offer, RoundScope
from vendor_eval.pricing.usage import Usage
from vendor_eval.pricing.wording import describe
from vendor_eval.quantities import Month, Usd

drawn = settings(max_examples=60, deadline=None)

START = Month(2026, 3)
CLAIMS, COLLECTIONS = Base("claims"), Base("net_collections")
CENT = Decimal("0.01")


# The reference: one month at a time, in decimals, as a contract is read.


def to_cents(amount: Decimal) -> Decimal:
    return amount.quantize(CENT, ROUND_HALF_UP)


def by_reference(charge: Charge, quantities: Sequence[Decimal]) -> list[Decimal]:
    """The fee of each month in dollars, true-up included."""
    fees: list[Decimal] = []
    unused = Decimal(0)
    for at, quantity in enumerate(billable(charge.modifiers, quantities)):
        rise = (1 + (charge.modifiers.escalator or Decimal(0))) ** (at // 12)
        if isinstance(charge, AllowanceOverage):
            left = unused + charge.included - quantity
            unused = max(left, Decimal(0)) if charge.carry_over else Decimal(0)
            amount = (charge.amount.dollars + max(-left, Decimal(0)) * charge.price) * rise
        else:
            amount = PRICED[type(charge)](charge, quantity, rise)
        fees.append(limited(charge.modifiers, to_cents(amount), rise))
    return fees


def billable(modifiers: Modifiers, quantities: Sequence[Decimal]) -> Iterator[Decimal]:
    carried = Decimal(0)
    for quantity in quantities:
        left = quantity
        if modifiers.negative is Negative.CARRY_FORWARD:
            carried, left = min(carried + left, Decimal(0)), max(carried + left, Decimal(0))
        elif modifiers.negative is Negative.CLAMP_ZERO:
            left = max(left, Decimal(0))
        yield max(left - modifiers.free, Decimal(0)) if left > 0 else left


def limited(modifiers: Modifiers, fee: Decimal, rise: Decimal) -> Decimal:
    if modifiers.maximum is not None:
        fee = min(fee, to_cents(modifiers.maximum.dollars * rise))
    if modifiers.minimum is not None:
        fee = max(fee, to_cents(modifiers.minimum.dollars * rise))
    return fee


def package(charge: Any, quantity: Decimal, rise: Decimal) -> Decimal:
    number = (max(quantity, Decimal(0)) / charge.size).to_integral_value(ROUND_CEILING)
    return max(number, Decimal(charge.least)) * charge.price * rise


def stair_step(charge: Any, quantity: Decimal, rise: Decimal) -> Decimal:
    if quantity <= 0 and not charge.modifiers.flat_on_zero:
        return Decimal(0)
    return next(one.amount.dollars for one in charge.bands if within(quantity, one.up_to)) * rise


def volume(charge: Any, quantity: Decimal, rises: tuple[Decimal, Decimal]) -> Decimal:
    tier = next(tier for tier in charge.tiers if within(quantity, tier.up_to))
    due = quantity > 0 or charge.modifiers.flat_on_zero
    return quantity * tier.rate * rises[0] + (tier.flat.dollars * rises[1] if due else 0)


def graduated(charge: Any, quantity: Decimal, rises: tuple[Decimal, Decimal]) -> Decimal:
    amount, low = Decimal(0), Decimal(0)
    for at, tier in enumerate(charge.tiers):
        first_without_any = at == 0 and quantity <= 0
        if quantity <= low and not first_without_any:
            break
        high = quantity if tier.up_to is None else min(quantity, tier.up_to)
        amount += (high - low) * tier.rate * rises[0]
        if not first_without_any or charge.modifiers.flat_on_zero:
            amount += tier.flat.dollars * rises[1]
        low = high
    return amount


# Rates of money never rise; the flat parts of tiers do.
PRICED: dict[type, Callable[[Any, Decimal, Decimal], Decimal]] = {
    PerUnit: lambda charge, quantity, rise: quantity * charge.price * rise,
    Percentage: lambda charge, quantity, rise: quantity * charge.rate,
    RecurringFlat: lambda charge, quantity, rise: charge.amount.dollars * rise,
    Package: package,
    StairStep: stair_step,
    Volume: lambda charge, quantity, rise: volume(charge, quantity, (rise, rise)),
    VolumePercentage: lambda charge, quantity, rise: volume(charge, quantity, (Decimal(1), rise)),
    Graduated: lambda charge, quantity, rise: graduated(charge, quantity, (rise, rise)),
    GraduatedPercentage: lambda charge, quantity, rise: graduated(
        charge, quantity, (Decimal(1), rise)
    ),
}


def within(quantity: Decimal, up_to: Decimal | None) -> bool:
    return up_to is None or quantity <= up_to


# Drawn offers. Bounds are small, and quantities come close to them.

cents = st.integers(0, 200_000).map(Usd)
prices = st.decimals(0, 20, places=4)
rates = st.decimals(0, 1, places=5)


@st.composite
def bounds(draw: st.DrawFn, places: int = 0) -> list[Decimal | None]:
    least = Decimal(1).scaleb(-places)
    found = draw(st.lists(st.decimals(least, 3000, places=places), max_size=3, unique=True))
    return [*sorted(found), None]


@st.composite
def tables(draw: st.DrawFn, rate: st.SearchStrategy[Decimal], places: int) -> tuple[Tier, ...]:
    flat = st.just(Usd(0)) | cents
    return tuple(Tier(up_to, draw(rate), draw(flat)) for up_to in draw(bounds(places)))


@st.composite
def modifiers(draw: st.DrawFn) -> Modifiers:
    limits = sorted(draw(st.lists(cents, min_size=2, max_size=2)), key=lambda one: one.cents)
    return Modifiers(
        minimum=draw(st.none() | st.just(limits[0])),
        maximum=draw(st.none() | st.just(limits[1])),
        free=draw(st.just(Decimal(0)) | st.decimals(0, 500, places=0)),
        escalator=draw(st.none() | st.decimals(0, Decimal("0.1"), places=3)),
        flat_on_zero=draw(st.booleans()),
        negative=draw(st.sampled_from(Negative)),
    )


of_counts = st.one_of(
    st.builds(PerUnit, prices, st.just(CLAIMS), modifiers()),
    st.builds(RecurringFlat, cents, modifiers=modifiers()),
    st.builds(Graduated, st.just(CLAIMS), tables(prices, 0), modifiers=modifiers()),
    st.builds(Volume, st.just(CLAIMS), tables(prices, 0), modifiers=modifiers()),
    st.builds(
        Package,
        st.decimals(1, 200, places=0),
        prices,
        st.just(CLAIMS),
        least=st.integers(0, 3),
        modifiers=modifiers(),
    ),
    st.builds(
        StairStep,
        st.just(CLAIMS),
        bounds().flatmap(
            lambda up_to: st.tuples(*(st.builds(Band, st.just(one), cents) for one in up_to))
        ),
        modifiers(),
    ),
    st.builds(
        AllowanceOverage,
        st.just(CLAIMS),
        st.decimals(0, 1000, places=0),
        prices,
        cents,
        st.booleans(),
        modifiers(),
    ),
)
of_money = st.one_of(
    st.builds(Percentage, rates, st.just(COLLECTIONS), modifiers=modifiers()),
    st.builds(GraduatedPercentage, st.just(COLLECTIONS), tables(rates, 2), modifiers=modifiers()),
    st.builds(VolumePercentage, st.just(COLLECTIONS), tables(rates, 2), modifiers=modifiers()),
)


@st.composite
def charged(draw: st.DrawFn) -> tuple[Charge, list[Decimal]]:
    """A charge and its quantities of some months, with every bound among them and beside it."""
    charge = draw(of_counts | of_money)
    money = isinstance(charge, Percentage | GraduatedPercentage | VolumePercentage)
    places = 2 if money else 0
    step = Decimal(1).scaleb(-places)
    steps = getattr(charge, "tiers", getattr(charge, "bands", ()))
    edges = [one.up_to + charge.modifiers.free for one in steps if one.up_to is not None]
    edges += [edge + by for edge in edges for by in (step, -step)]
    other = st.decimals(-3000 if money else 0, 9000, places=places)
    rest = draw(st.lists(other, min_size=1, max_size=20))
    return charge, draw(st.permutations([*edges, *rest]))


def usage_of(charge: Charge, quantities: Sequence[Decimal]) -> Usage:
    base = getattr(charge, "on", CLAIMS)
    return Usage.exact(START, {base.driver: quantities})


@drawn
@given(charged())
def test_exact_bills_are_those_of_decimals(drawn_one: tuple[Charge, list[Decimal]]) -> None:
    charge, quantities = drawn_one

    made = bill(Offer("x", (charge,)), usage_of(charge, quantities))

    with localcontext(prec=60):
        expected = by_reference(charge, quantities)
    assert [Usd(int(fee)).dollars for fee in made.fee] == expected


@drawn
@given(charged())
def test_floats_differ_from_exact_bills_by_rounding_alone(
    drawn_one: tuple[Charge, list[Decimal]],
) -> None:
    charge, quantities = drawn_one
    offer, usage = Offer("x", (charge,)), usage_of(charge, quantities)

    exact, floats = bill(offer, usage), bill(offer, usage.reckoned(FLOAT))

    assert np.abs(exact.fee - floats.fee).max() <= 1.001  # half a cent a line


@drawn
@given(charged(), st.integers(1, 3))
def test_paths_are_billed_as_if_each_were_alone(
    drawn_one: tuple[Charge, list[Decimal]], paths: int
) -> None:
    charge, quantities = drawn_one
    offer, alone = Offer("x", (charge,)), usage_of(charge, quantities)
    beside = {id: np.stack([row] * paths, axis=1) for id, row in alone.drivers.items()}

    together = bill(offer, replace(alone, drivers=beside))

    expected = bill(offer, alone).fee
    for path in np.broadcast_to(together.fee, (len(quantities), paths)).T:
        assert path.tolist() == expected.tolist()


@drawn
@given(st.lists(charged(), min_size=1, max_size=3), st.sampled_from(RoundScope), cents)
def test_lines_add_up_to_the_fee(
    some: list[tuple[Charge, list[Decimal]]], scope: RoundScope, least: Usd
) -> None:
    fees = (*(charge for charge, _ in some), Minimum(least, Period.YEAR))
    months = min(len(quantities) for _, quantities in some)
    usage = Usage.exact(
        START,
        {
            "claims": [abs(one.to_integral_value()) for one in some[0][1][:months]],
            "net_collections": some[-1][1][:months],
        },
    )

    made = bill(Offer("x", fees, round_scope=scope), usage)

    for invoice in made.invoices():
        assert sum(line.amount.cents for line in invoice.lines) == invoice.fee.cents


@drawn
@given(charged())
def test_what_is_drawn_is_without_flaw_and_can_be_said(
    drawn_one: tuple[Charge, list[Decimal]],
) -> None:
    charge, _ = drawn_one

    assert flaws(Offer("x", (charge,)), "x") == []
    assert describe(charge).endswith(".")


@drawn
@given(st.fractions(), st.integers(-(10**20), 10**20))
def test_rounding_is_that_of_decimals(price: Fraction, quantity: int) -> None:
    exact = EXACT.amount([Part(np.array([quantity], dtype=object), price)])[0]

    with localcontext(prec=120):
        product = Decimal(quantity) * Decimal(price.numerator) / Decimal(price.denominator)
        assert exact == product.quantize(Decimal(1), ROUND_HALF_UP)
    assert exact == half_up_once(price * quantity)


@pytest.mark.parametrize("rate", ["0.06", "0.00125", "0.055555"])
@given(amount=st.integers(-(10**12), 10**12))
def test_a_percentage_is_odd_in_its_base(rate: str, amount: int) -> None:
    fee = Percentage(Decimal(rate), COLLECTIONS, modifiers=Modifiers(negative=Negative.CREDIT))
    usage = Usage.exact(START, {"net_collections": [amount, -amount]})

    one, other = bill(Offer("x", (fee,)), usage).fee

    assert one == -other


@drawn
@given(
    st.lists(st.integers(0, 300_000), min_size=13, max_size=30),
    st.integers(0, 11),
    st.tuples(cents, cents).map(sorted),
)
def test_a_contract_year_comes_to_what_its_limits_leave(
    collected: list[int], passed: int, limits: list[Usd]
) -> None:
    """Whatever month of a contract year the bill begins in."""
    least, most = limits
    plain = Percentage(Decimal("0.05"), COLLECTIONS)
    usage = Usage.exact(START, {"net_collections": collected})
    starts = START.plus(-passed)

    def years(*clauses: Minimum | Cap) -> list[int]:
        fee = bill(Offer("x", (plain, *clauses), starts=starts), usage).fee
        first = 12 - passed
        ends = [0, *range(first, len(fee), 12), len(fee)]
        return [int(fee[begin:end].sum()) for begin, end in pairwise(ends)]

    free = years()
    floor = years(Minimum(least, Period.YEAR, PartialYear.FULL))
    both = years(Minimum(least, Period.YEAR, PartialYear.FULL), Cap(most, Period.YEAR))

    assert floor == [max(year, least.cents) for year in free]
    assert both == [min(max(year, least.cents), most.cents) for year in free]

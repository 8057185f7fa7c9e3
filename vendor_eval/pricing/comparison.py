"""A scenario priced: what each option costs, where options cross, and which is the cheapest.

Prices, previews and expected invoices are bills of the same functions; only the break-even is
reckoned on a steady month of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from vendor_eval.pricing.all_in import AllIn, Billed, all_in
from vendor_eval.pricing.bill import Bill, as_decimal, bill
from vendor_eval.pricing.break_even import crossings
from vendor_eval.pricing.cautions import Caution, cautions
from vendor_eval.pricing.cliffs import Cliff, cliffs
from vendor_eval.pricing.drivers import DRIVERS
from vendor_eval.pricing.fees import OneTime
from vendor_eval.pricing.lines import LineKind
from vendor_eval.pricing.offer import Offer
from vendor_eval.pricing.scenario import ACHIEVED, CLAIMS, Scenario, usage_of
from vendor_eval.pricing.steady import SteadyMonth, steady_charges, steady_fee
from vendor_eval.pricing.steady_charges import Rates
from vendor_eval.pricing.usage import Usage
from vendor_eval.quantities import Unit, Usd

# Break-even is looked for up to this many times the claims of the first month.
REACH = 10


@dataclass(frozen=True, slots=True)
class Priced:
    """One option of a scenario.

    Attributes:
        total: of all months.
        all_in: None for an option of which no performance is known.
    """

    offer: Offer
    bill: Bill
    total: Usd
    all_in: AllIn | None


@dataclass(frozen=True, slots=True)
class BreakEven:
    """Where two options cost the same in a steady month.

    Attributes:
        one: name of an option; likewise ``two``.
        on: driver over which the places lie.
        at: every place, ascending; empty where one option is always the cheaper.
    """

    one: str
    two: str
    on: str
    at: tuple[Fraction, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """A scenario with everything that it costs.

    Attributes:
        cheapest: name of the option with the lowest total; the first of equals.
        cheapest_all_in: likewise, among the options with an all-in cost; None without any.
        break_even: each pair of options, in their order; a pair of which neither follows what
            is done is not there.
    """

    scenario: Scenario
    options: tuple[Priced, ...]
    cheapest: str
    cheapest_all_in: str | None
    break_even: tuple[BreakEven, ...]
    cliffs: tuple[Cliff, ...]
    cautions: tuple[Caution, ...]


def compared(scenario: Scenario) -> Comparison:
    """Every option of the scenario, priced; the scenario has at least one."""
    options = [priced(scenario, offer) for offer in scenario.options]
    costs = [(one.all_in.total, one.offer.name) for one in options if one.all_in is not None]
    months = [steady_month(scenario, one.offer, one.bill.usage) for one in options]
    return Comparison(
        scenario=scenario,
        options=tuple(options),
        cheapest=min(options, key=lambda one: one.total).offer.name,
        cheapest_all_in=min(costs, key=lambda one: one[0])[1] if costs else None,
        break_even=tuple(_break_even(scenario.options, months)),
        cliffs=tuple(
            cliff
            for offer, month in zip(scenario.options, months, strict=True)
            if month is not None
            for cliff in cliffs(offer, month)
        ),
        cautions=cautions(scenario.options, scenario.facts),
    )


def priced(scenario: Scenario, offer: Offer) -> Priced:
    """One option in the months of the scenario."""
    made = bill(offer, usage_of(scenario, offer))
    cost = None
    if offer.performance is not None and scenario.practice is not None:
        cost = all_in(_billed(made), offer.performance, scenario.practice)
    return Priced(offer, made, made.total(), cost)


def never_due(offer: Offer, months: int) -> tuple[str, ...]:
    """A sentence on each one-time fee that falls due only after so many months."""
    return tuple(
        f"fee {number}: is due in month {fee.month} and not in these {months}"
        for number, fee in enumerate(offer.fees, 1)
        if isinstance(fee, OneTime) and fee.month > months
    )


def _billed(made: Bill) -> Billed:
    """Fees and service credits apart, and the claims that they are for."""
    given = [line.amount for line in made.lines if line.kind is LineKind.CREDIT]
    credits = [-sum(int(row[at]) for row in given) for at in range(made.usage.months)]
    steps = made.usage.arithmetic.steps(Unit.COUNT)
    return Billed(
        fees=[Usd(int(fee) + back) for fee, back in zip(made.fee, credits, strict=True)],
        credits=[Usd(cents) for cents in credits],
        claims=[as_decimal(Fraction(int(one), steps)) for one in made.usage.drivers[CLAIMS]],
    )


def steady_month(scenario: Scenario, offer: Offer, usage: Usage) -> SteadyMonth | None:
    """The month that the option's break-even is reckoned on: the scenario's first, scaled.

    Fees are those in force in the scenario's last month. None without claims in the first one.
    """
    first = {
        id: Fraction(int(row[0]), usage.arithmetic.steps(DRIVERS[id].unit))
        for id, row in usage.drivers.items()
    }
    claims = first.get(CLAIMS, Fraction(0))
    if not claims:
        return None
    achieved = offer.performance
    metrics = {} if achieved is None else {id: Fraction(getattr(achieved, id)) for id in ACHIEVED}
    rates = Rates({id: value / claims for id, value in first.items()}, metrics)
    last = scenario.start.plus(scenario.months - 1)
    return SteadyMonth(last, claims * REACH, rates)


def _break_even(
    offers: Sequence[Offer], months: Sequence[SteadyMonth | None]
) -> Iterator[BreakEven]:
    schedules = [
        (offer, month, steady_fee(offer, month))
        for offer, month in zip(offers, months, strict=True)
        if month is not None
    ]
    for (one, its_month, fee), (two, other_month, other_fee) in combinations(schedules, 2):
        if fee is None or other_fee is None:
            continue
        if _follows(one, its_month) or _follows(two, other_month):
            yield BreakEven(one.name, two.name, CLAIMS, crossings(fee, other_fee))


def _follows(offer: Offer, month: SteadyMonth) -> bool:
    """Whether any fee of a steady month is counted on what is done."""
    return any(getattr(one, "on", None) is not None for one in steady_charges(offer, month))

"""The work done by the practice's own staff, as an option like any other; and half and half.

What staff costs is written as the fees of an offer, so that it is billed, projected and simulated
by the functions that bill a vendor. Which of the two is better is not said here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from vendor_eval.pricing.assumptions import Assumption
from vendor_eval.pricing.fees import (
    Base,
    Charge,
    Modifiers,
    OneTime,
    Package,
    PerUnit,
    RecurringFlat,
)
from vendor_eval.pricing.offer import Offer, Performance
from vendor_eval.pricing.option import Option
from vendor_eval.pricing.sources import (
    GUIDE_TO_COSTS,
    LOAD_AND_TURNOVER,
    STAFF_PER_CLAIM,
    WAGES,
)
from vendor_eval.quantities import NOTHING_DUE, Unit, Usd

_CLAIMS = Decimal(100_000)
_MONTHS = 12


class Staffing(StrEnum):
    """How staff follows the number of claims."""

    IN_PARTS = "in_parts"  # part-time work fits every month
    WHOLE = "whole"  # one more person for each started load of claims


class Task(StrEnum):
    """What billing staff does."""

    POSTING = "posting"
    CREDITS = "credits"
    DENIALS = "denials"
    PATIENTS = "patients"
    OTHER = "other"  # coding, charges, submission, and whatever else is left


# Full-time staff for each 100,000 claims a year.
# Source: Physicians Practice, billing benchmarks: 10.45 in all, these four among them.
STAFF_BY_TASK: Mapping[Task, Decimal] = MappingProxyType(
    {
        Task.POSTING: Decimal("1.9"),
        Task.CREDITS: Decimal("0.4"),
        Task.DENIALS: Decimal("3.1"),
        Task.PATIENTS: Decimal("1.8"),
        Task.OTHER: Decimal("3.25"),
    }
)


@dataclass(frozen=True, slots=True)
class InHouse:
    """What own staff costs.

    Attributes:
        staff: full-time staff for each 100,000 claims a year.
        wage: dollars a year for one.
        load: taxes and benefits on top, a fraction of the wage.
        turnover: the share of the staff that leaves in a year.
        leaver_cost: dollars to replace one: search, training, what is not done meanwhile.
        training: dollars a year for one.
        software: dollars a year; so is ``clearinghouse``.
        management_hours: a month.
        management_rate: dollars an hour.
        set_up: once, in the first month.
        rise: of wages and all prices on each anniversary, a fraction of one.
    """

    staff: Decimal
    wage: Decimal
    load: Decimal
    turnover: Decimal
    leaver_cost: Decimal
    training: Decimal
    software: Decimal
    clearinghouse: Decimal
    management_hours: Decimal
    management_rate: Decimal
    set_up: Usd = NOTHING_DUE
    rise: Decimal = Decimal(0)
    staffing: Staffing = Staffing.IN_PARTS

    @property
    def wage_with_load(self) -> Decimal:
        """Dollars a year for one person, with taxes and benefits."""
        return self.wage * (1 + self.load)

    def only(self, *tasks: Task) -> InHouse:
        """The staff that these tasks take of all of it, the rest unchanged."""
        share = sum((STAFF_BY_TASK[task] for task in tasks), Decimal(0))
        return replace(self, staff=self.staff * share / sum(STAFF_BY_TASK.values()))


_IN_ORDER = (
    Assumption(
        "staff",
        "Full-time billing staff for 100,000 claims a year",
        Decimal("10.45"),
        Unit.COUNT,
        citation=STAFF_PER_CLAIM,
    ),
    Assumption(
        "wage",
        "Wage of a medical records specialist",
        Decimal(50_250),
        Unit.USD,
        per="a year",
        high=Decimal(66_979),
        citation=WAGES,
        note="median of May 2024; certified coders earn more",
    ),
    Assumption(
        "load",
        "Taxes and benefits on top of the wage",
        Decimal("0.30"),
        Unit.RATIO,
        low=Decimal("0.25"),
        high=Decimal("0.40"),
        citation=LOAD_AND_TURNOVER,
    ),
    Assumption("turnover", "Staff that leaves", Decimal("0.20"), Unit.RATIO, per="a year"),
    Assumption(
        "leaver_cost",
        "Replacing one who leaves",
        Decimal(15_000),
        Unit.USD,
        low=Decimal(8_000),
        high=Decimal(25_000),
        citation=LOAD_AND_TURNOVER,
    ),
    Assumption(
        "training",
        "Training of one person",
        Decimal(1_000),
        Unit.USD,
        per="a year",
        low=Decimal(500),
        high=Decimal(2_000),
        citation=GUIDE_TO_COSTS,
    ),
    Assumption(
        "software",
        "Billing software",
        Decimal(9_000),
        Unit.USD,
        per="a year",
        low=Decimal(3_000),
        high=Decimal(15_000),
        citation=GUIDE_TO_COSTS,
    ),
    Assumption(
        "clearinghouse",
        "Clearinghouse",
        Decimal(2_000),
        Unit.USD,
        per="a year",
        low=Decimal(1_000),
        high=Decimal(3_000),
        citation=GUIDE_TO_COSTS,
    ),
    Assumption("management_hours", "Management", Decimal(20), Unit.HOURS, per="a month"),
    Assumption("management_rate", "Management", Decimal(45), Unit.USD, per="an hour"),
)
ASSUMED_IN_HOUSE: Mapping[str, Assumption] = MappingProxyType({one.id: one for one in _IN_ORDER})


def assumed_in_house() -> InHouse:
    """What stands in for figures that nobody has given."""
    value = {id: one.value for id, one in ASSUMED_IN_HOUSE.items()}
    return InHouse(
        staff=value["staff"],
        wage=value["wage"],
        load=value["load"],
        turnover=value["turnover"],
        leaver_cost=value["leaver_cost"],
        training=value["training"],
        software=value["software"],
        clearinghouse=value["clearinghouse"],
        management_hours=value["management_hours"],
        management_rate=value["management_rate"],
    )


def in_house(
    figures: InHouse, performance: Performance | None = None, name: str = "In-house"
) -> Offer:
    """Own staff as an offer: lines for wages, leavers, training, software and management."""
    by_year = {"Billing software": figures.software, "Clearinghouse": figures.clearinghouse}
    management = figures.management_hours * figures.management_rate
    by_month = {label: cost / _MONTHS for label, cost in by_year.items()} | {
        "Management": management
    }
    charges: list[Charge] = [
        _of_staff("Wages and benefits", figures.wage_with_load, figures),
        _of_staff("Replacing who leaves", figures.turnover * figures.leaver_cost, figures),
        _of_staff("Training", figures.training, figures),
    ]
    charges += [
        RecurringFlat(Usd.of(cost), modifiers=_named(label, figures))
        for label, cost in by_month.items()
    ]
    if figures.set_up != NOTHING_DUE:
        charges.append(OneTime(figures.set_up, modifiers=_named("Setting up", figures)))
    return Offer(name, tuple(charges), performance=performance)


def hybrid(name: str, vendor: Option, inside: Offer, performance: Performance | None) -> Option:
    """What a vendor does for its fees beside what own staff still does.

    Args:
        performance: what both achieve together; nobody can tell it from their parts.
    """
    return replace(vendor, name=name, parts=(*vendor.parts, inside), performance=performance)


def _of_staff(label: str, cost: Decimal, figures: InHouse) -> Charge:
    """What costs so many dollars a year for each person, with as many as the claims take."""
    on, modifiers = Base("claims"), _named(label, figures)
    if figures.staffing is Staffing.IN_PARTS or not figures.staff:
        return PerUnit(figures.staff * cost / _CLAIMS, on, modifiers)
    load = _CLAIMS / _MONTHS / figures.staff
    return Package(load, cost / _MONTHS, on, modifiers=modifiers)


def _named(label: str, figures: InHouse) -> Modifiers:
    return Modifiers(label=label, escalator=figures.rise or None)

"""Work that is done by the practice's own staff: all of it, or some beside a vendor.

What staff costs is written as fees, so that it is billed, projected and simulated by the
functions that bill a vendor. Which of the two is better is not said here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
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


TASK_LABELS: Mapping[Task, str] = MappingProxyType(
    {
        Task.POSTING: "posting of payments",
        Task.CREDITS: "credit balances",
        Task.DENIALS: "denials",
        Task.PATIENTS: "patient billing",
        Task.OTHER: "coding, charges, submission and the rest",
    }
)
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
TASK_SHARES = f"Shares of the tasks after {STAFF_PER_CLAIM}"


@dataclass(frozen=True, slots=True)
class OwnStaff:
    """What own staff does, and what it costs.

    Attributes:
        tasks: what it does; the staff that all of them take is taken in their share.
        staff: full-time staff that all tasks take for each 100,000 claims a year.
        wage: dollars a year for one.
        load: taxes and benefits on top, a fraction of the wage.
        turnover: the share of the staff that leaves in a year.
        leaver_cost: dollars to replace one: search, training, what is not done meanwhile.
        training: dollars a year for one.
        software: dollars a year, whatever the tasks; so is ``clearinghouse``.
        management_hours: a month, whatever the tasks.
        management_rate: dollars an hour.
        set_up: once, in the first month.
        rise: of wages and all prices on each anniversary, a fraction of one.
        assumed: the figures that nobody gave: ids of `STAFF_ASSUMPTIONS`.
    """

    tasks: frozenset[Task]
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
    assumed: frozenset[str] = frozenset()

    @property
    def wage_with_load(self) -> Decimal:
        """Dollars a year for one person, with taxes and benefits."""
        return self.wage * (1 + self.load)

    @property
    def needed(self) -> Decimal:
        """Full-time staff that the tasks take for each 100,000 claims a year."""
        share = sum((STAFF_BY_TASK[task] for task in self.tasks), Decimal(0))
        return self.staff * share / sum(STAFF_BY_TASK.values())

    @property
    def works_denials(self) -> bool:
        """Whether what the practice spends on denied claims is among its wages."""
        return Task.DENIALS in self.tasks


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
STAFF_ASSUMPTIONS: Mapping[str, Assumption] = MappingProxyType({one.id: one for one in _IN_ORDER})


def staff_charges(staff: OwnStaff) -> tuple[Charge, ...]:
    """What own staff costs as charges: wages, leavers, training, software, management, set-up."""
    by_year = {"Billing software": staff.software, "Clearinghouse": staff.clearinghouse}
    management = staff.management_hours * staff.management_rate
    by_month = {label: cost / _MONTHS for label, cost in by_year.items()}
    charges: list[Charge] = [
        _of_staff("Wages and benefits", staff.wage_with_load, staff),
        _of_staff("Replacing who leaves", staff.turnover * staff.leaver_cost, staff),
        _of_staff("Training", staff.training, staff),
    ]
    charges += [
        RecurringFlat(Usd.of(cost), modifiers=_named(label, staff))
        for label, cost in (by_month | {"Management": management}).items()
    ]
    if staff.set_up != NOTHING_DUE:
        charges.append(OneTime(staff.set_up, modifiers=_named("Setting up", staff)))
    return tuple(charges)


def _of_staff(label: str, cost: Decimal, staff: OwnStaff) -> Charge:
    """What costs so many dollars a year for each person, with as many as the claims take."""
    on, modifiers, needed = Base("claims"), _named(label, staff), staff.needed
    if staff.staffing is Staffing.IN_PARTS or not needed:
        return PerUnit(needed * cost / _CLAIMS, on, modifiers)
    load = _CLAIMS / _MONTHS / needed
    return Package(load, cost / _MONTHS, on, modifiers=modifiers)


def _named(label: str, staff: OwnStaff) -> Modifiers:
    return Modifiers(label=label, escalator=staff.rise or None)

"""What own staff does in an option of a scenario, as the fields of a form. Nothing here draws."""

from __future__ import annotations

from vendor_eval.pages.parts.pricing.assumed_fields import assumed_field
from vendor_eval.pages.parts.pricing.typed_fields import Field, Sort
from vendor_eval.pricing.own_staff import STAFF_ASSUMPTIONS, Staffing, Task


def _figure(id: str, label: str, sort: Sort) -> Field:
    return assumed_field(f"own_staff.{id}", label, sort, STAFF_ASSUMPTIONS[id])


TASKS = Field("own_staff.tasks", "Done by own staff", Sort.MANY, tuple(Task))
FIGURES = (
    _figure("staff", "Staff for 100,000 claims, all tasks", Sort.NUMBER),
    _figure("wage", "Wage, USD a year", Sort.MONEY),
    _figure("load", "Taxes and benefits on top, %", Sort.RATE),
    _figure("turnover", "Staff that leaves, % a year", Sort.RATE),
    _figure("leaver_cost", "Replacing one who leaves, USD", Sort.MONEY),
    _figure("training", "Training of one, USD a year", Sort.MONEY),
    _figure("software", "Billing software, USD a year", Sort.MONEY),
    _figure("clearinghouse", "Clearinghouse, USD a year", Sort.MONEY),
    _figure("management_hours", "Management, hours a month", Sort.NUMBER),
    _figure("management_rate", "Management, USD an hour", Sort.MONEY),
    Field("own_staff.set_up", "Setting up, USD once", Sort.MONEY),
    Field("own_staff.rise", "Rise of wages and prices, % a year", Sort.RATE),
    Field(
        "own_staff.staffing",
        "How staff follows the claims",
        Sort.CHOICE,
        tuple(Staffing),
        Staffing.IN_PARTS,
    ),
)
OWN_STAFF = (TASKS, *FIGURES)
WHOLLY = {"own_staff": {"tasks": list(Task)}}
"""An option in which own staff does everything, at what is assumed."""

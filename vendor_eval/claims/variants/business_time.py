"""Turnarounds on a business clock, which stands still at night, at weekends and on holidays."""

from __future__ import annotations

from dataclasses import replace

from vendor_eval.claims.definitions import DEFINITIONS, Definition
from vendor_eval.claims.variants.variant import Family, Variant
from vendor_eval.metrics import Parts
from vendor_eval.quantities import Unit


def _hours(metric: str, label: str) -> Variant:
    return Variant(
        _renamed(DEFINITIONS[metric], "business_hours"),
        Family.TURNAROUND,
        f"{label}, business hours",
        "Counts the hours in which work is done, by the calendar that was given.",
        flatters="nights, weekends and holidays do not count",
        unit=Unit.HOURS,
        parts=Parts.NONE,
        on_business_clock=True,
    )


def _renamed(definition: Definition, name: str) -> Definition:
    return replace(definition, id=f"{definition.id}.{name}")


VARIANTS = (
    _hours("coding_turnaround", "Coding turnaround (TA1)"),
    _hours("claim_submission_lag", "Claim submission lag (TA2)"),
    _hours("resubmission_turnaround", "Resubmission turnaround (RT1 and RT2)"),
    Variant(
        _renamed(DEFINITIONS["resubmission_turnaround"], "business_days"),
        Family.TURNAROUND,
        "Resubmission turnaround (RT1 and RT2), business days",
        "Counts business days, by the calendar that was given.",
        unit=Unit.BUSINESS_DAYS,
        parts=Parts.NONE,
        stands_in=False,
        on_business_clock=True,
    ),
)
